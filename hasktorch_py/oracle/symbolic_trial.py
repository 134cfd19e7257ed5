"""A call whose sizes have names: it is tried at points chosen for them, and the verdicts are combined."""

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count, islice, product
from math import isqrt
from typing import Any, TypeAlias

from .answer import Accepted, Answer, Raised, Refused, Result, SequenceResult, TensorResult, Undecidable, ValueResult
from .concrete_trial import Trials, Undecided, Verdict
from .execution import Inexpressible
from .fitting import fit
from .joining import join, named_by
from .question import Constant, Question, Some
from .size_algebra import Dim, Formula, Name, NoFormula, Point, Symbol, Unknown, names_in
from .traversal import flat, numbers, open_sizes, size, substituted
from .wording import about, in_names

#: Numbers that stand for type variables, and such as stand for unknown sizes.
_Pools: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


@cache
def _primes_from(start: int) -> tuple[int, ...]:
    """More of them than a call leaves sizes open."""
    return tuple(islice((n for n in count(start) if all(n % d for d in range(2, isqrt(n) + 1))), 64))


def _generic_from(start: int) -> tuple[_Pools, ...]:
    """Two choices of numbers that are larger than those of a call, which end below `start`."""
    lowest = (start, 2 * start), (start + start // 7, 2 * start + start // 16)
    return tuple((_primes_from(a), _primes_from(b)) for a, b in lowest)


_SMALL: _Pools = (_primes_from(7), _primes_from(7))
_LOWEST = 1009
_HIGHEST = 2**20  # a number of a call above it is no size that a symbol is compared with
_TINY = (0, 1, 2, 3)  # sizes at which calls often behave in another way
_MOST_UNKNOWNS = 3
_MOST_LITERALS = 6


class SymbolicTrial:
    """One question, and what was found of it so far."""

    def __init__(self, question: Question, function: Callable[..., Any], meta_only: bool) -> None:
        self.question, self.function, self.meta_only = question, function, meta_only
        self._trials = Trials(question, function, meta_only)
        self.arguments = list(flat((*question.args, *(a for _, a in question.kwargs))))
        dims = dict.fromkeys(dim for a in self.arguments for dim in open_sizes(a))
        names = {n for dim in dims for n in names_in(dim)}
        self.symbols = sorted(n for n in names if isinstance(n, Symbol))
        self.unknowns = sorted(n for n in names if isinstance(n, Unknown))
        self.formulas = [
            f for f in dims if isinstance(f, Formula) and not any(isinstance(n, Unknown) for n in f.names())
        ]
        self._metas: dict[tuple[int, ...], Result | Raised] = {}
        self.values = list(dict.fromkeys(a for a in self.arguments if isinstance(a, Some)))
        self.literals = sorted({d for a in self.arguments for d in numbers(a)})
        self._top = max((abs(n) for n in (*self.literals, *self._constants()) if abs(n) < _HIGHEST), default=0)
        self._pools = _generic_from(max(_LOWEST, int(2 * self._top)))
        self._stand_ins = {n for pools in self._pools for pool in pools for n in pool} - {*self.literals}

    def _constants(self) -> Iterator[int | float]:
        for argument in self.arguments:
            if isinstance(argument, Constant) and isinstance(argument.value, int | float):
                yield argument.value

    def answer(self) -> Answer:
        accepted: list[Result] = []
        refused: Raised | None = None
        why = "no size that fits is known"
        for values in self._environments():
            verdict = self._generic(values)
            if isinstance(verdict, Raised):
                refused = refused or verdict
            elif isinstance(verdict, Undecided):
                why = verdict.why
                break
            else:
                accepted.append(verdict)
            if self.unknowns and not accepted:
                break  # a size that no size of the call equals is refused: what fits only some says nothing of all
        else:
            if len(accepted) == 1 and self.values:
                return Undecidable("what fits one value says nothing of all")
            if accepted:
                return Accepted(join(accepted))
            if refused is not None and not self.unknowns:
                return Refused(refused.message, about(refused), tuple(self._needs()))
        return Undecidable(why)

    def _environments(self) -> Iterator[dict[Any, Any]]:
        """What unknown sizes and values may be; an unknown size is None where it differs from all others."""
        choices: list[list[tuple[Any, Any]]] = []
        if self.unknowns:
            few = len(self.unknowns) <= _MOST_UNKNOWNS and len(self.literals) <= _MOST_LITERALS
            sizes = [None, 1, *self.literals] if few else [None, 1]
            choices += [[(name, size) for size in sizes] for name in self.unknowns]
        for sizes_known in product(*choices):
            for values in self._values():
                yield {**dict(sizes_known), **values}

    def _values(self) -> Iterator[dict[Some, Any]]:
        """What unknown values may be: the same, and each before and after each other in size."""
        far = (2.0 * self._top + 2.5, 4.0 * self._top + 7.0)  # two on either side of all that the call has
        of = {"float": (0.5, 2.0, *far, *(-x for x in far)), "bool": (True, False), "int": ()}
        columns = [of[some.kind] for some in self.values]
        most = max(map(len, columns), default=1)
        turns = [[(first + i * shift) for i in range(len(columns))] for shift in range(most) for first in range(most)]
        rows = (tuple(c[n % len(c)] for c, n in zip(columns, turn, strict=True)) for turn in turns)
        for row in dict.fromkeys(rows):
            yield dict(zip(self.values, row, strict=True))

    def _generic(self, values: Point) -> Verdict:
        """The verdict for sizes that nothing is assumed of; a dimension that follows a type variable is its name."""
        free: list[Name] = [*self.symbols, *(n for n in self.unknowns if values.get(n) is None)]
        if not free:
            return self._trials.at(values)
        points = [self._point(free, values, pools) for pools in self._pools]
        verdicts = [self._trials.at(point) for point in points]
        small = self._point(free, values, _SMALL)
        verdicts.append(self._strict(small, verdicts[0]))
        if any(isinstance(v, Undecided) for v in verdicts[:2]):
            small_2 = self._point(free, values, _SMALL, reverse=True)
            points, verdicts = [small, small_2], [self._trials.at(small), self._trials.at(small_2)]
        for verdict, point in zip(verdicts, [*points, small], strict=False):
            if isinstance(verdict, Raised) and self._is_taken(free, values):
                return Undecided("right for many sizes")
            if isinstance(verdict, Raised):
                return Raised(verdict.kind, in_names(verdict.message, {n: point[n] for n in self.symbols}))
            if isinstance(verdict, Undecided):
                return verdict
        seen = [v for v in verdicts[: len(points)] if _is_result(v)]
        found = self._fitted(named_by(seen, points, [*self.symbols, *self.formulas]), points[0], ())
        turned = self._point(free, values, self._pools[0], reverse=True)
        for point in ({**values, **dict.fromkeys(free, n)} for n in _TINY):
            if _is_result(tiny := self._trials.at(point)):
                found = named_by([found, tiny], [{}, point], self.symbols)
        if len(free) > 1 and _is_result(in_order := self._trials.meta(turned)):
            found = named_by([found, in_order], [{}, turned], self.symbols)
        return self._without_stand_ins(found)

    def _is_taken(self, free: list[Name], values: Point) -> bool:
        """Whether the call is right for other sizes that nothing relates: in another order, or small, and so run."""
        if len(free) > 1 and _is_result(self._trials.at(self._point(free, values, self._pools[0], reverse=True))):
            return True
        small = (self._point(free, values, _SMALL, reverse) for reverse in (False, True))
        return all(_is_result(self._trials.at(point)) for point in small)

    def _without_stand_ins(self, found: Result) -> Result:
        """No dimension is a number that stood for a size."""
        match found:
            case SequenceResult(kind, items, fields):
                return SequenceResult(kind, tuple(map(self._without_stand_ins, items)), fields)
            case TensorResult(tag, dims) if dims is not None:
                return TensorResult(tag, tuple(None if d in self._stand_ins else d for d in dims))
        return found

    def _fitted(self, found: Result, base: Point, path: tuple[int, ...]) -> Result:
        """With formulas for dimensions that are neither constant nor a name."""
        match found:
            case SequenceResult(kind, items, fields):
                fitted = tuple(self._fitted(item, base, (*path, i)) for i, item in enumerate(items))
                return SequenceResult(kind, fitted, fields)
            case TensorResult(tag, dims) if dims is not None and None in dims:
                return TensorResult(
                    tag, tuple(d if d is not None else self._formula(base, (*path, i)) for i, d in enumerate(dims))
                )
        return found

    def _formula(self, base: Point, path: tuple[int, ...]) -> Dim | None:
        def value(point: Point) -> int | None:
            key = tuple(point[s] for s in self.symbols)
            if key not in self._metas:
                self._metas[key] = self._trials.meta(point)
            return size(self._metas[key], path)

        return fit(value, base, self.symbols)

    def _point(self, free: list[Name], values: Point, pools: _Pools, reverse: bool = False) -> dict[Any, Any]:
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

    def _strict(self, small: Point, generic: Verdict) -> Verdict:
        """Eager's refusal of what meta tensors pass, found at small sizes; sizes may be too small for the call."""
        if isinstance(self._trials.meta(small), Raised):
            return generic
        verdict = self._trials.at(small)
        return verdict if isinstance(verdict, Raised | Undecided) else generic

    def _needs(self) -> Iterator[tuple[Symbol, Dim]]:
        """Equations of type variables with sizes in the call under which the call would be right."""
        for i, name in enumerate(self.symbols):
            others: list[Dim] = [*self.symbols[i + 1 :], *(n for n in self.literals if n > 1)]
            for other in others:
                try:
                    case = SymbolicTrial(substituted(self.question, name, other), self.function, self.meta_only)
                    if all(_is_result(case._generic(values)) for values in case._environments()):
                        yield name, other
                except Inexpressible:  # a result, if one that no type tells
                    yield name, other
                except NoFormula:
                    continue


def _is_result(verdict: Verdict) -> bool:
    return isinstance(verdict, TensorResult | SequenceResult | ValueResult)
