"""Tensors out of Python numbers. An instance binds its dtype as the first argument.

Checked: an item that is no number of the dtype raises DTypeError, one that the dtype cannot hold RangeError, ragged
sequences and sizes other than the declared ones ShapeError; the message says where. A declared size is an int, or None
for any. The `unsafe_` forms declare nothing: the sizes are the data's, and the static type takes the word of the
annotation for them. Everything else is checked there too.
"""

from collections.abc import Sequence
from typing import TypeAlias

import torch

from . import nested
from .nested import ANY, CUBOID, MATRIX, VECTOR, Layout
from .shapes import Shape, declared

Nested: TypeAlias = "complex | Sequence[Nested]"
Row: TypeAlias = Sequence[complex]


def tensor(dtype: torch.dtype, data: Nested, shape: Shape | None = None) -> torch.Tensor:
    """A tensor of any rank: a number has rank 0, `[]` the shape [0]. Errors: see the module."""
    return _build(dtype, data, (None,) * nested.rank(data) if shape is None else declared(shape), ANY)


def vector(dtype: torch.dtype, values: Row, size: int | None = None) -> torch.Tensor:
    """A tensor of shape [size]. Errors: see the module."""
    return _build(dtype, values, declared((size,)), VECTOR)


def matrix(dtype: torch.dtype, rows: Sequence[Row], shape: Shape | None = None) -> torch.Tensor:
    """A tensor of shape [rows, columns]; without rows it has no columns, unless declared. Errors: see the module."""
    return _build(dtype, rows, (None,) * 2 if shape is None else declared(shape, 2), MATRIX)


def cuboid(dtype: torch.dtype, blocks: Sequence[Sequence[Row]], shape: Shape | None = None) -> torch.Tensor:
    """A tensor of shape [blocks, rows, columns]. Errors: see the module."""
    return _build(dtype, blocks, (None,) * 3 if shape is None else declared(shape, 3), CUBOID)


def unsafe_tensor(dtype: torch.dtype, data: Nested) -> torch.Tensor:
    """`tensor` without a declared shape. Errors: see the module."""
    return tensor(dtype, data)


def unsafe_vector(dtype: torch.dtype, values: Row) -> torch.Tensor:
    """`vector` without a declared size. Errors: see the module."""
    return vector(dtype, values)


def unsafe_matrix(dtype: torch.dtype, rows: Sequence[Row]) -> torch.Tensor:
    """`matrix` without a declared shape. Errors: see the module."""
    return matrix(dtype, rows)


def unsafe_cuboid(dtype: torch.dtype, blocks: Sequence[Sequence[Row]]) -> torch.Tensor:
    """`cuboid` without a declared shape. Errors: see the module."""
    return cuboid(dtype, blocks)


def _build(dtype: torch.dtype, data: object, shape: Shape, layout: Layout) -> torch.Tensor:
    items, sizes = nested.flatten(data, shape, layout)
    numbers = nested.numbers(items, sizes, dtype, layout)
    return torch.tensor(numbers, dtype=dtype).resize_(sizes)  # not reshape: the result is to be no view
