"""Integer formulas in a canonical form, so that equal ones are one: `N + M` and `M + N`, `2*N//2` and `N`.

A polynomial maps monomials to coefficients; a monomial is the sorted tuple of its atoms. An atom is a name or a floor
division, of which whole parts are taken out: `(2*N + 3)//2` is `N + 1`, `(H - 3)//2` is `(H + 1)//2 - 2`.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of a quotient that is no polynomial."""

    numerator: "Polynomial"
    denominator: "Polynomial"


Atom: TypeAlias = str | Floor
Monomial: TypeAlias = tuple[Atom, ...]


class NoFormula(Exception):
    """The text is no integer formula."""


@dataclass(frozen=True, slots=True)
class Polynomial:
    """A sum of monomials with integer coefficients, in canonical order and without zeros."""

    terms: tuple[tuple[Monomial, int], ...]

    @property
    def constant(self) -> int | None:
        """The number that it is, None where it depends on a name."""
        if not self.terms:
            return 0
        (monomial, coefficient), *rest = self.terms
        return coefficient if not monomial and not rest else None

    def __add__(self, other: "Polynomial") -> "Polynomial":
        return _collected([*self.terms, *other.terms])

    def __mul__(self, other: "Polynomial") -> "Polynomial":
        return _collected([(m + n, a * b) for m, a in self.terms for n, b in other.terms])

    def __sub__(self, other: "Polynomial") -> "Polynomial":
        return self + number(-1) * other

    def __floordiv__(self, other: "Polynomial") -> "Polynomial":
        """Raises NoFormula for a division by zero."""
        divisor = other.constant
        if divisor == 0:
            raise NoFormula("a division by zero")
        if divisor is None:
            return number(1) if self == other else _atom(Floor(self, other))
        if divisor < 0:
            return (number(-1) * self) // number(-divisor)
        whole = _collected([(m, k // divisor) for m, k in self.terms])
        rest = _collected([(m, k % divisor) for m, k in self.terms])
        if rest.constant is not None:  # less than the divisor
            return whole
        return whole + _atom(Floor(rest, other))

    def __str__(self) -> str:
        return self.built(str, lambda op, a, b: f"({a} {op} {b})")

    def built(self, leaf: Callable[[str | int], T], node: Callable[[str, T, T], T]) -> T:
        """The formula as a tree of binary operations: `+`, `-`, `*` and `//`."""
        total: T | None = None
        for monomial, coefficient in sorted(self.terms, key=lambda term: (term[1] < 0, not term[0])):
            size = coefficient if total is None else abs(coefficient)
            term = leaf(size) if size != 1 or not monomial else None
            for atom in monomial:
                part = leaf(atom) if isinstance(atom, str) else node(
                    "//", atom.numerator.built(leaf, node), atom.denominator.built(leaf, node)
                )  # fmt: skip
                term = part if term is None else node("*", term, part)
            assert term is not None
            total = term if total is None else node("+" if coefficient > 0 else "-", total, term)
        return leaf(0) if total is None else total


def _key(atom: Atom) -> tuple[int, str]:
    return (0, atom) if isinstance(atom, str) else (1, f"{atom.numerator}//{atom.denominator}")


def _collected(terms: list[tuple[Monomial, int]]) -> Polynomial:
    sums: dict[Monomial, int] = {}
    for monomial, coefficient in terms:
        ordered = tuple(sorted(monomial, key=_key))
        sums[ordered] = sums.get(ordered, 0) + coefficient
    return Polynomial(tuple(sorted(((m, k) for m, k in sums.items() if k), key=lambda t: tuple(map(_key, t[0])))))


def _atom(atom: Atom) -> Polynomial:
    return Polynomial((((atom,), 1),))


def number(n: int) -> Polynomial:
    """A constant."""
    return Polynomial((((), n),) if n else ())


@cache
def parse(text: str) -> Polynomial:
    """The canonical form of a formula in Python's syntax.  Raises NoFormula."""
    try:
        return _read(ast.parse(text, mode="eval").body)
    except (SyntaxError, RecursionError) as error:
        raise NoFormula(text) from error


def simplified(text: str) -> int | str:
    """A formula in canonical form, a number where it is one.  What is no formula stays as it is."""
    try:
        polynomial = parse(text)
    except NoFormula:
        return text
    constant = polynomial.constant
    return str(polynomial) if constant is None else constant


def _read(node: ast.expr) -> Polynomial:
    match node:
        case ast.Name(name):
            return _atom(name)
        case ast.Constant(int(n)):
            return number(n)
        case ast.UnaryOp(ast.USub(), operand):
            return number(-1) * _read(operand)
        case ast.BinOp(left, op, right):
            a, b = _read(left), _read(right)
            match op:
                case ast.Add():
                    return a + b
                case ast.Sub():
                    return a - b
                case ast.Mult():
                    return a * b
                case ast.FloorDiv():
                    return a // b
    raise NoFormula(ast.unparse(node))


def evaluate(formula: int | str, point: Mapping[str, int]) -> int:
    """The number that a formula is at a point.  Raises NoFormula."""
    if isinstance(formula, int):
        return formula
    return point[formula] if formula in point else _value(parse(formula), point)


def _value(polynomial: Polynomial, point: Mapping[str, int]) -> int:
    total = 0
    for monomial, coefficient in polynomial.terms:
        for atom in monomial:
            if isinstance(atom, str):
                coefficient *= point[atom]
            else:
                divisor = _value(atom.denominator, point)
                if divisor == 0:
                    raise NoFormula("a division by zero")
                coefficient *= _value(atom.numerator, point) // divisor
        total += coefficient
    return total
