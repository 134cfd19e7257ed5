"""Finds the formula of a dimension from its values at several points.

Candidates are polynomials, as `cat` and `reshape` make them (`N + M`, `6*N*M`), and the floor of an affine function, as
strides make them (`(N + 1)//2`). Where the polynomials differ from region to region, the least or the greatest of them
is a candidate, as `diagonal` and slices make it (`min(N, M)`). A candidate is kept only if it gives every value that is
seen. No size is negative: symbols are assumed to be large enough for that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import factorial

from .size_algebra import Dim, Formula, NoFormula, Point, Symbol, evaluate, extreme, formula, size

Values = Callable[[Point], int | None]
_MOST_STRIDE = 32
_MOST_SYMBOLS = 3
_MOST_DEGREE = 3  # of a symbol in a polynomial
_MOST_REGIONS = 4  # of different polynomials
_PROBES = (2, 3, 17, 64, 1000)


@dataclass(frozen=True, slots=True)
class Where:
    """Where a formula is looked for."""

    bases: Sequence[Point]  # of large sizes, in several orders
    seen: Sequence[Point] = ()  # others where it holds, as far as there is a value
    edges: Sequence[int] = ()  # it may be another one where a symbol is less than one of these
    step: int = 1  # all sizes of the bases are multiples of it, and it is looked for among such


def fit(value: Values, symbols: Sequence[Symbol], where: Where) -> Dim | None:
    """The formula of `value`; None where no candidate is it."""
    bases, step = where.bases, where.step
    base = next((b for b in bases if all(value(p) is not None for p in _around(b, symbols, step))), bases[0])
    if value(base) is None:
        return None
    below = [{**base, s: edge - 1} for s in symbols for edge in where.edges]
    others = [p for p in (*bases, *where.seen, *below) if value(p) is not None]
    follows = [s for s in symbols if any(_moves(value, s, p, step) for p in (base, *others))]
    if len(follows) > _MOST_SYMBOLS:
        return None
    around = _around(base, follows, step)

    def candidates() -> Iterator[Dim | None]:
        yield _polynomial(value, base, follows, step)
        if step == 1:
            yield _floor(value, base, follows)
        yield from _extremes([_polynomial(value, p, follows, step) for p in (*bases, *below)])
        yield _polynomial(value, base, follows, step, _MOST_DEGREE)

    return next((c for c in candidates() if c is not None and _holds(c, value, around, others)), None)


def _moves(value: Values, symbol: Symbol, point: Point, step: int) -> bool:
    """Whether a dimension depends on a symbol."""
    here = value(point)
    return any(value({**point, symbol: point[symbol] + d * step}) != here for d in (1, *_PROBES))


def _around(base: Point, symbols: Sequence[Symbol], step: int) -> list[Point]:
    steps = [d * step for d in _PROBES]
    points = [{**base, s: base[s] + d} for s in symbols for d in steps]
    return [base, *points, *({**base, **{s: base[s] + d + i * step for i, s in enumerate(symbols)}} for d in steps)]


def _holds(candidate: Dim, value: Values, around: Sequence[Point], others: Sequence[Point]) -> bool:
    if any(value(point) != evaluate(candidate, point) for point in around):
        return False
    return all(value(point) == max(0, evaluate(candidate, point)) for point in others)


def _extremes(polynomials: Sequence[Dim | None]) -> Iterator[Dim]:
    """The least and the greatest of some of the formulas."""
    different = list(dict.fromkeys(formula(p) for p in polynomials if p is not None))[:_MOST_REGIONS]
    for count in range(2, len(different) + 1):
        for among in combinations(different, count):
            yield size(extreme("min", among))
            yield size(extreme("max", among))


def _polynomial(value: Values, base: Point, symbols: Sequence[Symbol], step: int, degree: int = 1) -> Dim | None:
    """Newton's forward differences at `base`, symbol by symbol; `degree` is that of each symbol."""
    divisor = step**degree * factorial(degree)

    def times_divisors(point: Point, left: Sequence[Symbol]) -> Formula:
        if not left:
            if (number := value(point)) is None:
                raise NoFormula("no value")
            return formula(number)
        symbol, *others = left
        start = base[symbol]
        differences = [times_divisors({**point, symbol: start + i * step}, others) for i in range(degree + 1)]
        total, product = formula(0), formula(1)
        for order in range(degree + 1):
            total += differences[0] * product * formula(divisor // (step**order * factorial(order)))
            product *= formula(symbol) - formula(start + order * step)
            differences = [b - a for a, b in pairwise(differences)]
        return total

    try:
        total = times_divisors(base, symbols)
        parts = total.parts() if step > 1 else [total]  # of multiples, each part is divided
        return size(sum((part.divided(divisor ** len(symbols)) for part in parts), start=formula(0)))
    except NoFormula:
        return None


def _floor(value: Values, base: Point, symbols: Sequence[Symbol]) -> Dim | None:
    """`(a*N + b*M + c)//d` from the steps that the value takes over its periods."""
    lines = [[value({**base, s: base[s] + i}) for i in range(2 * _MOST_STRIDE + 1)] for s in symbols]
    if not lines or any(n is None for line in lines for n in line):
        return None
    numbers = [[n for n in line if n is not None] for line in lines]
    for d in range(2, _MOST_STRIDE + 1):
        slopes = [line[d] - line[0] for line in numbers]
        if any(
            line[i + d] - line[i] != a for a, line in zip(slopes, numbers, strict=True) for i in range(len(line) - d)
        ):
            continue
        lowest = d * numbers[0][0] - sum(a * base[s] for a, s in zip(slopes, symbols, strict=True))
        for c in range(lowest, lowest + d):
            start = sum(a * base[s] for a, s in zip(slopes, symbols, strict=True)) + c
            if all(
                (start + a * i) // d == n for a, line in zip(slopes, numbers, strict=True) for i, n in enumerate(line)
            ):
                affine = sum((formula(a) * formula(s) for a, s in zip(slopes, symbols, strict=True)), start=formula(c))
                return size(affine // formula(d))
    return None
