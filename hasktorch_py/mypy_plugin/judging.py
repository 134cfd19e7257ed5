"""What ATen makes of a question: the call is tried at points chosen for its names, and the verdicts are combined."""

from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import Any

from .arguments import flat, formulas, numbers, substituted
from .fitting import fit
from .formulas import NoFormula, simplified
from .joining import Disagreement, join, named_by
from .model import (
    Accepted,
    Answer,
    Question,
    Refused,
    Result,
    SequenceResult,
    Some,
    TensorResult,
    Unknown,
    ValueResult,
    names_in,
)
from .outcomes import about, in_names, size
from .resolving import resolve
from .running import Inexpressible, Point, Raised
from .trying import Trials, Undecided, Verdict

_GENERIC = ((1009, 1013, 1019, 1021, 1031, 1033), (1151, 1153, 1163, 1171, 1181, 1187))
_SMALL = (7, 11, 13, 17, 19, 23)
_UNKNOWN = ((2003, 2011, 2017), (2129, 2131, 2137))
_STAND_INS = frozenset(n for group in (*_GENERIC, *_UNKNOWN) for n in group)
_TINY = (0, 1, 2, 3)  # sizes at which calls often behave in another way


def judge(question: Question, meta_only: bool = False) -> Answer:
    """The answer to a question."""
    function = resolve(question.name)
    if function is None:
        return Unknown("no callable that may be asked")
    try:
        return _Case(question, function, meta_only).answer()
    except (Inexpressible, Disagreement, NoFormula) as error:
        return Unknown(str(error))


class _Case:
    """One question under judgement."""

    def __init__(self, question: Question, function: Callable[..., Any], meta_only: bool) -> None:
        self.question, self.function, self.meta_only = question, function, meta_only
        self._trials = Trials(question, function, meta_only)
        self.arguments = list(flat((*question.args, *(a for _, a in question.kwargs))))
        names = dict.fromkeys(n for a in self.arguments for text in formulas(a) for n in names_in(text))
        self.symbols = sorted(n for n in names if n[0] == "s")
        self.unknowns = sorted(n for n in names if n[0] == "u")
        self.formulas = list(dict.fromkeys(f for a in self.arguments for f in formulas(a) if "u" not in f))
        self._metas: dict[tuple[int, ...], Result | Raised] = {}
        self.kinds = {a.kind for a in self.arguments if isinstance(a, Some)}
        self.literals = sorted({d for a in self.arguments for d in numbers(a)})

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
            if accepted:
                return Accepted(join(accepted))
            if refused is not None and not self.unknowns:
                return Refused(refused.message, about(refused), tuple(self._needs()))
        return Unknown(why)

    def _environments(self) -> Iterator[dict[str, Any]]:
        """What unknown sizes and values may be; an unknown size is None where it differs from all others."""
        choices: list[list[tuple[str, Any]]] = []
        if self.unknowns:
            sizes = [None, 1, *self.literals] if len(self.unknowns) <= 3 and len(self.literals) <= 6 else [None, 1]
            choices += [[(name, size) for size in sizes] for name in self.unknowns]
        if "float" in self.kinds:
            choices.append([("float", 0.5), ("float", 2.0)])
        if "bool" in self.kinds:
            choices.append([("bool", True), ("bool", False)])
        for values in product(*choices):
            yield dict(values)

    def _generic(self, values: Mapping[str, Any]) -> Verdict:
        """The verdict for sizes that nothing is assumed of; a dimension that follows a type variable is its name."""
        free = [*self.symbols, *(n for n in self.unknowns if values.get(n) is None)]
        if not free:
            return self._trials.at(values)
        points = [self._point(free, values, primes) for primes in zip(_GENERIC, _UNKNOWN, strict=True)]
        verdicts = [self._trials.at(point) for point in points]
        small = self._point(free, values, (_SMALL, _SMALL[3:]))
        verdicts.append(self._strict(small, verdicts[0]))
        if any(isinstance(v, Undecided) for v in verdicts[:2]):
            small_2 = self._point(free, values, (_SMALL[::-1], _SMALL[2::-1]))
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
        for n in _TINY:
            tiny = self._trials.at({**values, **dict.fromkeys(free, n)})
            if _is_result(tiny):
                found = named_by([found, tiny], [{}, dict.fromkeys(self.symbols, n)], self.symbols)
        return self._without_stand_ins(found)

    def _is_taken(self, free: list[str], values: Mapping[str, Any]) -> bool:
        """Whether the call is right for other sizes that nothing relates: in another order, or small, and so run."""
        (generic, _), (unknown, _) = _GENERIC, _UNKNOWN
        if len(free) > 1 and _is_result(self._trials.at(self._point(free, values, (generic[::-1], unknown[::-1])))):
            return True
        if self.meta_only:
            return False
        groups = ((_SMALL, _SMALL[3:]), (_SMALL[::-1], _SMALL[2::-1]))
        return all(_is_result(self._trials.at(self._point(free, values, sizes))) for sizes in groups)

    def _without_stand_ins(self, found: Result) -> Result:
        """No dimension is a number that stood for a size."""
        match found:
            case SequenceResult(kind, items, fields):
                return SequenceResult(kind, tuple(map(self._without_stand_ins, items)), fields)
            case TensorResult(tag, dims) if dims is not None:
                invented = _STAND_INS - {*self.literals}
                return TensorResult(tag, tuple(None if d in invented else d for d in dims))
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

    def _formula(self, base: Point, path: tuple[int, ...]) -> str | None:
        def value(point: Point) -> int | None:
            key = tuple(point[s] for s in self.symbols)
            if key not in self._metas:
                self._metas[key] = self._trials.meta(point)
            return size(self._metas[key], path)

        formula = fit(value, base, self.symbols)
        return str(simplified(formula)) if formula else None

    def _point(
        self, free: list[str], values: Mapping[str, Any], primes: tuple[tuple[int, ...], tuple[int, ...]]
    ) -> dict[str, Any]:
        symbols, unknowns = ([p for p in group if p not in self.literals] for group in primes)
        point = dict(values)
        for name in free:
            point[name] = (symbols if name[0] == "s" else unknowns).pop(0)
        return point

    def _strict(self, small: Point, generic: Verdict) -> Verdict:
        """Eager's refusal of what meta tensors pass, found at small sizes; sizes may be too small for the call."""
        if isinstance(self._trials.meta(small), Raised):
            return generic
        verdict = self._trials.at(small)
        return verdict if isinstance(verdict, Raised | Undecided) else generic

    def _needs(self) -> Iterator[str]:
        """Equations of type variables with sizes in the call under which the call would be right."""
        for i, name in enumerate(self.symbols):
            others: list[int | str] = [*self.symbols[i + 1 :], *(n for n in self.literals if n > 1)]
            for other in others:
                question = substituted(self.question, name, other)
                case = _Case(question, self.function, self.meta_only)
                try:
                    if all(_is_result(case._generic(values)) for values in case._environments()):
                        yield f"{name} == {other}"
                except Inexpressible:  # a result, if one that no type tells
                    yield f"{name} == {other}"


def _is_result(verdict: Verdict) -> bool:
    return isinstance(verdict, TensorResult | SequenceResult | ValueResult)
