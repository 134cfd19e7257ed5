"""Arithmetic on ints that are known, as numbers or as formulas."""

import operator
from collections.abc import Callable, Mapping

from .question import Argument, Constant, Formula
from .size_algebra import simplified

_BINARY: Mapping[str, Callable[[int, int], int]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "//": operator.floordiv, "%": operator.mod,
}  # fmt: skip
_MOST = 2**63


def binary(op: str, left: Argument, right: Argument) -> Argument | None:
    """`left op right`, None where it is no int or not known."""
    match left, right:
        case Constant(int(a)), Constant(int(b)):
            return _power(a, b) if op == "**" else _whole(op, a, b)
        case ((Formula() | Constant(int())), (Formula() | Constant(int()))) if op in ("+", "-", "*", "//"):
            return _known(f"({_text(left)}) {op} ({_text(right)})")
    return None


def negative(value: Argument) -> Argument | None:
    """`-value`, None where it is no number or not known."""
    match value:
        case Constant(v) if isinstance(v, int | float | complex):
            return Constant(-v)
        case Formula(text):
            return _known(f"-({text})")
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


def _known(text: str) -> Argument:
    formula = simplified(text)
    return Constant(formula) if isinstance(formula, int) else Formula(formula)


def _text(value: Argument) -> str:
    return value.text if isinstance(value, Formula) else str(value.value) if isinstance(value, Constant) else ""
