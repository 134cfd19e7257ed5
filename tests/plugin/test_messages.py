"""What the user reads."""

import pytest

from hasktorch_py.oracle.question import Argument, Constant, Question, Sequence, Slice, Tensor
from hasktorch_py.oracle.size_algebra import Unknown
from hasktorch_py.oracle.wording import call, clean

X, Y = Tensor("Double", (4, 2)), Tensor("Long", (Unknown(0),))
NONE = Constant(None)


@pytest.mark.parametrize(
    ("name", "args", "text"),
    [
        ("double.mm", (X, Y), "mm([4, 2], [Any])"),
        ("double.cat", (Sequence("list", (X, X)),), "cat([[4, 2], [4, 2]])"),
        ("tensor.Tensor.view", (X, Constant(-1)), "[4, 2].view(-1)"),
        ("tensor.Tensor.__add__", (X, Y), "[4, 2] + [Any]"),
        ("tensor.Tensor.__rsub__", (X, Constant(2.0)), "2.0 - [4, 2]"),
        ("tensor.Tensor.__imul__", (X, Y), "[4, 2] *= [Any]"),
        ("tensor.Tensor.__getitem__", (X, Sequence("tuple", (Constant(...), Constant(1)))), "[4, 2][..., 1]"),
        ("tensor.Tensor.__getitem__", (X, Slice(NONE, Constant(3), NONE)), "[4, 2][:3]"),
        ("tensor.Tensor.__neg__", (X,), "-[4, 2]"),
        ("tensor.Tensor.__ror__", (X, Constant(2)), "2 | [4, 2]"),
        ("tensor.Tensor.__rshift__", (X, Constant(2)), "[4, 2] >> 2"),
        ("tensor.Tensor.__ior__", (X, Constant(2)), "[4, 2] |= 2"),
        ("tensor.Tensor.__len__", (X,), "[4, 2].__len__()"),
    ],
)
def test_calls_read_as_they_are_written(name: str, args: tuple[Argument, ...], text: str) -> None:
    assert call(Question(f"hasktorch.{name}", args), False) == text


def test_dtypes_are_shown_where_they_matter() -> None:
    assert call(Question("hasktorch.double.add", (X, Y)), True) == "add(Double[4, 2], Long[Any])"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("einsum(): the operands do not fit.", "the operands do not fit"),
        ("bad\nException raised from check at ../aten/src/x.cpp:12 (most recent call first):\nframe #0", "bad"),
        ("a\n  b", "a b"),
    ],
)
def test_noise_is_left_out(raw: str, text: str) -> None:
    assert clean(raw) == text
