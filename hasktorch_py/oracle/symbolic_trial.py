"""A call whose sizes have names: it is tried at points chosen for them, and the verdicts are combined."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeGuard

from . import unknown_sizes
from .answer import Accepted, Answer, Raised, Refused, Result, SequenceResult, TensorResult, Undecidable, ValueResult
from .concrete_trial import LARGE, LARGE_OF_MANY, Trials, Undecided, Verdict, Work
from .execution import Inexpressible
from .fitting import Where, fit
from .joining import alike, join, named_by
from .points import Chosen, Points
from .question import Question
from .size_algebra import Dim, Name, NoFormula, Point, Symbol, Unknown, evaluate
from .traversal import size, substituted, valueless, without_sizes
from .unknown_sizes import Sizes
from .wording import about, in_names

_MOST_ONLY = 2  # unknown sizes that only one number fits: two others are tried at once, and no more
_MOST_DOUBTS = 8  # refusals by meta tensors that eager ATen is asked to confirm, one of each kind
TOO_MANY = Undecidable("too many sizes are unknown")  # the call is refused where they differ from all others
_INDEX = 8  # a number up to it in a message may be that of a dimension


class SymbolicTrial:
    """One question, and what was found of it so far."""

    def __init__(
        self, question: Question, function: Callable[..., Any], meta_only: bool, work: Work | None = None
    ) -> None:
        self.question, self.function, self.meta_only = question, function, meta_only
        self._work = work or Work()
        self._trials = Trials(question, function, meta_only, self._work, LARGE_OF_MANY if work else LARGE)
        self._points = Points(question)
        self._metas: dict[tuple[Any, ...], Result | Raised] = {}
        self._has_formulas = True  # or only whether the call is right is asked
        self._hopeless: dict[str, Sizes] = {}  # what meta tensors refuse, the first for each reason

    @property
    def unknowns(self) -> Sequence[Unknown]:
        """The sizes that nothing tells."""
        return self._points.unknowns

    def reason_on_meta(self) -> str | None:
        """Why meta tensors refuse the call, the numbers left out; None where they do not, or it tells nothing."""
        refusal = self._refusal_on_meta()
        return None if refusal is None else _without_numbers(refusal.message)

    def answer(self) -> Answer:
        if self.meta_only and (self._points.unknowns or self._points.symbols):
            return Undecidable("the kernel crashes for some sizes, and meta tensors alone may tell something else")
        verdict = self._verdict()
        if isinstance(verdict, Undecided):
            return Undecidable(verdict.why)
        points = self._points
        if not isinstance(verdict, Raised):
            return Accepted(join([verdict, *self._fitting(unknown_sizes.usual(points))]))
        if not points.unknowns:
            return Refused(verdict.message, about(verdict), tuple(self._needs()))
        choices = unknown_sizes.fitting(points, verdict.message)
        found = self._found(choices.tried) or self._found(unknown_sizes.beyond(points, verdict.message))
        if found:
            return Accepted(self._of_all_that_fit(found, verdict.message, choices.all_that_matter))
        if not choices.all_that_matter or any(True for f in points.formulas for _ in f.divisors()):
            return TOO_MANY
        if self._found(unknown_sizes.empty(points)):
            return Undecidable("it is right for tensors without elements")
        doubtful = [*self._hopeless.values()][:_MOST_DOUBTS]
        if not all(isinstance(self._put(sizes)._verdict(), Raised) for sizes in doubtful):
            return Undecidable("meta tensors refuse what is right")
        by_place = self._put(unknown_sizes.by_place(points), anew=True)._verdict()
        said = by_place if isinstance(by_place, Raised) else verdict
        return Refused(said.message, about(said), ())

    def _found(self, tried: Iterable[Sizes]) -> list[tuple[Sizes, Result]]:
        """Those of the sizes that fit, with the results; what need not be as it is, is left out."""
        found: list[tuple[Sizes, Result]] = []
        for sizes in tried:
            if any(known.items() <= sizes.items() for known, _ in found) or not self._fits(sizes):
                continue
            freed = self._freed(sizes)
            answer = self._put(freed).answer()
            if not isinstance(answer, Accepted):
                raise Inexpressible("what fits is undecided")
            found.append((freed, answer.result))
        return found

    def _fitting(self, tried: Iterable[Sizes]) -> Iterator[Result]:
        """The results for those of the sizes that fit."""
        return (found for sizes in tried if (found := self._result_for(sizes, with_formulas=True)) is not None)

    def _fits(self, sizes: Sizes) -> bool:
        return self._result_for(sizes, with_formulas=False) is not None

    def _result_for(self, sizes: Sizes, with_formulas: bool) -> Result | None:
        """The result for these sizes, None where they do not fit.  Raises Inexpressible where it is undecided."""
        case = self._put(sizes)
        if (refusal := case._refusal_on_meta()) is not None:
            self._hopeless.setdefault(_without_numbers(refusal.message), sizes)
            return None
        case._has_formulas = with_formulas
        verdict = case._verdict()
        if isinstance(verdict, Undecided):
            raise Inexpressible(verdict.why)
        return verdict if _is_result(verdict) else None

    def _refusal_on_meta(self) -> Raised | None:
        """What meta tensors alone, which are quick, raise."""
        points = self._points
        if points.values:
            return None
        free: list[Name] = [*points.symbols, *points.unknowns]
        return self._trials.refusal_on_meta(points.generic(free, {})[0] if free else {})

    def _freed(self, sizes: Sizes) -> Sizes:
        """The same sizes that fit without those that need not be what they are."""
        for name in sizes:
            fewer = {n: size for n, size in sizes.items() if n != name}
            if self._fits(fewer):
                sizes = fewer
        return sizes

    def _of_all_that_fit(self, found: list[tuple[Sizes, Result]], message: str, all_that_matter: bool) -> Result:
        """The common result; where one number was found for one of several unknown sizes, others are tried, too."""
        joined = join([result for _, result in found])
        of = {name: {sizes.get(name) for sizes, _ in found} for name in self._points.unknowns}
        only = {name: number for name, (number, *others) in of.items() if isinstance(number, int) and not others}
        if len(of) == 1 or not only:
            return joined
        others = unknown_sizes.instead(self._points, message, found[0][0], only.keys())
        joined = join([joined, *self._fitting(others)])
        return joined if all_that_matter and len(only) <= _MOST_ONLY else without_sizes(joined, only.values())

    def _put(self, sizes: Mapping[Any, Dim], anew: bool = False) -> "SymbolicTrial":
        """The same call with sizes in the place of names: one of many, or a question of its own."""
        question = self.question
        for name, dim in sizes.items():
            question = substituted(question, name, dim)
        return SymbolicTrial(question, self.function, self.meta_only, None if anew else self._work)

    def _verdict(self) -> Verdict:
        """The verdict whatever the unknown values are, and for unknown sizes that differ from all others."""
        accepted: list[Result] = []
        refused: list[Raised] = []
        for values in self._points.rows():
            verdict = self._generic(values)
            if isinstance(verdict, Raised):
                refused.append(verdict)
            elif not isinstance(verdict, Undecided):
                accepted.append(verdict)
            elif not self._points.has_ints:
                return verdict
        if len(accepted) == 1 and self._points.values:
            return Undecided("what fits one value says nothing of all")
        if accepted:
            return join(accepted)
        if refused and (not self._points.has_ints or len({r.message for r in refused}) == 1):
            return refused[0]
        return Undecided("no value that fits is known")

    def _generic(self, values: Point) -> Verdict:
        """The verdict for sizes that nothing is assumed of; a dimension that follows a type variable is its name."""
        free: list[Name] = [*self._points.symbols, *self._points.unknowns]
        if not free:
            return self._trials.at(values)
        points = self._points.generic(free, values)
        small, small_2 = self._points.small(free, values)
        verdicts = [self._trials.at(point) for point in points]
        verdicts.append(self._strict(small, verdicts[0]))
        is_true = self._is_true_on_meta(small)
        if any(isinstance(v, Undecided) for v in verdicts[:2]) or not is_true:
            points = [small, small_2, self._points.moderate(free, values)]
            verdicts = [self._trials.at(point) for point in points]
        for verdict, point in zip(verdicts, [*points, small], strict=False):
            if isinstance(verdict, Raised):
                return self._refused(verdict, point, free, values)
            if isinstance(verdict, Undecided):
                return verdict
        named = self._named(_results(verdicts), points, free, values, is_true)
        return without_sizes(named, self._points.stand_ins)

    def _refused(self, verdict: Raised, point: Point, free: Sequence[Name], values: Point) -> Verdict:
        """The verdict where the call is refused at a point: it may be right for many others."""
        if self._is_taken(free, values):
            return Undecided("right for many sizes")
        multiples = self._points.multiples(free, values)
        if not isinstance(self._meta(point), Raised):  # eager ATen refuses, which has to be asked again
            multiples = multiples if all(map(self._trials.are_run, multiples)) else []
        if multiples and len(found := _results([self._trials.at(point) for point in multiples])) == len(multiples):
            named = named_by(found, multiples, [*self._points.symbols, *self._points.formulas])
            return self._fitted(named, Where(multiples, step=self._points.step), ())
        if not self._trials.are_run(point):  # eager ATen's words are plainer than those of meta tensors
            small = self._points.small(free, values)[0]
            said = self._trials.at(small)
            verdict, point = (said, small) if isinstance(said, Raised) else (verdict, point)
        sizes: list[Dim] = [*self._points.formulas, *free]
        shown = {n: dim for dim in sizes if (n := evaluate(dim, point)) > _INDEX and n not in self._points.literals}
        return Raised(verdict.kind, in_names(verdict.message, shown))

    def _is_taken(self, free: Sequence[Name], values: Point) -> bool:
        """Whether the call is right for other sizes that nothing relates: in another order, or small, and so run."""
        if len(free) > 1 and _is_result(self._trials.at(self._points.in_the_other_order(free, values))):
            return True
        return all(_is_result(self._trials.at(point)) for point in self._points.small(free, values))

    def _named(
        self,
        found: Sequence[Result],
        points: Sequence[Chosen],
        free: Sequence[Name],
        values: Point,
        is_true_on_meta: bool,
    ) -> Result:
        """The result, its dimensions as formulas that hold wherever there is one."""
        tiny = self._points.tiny(free, values)
        turned = self._points.turned(free, values) if is_true_on_meta else []
        seen = list(zip(found, points, strict=False))
        for point in tiny:
            if _is_result(few := self._trials.at(point)) and (self._points.unknowns or alike(found[0], few)):
                seen.append((few, point))
        seen += [(other, point) for point in turned if _is_result(other := self._meta(point))]
        results, places = zip(*seen, strict=True)
        named = named_by(results, places, [*self._points.symbols, *self._points.formulas])
        where = Where([points[0], *turned], [*points[1:], *tiny], self._points.edges)
        return self._fitted(named, where, ()) if is_true_on_meta else named

    def _fitted(self, found: Result, where: Where, path: tuple[int, ...]) -> Result:
        """With formulas for dimensions that are neither constant nor a name."""
        match found:
            case SequenceResult(kind, items, fields):
                fitted = tuple(self._fitted(item, where, (*path, i)) for i, item in enumerate(items))
                return SequenceResult(kind, fitted, fields)
            case _ if not self._has_formulas or not self._points.symbols:
                return found
            case TensorResult(tag, dims) if None in dims:
                return TensorResult(
                    tag, tuple(d if d is not None else self._formula(where, (*path, i)) for i, d in enumerate(dims))
                )
            case ValueResult("int", None) if self._trials.tells_sizes:
                return ValueResult("int", self._formula(where, path))
        return found

    def _formula(self, where: Where, path: tuple[int, ...]) -> Dim | None:
        def value(point: Point) -> int | None:
            return size(self._meta(point), path)

        base = where.bases[0]
        is_known = all(value({**base, name: base[name] + 1}) == value(base) for name in self._points.unknowns)
        return fit(value, self._points.symbols, where) if is_known else None

    def _meta(self, point: Point) -> Result | Raised:
        key = tuple(point[name] for name in (*self._points.symbols, *self._points.unknowns, *self._points.values))
        if key not in self._metas:
            self._metas[key] = self._trials.meta(point)
        return self._metas[key]

    def _strict(self, small: Point, generic: Verdict) -> Verdict:
        """Eager's refusal of what meta tensors pass, found at small sizes; sizes may be too small for the call."""
        if isinstance(self._trials.meta(small), Raised):
            return generic
        verdict = self._trials.at(small)
        return verdict if isinstance(verdict, Raised | Undecided) else generic

    def _is_true_on_meta(self, small: Point) -> bool:
        """Whether meta tensors, which alone may be asked at large sizes, show what eager ATen makes."""
        shown, made = self._trials.meta(small), self._trials.at(small)
        return not (_is_result(shown) and _is_result(made)) or valueless(shown) == valueless(made)

    def _needs(self) -> Iterator[tuple[Symbol, Dim]]:
        """Equations of type variables with sizes in the call under which the call would be right."""
        symbols = self._points.symbols
        for i, name in enumerate(symbols):
            others: list[Dim] = [*symbols[i + 1 :], *(n for n in self._points.literals if n > 1)]
            for other in others:
                try:
                    if _is_result(self._put({name: other})._verdict()):
                        yield name, other
                except Inexpressible:  # a result, if one that no type tells
                    yield name, other
                except NoFormula:
                    continue


def _without_numbers(message: str) -> str:
    return re.sub(r"\d+(, \d+)*", "", message)


def _is_result(verdict: Verdict) -> TypeGuard[Result]:
    return isinstance(verdict, TensorResult | SequenceResult | ValueResult)


def _results(verdicts: Sequence[Verdict]) -> list[Result]:
    return [v for v in verdicts if _is_result(v)]
