"""Exact, partial or wrong: a shown type beside a real result."""

import pytest
import torch

from .classify import compare
from .revealed import read
from .truth import truth_of

DOUBLE = torch.float64
MATRIX = torch.zeros(4, 2, dtype=DOUBLE)
LONG = torch.zeros(2, dtype=torch.long)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("Tensor[Double, Literal[4], Literal[2]]", MATRIX, "exact"),
        ("Tensor[Double, Literal[4], Any]", MATRIX, "partial"),
        ("Tensor[Double, Literal[4], int]", MATRIX, "partial"),
        ("Tensor[Double, Literal[4], Literal[2, 3]]", MATRIX, "partial"),
        ("Tensor[Double, *tuple[Any, ...]]", MATRIX, "partial"),
        ("Tensor[Double, Literal[4], *tuple[Any, ...]]", MATRIX, "partial"),
        ("Tensor[Any, Literal[4], Literal[2]]", MATRIX, "partial"),
        ("Tensor[Floating, Literal[4], Literal[2]]", MATRIX, "partial"),
        ("Tensor", MATRIX, "partial"),
        ("Unknown", MATRIX, "partial"),
        ("Tensor[Double, Literal[4], Literal[2]] | int", MATRIX, "partial"),
        ("Tensor[Double, Literal[2], Literal[4]]", MATRIX, "wrong"),
        ("Tensor[Double, Literal[4]]", MATRIX, "wrong"),
        ("Tensor[Double, Any, Any, *tuple[Any, ...], Any]", MATRIX, "wrong"),
        ("Tensor[Double, *tuple[Any, ...], Literal[3]]", MATRIX, "wrong"),
        ("Tensor[Float, Literal[4], Literal[2]]", MATRIX, "wrong"),
        ("Tensor[Float, *tuple[Any, ...]]", MATRIX, "wrong"),
        ("Tensor[Integral, Any, Any]", MATRIX, "wrong"),
        ("Tensor[Double]", MATRIX, "wrong"),
        ("float", MATRIX, "wrong"),
        ("None", MATRIX, "wrong"),
        ("Tensor[Double]", torch.zeros((), dtype=DOUBLE), "exact"),
        ("Tensor[Double, *tuple[()]]", torch.zeros((), dtype=DOUBLE), "exact"),
        ("Tensor[Long, *tuple[Literal[2]]]", LONG, "exact"),
        ("tuple[Tensor[Long, Literal[2]], Tensor[Long, Literal[2]]]", (LONG, LONG), "exact"),
        ("tuple[Tensor[Long, Literal[2]], ...]", (LONG, LONG), "partial"),
        ("tuple[Tensor[Long, Literal[2]]]", (LONG, LONG), "wrong"),
        ("tuple[Tensor[Long, Literal[3]], ...]", (LONG, LONG), "wrong"),
        ("list[Tensor[Long, Literal[2]]]", (LONG, LONG), "wrong"),
        ("list[Tensor[Long, Literal[2]]]", [LONG, LONG], "exact"),
        ("tuple[Tensor[Long, Literal[2]], Tensor[Long, Literal[2]]]", torch.sort(LONG), "exact"),
        ("int", 3, "exact"),
        ("Literal[3]", 3, "exact"),
        ("Literal[4]", 3, "wrong"),
        ("float", 3, "partial"),
        ("bool", 3, "wrong"),
        ("int", True, "partial"),
        ("Literal[True]", True, "exact"),
        ("float", 0.5, "exact"),
        ("int", 0.5, "wrong"),
        ("dtype", torch.float64, "exact"),
        ("None", None, "exact"),
        ("tuple[Literal[4], Literal[2]]", MATRIX.shape, "exact"),
    ],
)
def test_verdicts(text: str, value: object, expected: str) -> None:
    assert compare(read(text, "pyright"), truth_of(value)) == expected
