"""Normalisation over the features of each example."""

from dataclasses import field
from typing import Any, Generic, overload

import torch

from hasktorch.tensor import Tensor

from ._layer import STATIC, Layer, layer
from ._modules import fill, parameter_or, sizes
from ._variables import Bs, D, F, IDim
from .initialisation import constant
from .stage import Rows, Stage


@layer
class LayerNorm(
    Layer["LayerNorm[F, D]"],
    Stage[Tensor[F, *tuple[Any, ...], D], Tensor[F, *tuple[Any, ...], D], Rows],
    Generic[F, D],
):
    """y = (x - E[x]) / √(Var[x] + eps) · weight + bias over the last dimension; both `[D]`. Ba et al., 2016."""

    weight: Tensor[F, D]
    bias: Tensor[F, D]
    eps: float = field(default=1e-5, metadata=STATIC)

    @overload
    @classmethod
    def init(cls, features: IDim, eps: float = ...) -> "LayerNorm[F, IDim]": ...
    @overload
    @classmethod
    def init(cls, features: int, eps: float = ...) -> "LayerNorm[F, Any]": ...
    @classmethod
    def init(cls, features: int, eps: float = 1e-5) -> "LayerNorm[F, Any]":
        """Weight 1, bias 0."""
        weight, bias = constant(1, features, cls._dtype()), constant(0, features, cls._dtype())
        return cls(weight, bias, eps)

    @classmethod
    def from_module(cls, module: torch.nn.LayerNorm) -> "LayerNorm[F, Any]":
        """A copy of the module's parameters; a missing weight is one of ones, a missing bias one of zeros.

        Raises ValueError where it normalises more than one dimension, DTypeError for another dtype.
        """
        if len(module.normalized_shape) != 1:
            raise ValueError(
                f"from_module: expected one normalised dimension, found {module}; flatten the dimensions, and the "
                "module's weight and bias, to one"
            )
        (size,) = module.normalized_shape
        weight, bias = (parameter_or(x, size, module, name, cls._dtype()) for name, x in (("weight", 1), ("bias", 0)))
        return cls(weight, bias, module.eps)

    def to_module(self) -> torch.nn.LayerNorm:
        """A module with a copy of the parameters."""
        module = torch.nn.LayerNorm(list(sizes(self.weight)), self.eps, device="meta")
        return fill(module, {"weight": self.weight, "bias": self.bias})

    def __call__(self, x: Tensor[F, *Bs, D]) -> Tensor[F, *Bs, D]:
        """x `[*Bs, D]` to the same shape."""
        y: Any = torch.layer_norm(x, sizes(self.weight), self.weight, self.bias, self.eps)
        normalised: Tensor[F, *Bs, D] = y
        return normalised
