"""A table of vectors, looked up by index."""

from dataclasses import field
from typing import Any, Generic, overload

import torch

from hasktorch.tensor import Long, Tensor

from ._layer import STATIC, Layer, layer
from ._modules import expect, fill, parameter, sizes
from ._variables import Bs, D, F, IDim, N, ODim
from .initialisation import Initialiser, drawn, standard_normal
from .stage import Stage


@layer
class Embedding(
    Layer["Embedding[F, N, D]"],
    Stage[Tensor[Long, *tuple[Any, ...]], Tensor[F, *tuple[Any, ...], D]],
    Generic[F, N, D],
):
    """Row i of the weight `[N, D]` for each index i; the row `padding_idx`, if there is one, has a gradient of zero."""

    weight: Tensor[F, N, D]
    padding_idx: int | None = field(default=None, metadata=STATIC)

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, entries: IDim, features: ODim, padding_idx: int | None = ...,
        weights: Initialiser = ...,
    ) -> "Embedding[F, IDim, ODim]": ...  # fmt: skip
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, entries: int, features: int, padding_idx: int | None = ...,
        weights: Initialiser = ...,
    ) -> "Embedding[F, Any, Any]": ...  # fmt: skip
    @classmethod
    def init(
        cls, generator: torch.Generator, entries: int, features: int, padding_idx: int | None = None,
        weights: Initialiser = standard_normal,
    ) -> "Embedding[F, Any, Any]":  # fmt: skip
        """The weight drawn by `weights`, its padding row zero: the numbers of torch.nn.Embedding."""
        weight = drawn(weights, generator, (entries, features), cls._dtype())
        if padding_idx is not None:
            weight[padding_idx] = 0
        return cls(weight, padding_idx)

    @classmethod
    def from_module(cls, module: torch.nn.Embedding) -> "Embedding[F, Any, Any]":
        """A copy of the module's table.

        Raises ValueError for `max_norm`, `scale_grad_by_freq` and `sparse`, DTypeError for another dtype.
        """
        expect(module, "max_norm", None, "rescale the rows of module.weight once, and set module.max_norm = None")
        expect(module, "scale_grad_by_freq", False, "scale the gradient yourself, and set it to False")
        expect(module, "sparse", False, "the layer's gradient is dense: set module.sparse = False")
        return cls(parameter(module, "weight", cls._dtype()), module.padding_idx)

    def to_module(self) -> torch.nn.Embedding:
        """A module with a copy of the table."""
        entries, features = sizes(self.weight)
        module = torch.nn.Embedding(entries, features, self.padding_idx, device="meta")
        return fill(module, {"weight": self.weight})

    def __call__(self, indices: Tensor[Long, *Bs]) -> Tensor[F, *Bs, D]:
        """Indices `[*Bs]` from 0 to N - 1, to vectors `[*Bs, D]`. Raises IndexError for another index."""
        y: Any = torch.nn.functional.embedding(indices, self.weight, self.padding_idx)
        vectors: Tensor[F, *Bs, D] = y
        return vectors
