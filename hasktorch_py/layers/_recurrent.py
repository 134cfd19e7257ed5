"""What LSTM and GRU share: cells, and layers of cells over a sequence in one direction or in both.

A cell has the parameters of all gates in one tensor, the gates its first dimension, in the order of torch.nn, which
joins the first two dimensions. The tensors of all cells are in the order in which ATen takes them.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, ClassVar, Generic, TypeVar

import torch

from hasktorch.tensor import Tensor
from hasktorch_py import _pytree

from ._layer import Layer, Same, layer
from ._modules import expect, fill, parameter, sizes
from ._variables import F, H, I
from .initialisation import drawn, uniform

G = TypeVar("G")  # the number of gates
Unknown = TypeVar("Unknown")  # the layer with unknown dimensions
Module = TypeVar("Module", bound=torch.nn.Module)
First = TypeVar("First")
Further = TypeVar("Further")

_NAMES = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")


@layer
class Cell(Layer[Same], Generic[Same, Unknown, Module, G, F, I, H]):
    """Weights from the input and from the hidden state, and a bias to each."""

    weight_ih: Tensor[F, G, H, I]
    weight_hh: Tensor[F, G, H, H]
    bias_ih: Tensor[F, G, H]
    bias_hh: Tensor[F, G, H]

    _gates: ClassVar[int]
    _kind: ClassVar[type[Any]]  # of the module

    @classmethod
    def from_module(cls, module: Module) -> Unknown:
        """A copy of the module's parameters; missing biases are zeros. Raises DTypeError for another dtype."""
        cell: Any = cls
        made: Unknown = cell(*_read(module, cls._gates, cls._dtype()))
        return made

    def to_module(self) -> Module:
        """A module with a copy of the parameters."""
        _, hidden, inputs = sizes(self.weight_ih)
        made: Module = fill(self._kind(inputs, hidden, device="meta"), dict(zip(_NAMES, flat(self), strict=True)))
        return made


@layer
class Stacked(Layer[Same], Generic[Same, Unknown, Module, First, Further]):
    """`rest` are the layers on top of the first, each fed with the states below; a layer is a cell or two cells."""

    first: First
    rest: tuple[Further, ...] = field(default=())

    _cell: ClassVar[Any]
    _kind: ClassVar[type[Any]]  # of the module
    _directions: ClassVar[int] = 1

    @classmethod
    def from_module(cls, module: Module) -> Unknown:
        """A copy of the module's parameters; missing biases are zeros.

        Raises ValueError for what the class refuses, DTypeError for another dtype.
        """
        name = cls.__name__.removeprefix("Bi")
        expect(module, "bidirectional", cls._directions == 2, f"{name} has one direction, Bi{name} both")
        advice = "the layer takes time first: set module.batch_first = False and transpose what it is given"
        expect(module, "batch_first", False, advice)
        expect(module, "dropout", 0.0, "set module.dropout = 0.0, or stack layers of one with Dropout between them")
        expect(module, "proj_size", 0, "there is no layer with projections: keep the module")
        layers: Any = module.num_layers
        suffixes = (f"_l{k}{end}" for k in range(layers) for end in ("", "_reverse")[: cls._directions])
        return cls._made([_read(module, cls._cell._gates, cls._dtype(), suffix) for suffix in suffixes])

    def to_module(self) -> Module:
        """A module with a copy of the parameters."""
        parameters = flat(self)
        joined, inputs = parameters[0].shape
        hidden, count = joined // self._cell._gates, 1 + len(self.rest)
        module = self._kind(inputs, hidden, count, bidirectional=self._directions == 2, device="meta")
        made: Module = fill(module, dict(zip(module._flat_weights_names, parameters, strict=True)))
        return made

    @classmethod
    def _drawn(cls, generator: torch.Generator, inputs: int, hidden: int, layers: int) -> Unknown:
        """Raises ValueError where there is no layer."""
        if layers < 1:
            raise ValueError(f"{cls.__name__}: expected at least 1 layer, found layers={layers}")
        widths = [inputs, *[hidden * cls._directions] * (layers - 1)]
        each = [width for width in widths for _ in range(cls._directions)]
        return cls._made([draw(generator, cls._cell._gates, width, hidden, cls._dtype()) for width in each])

    @classmethod
    def _made(cls, cells: Sequence[Sequence[Any]]) -> Unknown:
        of_layers: Any = [cls._cell(*tensors) for tensors in cells]
        if cls._directions == 2:
            of_layers = list(zip(of_layers[::2], of_layers[1::2], strict=True))
        this: Any = cls
        made: Unknown = this(of_layers[0], tuple(of_layers[1:]))
        return made

    def _run(self, function: Callable[..., Any], x: Any, state: Any, states: int) -> Any:
        """ATen's function over x; without a state from so many of zeros."""
        parameters = flat(self)
        count = 1 + len(self.rest)
        if state is None:
            zeros = x.new_zeros(count * self._directions, x.shape[1], parameters[1].shape[1])
            state = (zeros,) * states if states > 1 else zeros
        return function(x, state, parameters, True, count, 0.0, False, self._directions == 2, False)


# Any in the following: tensors in the order of a cell's fields, which are typed there.
def draw(generator: torch.Generator, gates: int, inputs: int, hidden: int, dtype: torch.dtype) -> list[Any]:
    """Each from U(-1/√H, 1/√H): the numbers of torch.nn's cells and layers."""
    bound = uniform(1 / math.sqrt(hidden) if hidden else 0.0)
    shapes = ((gates, hidden, inputs), (gates, hidden, hidden), (gates, hidden), (gates, hidden))
    return [drawn(bound, generator, shape, dtype) for shape in shapes]


def flat(tree: object) -> list[torch.Tensor]:
    """The parameters of all cells as ATen takes them, the gates joined."""
    return [x.flatten(0, 1) for x in _pytree.flatten(tree)[0]]


def _read(module: Any, gates: int, dtype: torch.dtype, suffix: str = "") -> list[Any]:
    weights = [parameter(module, name + suffix, dtype) for name in _NAMES[:2]]
    if module.bias:
        biases = [parameter(module, name + suffix, dtype) for name in _NAMES[2:]]
    else:
        biases = [weight.new_zeros(len(weight)) for weight in weights]
    return [x.unflatten(0, (gates, -1)) for x in (*weights, *biases)]
