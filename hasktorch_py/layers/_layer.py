"""What all layers share: frozen pytrees of tensors with the arithmetic of a vector space."""

import operator
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from itertools import repeat
from typing import Any, Generic, TypeVar

import optree
import torch
from typing_extensions import dataclass_transform

from hasktorch_py import _pytree
from hasktorch_py._pytree import NAMESPACE
from hasktorch_py.aten.torch_dtypes import tag
from hasktorch_py.runtime.shapes import spell

from .at_dtype import AtDType

Cls = TypeVar("Cls", bound=type)
Same = TypeVar("Same")

#: Metadata of a field that is no tensor and that no gradient has: `field(metadata=STATIC)`.
STATIC = {"pytree_node": False}
# Made once: an operation of layers is hardly more than those of its tensors.
_NUMBER = (float, int)
_TENSOR = frozenset({torch.Tensor})


@dataclass_transform(frozen_default=True, eq_default=False, field_specifiers=(field,))
def layer(cls: Cls) -> Cls:
    """Make a class of fields a frozen dataclass and a pytree; equality and `repr` are those of `Layer`."""
    made: Cls = dataclass(frozen=True, eq=False, repr=False)(cls)  # type: ignore[assignment]  # the class itself
    _pytree.register(made)
    return made


class Layer(Generic[Same]):
    """The base of layers; `Same` is the layer's own type with its dtype and dimensions.

    It says what `Self` would: ty lets layers of different dimensions through where an operand is of type `Self`.
    Arithmetic is elementwise on all tensors, with a number or with a layer of the same type: `net - grad * rate`.
    Layers are equal where they have the same settings and all tensors the same dtype, device, shape and elements (so
    NaN equals nothing); the hash is that of settings and shapes, and stays true when a tensor is changed in place.
    """

    @classmethod
    def _dtype(cls) -> torch.dtype:
        """The dtype at which this class makes layers. Raises TypeError for a class without one."""
        this: type = cls
        if isinstance(this, AtDType):
            return this.tag.dtype
        raise TypeError(f"{cls.__name__} has no dtype; take it from an instance: double.{cls.__name__}")

    def __add__(self, other: Same | float) -> Same:
        return self._combine(operator.add, other)

    def __radd__(self, other: float) -> Same:
        return self._combine(operator.add, other)

    def __sub__(self, other: Same | float) -> Same:
        return self._combine(operator.sub, other)

    def __rsub__(self, other: float) -> Same:
        return self._combine(lambda x, number: number - x, other)

    def __mul__(self, other: Same | float) -> Same:
        return self._combine(operator.mul, other)

    def __rmul__(self, other: float) -> Same:
        return self._combine(operator.mul, other)

    def __truediv__(self, other: Same | float) -> Same:
        return self._combine(operator.truediv, other)

    def __rtruediv__(self, other: float) -> Same:
        return self._combine(lambda x, number: number / x, other)

    def __neg__(self) -> Same:
        return self._combine(operator.mul, -1)

    def _combine(self, operation: Callable[[Any, Any], Any], other: Any) -> Same:
        """Raises ValueError for layers of the same class with other settings."""
        one: Any = self
        made: Any = NotImplemented
        alike = type(other) is type(one)
        if alike or isinstance(other, _NUMBER):
            parts = vars(one).values()
            if _TENSOR.issuperset(map(type, parts)):  # does what optree does in less than half the time
                made = type(one)(*map(operation, parts, vars(other).values() if alike else repeat(other)))
            elif alike:
                made = optree.tree_map(operation, one, other, namespace=NAMESPACE)
            else:
                made = optree.tree_map(lambda x: operation(x, other), one, namespace=NAMESPACE)
        combined: Same = made
        return combined

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        mine, structure = _flatten(self)
        others, other_structure = _flatten(other)
        return structure == other_structure and all(map(_equal, mine, others))

    def __hash__(self) -> int:
        leaves, structure = _flatten(self)
        return hash((structure, *(getattr(leaf, "shape", None) for leaf in leaves)))

    def __repr__(self) -> str:
        one: Any = self
        shown = (f"{f.name}={_show(getattr(self, f.name))}" for f in fields(one))
        return f"{type(self).__name__}({', '.join(shown)})"


def _flatten(tree: Any) -> tuple[list[Any], optree.PyTreeSpec]:
    return optree.tree_flatten(tree, namespace=NAMESPACE)


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, torch.Tensor) and isinstance(other, torch.Tensor):
        if one.is_meta or other.is_meta:  # without elements
            return one is other
        # `equal` itself compares Float with Double, and refuses tensors of two devices.
        return one.dtype == other.dtype and one.device == other.device and torch.equal(one, other)
    return bool(one == other)


def _show(value: object) -> str:
    if isinstance(value, torch.Tensor):
        return f"{tag(value.dtype)}{spell(value.shape)}"
    if type(value) is tuple:
        return f"({', '.join(map(_show, value))}{',' * (len(value) == 1)})"
    return str(getattr(value, "__name__", None) or repr(value))
