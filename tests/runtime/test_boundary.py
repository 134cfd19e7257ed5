"""What comes from torch and NumPy is checked and handed on without a copy."""

import re
from typing import Any

import numpy as np
import pytest
import torch

from hasktorch_py import DTypeError, ShapeError
from hasktorch_py.runtime import boundary

DOUBLE = torch.float64


def test_the_same_tensor_comes_back() -> None:
    x = torch.zeros(4, 2, dtype=DOUBLE)
    for shape in (None, (4, 2), (None, 2), [4, None], x.shape):
        assert boundary.from_torch(DOUBLE, x, shape) is x
    assert boundary.as_static(DOUBLE, x, (4, 2)) is x
    assert boundary.as_dynamic(x) is x


def test_gradients_pass() -> None:
    x = torch.ones(2, dtype=DOUBLE, requires_grad=True)
    (gradient,) = torch.autograd.grad(boundary.from_torch(DOUBLE, x, (2,)).sum(), x)
    assert gradient.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("dtype", "found", "message"),
    [
        (DOUBLE, torch.float32, "expected a tensor of Double (torch.float64), found Float (torch.float32)"),
        (DOUBLE, torch.float32, "of shape [4, 2]; convert it with .double()"),
        (torch.complex64, DOUBLE, "convert it with .cfloat()"),
        (torch.bfloat16, DOUBLE, "convert it with .bfloat16()"),
        (torch.int64, torch.uint16, "expected a tensor of Long (torch.int64), found torch.uint16"),
    ],
)
def test_another_dtype(dtype: torch.dtype, found: torch.dtype, message: str) -> None:
    with pytest.raises(DTypeError, match=re.escape(message)):
        boundary.from_torch(dtype, torch.zeros(4, 2, dtype=found))


@pytest.mark.parametrize(
    ("shape", "message"),
    [
        ((4, 3), "expected a tensor of shape [4, 3], found [4, 2]: axis 1 has size 2 instead of 3"),
        ((None, 3), "expected a tensor of shape [any, 3], found [4, 2]: axis 1 has size 2 instead of 3"),
        ((4,), "expected a tensor of shape [4], found [4, 2]: rank 2 instead of 1"),
        ((), "expected a tensor of shape [], found [4, 2]: rank 2 instead of 0"),
    ],
)
def test_another_shape(shape: tuple[int | None, ...], message: str) -> None:
    x = torch.zeros(4, 2, dtype=DOUBLE)
    for admit in (boundary.from_torch, boundary.as_static):
        with pytest.raises(ShapeError, match=re.escape(message)):
            admit(DOUBLE, x, shape)
    with pytest.raises(ShapeError, match=re.escape(message)):
        boundary.from_numpy(DOUBLE, x.numpy(), shape)


@pytest.mark.parametrize(
    ("shape", "message"),
    [(4, "shape: expected a tuple of ints"), ((4, "2"), "shape[1]: expected an int"), ((True, 2), "shape[0]")],
)
def test_what_is_no_shape(shape: Any, message: str) -> None:
    with pytest.raises(TypeError, match=re.escape(message)):
        boundary.from_torch(DOUBLE, torch.zeros(4, 2, dtype=DOUBLE), shape)


@pytest.mark.parametrize(
    ("thing", "message"),
    [
        ([1.0], "expected a torch.Tensor of Double, found list; make a tensor of numbers with tensor"),
        (np.ones(2), "expected a torch.Tensor of Double, found ndarray; use from_numpy"),
        (None, "expected a torch.Tensor of Double, found NoneType"),
    ],
)
def test_what_is_no_tensor(thing: Any, message: str) -> None:
    with pytest.raises(DTypeError, match=f"^{re.escape(message)}$"):
        boundary.from_torch(DOUBLE, thing)


def test_numpy_shares_its_memory() -> None:
    array = np.zeros((2, 3))
    x = boundary.from_numpy(DOUBLE, array, (2, 3))
    array[1, 2] = 5
    assert x[1, 2] == 5 and x.dtype is DOUBLE
    assert boundary.from_numpy(torch.bool, np.array([True])).dtype is torch.bool


@pytest.mark.parametrize(
    ("dtype", "thing", "message"),
    [
        (
            DOUBLE,
            np.zeros(2, "float32"),
            "a NumPy array of float64, found float32 of shape [2]; convert it with .astype",
        ),
        (DOUBLE, np.array(["a"]), "expected a NumPy array of float64, found str"),
        (
            torch.bfloat16,
            np.zeros(2),
            "NumPy has no bfloat16: go through instance float and convert with .bfloat16()",
        ),
        (DOUBLE, torch.zeros(2), "expected a NumPy array of float64, found Tensor; use from_torch"),
        (DOUBLE, [1.0], "expected a NumPy array of float64, found list; make a tensor of numbers with tensor"),
    ],
)
def test_what_is_no_such_array(dtype: torch.dtype, thing: Any, message: str) -> None:
    with pytest.raises(DTypeError, match=re.escape(message)):
        boundary.from_numpy(dtype, thing)
