"""Long short-term memory: the cell, and stacked layers over a sequence. Hochreiter and Schmidhuber, 1997."""

from dataclasses import field
from typing import Any, Generic, Literal, TypeAlias, overload

import torch

from hasktorch.tensor import Tensor

from . import _gates
from ._layer import Layer, layer
from ._variables import B, F, H, I, IDim, ODim, T

_GATES = 4  # input, forget, cell, output: torch's order
_Four: TypeAlias = Literal[4]


@layer
class LSTMCell(Layer["LSTMCell[F, I, H]"], Generic[F, I, H]):
    """One step: weights `[4, H, I]` and `[4, H, H]`, biases `[4, H]`; the gates are input, forget, cell and output."""

    weight_ih: Tensor[F, _Four, H, I]
    weight_hh: Tensor[F, _Four, H, H]
    bias_ih: Tensor[F, _Four, H]
    bias_hh: Tensor[F, _Four, H]

    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: IDim, hidden: ODim) -> "LSTMCell[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "LSTMCell[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "LSTMCell[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.LSTMCell."""
        return cls(*_gates.draw(generator, _GATES, in_features, hidden, cls._dtype()))

    @classmethod
    def from_module(cls, module: torch.nn.LSTMCell) -> "LSTMCell[F, Any, Any]":
        """A copy of the module's parameters. Raises ValueError for one without biases, DTypeError for another dtype."""
        return cls(*_gates.read(module, _GATES, cls._dtype()))

    def to_module(self) -> torch.nn.LSTMCell:
        """A module with a copy of the parameters."""
        inputs, hidden = _gates.sizes_of(self)
        return _gates.write(torch.nn.LSTMCell(inputs, hidden, device="meta"), self)

    def __call__(
        self, x: Tensor[F, B, I], state: tuple[Tensor[F, B, H], Tensor[F, B, H]]
    ) -> tuple[Tensor[F, B, H], Tensor[F, B, H]]:
        """x `[B, I]` and the hidden and cell states, both `[B, H]`, to the new states."""
        states: Any = torch.lstm_cell(x, state, *_gates.flat(self))
        new: tuple[Tensor[F, B, H], Tensor[F, B, H]] = states
        return new


@layer
class LSTM(Layer["LSTM[F, I, H]"], Generic[F, I, H]):
    """One direction over a sequence: `rest` are the layers on top of the first, each fed with the states below."""

    first: LSTMCell[F, I, H]
    rest: tuple[LSTMCell[F, H, H], ...] = field(default=())

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
        first, *rest = _gates.draw_layers(generator, _GATES, in_features, hidden, layers, cls._dtype())
        return cls(LSTMCell(*first), tuple(LSTMCell(*tensors) for tensors in rest))

    @classmethod
    def from_module(cls, module: torch.nn.LSTM) -> "LSTM[F, Any, Any]":
        """A copy of the module's parameters.

        Raises ValueError for a module of two directions, of the batch first, without biases, with dropout or a
        projection; DTypeError for another dtype.
        """
        first, *rest = _gates.read_layers(module, _GATES, cls._dtype())
        return cls(LSTMCell(*first), tuple(LSTMCell(*tensors) for tensors in rest))

    def to_module(self) -> torch.nn.LSTM:
        """A module with a copy of the parameters."""
        inputs, hidden = _gates.sizes_of(self.first)
        module = torch.nn.LSTM(inputs, hidden, 1 + len(self.rest), device="meta")
        return _gates.write_layers(module, (self.first, *self.rest))

    def __call__(
        self, x: Tensor[F, T, B, I], state: tuple[Tensor[F, Any, B, H], Tensor[F, Any, B, H]] | None = None
    ) -> tuple[Tensor[F, T, B, H], tuple[Tensor[F, Any, B, H], Tensor[F, Any, B, H]]]:
        """x `[T, B, I]` and the hidden and cell states of all layers, each `[layers, B, H]` (None is zeros).

        The hidden states of the last layer `[T, B, H]`, and the states after the last step.
        """
        cells = (self.first, *self.rest)
        if state is None:
            zeros: Any = x.new_zeros(len(cells), x.shape[1], self.first.bias_ih.shape[1])
            state = (zeros, zeros)
        results: tuple[Any, Any, Any] = torch.lstm(
            x, state, [p for cell in cells for p in _gates.flat(cell)], True, len(cells), 0.0, False, False, False
        )
        return results[0], (results[1], results[2])
