"""Gated recurrent units: the cell, and stacked layers over a sequence. Cho et al., 2014."""

from typing import Any, Generic, Literal, TypeAlias, overload

import torch

from hasktorch.tensor import Tensor

from ._layer import layer
from ._recurrent import Cell, Stacked, draw, flat
from ._variables import B, F, H, I, IDim, ODim, T

_Three: TypeAlias = Literal[3]


@layer
class GRUCell(Cell["GRUCell[F, I, H]", "GRUCell[F, Any, Any]", torch.nn.GRUCell, _Three, F, I, H], Generic[F, I, H]):
    """One step: weights `[3, H, I]` and `[3, H, H]`, biases `[3, H]`; the gates are reset, update and new."""

    _gates = 3
    _kind = torch.nn.GRUCell

    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: IDim, hidden: ODim) -> "GRUCell[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "GRUCell[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "GRUCell[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.GRUCell."""
        return cls(*draw(generator, cls._gates, in_features, hidden, cls._dtype()))

    def __call__(self, x: Tensor[F, B, I], state: Tensor[F, B, H]) -> Tensor[F, B, H]:
        """x `[B, I]` and the hidden state `[B, H]` to the new state."""
        result: Any = torch.gru_cell(x, state, *flat(self))
        new: Tensor[F, B, H] = result
        return new


@layer
class GRU(
    Stacked["GRU[F, I, H]", "GRU[F, Any, Any]", torch.nn.GRU, GRUCell[F, I, H], GRUCell[F, H, H]],
    Generic[F, I, H],
):
    """One direction over a sequence: `rest` are the layers on top of the first, each fed with the states below.

    `from_module` refuses dropout between layers (its generator is to be explicit), projections, and modules that take
    the batch first.
    """

    _cell = GRUCell
    _kind = torch.nn.GRU

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: IDim, hidden: ODim, layers: int = ...
    ) -> "GRU[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = ...
    ) -> "GRU[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = 1) -> "GRU[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.GRU. Raises ValueError without a layer."""
        return cls._drawn(generator, in_features, hidden, layers)

    def __call__(
        self, x: Tensor[F, T, B, I], state: Tensor[F, Any, B, H] | None = None
    ) -> tuple[Tensor[F, T, B, H], Tensor[F, Any, B, H]]:
        """x `[T, B, I]` and the hidden states of all layers `[layers, B, H]` (None is zeros).

        The hidden states of the last layer `[T, B, H]`, and those of all layers after the last step.
        """
        y, last = self._run(torch.gru, x, state, states=1)
        return y, last


@layer
class BiGRU(
    Stacked[
        "BiGRU[F, I, H]", "BiGRU[F, Any, Any]", torch.nn.GRU,
        tuple[GRUCell[F, I, H], GRUCell[F, I, H]], tuple[GRUCell[F, Any, H], GRUCell[F, Any, H]],
    ],
    Generic[F, I, H],
):  # fmt: skip
    """Both directions over a sequence: a layer is the cells forwards and backwards, and is fed with both states below.

    `from_module` refuses dropout between layers (its generator is to be explicit), projections, and modules that take
    the batch first.
    """

    _cell = GRUCell
    _kind = torch.nn.GRU
    _directions = 2

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: IDim, hidden: ODim, layers: int = ...
    ) -> "BiGRU[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = ...
    ) -> "BiGRU[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = 1) -> "BiGRU[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.GRU. Raises ValueError without a layer."""
        return cls._drawn(generator, in_features, hidden, layers)

    def __call__(
        self, x: Tensor[F, T, B, I], state: Tensor[F, Any, B, H] | None = None
    ) -> tuple[Tensor[F, T, B, Any], Tensor[F, Any, B, H]]:
        """x `[T, B, I]` and the hidden states of all cells `[2 · layers, B, H]` (None is zeros).

        The hidden states of the last layer, those forwards and those backwards `[T, B, 2 · H]`, and the last of all.
        """
        y, last = self._run(torch.gru, x, state, states=1)
        return y, last
