"""Sizes: numbers, symbols, unknowns, and integer formulas of them in a canonical form, so that equal ones are one.

`N + M` is `M + N`, and `2*N//2` is `N`. A formula maps monomials to coefficients; a monomial is the sorted tuple of its
atoms. An atom is a name, a floor division, a minimum or a maximum. Whole parts are taken out of the division:
`(2*N + 3)//2` is `N + 1`, `(H - 3)//2` is `(H + 1)//2 - 2`; of the others what all have: `min(N - 2, 8)` is
`min(N, 10) - 2`. The rest of a division is written with its floor. No name is negative: `min(N, N + M)` is `N`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import Any, Literal, TypeAlias, TypeVar

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


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or the greatest of two or more formulas, none of which is known to be it."""

    which: Literal["min", "max"]
    among: tuple["Formula", ...]


Name: TypeAlias = Symbol | Unknown
#: What each name stands for; keys and values of other kinds may be among them.
Point: TypeAlias = Mapping[Any, Any]
Atom: TypeAlias = Name | Floor | Extreme
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

    def divided(self, divisor: int) -> "Formula":
        """The quotient by a number that divides it."""
        content = gcd(*(k for _, k in self.terms))
        if not content:
            return self
        common = gcd(content, divisor)
        primitive = Formula(tuple((m, k // content) for m, k in self.terms))
        return formula(content // common) * (primitive // formula(divisor // common))

    def parts(self) -> Iterator["Formula"]:
        """The formulas that it is the sum of."""
        return (Formula((term,)) for term in self.terms)

    def __mod__(self, other: "Formula") -> "Formula":
        """Raises NoFormula for a division by zero."""
        return self - other * (self // other)

    def __str__(self) -> str:
        text = self.built(str, lambda op, a, b: f"{op}({a}, {b})" if op in ("min", "max") else f"({a} {op} {b})")
        return text[1:-1] if text.startswith("(") else text  # it is the outermost operation's

    def built(self, leaf: Callable[[Name | int], T], node: Callable[[str, T, T], T]) -> T:
        """The formula as a tree of binary operations: `+`, `-`, `*`, `//`, `min` and `max`."""
        total: T | None = None
        for monomial, coefficient in sorted(self.terms, key=lambda term: (term[1] < 0, not term[0])):
            size = coefficient if total is None else abs(coefficient)
            term = leaf(size) if size != 1 or not monomial else None
            for atom in monomial:
                match atom:
                    case Floor(numerator, denominator):
                        part = node("//", numerator.built(leaf, node), denominator.built(leaf, node))
                    case Extreme(which, among):
                        part = reduce(lambda a, b: node(which, a, b), [f.built(leaf, node) for f in among])
                    case _:
                        part = leaf(atom)
                term = part if term is None else node("*", term, part)
            assert term is not None
            total = term if total is None else node("+" if coefficient > 0 else "-", total, term)
        return leaf(0) if total is None else total

    def names(self) -> Iterator[Name]:
        """The names that it is made of, some more than once."""
        for monomial, _ in self.terms:
            for atom in monomial:
                if isinstance(atom, Symbol | Unknown):
                    yield atom
                else:
                    for part in _parts(atom):
                        yield from part.names()

    def divisors(self) -> Iterator[int]:
        """The numbers that parts of it are divided by."""
        for monomial, _ in self.terms:
            for atom in monomial:
                if isinstance(atom, Floor) and (divisor := atom.denominator.constant) is not None:
                    yield divisor
                if not isinstance(atom, Symbol | Unknown):
                    for part in _parts(atom):
                        yield from part.divisors()

    def put(self, sizes: Mapping[Name, "Formula"]) -> "Formula":
        """It with formulas in the place of names.  Raises NoFormula where it divides by zero then."""
        total = formula(0)
        for monomial, coefficient in self.terms:
            term = formula(coefficient)
            for atom in monomial:
                match atom:
                    case Floor(numerator, denominator):
                        term *= numerator.put(sizes) // denominator.put(sizes)
                    case Extreme(which, among):
                        term *= extreme(which, [f.put(sizes) for f in among])
                    case _:
                        term *= sizes.get(atom) or _atom(atom)
            total += term
        return total


#: A size as it is known; in this form, which `size` gives, equal sizes are equal values.
Dim: TypeAlias = int | Symbol | Unknown | Formula

_OPERATIONS: Mapping[str, Callable[[Formula, Formula], Formula]] = {
    "+": Formula.__add__, "-": Formula.__sub__, "*": Formula.__mul__, "//": Formula.__floordiv__,
    "%": Formula.__mod__, "min": lambda a, b: extreme("min", [a, b]), "max": lambda a, b: extreme("max", [a, b]),
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


def extreme(which: Literal["min", "max"], among: Sequence[Formula]) -> Formula:
    """The least or the greatest of formulas."""
    left = _candidates(which, among)
    if len(left) == 1:
        return left[0]
    offset = formula(dict(left[0].terms).get((), 0))
    rests = [f - offset for f in left]
    factor = gcd(*(k for f in rests for _, k in f.terms))
    parts = tuple(Formula(tuple((m, k // factor) for m, k in f.terms)) for f in rests)
    return offset + formula(factor) * _atom(Extreme(which, parts))


def _candidates(which: Literal["min", "max"], among: Sequence[Formula]) -> list[Formula]:
    """Those of the formulas that may be the least, or the greatest, in canonical order."""
    flat: list[Formula] = []
    for f in among:
        match f.terms:
            case (((Extreme(kind, parts),), 1),) if kind == which:
                flat += parts
            case _:
                flat.append(f)
    left: list[Formula] = []
    for f in sorted(dict.fromkeys(flat), key=lambda f: (f.constant is not None, str(f))):
        if not any(_is_natural(f - g if which == "min" else g - f) for g in left):
            left = [g for g in left if not _is_natural(g - f if which == "min" else f - g)] + [f]
    return left


def _is_natural(f: Formula) -> bool:
    """Whether a formula is never negative, as far as its signs tell."""
    return all(k > 0 and all(map(_is_natural_atom, monomial)) for monomial, k in f.terms)


def _is_natural_atom(atom: Atom) -> bool:
    match atom:
        case Floor(numerator, denominator):
            return _is_natural(numerator) and _is_natural(denominator)
        case Extreme(which, among):
            return (all if which == "min" else any)(map(_is_natural, among))
    return True


def names_in(dim: Dim) -> Iterator[Name]:
    """The names in a size."""
    return formula(dim).names()


def put(dim: Dim, name: Name, value: Dim) -> Dim:
    """A size with another in the place of a name.  Raises NoFormula where it divides by zero then."""
    return size(formula(dim).put({name: formula(value)}))


def solution(left: Dim, name: Name, right: Dim) -> Dim | None:
    """The size that a name has where `left == right`, None where that does not tell it.

    Raises NoFormula where no size is right.
    """
    terms = dict((formula(left) - formula(right)).terms)
    slope = terms.pop((name,), 0)
    rest = Formula(tuple(terms.items()))
    if not slope or name in rest.names():
        return None
    if any(k % slope for k in terms.values()):
        if rest.constant is None:
            return None
        raise NoFormula(f"{left} is never {right}")
    found = size(Formula(tuple((m, -k // slope) for m, k in rest.terms)))
    if isinstance(found, int) and found < 0:
        raise NoFormula(f"{left} is never {right}")
    return found


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
            coefficient *= _value_of_atom(atom, point)
        total += coefficient
    return total


def _value_of_atom(atom: Atom, point: Point) -> int:
    match atom:
        case Floor(numerator, denominator):
            if (divisor := _value(denominator, point)) == 0:
                raise NoFormula("a division by zero")
            return _value(numerator, point) // divisor
        case Extreme(which, among):
            return (min if which == "min" else max)(_value(f, point) for f in among)
    number: int = point[atom]
    return number


def _parts(atom: Floor | Extreme) -> tuple[Formula, ...]:
    return (atom.numerator, atom.denominator) if isinstance(atom, Floor) else atom.among


def _key(atom: Atom) -> tuple[int, int, str]:
    if isinstance(atom, Symbol | Unknown):
        return isinstance(atom, Unknown), atom.number, ""
    return 2, 0, f"{atom.which if isinstance(atom, Extreme) else ''}{', '.join(map(str, _parts(atom)))}"


def _collected(terms: list[tuple[Monomial, int]]) -> Formula:
    sums: dict[Monomial, int] = {}
    for monomial, coefficient in terms:
        ordered = tuple(sorted(monomial, key=_key))
        sums[ordered] = sums.get(ordered, 0) + coefficient
    return Formula(tuple(sorted(((m, k) for m, k in sums.items() if k), key=lambda t: tuple(map(_key, t[0])))))


def _atom(atom: Atom) -> Formula:
    return Formula((((atom,), 1),))
