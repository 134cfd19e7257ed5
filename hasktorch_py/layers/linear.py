"""The affine map y = xW + b."""

from typing import Any, Generic, overload

import torch

from hasktorch.tensor import Tensor

from ._layer import Layer, layer
from ._modules import fill, parameter, parameter_or, sizes
from ._variables import B, Bs, F, I, IDim, O, ODim
from .initialisation import DEFAULT, Initialiser, bias_of, drawn
from .stage import Rows, Stage


@layer
class Linear(
    Layer["Linear[F, I, O]"],
    Stage[Tensor[F, *tuple[Any, ...], I], Tensor[F, *tuple[Any, ...], O], Rows],
    Generic[F, I, O],
):
    """y = xW + b: weight `[I, O]` (the transpose of torch.nn's), bias `[O]`."""

    weight: Tensor[F, I, O]
    bias: Tensor[F, O]

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: IDim, out_features: ODim, weights: Initialiser = ...
    ) -> "Linear[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: int, out_features: int, weights: Initialiser = ...
    ) -> "Linear[F, Any, Any]": ...
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: int, out_features: int, weights: Initialiser = DEFAULT
    ) -> "Linear[F, Any, Any]":
        """The weight drawn by `weights`, then the bias from U(-1/√I, 1/√I): the numbers of torch.nn.Linear."""
        weight = drawn(weights, generator, (out_features, in_features), cls._dtype())
        bias = drawn(bias_of(in_features), generator, (out_features,), cls._dtype())
        return cls(weight.t().contiguous(), bias)

    @classmethod
    def from_module(cls, module: torch.nn.Linear) -> "Linear[F, Any, Any]":
        """A copy of the module's parameters; a missing bias is one of zeros, which is trained like any other.

        Raises DTypeError for another dtype.
        """
        weight = parameter(module, "weight", cls._dtype())
        bias = parameter_or(0, len(weight), module, "bias", cls._dtype())
        return cls(weight.t().contiguous(), bias)

    def to_module(self) -> torch.nn.Linear:
        """A module with a copy of the parameters."""
        in_features, out_features = sizes(self.weight)
        module = torch.nn.Linear(in_features, out_features, device="meta")
        return fill(module, {"weight": self.weight.t().contiguous(), "bias": self.bias})

    def __call__(self, x: Tensor[F, *Bs, I]) -> Tensor[F, *Bs, O]:
        """x `[*Bs, I]` to `[*Bs, O]`: a vector, a batch, or any leading dimensions."""
        y: Tensor[F, *Bs, O] = _affine(x, self.weight, self.bias)
        return y


# Any: which of these ATen functions it is, depends on the rank.
def _affine(x: Any, weight: Any, bias: Any) -> Any:
    if x.dim() == 2:
        return bias.addmm(x, weight)
    if x.dim() == 1:
        return bias.addmv(weight.t(), x)
    return torch.nn.functional.linear(x, weight.t(), bias)


def linear(layer: Linear[F, I, O], x: Tensor[F, I]) -> Tensor[F, O]:
    """xW + b for a vector."""
    return layer.bias.addmv(layer.weight.t(), x)


def linear_batch(layer: Linear[F, I, O], x: Tensor[F, B, I]) -> Tensor[F, B, O]:
    """xW + b for a batch of vectors."""
    return layer.bias.addmm(x, layer.weight)


def get_tensors(layer: Linear[F, I, O]) -> tuple[Tensor[F, I, O], Tensor[F, O]]:
    """Weight and bias."""
    return layer.weight, layer.bias
