"""Gated recurrent units: the cell, and stacked layers over a sequence. Cho et al., 2014."""

from dataclasses import field
from typing import Any, Generic, Literal, TypeAlias, overload

import torch

from hasktorch.tensor import Tensor

from . import _gates
from ._layer import Layer, layer
from ._variables import B, F, H, I, IDim, ODim, T

_GATES = 3  # reset, update, new: torch's order
_Three: TypeAlias = Literal[3]


@layer
class GRUCell(Layer["GRUCell[F, I, H]"], Generic[F, I, H]):
    """One step: weights `[3, H, I]` and `[3, H, H]`, biases `[3, H]`; the gates are reset, update and new."""

    weight_ih: Tensor[F, _Three, H, I]
    weight_hh: Tensor[F, _Three, H, H]
    bias_ih: Tensor[F, _Three, H]
    bias_hh: Tensor[F, _Three, H]

    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: IDim, hidden: ODim) -> "GRUCell[F, IDim, ODim]": ...
    @overload
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "GRUCell[F, Any, Any]": ...
    @classmethod
    def init(cls, generator: torch.Generator, in_features: int, hidden: int) -> "GRUCell[F, Any, Any]":
        """Each tensor from U(-1/√H, 1/√H): the numbers of torch.nn.GRUCell."""
        return cls(*_gates.draw(generator, _GATES, in_features, hidden, cls._dtype()))

    @classmethod
    def from_module(cls, module: torch.nn.GRUCell) -> "GRUCell[F, Any, Any]":
        """A copy of the module's parameters. Raises ValueError for one without biases, DTypeError for another dtype."""
        return cls(*_gates.read(module, _GATES, cls._dtype()))

    def to_module(self) -> torch.nn.GRUCell:
        """A module with a copy of the parameters."""
        inputs, hidden = _gates.sizes_of(self)
        return _gates.write(torch.nn.GRUCell(inputs, hidden, device="meta"), self)

    def __call__(self, x: Tensor[F, B, I], state: Tensor[F, B, H]) -> Tensor[F, B, H]:
        """x `[B, I]` and the hidden state `[B, H]` to the new state."""
        result: Any = torch.gru_cell(x, state, *_gates.flat(self))
        new: Tensor[F, B, H] = result
        return new


@layer
class GRU(Layer["GRU[F, I, H]"], Generic[F, I, H]):
    """One direction over a sequence: `rest` are the layers on top of the first, each fed with the states below."""

    first: GRUCell[F, I, H]
    rest: tuple[GRUCell[F, H, H], ...] = field(default=())

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
        first, *rest = _gates.draw_layers(generator, _GATES, in_features, hidden, layers, cls._dtype())
        return cls(GRUCell(*first), tuple(GRUCell(*tensors) for tensors in rest))

    @classmethod
    def from_module(cls, module: torch.nn.GRU) -> "GRU[F, Any, Any]":
        """A copy of the module's parameters.

        Raises ValueError for a module of two directions, of the batch first, without biases, with dropout or a
        projection; DTypeError for another dtype.
        """
        first, *rest = _gates.read_layers(module, _GATES, cls._dtype())
        return cls(GRUCell(*first), tuple(GRUCell(*tensors) for tensors in rest))

    def to_module(self) -> torch.nn.GRU:
        """A module with a copy of the parameters."""
        inputs, hidden = _gates.sizes_of(self.first)
        module = torch.nn.GRU(inputs, hidden, 1 + len(self.rest), device="meta")
        return _gates.write_layers(module, (self.first, *self.rest))

    def __call__(
        self, x: Tensor[F, T, B, I], state: Tensor[F, Any, B, H] | None = None
    ) -> tuple[Tensor[F, T, B, H], Tensor[F, Any, B, H]]:
        """x `[T, B, I]` and the hidden states of all layers `[layers, B, H]` (None is zeros).

        The hidden states of the last layer `[T, B, H]`, and those of all layers after the last step.
        """
        cells = (self.first, *self.rest)
        if state is None:
            zeros: Any = x.new_zeros(len(cells), x.shape[1], self.first.bias_ih.shape[1])
            state = zeros
        results: tuple[Any, Any] = torch.gru(
            x, state, [p for cell in cells for p in _gates.flat(cell)], True, len(cells), 0.0, False, False, False
        )
        return results[0], results[1]
