"""Sizes: numbers, symbols, unknowns, and integer formulas of them in a canonical form, so that equal ones are one.

`N + M` is `M + N`, and `2*N//2` is `N`. A formula maps monomials to coefficients; a monomial is the sorted tuple of its
atoms. An atom is a name or a floor division, of which whole parts are taken out: `(2*N + 3)//2` is `N + 1`,
`(H - 3)//2` is `(H + 1)//2 - 2`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """A size that the program names, such as a type variable: the same one in all of a question."""

    number: int

    def __str__(self) -> str:
        return f"s{self.number}"


@dataclass(frozen=True, slots=True, order=True)
class Unknown:
    """A size that nothing tells."""

    number: int

    def __str__(self) -> str:
        return f"u{self.number}"


@dataclass(frozen=True, slots=True)
class Floor:
    """The floor of a quotient that is no polynomial."""

    numerator: "Formula"
    denominator: "Formula"


Name: TypeAlias = Symbol | Unknown
#: What each name stands for; keys and values of other kinds may be among them.
Point: TypeAlias = Mapping[Any, Any]
Atom: TypeAlias = Name | Floor
Monomial: TypeAlias = tuple[Atom, ...]


class NoFormula(Exception):
    """There is no such size: a division by zero, or an operation that formulas do not have."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A sum of monomials with integer coefficients, in canonical order and without zeros."""

    terms: tuple[tuple[Monomial, int], ...]

    @property
    def constant(self) -> int | None:
        """The number that it is, None where it depends on a name."""
        if not self.terms:
            return 0
        (monomial, coefficient), *rest = self.terms
        return coefficient if not monomial and not rest else None

    def __add__(self, other: "Formula") -> "Formula":
        return _collected([*self.terms, *other.terms])

    def __mul__(self, other: "Formula") -> "Formula":
        return _collected([(m + n, a * b) for m, a in self.terms for n, b in other.terms])

    def __sub__(self, other: "Formula") -> "Formula":
        return self + formula(-1) * other

    def __floordiv__(self, other: "Formula") -> "Formula":
        """Raises NoFormula for a division by zero."""
        divisor = other.constant
        if divisor == 0:
            raise NoFormula("a division by zero")
        if divisor is None:
            return formula(1) if self == other else _atom(Floor(self, other))
        if divisor < 0:
            return (formula(-1) * self) // formula(-divisor)
        whole = _collected([(m, k // divisor) for m, k in self.terms])
        rest = _collected([(m, k % divisor) for m, k in self.terms])
        if rest.constant is not None:  # less than the divisor
            return whole
        return whole + _atom(Floor(rest, other))

    def __str__(self) -> str:
        return self.built(str, lambda op, a, b: f"({a} {op} {b})")

    def built(self, leaf: Callable[[Name | int], T], node: Callable[[str, T, T], T]) -> T:
        """The formula as a tree of binary operations: `+`, `-`, `*` and `//`."""
        total: T | None = None
        for monomial, coefficient in sorted(self.terms, key=lambda term: (term[1] < 0, not term[0])):
            size = coefficient if total is None else abs(coefficient)
            term = leaf(size) if size != 1 or not monomial else None
            for atom in monomial:
                part = leaf(atom) if not isinstance(atom, Floor) else node(
                    "//", atom.numerator.built(leaf, node), atom.denominator.built(leaf, node)
                )  # fmt: skip
                term = part if term is None else node("*", term, part)
            assert term is not None
            total = term if total is None else node("+" if coefficient > 0 else "-", total, term)
        return leaf(0) if total is None else total

    def names(self) -> Iterator[Name]:
        """The names that it is made of, some more than once."""
        for monomial, _ in self.terms:
            for atom in monomial:
                if isinstance(atom, Floor):
                    yield from atom.numerator.names()
                    yield from atom.denominator.names()
                else:
                    yield atom

    def put(self, sizes: Mapping[Name, "Formula"]) -> "Formula":
        """It with formulas in the place of names.  Raises NoFormula where it divides by zero then."""
        total = formula(0)
        for monomial, coefficient in self.terms:
            term = formula(coefficient)
            for atom in monomial:
                if isinstance(atom, Floor):
                    term *= atom.numerator.put(sizes) // atom.denominator.put(sizes)
                else:
                    term *= sizes.get(atom) or _atom(atom)
            total += term
        return total


#: A size as it is known; in this form, which `size` gives, equal sizes are equal values.
Dim: TypeAlias = int | Symbol | Unknown | Formula

_OPERATIONS: Mapping[str, Callable[[Formula, Formula], Formula]] = {
    "+": Formula.__add__, "-": Formula.__sub__, "*": Formula.__mul__, "//": Formula.__floordiv__,
}  # fmt: skip


def formula(dim: Dim) -> Formula:
    """A size as a formula."""
    if isinstance(dim, Formula):
        return dim
    return Formula((((), dim),) if dim else ()) if isinstance(dim, int) else _atom(dim)


def size(known: Formula) -> Dim:
    """A formula as a size: the number or the name that it is."""
    if (constant := known.constant) is not None:
        return constant
    match known.terms:
        case (((Symbol() | Unknown() as name,), 1),):
            return name
    return known


def operation(operator: str, left: Dim, right: Dim) -> Dim:
    """`left + right`, and so on.  Raises NoFormula for other operators, and for a division by zero."""
    if operator not in _OPERATIONS:
        raise NoFormula(operator)
    return size(_OPERATIONS[operator](formula(left), formula(right)))


def names_in(dim: Dim) -> Iterator[Name]:
    """The names in a size."""
    return formula(dim).names()


def put(dim: Dim, name: Name, value: Dim) -> Dim:
    """A size with another in the place of a name.  Raises NoFormula where it divides by zero then."""
    return size(formula(dim).put({name: formula(value)}))


def evaluate(dim: Dim, point: Point) -> int:
    """The number that a size is at a point, which has all its names.  Raises NoFormula where it divides by zero."""
    if isinstance(dim, int):
        return dim
    number: int = _value(dim, point) if isinstance(dim, Formula) else point[dim]
    return number


def _value(known: Formula, point: Point) -> int:
    total = 0
    for monomial, coefficient in known.terms:
        for atom in monomial:
            if not isinstance(atom, Floor):
                coefficient *= point[atom]
            elif (divisor := _value(atom.denominator, point)) == 0:
                raise NoFormula("a division by zero")
            else:
                coefficient *= _value(atom.numerator, point) // divisor
        total += coefficient
    return total


def _key(atom: Atom) -> tuple[int, int, str]:
    if isinstance(atom, Floor):
        return 2, 0, f"{atom.numerator}//{atom.denominator}"
    return isinstance(atom, Unknown), atom.number, ""


def _collected(terms: list[tuple[Monomial, int]]) -> Formula:
    sums: dict[Monomial, int] = {}
    for monomial, coefficient in terms:
        ordered = tuple(sorted(monomial, key=_key))
        sums[ordered] = sums.get(ordered, 0) + coefficient
    return Formula(tuple(sorted(((m, k) for m, k in sums.items() if k), key=lambda t: tuple(map(_key, t[0])))))


def _atom(atom: Atom) -> Formula:
    return Formula((((atom,), 1),))
