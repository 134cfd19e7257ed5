"""Declared shapes: a size is an int, or None where any size will do."""

from collections.abc import Sequence
from typing import TypeAlias

from hasktorch_py.errors import ShapeError

Shape: TypeAlias = Sequence[int | None]


def declared(shape: Shape, rank: int | None = None) -> tuple[int | None, ...]:
    """The shape as a tuple. Raises TypeError for what is no size, ShapeError for a negative one or another rank."""
    if isinstance(shape, int) or not isinstance(shape, Sequence):
        raise TypeError(f"shape: expected a tuple of ints (or None for any size), found {shape!r}")
    for axis, size in enumerate(shape):
        if size is not None and (isinstance(size, bool) or not isinstance(size, int)):
            raise TypeError(f"shape[{axis}]: expected an int, or None for any size, found {size!r}")
        if size is not None and size < 0:
            raise ShapeError(f"shape[{axis}]: expected a size of 0 or more, found {size}")
    if rank is not None and len(shape) != rank:
        raise ShapeError(f"shape: expected {rank} sizes, found {len(shape)}: {spell(shape)}")
    return tuple(shape)


def fits(found: Sequence[int], expected: Shape) -> bool:
    """Whether the rank is the same and every size is the expected one, or any is expected."""
    return len(found) == len(expected) and all(
        size is None or size == actual for size, actual in zip(expected, found, strict=True)
    )


def spell(shape: Shape) -> str:
    """`[4, 2]`, with `any` for None."""
    return f"[{', '.join('any' if size is None else str(size) for size in shape)}]"
