"""Holds a rule against ATen: confirmed, with the arguments that must keep their default, or contradicted."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ..model import Base
from ..rules.facts import OWN, RuleFact
from ..rules.language import UNKNOWN, Assignment, Rule, Shape, Tensors, variables
from ..select.signature import Param, base_of
from .sampling import REST_LENGTHS, Unfit, assignments, covers, fillers, fit, plan
from .subject import Answers, Plan, Spec, Subject, fits
from .values import Number, candidates

INDIFFERENT = frozenset({Base.GENERATOR, Base.LAYOUT, Base.DEVICE, Base.MEMORY_FORMAT})
"""Types of arguments that say where and how, never what: they change neither sizes nor dtype."""
ALWAYS_FREE = frozenset({"requires_grad", "pin_memory", "non_blocking", "out"})


@dataclass(slots=True)
class Confirmed:
    """A rule that holds, and calls that showed it."""

    fact: RuleFact
    names: list[str]
    witnesses: list[Plan] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A call of the rule's form whose result is not what the rule says."""

    rule: Rule
    key: str
    call: str
    answers: Answers


ENOUGH = 16  # calls on sizes that are small, equal or empty
Roles = dict[str, str]


class Trial:
    """One rule, one overload, one assignment of dtypes to its tensors."""

    def __init__(self, subject: Subject, rule: Rule, roles: Roles, tag: str) -> None:
        self.subject, self.rule, self.roles, self.tag = subject, rule, roles, tag
        self.names = fit(rule, subject)
        self.rng = random.Random(f"{subject.key} {rule}")
        self.generic: list[tuple[Plan, Assignment]] = []
        self.witnesses: list[tuple[Plan, Assignment]] = []
        self.filler: dict[str, Any] = {}
        self.attempts = 0
        self.contradiction: Contradiction | None = None

    def run(self) -> Confirmed | Contradiction | None:
        """The verdict; None where ATen does not take calls of this form."""
        self.dims, rests = variables((*self.rule.inputs, *(value for _, value in self.rule.bindings)))
        lengths = REST_LENGTHS if rests else (0,)
        failed = 0
        for length in lengths:
            failed += not self._succeeds(length)
            if self.contradiction:
                return self.contradiction
            if failed > len(lengths) // 4:
                return None
        self.generic, self.witnesses = self.witnesses, []
        most = 300 if len(rests) > 1 or "?" in str(self.rule) else 16
        for _ in range(most):
            self._once(self.rng.choice(lengths), generic=False)
            if self.contradiction:
                return self.contradiction
            if len(self.witnesses) >= ENOUGH:
                break
        return self._vary()

    def _succeeds(self, length: int) -> bool:
        if len(self.rule.inputs) > 3:
            patience = 300
        elif "*?" in str(self.rule):
            patience = 60
        elif len(self.dims) > 2 or self.rule.bindings or "?" in str(self.rule.inputs) or "*t" in str(self.rule):
            patience = 12
        else:
            patience = 2
        return any(self._once(length, generic=True) for _ in range(patience))

    def _once(self, length: int, generic: bool) -> bool:
        """Whether ATen takes a call of the rule's form; notes a contradiction."""
        assignment = assignments(self.rule, self.rng, length, generic)
        call = plan(self.rule, self.names, assignment, self.roles, self.rng, self.rng.random() < 0.3)
        choices: Iterable[dict[str, Any]] = fillers(self.subject, call, self.rng)
        self.attempts += 1
        if self.attempts > 2:
            choices = itertools.islice(choices, 6)
        if self.filler:
            choices = [self.filler] if generic else [self.rng.choice(list(choices))]
        for filler in choices:
            full = {**call, **filler}
            answers = self.subject.ask(full, self.tag, self.rng.randrange(1 << 30))
            if answers is None:
                continue
            if not self._holds(assignment, answers):
                self.contradiction = Contradiction(self.rule, self.subject.key, describe(full), answers)
                return False
            self.filler = filler
            self.witnesses.append((full, assignment))
            return True
        return False

    def _holds(self, assignment: Assignment, answers: Answers) -> bool:
        fresh = Assignment(dict(assignment.dims), dict(assignment.rests))
        return all(fits(answer, out, fresh) for answer, out in zip(answers, self.rule.outputs, strict=True))

    def _vary(self) -> Confirmed | None:
        """Gives every other argument other values: what breaks the rule is pinned, and so is what was never seen to
        keep it.  None where the rule breaks, or was never seen to hold, for another value of a required argument.
        """
        pinned: set[str] = set()
        confirmed = Confirmed(RuleFact(self.rule), self.names)
        told = {*self.rule.bound, *self.names}
        others = [p for p in self.subject.signature.params if p.name not in told]
        few = [*self.generic, *self.rng.sample(self.witnesses, min(3, len(self.witnesses)))]
        for param in others:
            if param.name in ALWAYS_FREE or param.only is not None or base_of(param.type) in INDIFFERENT:
                continue
            holds = self._holds_for(param, few)
            if not holds and param.required:
                return None
            if not holds:
                pinned.add(param.name)
        pinned |= self._combine([p.name for p in others if p.name not in pinned and not p.required], few)
        confirmed.fact = RuleFact(self.rule, tuple(p.name for p in others if p.name in pinned))
        confirmed.witnesses = [call for call, _ in few]
        return confirmed

    def _holds_for(self, param: Param, few: list[tuple[Plan, Assignment]]) -> bool:
        """Whether ATen took other values of an argument, enough of them, and the rule held for all."""
        seen: set[object] = set()
        unsized = str(param.type).endswith("[]")
        several = param.required and base_of(param.type) in (Base.INT, Base.SYMINT)
        for call, assignment in few:
            for value in alternatives(self.subject, param.name, call, self.roles):
                answers = self.subject.ask({**call, param.name: value}, self.tag, 1)
                if answers is None:
                    continue
                if not self._holds(assignment, answers):
                    return False
                seen.add(len(value) if unsized else str(value))
        return len(seen) >= (2 if several else 1)

    def _combine(self, free: list[str], few: list[tuple[Plan, Assignment]]) -> set[str]:
        """Arguments that break the rule only together."""
        broken: set[str] = set()
        for _ in range(12 if len(free) > 1 else 0):
            call, assignment = self.rng.choice(few)
            extra = {
                name: self.rng.choice(values)
                for name in free
                if name not in broken
                and self.rng.random() < 0.5
                and (values := list(alternatives(self.subject, name, call, self.roles)))
            }
            answers = self.subject.ask({**call, **extra}, self.tag, 2)
            if answers is not None and not self._holds(assignment, answers):
                broken |= set(extra)
        return broken


def alternatives(subject: Subject, name: str, call: Plan, roles: Roles) -> Iterator[Any]:
    """Values other than the default for one argument of a call."""
    param = subject.params[name]
    if param.only is not None:
        return
    if base_of(param.type) is not Base.TENSOR:
        written = None if param.default is None else param.default.value
        default = list(written) if isinstance(written, tuple) else written
        yield from (v for v in candidates(name, param.type) if v != default or type(v) is not type(default))
        return
    role = roles.get(name, OWN)
    first = next((v for v in call.values() if isinstance(v, Spec)), None)
    if first is None or not str(param.type).startswith("Tensor?") or "[" in str(param.type):
        return
    sizes = first.sizes
    for near in dict.fromkeys((sizes, sizes[-1:], sizes[1:2], sizes[:1], (), sizes[:-1])):
        for each in dict.fromkeys((role, OWN, "Long", "Bool")):
            yield Spec(near, each)


def judge(subject: Subject, rule: Rule, roles: Roles, tag: str) -> Confirmed | Contradiction | None:
    """Holds `rule` against the overload."""
    try:
        trial = Trial(subject, rule, roles, tag)
    except Unfit:
        return None
    return trial.run()


def alive(subject: Subject, rule: Rule, roles: Roles, tag: str) -> bool:
    """Whether ATen takes some call of the rule's form: a quick look."""
    names = fit(rule, subject)
    rng = random.Random(0)
    for length in (1, 2, 0) if len(rule.inputs) < 4 else (1,) * 300:
        call = plan(rule, names, assignments(rule, rng, length, length > 0), roles, rng, False)
        for filler in itertools.islice(fillers(subject, call, rng), 3):
            if subject.ask({**call, **filler}, tag, 0) is not None:
                return True
    return False


def implied(subject: Subject, rule: Rule, kept: list[Confirmed], roles: Roles) -> bool:
    """Whether what is already known says as much as `rule` would."""
    names = fit(rule, subject)
    if not kept:
        return False
    free = {p.name: Number(1) for p in subject.required if base_of(p.type) in (Base.INT, Base.SYMINT)}
    rng = random.Random(f"{rule}")
    for turn in range(24):
        assignment = assignments(rule, rng, REST_LENGTHS[turn % 4], generic=turn % 3 > 0)
        call = {**free, **plan(rule, names, assignment, roles, rng, absent=turn % 5 == 0)}
        covered = [(k.fact.rule, found) for k in kept if (found := covers(k.fact, k.names, subject, call, roles))]
        if not any(_says_as_much(known, found, rule, assignment) for known, found in covered):
            return False
    return True


def _says_as_much(known: Rule, covered: Assignment, rule: Rule, assignment: Assignment) -> bool:
    return all(_as_precise(a, covered, b, assignment) for a, b in zip(known.outputs, rule.outputs, strict=True))


def _as_precise(a: Shape | Tensors, by: Assignment, b: Shape | Tensors, of: Assignment) -> bool:
    if isinstance(a, Tensors) or isinstance(b, Tensors):
        if not (isinstance(a, Tensors) and isinstance(b, Tensors)) or (a.repeated and not b.repeated):
            return False
        return all(_as_precise(x, by, y, of) for x, y in zip(a.items, b.items, strict=False))
    if b.dtype != a.dtype:
        return False
    known, wanted = by.sizes(_told(a, by)), of.sizes(b)
    if wanted is None:
        return True
    return known is not None and all(k is not None or w is None for k, w in zip(known, wanted, strict=False))


def _told(shape: Shape, by: Assignment) -> Shape:
    """`shape` with the variables that a match did not assign made unknown."""
    dims = tuple(d if isinstance(d, int) or d in by.dims else UNKNOWN for d in shape.prefix)
    ends = tuple(d if isinstance(d, int) or d in by.dims else UNKNOWN for d in shape.suffix)
    rest = shape.rest if shape.rest is None or shape.rest in by.rests else UNKNOWN
    return Shape(dims, rest, ends)


def describe(call: Plan) -> str:
    """A call as a reader would write it: sizes and dtypes for tensors."""

    def one(value: Any) -> str:
        if isinstance(value, Spec):
            return f"Tensor{list(value.sizes)}{f':{value.role}' if value.role else ''}"
        if isinstance(value, tuple) and value and isinstance(value[0], Spec):
            return f"({', '.join(map(one, value))})"
        return repr(value)

    return ", ".join(f"{name}={one(value)}" for name, value in call.items())
