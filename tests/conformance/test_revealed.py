"""The spellings of the four checkers become the same tree."""

import pytest

from tests.checkers import Checker

from .revealed import Anything, Dots, Either, Literals, Named, Type, Unpacked, Unreadable, read

DOUBLE = Named("Double")
RANK_0 = Named("Tensor", (DOUBLE,))
MATRIX = Named("Tensor", (DOUBLE, Literals(("4",)), Literals(("2",))))
UNKNOWN = Named("Tensor", (DOUBLE, Unpacked(Named("tuple", (Anything(), Dots())))))


@pytest.mark.parametrize(
    ("checker", "text", "expected"),
    [
        ("mypy", "hasktorch.tensor.Tensor[hasktorch.tensor.Double, Literal[4], Literal[2]]", MATRIX),
        ("pyright", "Tensor[Double, Literal[4], Literal[2]]", MATRIX),
        ("mypy", "hasktorch.tensor.Tensor[hasktorch.tensor.Double]", RANK_0),
        ("pyright", "Tensor[Double]", RANK_0),
        ("ty", "Tensor[Double]", RANK_0),
        ("pyrefly", "Tensor[Double]", UNKNOWN),
        ("pyrefly", "Tensor[Double, *tuple[()]]", Named("Tensor", (DOUBLE, Unpacked(Named("tuple"))))),
        ("mypy", "hasktorch.tensor.Tensor[hasktorch.tensor.Double, *tuple[Any, ...]]", UNKNOWN),
        ("pyright", "Tensor[Double, *tuple[Any, ...]]", UNKNOWN),
        ("mypy", "torch._tensor.Tensor", Named("Tensor")),
        ("ty", "Unknown", Anything()),
        ("ty", "float*", Named("float")),
        ("mypy", "Literal[1]? | float", Either((Literals(("1",)), Named("float")))),
        ("ty", "(Tensor[Double] & ~AlwaysFalsy) | None", Either((RANK_0, Named("None")))),
        ("ty", "Tensor[Double, Any | Literal[3]]",
         Named("Tensor", (DOUBLE, Either((Anything(), Literals(("3",))))))),
        ("pyright", "Tensor[Double, N@mm]", Named("Tensor", (DOUBLE, Anything()))),
        ("mypy", "tuple[a.Tensor[a.Double], a.Tensor[a.Double], fallback=a.Pair[a.Tensor[a.Double]]]",
         Named("tuple", (RANK_0, RANK_0))),
        ("pyright", "tuple[Tensor[Double], ...]", Named("tuple", (RANK_0, Dots()))),
        ("mypy", "tuple[()]", Named("tuple")),
        ("pyright", "Literal[-1, 'a]b']", Literals(("-1", "'a]b'"))),
    ],
)  # fmt: skip
def test_spellings(checker: Checker, text: str, expected: Type) -> None:
    assert read(text, checker) == expected


@pytest.mark.parametrize(
    "text", ["", "Tensor[", "Tensor[Double]]", "def (x: int) -> int", "Overload[() -> int]", "a b"]
)
def test_other_text_is_an_error(text: str) -> None:
    with pytest.raises(Unreadable):
        read(text, "mypy")
