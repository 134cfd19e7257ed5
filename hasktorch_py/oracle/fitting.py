"""Finds the formula of a dimension from its values at several points.

Candidates are integer polynomials without squares, as `cat` and `reshape` make them (`N + M`, `6*N*M`), and the
floor of an affine function of one symbol, as strides make them (`(N + 1)//2`). Where the polynomials differ from region
to region, the least or the greatest of them is a candidate, as `diagonal` and slices make it (`min(N, M)`). A candidate
is kept only if it gives every value that is seen. No size is negative: symbols are assumed to be large enough for that.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from math import gcd, prod

from .size_algebra import Dim, Formula, Point, Symbol, evaluate, extreme, formula, size

Values = Callable[[Point], int | None]
_MOST_STRIDE = 32
_MOST_SYMBOLS = 3
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
    base, step = where.bases[0], where.step
    if value(base) is None:
        return None
    below = [{**base, s: edge - 1} for s in symbols for edge in where.edges]
    others = [p for p in (*where.bases[1:], *where.seen, *below) if value(p) is not None]
    follows = [s for s in symbols if any(_moves(value, s, p, step) for p in (base, *others))]
    if len(follows) > _MOST_SYMBOLS:
        return None
    around = _around(base, follows, step)
    candidates = chain(
        [_polynomial(value, base, follows, step)],
        [_floor(value, base, s) for s in follows if len(follows) == step == 1],
        _extremes([_polynomial(value, p, follows, step) for p in (*where.bases, *below)]),
    )
    return next((c for c in candidates if c is not None and _holds(c, value, around, others)), None)


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


def _polynomial(value: Values, base: Point, symbols: Sequence[Symbol], step: int) -> Dim | None:
    """By finite differences at `base`, from the largest product of symbols down, in multiples of `step`."""
    products = [c for n in range(len(symbols), -1, -1) for c in combinations(symbols, n)]
    found = {chosen: value({**base, **{s: base[s] + step for s in chosen}}) for chosen in products}
    corners = {chosen: v for chosen, v in found.items() if v is not None}
    if len(corners) < len(found):
        return None
    coefficients: dict[tuple[Symbol, ...], int] = {}
    for chosen in products:
        parts = [c for n in range(len(chosen) + 1) for c in combinations(chosen, n)]
        difference = sum((-1) ** (len(chosen) - len(part)) * corners[part] for part in parts)
        larger = [(c, k) for c, k in coefficients.items() if set(chosen) < set(c)]
        coefficients[chosen] = difference - sum(
            k * prod(base[s] // step for s in c if s not in chosen) for c, k in larger
        )
    terms = [_term(chosen, k, step ** len(chosen)) for chosen, k in coefficients.items()]
    return size(sum(terms, start=formula(0)))


def _term(symbols: Sequence[Symbol], coefficient: int, divisor: int) -> Formula:
    """The coefficient times the symbols, of which each is a multiple, by the divisor."""
    common = gcd(coefficient, divisor)
    product = prod(map(formula, symbols), start=formula(1))
    return formula(coefficient // common) * (product // formula(divisor // common))


def _floor(value: Values, base: Point, symbol: Symbol) -> Dim | None:
    """`(a*N + b)//c` from the steps that the value takes over its periods."""
    start = base[symbol]
    found = [value({**base, symbol: start + i}) for i in range(2 * _MOST_STRIDE + 1)]
    values = [v for v in found if v is not None]
    if len(values) < len(found):
        return None
    for c in range(2, _MOST_STRIDE + 1):
        a = values[c] - values[0]
        if all(values[i + c] - values[i] == a for i in range(len(values) - c)):
            lowest = c * values[0] - a * start
            for b in range(lowest, lowest + c):
                if all((a * (start + i) + b) // c == v for i, v in enumerate(values)):
                    return size((formula(a) * formula(symbol) + formula(b)) // formula(c))
    return None
