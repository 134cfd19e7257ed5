"""Nested sequences of numbers: their sizes along each axis, and whether every item fits the dtype.

All positions in messages count from 0.
"""

import reprlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeGuard

import torch

from hasktorch_py.aten.torch_dtypes import tag
from hasktorch_py.errors import DTypeError, RangeError, ShapeError

from .element import element_of

_MAX_RANK = 64  # ATen's


@dataclass(frozen=True, slots=True)
class Layout:
    """What the data and its axes are called in messages; without names for the axes a place is `data[1][0]`."""

    whole: str
    axes: tuple[str, ...] = ()

    def place(self, position: int, sizes: Sequence[int]) -> str:
        """Where the item stands that is number `position`, in row-major order, within outer axes of these sizes."""
        path: list[int] = []
        for size in reversed(sizes):
            position, index = divmod(position, size)
            path.insert(0, index)
        if not self.axes:
            return self.whole + "".join(f"[{index}]" for index in path)
        return ", ".join(f"{name} {index}" for name, index in zip(self.axes, path, strict=False)) or self.whole

    def count(self, axis: int, size: int) -> str:
        """`3 columns`, `1 row`; `3 items` where the axes have no names."""
        return f"{size} {self.axes[axis] if self.axes else 'item'}{'' if size == 1 else 's'}"


VECTOR = Layout("the vector", ("element",))
MATRIX = Layout("the matrix", ("row", "column"))
CUBOID = Layout("the cuboid", ("block", "row", "column"))
ANY = Layout("data")


def rank(data: object) -> int:
    """How deep the sequences are nested, judged by the first item of each. Raises ShapeError beyond ATen's limit."""
    for depth in range(_MAX_RANK + 1):
        if not _is_sequence(data):
            return depth
        if not data:
            return depth + 1
        data = data[0]
    raise ShapeError(f"data: expected at most {_MAX_RANK} axes, found sequences nested deeper")


def flatten(data: object, declared: Sequence[int | None], layout: Layout) -> tuple[Sequence[object], tuple[int, ...]]:
    """The items in row-major order, and the sizes along the axes, which are as many as `declared` has.

    Where any size will do (None), the first sequence on the axis sets it; an axis inside an empty one has nothing to
    measure and gets the declared size, or 0. Raises ShapeError for a sequence of another length, DTypeError for what
    is no sequence.
    """
    level: Sequence[object] = (data,)
    sizes: tuple[int, ...] = ()
    for axis, declared_size in enumerate(declared):
        sequences = [_sequence(item, layout, axis, position, sizes) for position, item in enumerate(level)]
        size = declared_size if declared_size is not None else len(sequences[0]) if sequences else 0
        for position, sequence in enumerate(sequences):
            if len(sequence) != size:
                why = "as declared" if declared_size is not None else f"as in {layout.place(0, sizes)}"
                raise ShapeError(
                    f"{layout.place(position, sizes)} has {layout.count(axis, len(sequence))}, expected {size} ({why})"
                )
        level = list(chain.from_iterable(sequences))
        sizes = (*sizes, size)
    return level, sizes


def numbers(items: Sequence[object], sizes: Sequence[int], dtype: torch.dtype, layout: Layout) -> list[complex]:
    """The items as Python numbers that the dtype holds. Raises DTypeError for another kind, RangeError if too large."""
    element = element_of(dtype)
    if element.plainly_holds(items):
        return list(items)
    converted = []
    for position, item in enumerate(items):
        if not element.admits(item):
            raise DTypeError(
                f"{layout.place(position, sizes)}: expected {element.expected} for {tag(dtype)}, "
                f"found {_found(item)}{_advice(item, dtype)}"
            )
        # NumPy's scalars would compare with the limits in their own precision.
        number = item if isinstance(item, int) else element.convert(item)
        if not element.holds(number):
            raise RangeError(
                f"{layout.place(position, sizes)}: expected {element.low} to {element.high} for {tag(dtype)}, "
                f"found {_found(item)}"
            )
        converted.append(number)
    return converted


def entrance(value: object) -> str:
    """Which constructor admits what is already a tensor or an array, as an addition to a message."""
    if isinstance(value, torch.Tensor):
        return "; use from_torch"
    return "; use from_numpy" if type(value).__module__ == "numpy" else ""


def _is_sequence(value: object) -> TypeGuard[Sequence[object]]:
    if isinstance(value, list | tuple):
        return True
    return isinstance(value, Sequence) and not isinstance(value, str | bytes | bytearray | memoryview)


def _sequence(item: object, layout: Layout, axis: int, position: int, sizes: Sequence[int]) -> Sequence[object]:
    if _is_sequence(item):
        return item
    wanted = f"a sequence of {layout.axes[axis]}s" if layout.axes else "a sequence"
    raise DTypeError(f"{layout.place(position, sizes)}: expected {wanted}, found {_found(item)}{entrance(item)}")


def _found(value: object) -> str:
    if isinstance(value, int) and value.bit_length() > 1000:  # Python may refuse to print it
        return f"an integer of {value.bit_length()} bits"
    return "a tensor" if isinstance(value, torch.Tensor) else reprlib.repr(value)


def _advice(value: object, dtype: torch.dtype) -> str:
    """What to do about a value of the wrong kind, where that is plain."""
    match value:
        case torch.Tensor():
            return "; join tensors with stack or cat"
        case bool():
            return f"; write {int(value)}, or use instance bool"
        case int() | float() if dtype is torch.bool:
            return f"; write {bool(value)}, or compare: x != 0"
        case float():
            return "; round it, or use instance double"
        case complex():
            return "; take .real, or use instance complexdouble"
    return ""
