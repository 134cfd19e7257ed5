"""What unknown sizes may be: each other, sizes of the call, numbers that ATen asks for, and what divides these.

Where a call fits whatever they are, a few special ones are tried, too. Where only some fit, or none, many are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import combinations, product
from math import isqrt, prod
from typing import TypeAlias

from .points import Points
from .question import Tensor
from .size_algebra import Dim, Unknown

Sizes: TypeAlias = Mapping[Unknown, Dim]  # what is left out differs from all others

_MOST_LITERALS, _MOST_USUAL = 6, 2  # of a call and of its unknown sizes, up to which all pairs of them are tried
_FEW, _MULTIPLES = 9, (2, 3)  # small numbers, and multiples of the call's
_MOST_WHOLE = 10**7  # a product of the call's numbers up to which its divisors are tried
_MOST_NUMBERS, _MOST_COMBINED = 64, 1700  # for one unknown size, and for several at once
_MOST_PAIRED = 10  # numbers for each of two unknown sizes
_MOST_SEVERAL = 4  # unknown sizes that are tried in all combinations


@dataclass(frozen=True, slots=True)
class Choices:
    """Sizes to be tried; where `all_that_matter` are among them, a call that none fits is wrong."""

    tried: Iterator[Sizes]
    all_that_matter: bool


def usual(points: Points) -> Iterator[Sizes]:
    """Special sizes, for a call that fits whatever they are."""
    unknowns = points.unknowns
    if len(unknowns) > _MOST_SEVERAL:
        yield from ({name: 1} for name in unknowns)
        yield dict.fromkeys(unknowns, 1)
        return
    few = len(unknowns) <= _MOST_USUAL and len(points.literals) <= _MOST_LITERALS
    yield from _combined(unknowns, [1, *points.literals] if few else [1], same=False)


def fitting(points: Points, message: str) -> Choices:
    """Sizes of which some may fit, for a call that is refused where they differ from all others."""
    unknowns = points.unknowns
    if len(unknowns) == 1:
        return Choices(({unknowns[0]: number} for number in _numbers(points, message)), all_that_matter=True)
    if len(unknowns) > _MOST_SEVERAL:
        return Choices(_columns(points), all_that_matter=False)
    own: list[Dim] = [*points.symbols, *points.formulas, *dict.fromkeys((1, *points.literals))]
    numbers = list(dict.fromkeys([*own, *(n for n in _asked(points, message) if 0 < n < _FEW)]))
    count = len(numbers)
    while prod(1 + i + count for i in range(len(unknowns))) > _MOST_COMBINED:
        count -= 1
    return Choices(_combined(unknowns, numbers[:count], same=True), all_that_matter=count >= len(own))


def beyond(points: Points, message: str) -> Iterator[Sizes]:
    """Other numbers, where nothing has fitted yet: for all, for one while the others are 1, for each of two."""
    unknowns = points.unknowns if 1 < len(points.unknowns) <= _MOST_SEVERAL else ()
    for number in _numbers(points, message) if unknowns else ():
        yield dict.fromkeys(unknowns, number)
        yield from ({other: number if other == name else 1 for other in unknowns} for name in unknowns)
    if len(unknowns) == 2:
        likely = _numbers(points, message)[:_MOST_PAIRED]
        yield from (dict(zip(unknowns, pair, strict=True)) for pair in product(likely, repeat=2))


def instead(points: Points, message: str, fitting: Sizes, names: Set[Unknown]) -> Iterator[Sizes]:
    """Sizes that fit with other numbers for one of the names and for another unknown size."""
    likely = _numbers(points, message)[:_MOST_PAIRED]
    for pair in combinations(points.unknowns, 2):
        if not names.isdisjoint(pair):
            yield from ({**fitting, **dict(zip(pair, row, strict=True))} for row in product(likely, repeat=2))


def empty(points: Points) -> Iterator[Sizes]:
    """No elements: what fits then says nothing of a call."""
    yield dict.fromkeys(points.unknowns, 0)
    yield from ({name: 0} for name in points.unknowns)


def by_place(points: Points) -> Sizes:
    """All that stand at one place from the end of a shape are as large as the first of them."""
    first: dict[int, Unknown] = {}
    of: dict[Unknown, Dim] = {}
    for tensor in points.arguments:
        for place, dim in enumerate(reversed(tensor.dims) if isinstance(tensor, Tensor) else ()):
            if isinstance(dim, Unknown) and dim not in of and (other := first.setdefault(place, dim)) != dim:
                of[dim] = other
    return of


def _columns(points: Points) -> Iterator[Sizes]:
    unknowns, columns = points.unknowns, by_place(points)
    yield columns
    for column in (name for name in unknowns if name not in columns):
        others: Sizes = {name: other for name, other in columns.items() if other != column}
        yield {**others, **{name: 1 for name in unknowns if columns.get(name, name) == column}}
    yield dict.fromkeys(unknowns[1:], unknowns[0])


def _combined(unknowns: Sequence[Unknown], numbers: Sequence[Dim], same: bool) -> Iterator[Sizes]:
    """Each of them different from all, a number, or, where `same`, as large as one before it."""

    def extended(chosen: dict[Unknown, Dim], place: int) -> Iterator[Sizes]:
        if place == len(unknowns):
            yield chosen
            return
        yield from extended(chosen, place + 1)
        before = [name for name in unknowns[:place] if name not in chosen] if same else []
        for size in (*before, *numbers):
            yield from extended({**chosen, unknowns[place]: size}, place + 1)

    return extended({}, 0)


def _numbers(points: Points, message: str) -> list[Dim]:
    """Sizes that may fit, the likeliest first."""
    literals = [n for n in points.literals if n]
    whole = prod(filter(None, points.numbers)) * prod(_MULTIPLES)
    if whole >= _MOST_WHOLE:
        whole = prod(literals) * prod(_MULTIPLES)
    lower = [d for d in range(1, isqrt(whole) + 1) if whole % d == 0] if whole < _MOST_WHOLE else []
    multiples = [k * n for k in _MULTIPLES for n in literals]
    numbers = [1, *literals, *_asked(points, message), *range(_FEW), *multiples]
    numbers += [n for d in lower for n in (d, whole // d)]
    none = [0] if 0 in points.literals else []  # of no elements only where the call has such tensors
    known = dict.fromkeys([*none, *filter(None, numbers)])
    return [*points.symbols, *points.formulas, *known][:_MOST_NUMBERS]


def _asked(points: Points, message: str) -> list[int]:
    """The numbers in what ATen says."""
    return [int(n) for n in re.findall(r"\d+", message) if len(n) < 8 and int(n) not in points.stand_ins]
