"""The parameters of recurrent cells: those of all gates in one tensor, the gates its first dimension.

In the order of torch.nn: weights from the input `[gates, H, I]` and from the hidden state `[gates, H, H]`, then a
bias `[gates, H]` to each. torch.nn joins the first two dimensions.
"""

import math
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import torch

from ._modules import expect, fill, parameter
from .initialisation import drawn, uniform

Cell = TypeVar("Cell", bound=torch.nn.RNNCellBase)
Layers = TypeVar("Layers", bound=torch.nn.RNNBase)
NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


# Any in this file: tensors in the order of a cell's fields, which are typed there.
def draw(generator: torch.Generator, gates: int, inputs: int, hidden: int, dtype: torch.dtype) -> list[Any]:
    """Each from U(-1/√H, 1/√H): the numbers of torch.nn's cells and layers."""
    bound = uniform(1 / math.sqrt(hidden) if hidden else 0.0)
    shapes = ((gates, hidden, inputs), (gates, hidden, hidden), (gates, hidden), (gates, hidden))
    return [drawn(bound, generator, shape, dtype) for shape in shapes]


def draw_layers(
    generator: torch.Generator, gates: int, inputs: int, hidden: int, layers: int, dtype: torch.dtype
) -> Iterator[list[Any]]:
    """The cells of stacked layers. Raises ValueError where there is none."""
    if layers < 1:
        raise ValueError(f"expected at least 1 layer, found layers={layers}")
    return (draw(generator, gates, hidden if number else inputs, hidden, dtype) for number in range(layers))


def flat(cell: Any) -> Iterator[torch.Tensor]:
    """The parameters as ATen takes them, the gates joined."""
    return (getattr(cell, name).flatten(0, 1) for name in NAMES)


def read(module: torch.nn.Module, gates: int, dtype: torch.dtype, suffix: str = "") -> list[Any]:
    """Copies of a module's parameters; errors as `parameter`."""
    return [parameter(module, name + suffix, dtype).unflatten(0, (gates, -1)) for name in NAMES]


def read_layers(module: torch.nn.RNNBase, gates: int, dtype: torch.dtype) -> Iterator[list[Any]]:
    """The cells of a module of one direction. Raises ValueError for other modules, DTypeError for another dtype."""
    expect(module, bias=True, bidirectional=False, batch_first=False, dropout=0.0, proj_size=0)
    return (read(module, gates, dtype, f"_l{number}") for number in range(module.num_layers))


def sizes_of(cell: Any) -> tuple[int, int]:
    """Features of the input and of the hidden state."""
    _, hidden, inputs = cell.weight_ih.shape
    return inputs, hidden


def write(module: Cell, cell: Any) -> Cell:
    """The cell's module, made on the meta device, with copies of the parameters."""
    return fill(module, dict(zip(NAMES, flat(cell), strict=True)))


def write_layers(module: Layers, cells: Iterable[Any]) -> Layers:
    """The layers' module, made on the meta device, with copies of the parameters."""
    return fill(
        module, {f"{name}_l{k}": x for k, cell in enumerate(cells) for name, x in zip(NAMES, flat(cell), strict=True)}
    )
