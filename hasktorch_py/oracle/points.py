"""The numbers that a question is tried with, in the place of what nobody knows of it: its names, some of its values.

No number of a size is one of the call's, and each is another. Sizes are tried on either side of each other and of the
call's numbers, as multiples of what divides them, and as small as can be.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import count, islice, product
from math import isqrt, lcm, prod
from typing import Any, TypeAlias

from .execution import Inexpressible
from .question import Constant, Question, Some, Tensor
from .size_algebra import Formula, Name, Point, Symbol, Unknown, names_in
from .traversal import flat, numbers, open_sizes

#: Numbers that stand for type variables, and such as stand for unknown sizes.
_Pools: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]
Chosen: TypeAlias = dict[Any, Any]

_LOWEST = 1009
_MOST_ELEMENTS = 2**56  # of a meta tensor; beyond that torch cannot count their bytes
_HIGHEST = 2**20  # a number of a call above it is no size that a symbol is compared with
_TINY = (0, 1, 2, 3)  # sizes at which calls often behave in another way
_MOST_LITERALS = 6
_MOST_TURNED = 6  # sizes that are tried in more than two orders
_MOST_ROWS = 150  # of the values of unknown ints
_MOST_STEP = 4096
_RESHAPES = frozenset(
    {"view", "reshape", "view_as", "reshape_as", "unflatten"}
)  # they take all numbers, also wrong ones


@cache
def _primes_from(start: int) -> tuple[int, ...]:
    """More of them than a call leaves sizes open."""
    return tuple(islice((n for n in count(start) if all(n % d for d in range(2, isqrt(n) + 1))), 64))


_SMALL_START = 11
_SMALL: tuple[_Pools, _Pools] = ((_primes_from(_SMALL_START),) * 2, (_primes_from(23),) * 2)


class Points:
    """Chooses the points for one question."""

    def __init__(self, question: Question) -> None:
        self.arguments = list(flat(question.arguments))
        dims = dict.fromkeys(dim for a in self.arguments for dim in open_sizes(a))
        names = {n for dim in dims for n in names_in(dim)}
        self.symbols = sorted(n for n in names if isinstance(n, Symbol))
        self.unknowns = sorted(n for n in names if isinstance(n, Unknown))
        self.formulas = [
            f for f in dims if isinstance(f, Formula) and not any(isinstance(n, Unknown) for n in f.names())
        ]
        self.values = list(dict.fromkeys(a for a in self.arguments if isinstance(a, Some)))
        self.numbers = [d for a in self.arguments for d in numbers(a)]
        self.literals = sorted({*self.numbers})
        self.has_ints = any(some.kind == "int" for some in self.values)
        constants = [a.value for a in self.arguments if isinstance(a, Constant)]
        values = [abs(n) for n in constants if isinstance(n, int | float) and abs(n) < _HIGHEST]
        found = [*values, *(n for n in self.literals if n < _HIGHEST)]
        self._top_value, self._top = max(values, default=0), max(found, default=0)
        edges = sorted({n for n in found if type(n) is int and n > 0})
        #: Numbers of the call on whose other side sizes may behave in another way.
        self.edges = edges if len(edges) <= _MOST_LITERALS else []
        lowest = min((_LOWEST, *(_highest_start(a) for a in self.arguments if isinstance(a, Tensor))))
        self._start = start = max(lowest, int(2 * self._top))
        starts = (start, 2 * start), (start + start // 7, 2 * start + start // 16)
        self._pools = [(_primes_from(a), _primes_from(b)) for a, b in starts]
        self.stand_ins = {n for pools in self._pools for pool in pools for n in pool} - {*self.literals}
        divisors = {d for f in self.formulas for d in f.divisors()}
        if question.name.rpartition(".")[2] not in _RESHAPES:
            divisors.update((2, *filter(None, self.literals)))
        steps = lcm(*(d * d for d in divisors)), lcm(*divisors)
        #: What a size is taken to be a multiple of, where nothing else fits; 1 where nothing divides it.
        self.step = next((n for n in steps if n <= _MOST_STEP), 1)

    def rows(self) -> Iterator[Chosen]:
        """What unknown values may be: the same, and each before and after each other in size."""
        far = (2.0 * self._top + 2.5, 4.0 * self._top + 7.0)  # two on either side of all that the call has
        of: dict[str, Sequence[Any]] = {
            "float": (0.5, 2.0, *far, *(-x for x in far)), "bool": (True, False), "int": self._ints(),
        }  # fmt: skip
        columns = [of[some.kind] for some in self.values]
        if self.has_ints and prod(map(len, columns)) > _MOST_ROWS:
            raise Inexpressible("too many values are unknown")
        most = max(map(len, columns), default=1)
        turns = [[(first + i * shift) for i in range(len(columns))] for shift in range(most) for first in range(most)]
        turned = (tuple(c[n % len(c)] for c, n in zip(columns, turn, strict=True)) for turn in turns)
        for row in product(*columns) if self.has_ints else dict.fromkeys(turned):
            yield dict(zip(self.values, row, strict=True))

    def _ints(self) -> Sequence[int]:
        """Ints as they are used: a dimension or an index, from either end; a size of the call, and one beyond all."""
        rank = max((len(a.dims) for a in self.arguments if isinstance(a, Tensor)), default=0)
        far = int(2 * self._top) + 11
        return list(dict.fromkeys((1, *range(rank + 1), 2, 3, *range(-1, -2 - rank, -1), *self.literals, far, -far)))

    def generic(self, free: Sequence[Name], values: Point) -> list[Chosen]:
        """Two points where nothing is assumed of sizes."""
        return [self._point(free, values, pools) for pools in self._pools]

    def small(self, free: Sequence[Name], values: Point) -> list[Chosen]:
        """Two such points with small sizes."""
        return [self._point(free, values, _SMALL[0]), self._point(free, values, _SMALL[1], reverse=True)]

    def moderate(self, free: Sequence[Name], values: Point) -> Chosen:
        """Such a point with sizes beyond the call's numbers, except those of tensors, as small as they can be."""
        pool = _primes_from(max(_SMALL_START, int(2 * self._top_value) + 2))
        return self._point(free, values, (pool, pool))

    def tiny(self, free: Sequence[Name], values: Point) -> list[Chosen]:
        """Points where all sizes are the same tiny number."""
        return [{**values, **dict.fromkeys(free, n)} for n in _TINY]

    def turned(self, free: Sequence[Name], values: Point) -> list[Chosen]:
        """Points where the sizes are far from each other, in several orders."""
        if len(free) < 2:
            return []
        if len(free) > _MOST_TURNED:
            return [self.in_the_other_order(free, values)]
        sizes = [_primes_from(self._start << i)[-1] for i in range(len(free))]
        orders = [sizes[::-1], *(sizes[i:] + sizes[:i] for i in range(len(free)))]
        return [{**values, **dict(zip(free, order, strict=True))} for order in orders]

    def in_the_other_order(self, free: Sequence[Name], values: Point) -> Chosen:
        """A generic point with its sizes in the other order."""
        return self._point(free, values, self._pools[0], reverse=True)

    def multiples(self, free: Sequence[Name], values: Point) -> list[Chosen]:
        """Two points where all sizes are multiples of `step`; none where an unknown size would have to be one."""
        if self.unknowns or self.step == 1:
            return []
        first, second = ([self.step * p for p in _primes_from(n)[: len(free)]] for n in (7, 23))
        return [{**values, **dict(zip(free, sizes, strict=True))} for sizes in (first[::-1], second)]

    def _point(self, free: Sequence[Name], values: Point, pools: _Pools, reverse: bool = False) -> Chosen:
        """Different numbers for the names that are free, none of which the call has; `reverse`: in the other order."""
        symbols, unknowns = reversed(pools) if reverse else pools
        point, taken = dict(values), {*self.literals}
        for name in reversed(free) if reverse else free:
            number = next((n for n in (symbols if isinstance(name, Symbol) else unknowns) if n not in taken), None)
            if number is None:
                raise Inexpressible("too many sizes are open")
            point[name] = number
            taken.add(number)
        return point


def _highest_start(tensor: Tensor) -> int:
    """How large the sizes that stand for open ones may be, if a tensor with all of them has to be one for torch."""
    count = sum(not isinstance(dim, int) for dim in tensor.dims)
    known = prod(dim for dim in tensor.dims if isinstance(dim, int))
    start = _LOWEST
    while start > 1 and prod(_primes_from(2 * start)[:count]) * known > _MOST_ELEMENTS:
        start //= 2
    return start
