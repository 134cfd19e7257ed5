"""Long short-term memory: the cell, and stacked layers over a sequence. Hochreiter and Schmidhuber, 1997."""

from typing import Any, Generic, Literal, TypeAlias, overload

import torch

from hasktorch.tensor import Tensor

from ._layer import layer
from ._recurrent import Cell, Stacked, draw, flat
from ._variables import B, F, H, I, IDim, ODim, T

_Four: TypeAlias = Literal[4]


@layer
class LSTMCell(Cell["LSTMCell[F, I, H]", "LSTMCell[F, Any, Any]", torch.nn.LSTMCell, _Four, F, I, H], Generic[F, I, H]):
    """One step: weights `[4, H, I]` and `[4, H, H]`, biases `[4, H]`; the gates are input, forget, cell and output."""

    _gates = 4
    _kind = torch.nn.LSTMCell

    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: IDim, hidden: ODim) -> "LSTMCell[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "LSTMCell[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "LSTMCell[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.LSTMCell."""
        return cls(*draw(generator, cls._gates, in_features, hidden, cls._dtype()))

    def __call__(
        self, x: Tensor[F, B, I], state: tuple[Tensor[F, B, H], Tensor[F, B, H]]
    ) -> tuple[Tensor[F, B, H], Tensor[F, B, H]]:
        """x `[B, I]` and the hidden and cell states, both `[B, H]`, to the new states."""
        states: Any = torch.lstm_cell(x, state, *flat(self))
        new: tuple[Tensor[F, B, H], Tensor[F, B, H]] = states
        return new


@layer
class LSTM(
    Stacked["LSTM[F, I, H]", "LSTM[F, Any, Any]", torch.nn.LSTM, LSTMCell[F, I, H], LSTMCell[F, H, H]],
    Generic[F, I, H],
):
    """One direction over a sequence: `rest` are the layers on top of the first, each fed with the states below.

    `from_module` refuses dropout between layers (its generator is to be explicit), projections, and modules that take
    the batch first.
    """

    _cell = LSTMCell
    _kind = torch.nn.LSTM

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: IDim, hidden: ODim, layers: int = ...
    ) -> "LSTM[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = ...
    ) -> "LSTM[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = 1) -> "LSTM[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.LSTM. Raises ValueError without a layer."""
        return cls._drawn(generator, in_features, hidden, layers)

    def __call__(
        self, x: Tensor[F, T, B, I], state: tuple[Tensor[F, Any, B, H], Tensor[F, Any, B, H]] | None = None
    ) -> tuple[Tensor[F, T, B, H], tuple[Tensor[F, Any, B, H], Tensor[F, Any, B, H]]]:
        """x `[T, B, I]` and the hidden and cell states of all layers, each `[layers, B, H]` (None is zeros).

        The hidden states of the last layer `[T, B, H]`, and the states after the last step.
        """
        y, *states = self._run(torch.lstm, x, state, states=2)
        return y, (states[0], states[1])


@layer
class BiLSTM(
    Stacked[
        "BiLSTM[F, I, H]", "BiLSTM[F, Any, Any]", torch.nn.LSTM,
        tuple[LSTMCell[F, I, H], LSTMCell[F, I, H]], tuple[LSTMCell[F, Any, H], LSTMCell[F, Any, H]],
    ],
    Generic[F, I, H],
):  # fmt: skip
    """Both directions over a sequence: a layer is the cells forwards and backwards, and is fed with both states below.

    `from_module` refuses dropout between layers (its generator is to be explicit), projections, and modules that take
    the batch first.
    """

    _cell = LSTMCell
    _kind = torch.nn.LSTM
    _directions = 2

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: IDim, hidden: ODim, layers: int = ...
    ) -> "BiLSTM[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = ...
    ) -> "BiLSTM[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int, layers: int = 1) -> "BiLSTM[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.LSTM. Raises ValueError without a layer."""
        return cls._drawn(generator, in_features, hidden, layers)

    def __call__(
        self, x: Tensor[F, T, B, I], state: tuple[Tensor[F, Any, B, H], Tensor[F, Any, B, H]] | None = None
    ) -> tuple[Tensor[F, T, B, Any], tuple[Tensor[F, Any, B, H], Tensor[F, Any, B, H]]]:
        """x `[T, B, I]` and the hidden and cell states of all cells, each `[2 · layers, B, H]` (None is zeros).

        The hidden states of the last layer, those forwards and those backwards `[T, B, 2 · H]`, and the last states.
        """
        y, *states = self._run(torch.lstm, x, state, states=2)
        return y, (states[0], states[1])
