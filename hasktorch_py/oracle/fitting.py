"""Finds the formula of a dimension from its values at several points.

Candidates are integer polynomials without squares, as `cat` and `reshape` make them (`N + M`, `6*N*M`), and the
floor of an affine function of one symbol, as strides make them (`(N + 1)//2`). A candidate is kept only if it gives
every value that is seen.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from math import prod

from .size_algebra import Dim, Point, Symbol, evaluate, formula, size

Values = Callable[[Point], int | None]
_MOST_STRIDE = 32
_MOST_SYMBOLS = 3
_PROBES = (2, 3, 17, 64, 1000)


def fit(value: Values, base: Point, symbols: Sequence[Symbol]) -> Dim | None:
    """The formula of `value`, which is asked at `base` and points above it; None where no candidate is it."""
    if (at_base := value(base)) is None:
        return None
    follows = [s for s in symbols if any(value({**base, s: base[s] + d}) != at_base for d in (1, *_PROBES))]
    if len(follows) > _MOST_SYMBOLS:
        return None
    candidates = [_polynomial(value, base, follows), *(_floor(value, base, s) for s in follows if len(follows) == 1)]
    return next((c for c in candidates if c is not None and _holds(c, value, base, follows)), None)


def _holds(candidate: Dim, value: Values, base: Point, symbols: Sequence[Symbol]) -> bool:
    points = [{**base, s: base[s] + d} for s in symbols for d in _PROBES]
    points += [{**base, **{s: base[s] + d + i for i, s in enumerate(symbols)}} for d in _PROBES]
    return all(value(point) == evaluate(candidate, point) for point in points)


def _polynomial(value: Values, base: Point, symbols: Sequence[Symbol]) -> Dim | None:
    """By finite differences at `base`, from the largest product of symbols down."""
    products = [c for n in range(len(symbols), -1, -1) for c in combinations(symbols, n)]
    found = {chosen: value({**base, **{s: base[s] + 1 for s in chosen}}) for chosen in products}
    corners = {chosen: v for chosen, v in found.items() if v is not None}
    if len(corners) < len(found):
        return None
    coefficients: dict[tuple[Symbol, ...], int] = {}
    for chosen in products:
        parts = [c for n in range(len(chosen) + 1) for c in combinations(chosen, n)]
        difference = sum((-1) ** (len(chosen) - len(part)) * corners[part] for part in parts)
        larger = [(c, k) for c, k in coefficients.items() if set(chosen) < set(c)]
        coefficients[chosen] = difference - sum(k * prod(base[s] for s in c if s not in chosen) for c, k in larger)
    terms = [prod(map(formula, chosen), start=formula(k)) for chosen, k in coefficients.items()]
    return size(sum(terms, start=formula(0)))


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
