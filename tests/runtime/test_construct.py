"""Numbers become tensors when all of them fit; otherwise the message says which one does not, and where."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from hasktorch_py import DTypeError, RangeError, ShapeError
from hasktorch_py.runtime import construct

DOUBLE, LONG, BYTE, HALF, BOOL, COMPLEX = (
    torch.float64,
    torch.int64,
    torch.uint8,
    torch.float16,
    torch.bool,
    torch.complex64,
)
SHAPES = st.lists(st.integers(1, 4), min_size=1, max_size=4)


def at(nested: Any, path: Sequence[int]) -> Any:
    for index in path:
        nested = nested[index]
    return nested


def test_a_vector_a_matrix_a_cuboid() -> None:
    assert construct.vector(DOUBLE, (1, 2.5), 2).equal(torch.tensor([1, 2.5], dtype=DOUBLE))
    assert construct.matrix(LONG, [[1, 2], [3, 4], [5, 6]], (3, 2)).equal(torch.tensor([[1, 2], [3, 4], [5, 6]]))
    assert construct.cuboid(BOOL, [[[True], [False]]], (1, 2, 1)).equal(torch.tensor([[[True], [False]]]))
    assert construct.vector(COMPLEX, [1, 2.5, 1j]).equal(torch.tensor([1, 2.5, 1j], dtype=COMPLEX))


def test_a_tensor_of_any_rank() -> None:
    assert construct.tensor(DOUBLE, 3).equal(torch.tensor(3, dtype=DOUBLE))
    assert construct.tensor(DOUBLE, [[[[1]]]], (1, 1, None, 1)).shape == (1, 1, 1, 1)


@given(shape=SHAPES)
def test_what_a_tensor_lists_makes_it_again(shape: list[int]) -> None:
    x = torch.arange(torch.Size(shape).numel(), dtype=DOUBLE).view(shape)
    for declared in (None, shape, [None] * len(shape)):
        assert construct.tensor(DOUBLE, x.tolist(), declared).equal(x)


@given(shape=SHAPES, data=st.data())
def test_one_long_sequence_is_found_where_it_is(shape: list[int], data: st.DataObject) -> None:
    nested = torch.zeros(shape).tolist()
    path = data.draw(st.sampled_from([p for n in range(len(shape)) for p in product(*map(range, shape[:n]))]))
    long = at(nested, path)
    long.append(long[0])
    place = "data" + "".join(f"[{index}]" for index in path)
    size = shape[len(path)]
    with pytest.raises(ShapeError, match=re.escape(f"{place} has {size + 1} items, expected {size} (as declared)")):
        construct.tensor(DOUBLE, nested, shape)


@given(shape=SHAPES, data=st.data())
def test_one_wrong_item_is_found_where_it_is(shape: list[int], data: st.DataObject) -> None:
    nested = torch.zeros(shape).tolist()
    *path, last = data.draw(st.sampled_from(list(product(*map(range, shape)))))
    at(nested, path)[last] = "1"
    place = "data" + "".join(f"[{index}]" for index in (*path, last))
    with pytest.raises(DTypeError, match=re.escape(f"{place}: expected a real number for Double, found '1'")):
        construct.tensor(DOUBLE, nested)


@pytest.mark.parametrize(
    ("make", "data", "shape"),
    [
        (construct.tensor, [], (0,)),
        (construct.tensor, [[], []], (2, 0)),
        (construct.vector, [], (0,)),
        (construct.matrix, [], (0, 0)),
        (construct.matrix, [[], []], (2, 0)),
        (construct.cuboid, [[]], (1, 0, 0)),
    ],
)
def test_empty_data(make: Callable[..., torch.Tensor], data: list[object], shape: tuple[int, ...]) -> None:
    assert make(DOUBLE, data).shape == shape


def test_empty_data_has_the_declared_sizes() -> None:
    assert construct.matrix(DOUBLE, [], (0, 3)).shape == (0, 3)
    assert construct.cuboid(DOUBLE, [], (None, 3, None)).shape == (0, 3, 0)
    with pytest.raises(ShapeError, match=re.escape("the matrix has 0 rows, expected 2 (as declared)")):
        construct.matrix(DOUBLE, [], (2, 3))


@pytest.mark.parametrize(
    ("make", "data", "shape", "message"),
    [
        (construct.vector, [1, 2], 3, "the vector has 2 elements, expected 3 (as declared)"),
        (construct.matrix, [[1, 2], [3, 4], [5, 6, 7]], None, "row 2 has 3 columns, expected 2 (as in row 0)"),
        (construct.matrix, [[1], [3]], (2, 2), "row 0 has 1 column, expected 2 (as declared)"),
        (construct.matrix, [[1], [3]], (None, 2), "row 0 has 1 column, expected 2 (as declared)"),
        (construct.matrix, [[1], [3]], (3, 1), "the matrix has 2 rows, expected 3 (as declared)"),
        (construct.cuboid, [[[1], [2]], [[3]]], None, "block 1 has 1 row, expected 2 (as in block 0)"),
        (construct.cuboid, [[[1]], [[]]], None, "block 1, row 0 has 0 columns, expected 1 (as in block 0, row 0)"),
        (construct.matrix, [[1]], (1, 1, 1), "shape: expected 2 sizes, found 3: [1, 1, 1]"),
        (construct.tensor, [[1]], (1, -1), "shape[1]: expected a size of 0 or more, found -1"),
    ],
)
def test_sizes_that_do_not_fit(make: Callable[..., torch.Tensor], data: object, shape: object, message: str) -> None:
    with pytest.raises(ShapeError, match=f"^{re.escape(message)}$"):
        make(DOUBLE, data, shape)


@pytest.mark.parametrize(
    ("dtype", "items", "message"),
    [
        (LONG, [1, 2.5], "element 1: expected an integer for Long, found 2.5; round it, or use instance double"),
        (LONG, [1, True], "element 1: expected an integer for Long, found True; write 1, or use instance bool"),
        (DOUBLE, [True], "element 0: expected a real number for Double, found True; write 1, or use instance bool"),
        (DOUBLE, [1j], "found 1j; take .real, or use instance complexdouble"),
        (DOUBLE, ["1"], "element 0: expected a real number for Double, found '1'"),
        (DOUBLE, [1, None], "element 1: expected a real number for Double, found None"),
        (DOUBLE, [1, [2]], "element 1: expected a real number for Double, found [2]"),
        (DOUBLE, [torch.ones(())], "found a tensor; join tensors with stack or cat"),
        (COMPLEX, ["i"], "element 0: expected a number for ComplexFloat, found 'i'"),
        (BOOL, [True, 0], "expected True or False for Bool, found 0; write False, or compare: x != 0"),
    ],
)
def test_items_of_another_kind(dtype: torch.dtype, items: Sequence[Any], message: str) -> None:
    with pytest.raises(DTypeError, match=f"{re.escape(message)}$"):
        construct.vector(dtype, items)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (3, "the matrix: expected a sequence of rows, found 3"),
        ("12", "the matrix: expected a sequence of rows, found '12'"),
        ([[1], 2], "row 1: expected a sequence of columns, found 2"),
        ([[1], "2"], "row 1: expected a sequence of columns, found '2'"),
        (torch.ones(2, 2), "the matrix: expected a sequence of rows, found a tensor; use from_torch"),
        (np.ones((1, 1)), "the matrix: expected a sequence of rows, found array([[1.]]); use from_numpy"),
    ],
)
def test_what_is_no_sequence(data: Any, message: str) -> None:
    with pytest.raises(DTypeError, match=f"^{re.escape(message)}$"):
        construct.matrix(DOUBLE, data)


@pytest.mark.parametrize(
    ("dtype", "item", "message"),
    [
        (BYTE, 256, "element 1: expected 0 to 255 for Byte, found 256"),
        (BYTE, -1, "element 1: expected 0 to 255 for Byte, found -1"),
        (LONG, 2**63, "element 1: expected -9223372036854775808 to 9223372036854775807 for Long"),
        (HALF, 1e6, "element 1: expected -65504.0 to 65504.0 for Half, found 1000000.0"),
        (COMPLEX, 1e39j, "for ComplexFloat, found 1e+39j"),
        (DOUBLE, 10**400, "for Double, found an integer of 1329 bits"),
    ],
)
def test_numbers_that_the_dtype_cannot_hold(dtype: torch.dtype, item: complex, message: str) -> None:
    with pytest.raises(RangeError, match=re.escape(message)):
        construct.vector(dtype, [0, item])


@pytest.mark.parametrize("dtype", [BYTE, torch.int8, torch.int16, torch.int32, LONG])
def test_the_limits_of_an_integer_dtype_belong_to_it(dtype: torch.dtype) -> None:
    limits = torch.iinfo(dtype)
    assert construct.vector(dtype, [limits.min, limits.max]).tolist() == [limits.min, limits.max]
    for outside in (limits.min - 1, limits.max + 1):
        with pytest.raises(RangeError):
            construct.vector(dtype, [outside])


def test_infinities_and_nan_are_numbers() -> None:
    x = construct.vector(HALF, [float("inf"), float("-inf"), float("nan"), 65504])
    assert x.isinf().tolist() == [True, True, False, False] and x.isnan()[2]


def test_other_types_of_numbers_and_sequences() -> None:
    numbers: list[Any] = [np.float32(0.5), np.int64(2), Fraction(1, 4)]
    assert construct.vector(DOUBLE, numbers).tolist() == [0.5, 2, 0.25]
    assert construct.vector(COMPLEX, [*numbers, 1j]).tolist() == [0.5, 2, 0.25, 1j]
    assert construct.vector(LONG, range(3)).tolist() == [0, 1, 2]
    whole: Any = np.uint8(3)
    assert construct.vector(LONG, [whole]).tolist() == [3]
    truth: Any = np.False_
    with pytest.raises(DTypeError, match=r"found np\.False_"):
        construct.vector(LONG, [truth])


def test_the_result_owns_its_memory_and_is_a_leaf() -> None:
    x = construct.matrix(DOUBLE, [[1, 2]])
    assert x._base is None and x.is_contiguous() and x.requires_grad_().is_leaf


def test_a_list_that_holds_itself() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(ShapeError, match="at most 64 axes"):
        construct.tensor(DOUBLE, endless)


@pytest.mark.parametrize(
    ("unsafe", "data", "shape"),
    [
        (construct.unsafe_tensor, [[1.0], [2.0]], (2, 1)),
        (construct.unsafe_vector, [1.0, 2.0], (2,)),
        (construct.unsafe_matrix, [[1.0, 2.0]], (1, 2)),
        (construct.unsafe_cuboid, [[[1.0, 2.0]]], (1, 1, 2)),
    ],
)
def test_unsafe_forms_take_the_sizes_of_the_data(
    unsafe: Callable[..., torch.Tensor], data: object, shape: tuple[int, ...]
) -> None:
    assert unsafe(DOUBLE, data).shape == shape
    with pytest.raises(TypeError):
        unsafe(DOUBLE, data, shape)


def test_unsafe_forms_refuse_ragged_rows() -> None:
    with pytest.raises(ShapeError, match="row 1 has 1 column, expected 2"):
        construct.unsafe_matrix(DOUBLE, [[1, 2], [3]])
