"""Tensors from the untyped world, and between the static and the dynamic interface. An instance binds its dtype.

Nothing is copied: the result is the same tensor, or shares the array's memory.
"""

from typing import TYPE_CHECKING, Any

import torch

from hasktorch_py.aten.torch_dtypes import conversion, tag
from hasktorch_py.errors import DTypeError, ShapeError

from . import nested
from .shapes import Shape, declared, fits, spell

if TYPE_CHECKING:
    import numpy


def from_torch(dtype: torch.dtype, x: torch.Tensor, shape: Shape | None = None) -> torch.Tensor:
    """The tensor itself, once its dtype and, if given, its shape have been checked.

    Raises DTypeError for what is no tensor of the dtype, ShapeError for another shape.
    """
    if not isinstance(x, torch.Tensor):
        raise DTypeError(f"expected a torch.Tensor of {tag(dtype)}, found {type(x).__name__}{_advice(x)}")
    if x.dtype is not dtype:
        raise DTypeError(
            f"expected a tensor of {tag(dtype)} ({dtype}), found {tag(x.dtype)} ({x.dtype}) "
            f"of shape {spell(x.shape)}; convert it with {conversion(dtype)}"
        )
    if shape is not None:
        _check_shape(x, declared(shape))
    return x


def from_numpy(dtype: torch.dtype, a: "numpy.ndarray[Any, Any]", shape: Shape | None = None) -> torch.Tensor:
    """A tensor that shares the array's memory, once dtype and, if given, shape have been checked.

    Raises DTypeError for what is no array of the dtype, ShapeError for another shape, and torch's own ValueError for
    strides or a byte order that torch does not have.
    """
    name = str(dtype).removeprefix("torch.")
    found = getattr(getattr(a, "dtype", None), "name", None)
    if found is None:
        raise DTypeError(f"expected a NumPy array of {name}, found {type(a).__name__}{_advice(a)}")
    if found != name:
        advice = f"convert it with .astype({name!r})"
        if dtype is torch.bfloat16:
            advice = f"NumPy has no bfloat16: go through instance float and convert with {conversion(dtype)}"
        raise DTypeError(f"expected a NumPy array of {name}, found {found} of shape {spell(a.shape)}; {advice}")
    return from_torch(dtype, torch.from_numpy(a), shape)


def as_dynamic(x: torch.Tensor) -> torch.Tensor:
    """The tensor itself; its static type forgets the shape."""
    return x


def as_static(dtype: torch.dtype, x: torch.Tensor, shape: Shape) -> torch.Tensor:
    """The tensor itself, once its shape has been checked; its static type has that shape. Errors as `from_torch`."""
    return from_torch(dtype, x, shape)


def _check_shape(x: torch.Tensor, expected: Shape) -> None:
    if fits(x.shape, expected):
        return
    if len(x.shape) != len(expected):
        difference = f"rank {len(x.shape)} instead of {len(expected)}"
    else:
        axis = next(i for i, size in enumerate(expected) if size not in (None, x.shape[i]))
        difference = f"axis {axis} has size {x.shape[axis]} instead of {expected[axis]}"
    raise ShapeError(
        f"expected a tensor of shape {spell(expected)}, found {spell(x.shape)}: {difference}; "
        "declare the shape it has, or reshape it first"
    )


def _advice(value: object) -> str:
    numbers = isinstance(value, int | float | complex | list | tuple)
    return "; make a tensor of numbers with tensor" if numbers else nested.entrance(value)
