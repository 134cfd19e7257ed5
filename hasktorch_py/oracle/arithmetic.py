"""Arithmetic on ints that are known, as numbers or as sizes."""

import operator
from collections.abc import Callable, Mapping

from .question import Argument, Constant, Size, known_int
from .size_algebra import Dim, NoFormula, operation

_BINARY: Mapping[str, Callable[[int, int], int]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "%": operator.mod,
}  # fmt: skip
_MOST = 2**63


def binary(op: str, left: Argument, right: Argument) -> Argument | None:
    """`left op right`, None where it is no int or not known."""
    match left, right:
        case Constant(int(a)), Constant(int(b)):
            return _power(a, b) if op == "**" else _whole(op, a, b)
        case ((Size(a) | Constant(int(a))), (Size(b) | Constant(int(b)))):
            return _of_sizes(op, a, b)
    return None


def negative(value: Argument) -> Argument | None:
    """`-value`, None where it is no number or not known."""
    match value:
        case Constant(v) if isinstance(v, int | float | complex):
            return Constant(-v)
        case Size(dim):
            return _of_sizes("-", 0, dim)
    return None


def _whole(op: str, a: int, b: int) -> Constant | None:
    if op not in _BINARY or (op in ("//", "%") and b == 0):
        return None
    value = _BINARY[op](a, b)
    return Constant(value) if abs(value) < _MOST else None


def _power(a: int, b: int) -> Constant | None:
    if not 0 <= b < 64 or abs(a) >= 2**31:
        return None
    value = a**b
    return Constant(value) if abs(value) < _MOST else None


def _of_sizes(op: str, a: Dim, b: Dim) -> Argument | None:
    try:
        return known_int(operation(op, a, b))
    except NoFormula:
        return None
