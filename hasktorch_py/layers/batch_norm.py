"""Normalisation over a batch; the running statistics are a value beside the layer."""

from dataclasses import field
from typing import Any, Generic, TypeVar, overload

import torch
from torch.nn.modules.batchnorm import _BatchNorm

from hasktorch.tensor import Tensor

from ._layer import STATIC, Layer, layer
from ._modules import expect, fill, parameter, parameter_or, sizes
from ._variables import B, Bs, D, F, IDim
from .initialisation import constant

Norm = TypeVar("Norm", bound=_BatchNorm)


@layer
class BatchNormState(Layer["BatchNormState[F, D]"], Generic[F, D]):
    """What evaluation normalises with: running mean and unbiased variance of each channel, both `[D]`."""

    mean: Tensor[F, D]
    var: Tensor[F, D]


@layer
class BatchNorm(Layer["BatchNorm[F, D]"], Generic[F, D]):
    """y = (x - E[x]) / √(Var[x] + eps) · weight + bias for each channel. Ioffe and Szegedy, 2015.

    Training takes mean and variance of the batch and moves the running ones by `momentum` towards them.
    """

    weight: Tensor[F, D]
    bias: Tensor[F, D]
    eps: float = field(default=1e-5, metadata=STATIC)
    momentum: float = field(default=0.1, metadata=STATIC)

    @overload
    @classmethod
    def init(cls, channels: IDim, eps: float = ..., momentum: float = ...) -> "BatchNorm[F, IDim]": ...
    @overload
    @classmethod
    def init(cls, channels: int, eps: float = ..., momentum: float = ...) -> "BatchNorm[F, Any]": ...
    @classmethod
    def init(cls, channels: int, eps: float = 1e-5, momentum: float = 0.1) -> "BatchNorm[F, Any]":
        """Weight 1, bias 0."""
        weight, bias = constant(1, channels, cls._dtype()), constant(0, channels, cls._dtype())
        return cls(weight, bias, eps, momentum)

    def init_state(self) -> BatchNormState[F, D]:
        """Mean 0, variance 1."""
        weight = self.weight.detach()
        mean: Any = torch.zeros_like(weight)
        var: Any = torch.ones_like(weight)
        return BatchNormState(mean, var)

    @classmethod
    def from_module(cls, module: _BatchNorm) -> tuple["BatchNorm[F, Any]", BatchNormState[F, Any]]:
        """Copies of the module's parameters and running statistics; missing weights are ones, a missing bias zeros.

        Raises ValueError for a module without running statistics, or with cumulative ones (`momentum=None`),
        DTypeError for another dtype.
        """
        expect(module, "track_running_stats", True, "make the layer with init, and call it with train=True always")
        momentum = module.momentum
        if momentum is None:
            raise ValueError(
                f"from_module: expected a number for momentum, found momentum=None in {module}; set module.momentum"
            )
        dtype, size = cls._dtype(), module.num_features
        weight, bias = (parameter_or(x, size, module, name, dtype) for name, x in (("weight", 1), ("bias", 0)))
        mean, var = (parameter(module, name, dtype) for name in ("running_mean", "running_var"))
        return cls(weight, bias, module.eps, momentum), BatchNormState(mean, var)

    def to_module(self, state: BatchNormState[F, D], kind: type[Norm]) -> Norm:
        """A module of that kind (such as `torch.nn.BatchNorm2d`) with copies of the parameters and statistics."""
        module = kind(sizes(self.weight)[0], self.eps, self.momentum, device="meta")
        statistics = {"running_mean": state.mean, "running_var": state.var, "num_batches_tracked": torch.tensor(0)}
        return fill(module, {"weight": self.weight, "bias": self.bias, **statistics})

    def __call__(
        self, x: Tensor[F, B, D, *Bs], state: BatchNormState[F, D], *, train: bool
    ) -> tuple[Tensor[F, B, D, *Bs], BatchNormState[F, D]]:
        """x `[B, D, *Bs]` to the same shape, and the new state: in evaluation the given one.

        Raises ValueError in training where a channel has one value only.
        """
        if train:
            state = BatchNormState(state.mean.detach().clone(), state.var.detach().clone())  # ATen updates in place
        y: Any = torch.nn.functional.batch_norm(
            x, state.mean, state.var, self.weight, self.bias, train, self.momentum, self.eps
        )
        normalised: Tensor[F, B, D, *Bs] = y
        return normalised, state
