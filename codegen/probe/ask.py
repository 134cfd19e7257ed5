"""Everything about one overload: its roles, its rules, its dtypes, and whether the rules are all there is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..rules.facts import ANY, OWN, Facts, RuleFact, asked_of
from ..rules.families import families
from ..rules.language import UNKNOWN, Items, Rule, Shape, Tensors
from .closure import survey
from .confirm import Confirmed, Contradiction, Roles, alive, implied, judge
from .dtypes import also_taken, optional_role, results, retyping
from .sampling import Unfit, fit
from .subject import Plan, Spec, Subject
from .values import OTHER, TRIED

MOST_ROLES = 40


@dataclass(frozen=True, slots=True)
class Found:
    """The facts of an overload, and the rules kept to it that ATen contradicts."""

    facts: Facts | None
    contradictions: tuple[Contradiction, ...] = ()


def ask(subject: Subject, careful: bool = False) -> Found:
    """Asks ATen about one overload; no facts where no call of it was found that ATen takes.

    `careful` makes no call but such as a rule describes, for kernels that crash on others.
    """
    rules = list(_candidates(subject))
    if careful:
        return _ask_carefully(subject, rules)
    for tag in TRIED:
        for roles in role_choices(subject):
            if not _takes_calls(subject, rules, roles, tag):
                continue
            kept, contradictions = _confirm(subject, rules, roles, tag)
            roles = _agreed(kept, roles)
            uncovered = survey(subject, roles, tag, kept)
            if kept or uncovered:
                closed = not uncovered and not _leaves_calls_out(subject, kept)
                given = () if closed else _given(subject, roles, tag, kept)
                loose = [] if closed else _loosened(subject, roles, tag, kept)
                facts = _facts(subject, roles, kept if given else [*kept, *loose], uncovered)
                beyond = tuple(k.fact for k in loose) if given else ()
                return Found(replace(facts, open=not closed and not loose, given=given, loose=beyond), contradictions)
    return Found(None)


def _ask_carefully(subject: Subject, rules: list[Rule]) -> Found:
    for roles in role_choices(subject):
        if any(alive(subject, rule, roles, TRIED[0]) for rule in rules):
            kept, contradictions = _confirm(subject, rules, roles, TRIED[0])
            if kept:
                roles = _agreed(kept, roles)
                return Found(_facts(subject, roles, kept, []), contradictions)
    return Found(None)


def _agreed(kept: list[Confirmed], roles: Roles) -> Roles:
    """The roles, where every rule that holds names another dtype for a tensor."""
    agreed = dict(roles)
    for name in roles:
        shapes = [k.fact.rule.inputs[k.names.index(name)] for k in kept if name in k.names]
        named = {shape.dtype or roles[name] if isinstance(shape, Shape) else roles[name] for shape in shapes}
        if len(named) == 1:
            agreed[name] = named.pop()
    return agreed


def _takes_calls(subject: Subject, rules: list[Rule], roles: Roles, tag: str) -> bool:
    return any(alive(subject, rule, roles, tag) for rule in rules) or bool(survey(subject, roles, tag, [], 80))


def _candidates(subject: Subject) -> Iterator[Rule]:
    seen: set[Rule] = set()
    for family in families():
        if family.only and subject.key not in family.only:
            continue
        for rule in family.rules:
            if rule in seen:
                continue
            seen.add(rule)
            try:
                fit(rule, subject)
            except Unfit:
                continue
            yield rule


def role_choices(subject: Subject) -> Iterator[Roles]:
    """The dtypes that the required tensors may have, the instance's own for at least one; the plainest first."""
    names = [p.name for p in subject.tensors if p.required]
    if not names or subject.operator.factory:
        yield dict.fromkeys(names, ANY)  # the instance gives the dtype, whatever that of a bound or a sample is
        return
    combinations = itertools.product((OWN, *OTHER), repeat=min(len(names), 4))
    fair = [c for c in combinations if OWN in c]
    fair.sort(key=lambda c: sum(role != OWN for role in c))
    for choice in fair[:MOST_ROLES]:
        yield dict(zip(names, choice, strict=False))


def _confirm(
    subject: Subject, rules: list[Rule], roles: Roles, tag: str
) -> tuple[list[Confirmed], tuple[Contradiction, ...]]:
    kept: list[Confirmed] = []
    contradictions: list[Contradiction] = []
    forced = {rule for family in families() if subject.key in family.only for rule in family.rules}
    indexing = {rule for family in families() if family.indices for rule in family.rules}
    indexing -= {rule for family in families() if not family.indices for rule in family.rules}
    plain = all(role == OWN for role in roles.values())
    for rule in rules:
        if plain and rule in indexing:
            continue
        if implied(subject, rule, kept, roles):
            continue
        match judge(subject, rule, roles, tag):
            case Confirmed() as confirmed:
                kept.append(confirmed)
            case Contradiction() as contradiction if rule in forced:
                contradictions.append(contradiction)
            case _:
                pass
    for confirmed in list(kept):  # a later rule may imply an earlier one
        others = [k for k in kept if k is not confirmed]
        if implied(subject, confirmed.fact.rule, others, roles):
            kept = others
    kept.sort(key=lambda k: k.fact.rule.vagueness)
    return kept, tuple(contradictions)


def _facts(subject: Subject, roles: Roles, kept: list[Confirmed], uncovered: list[Plan]) -> Facts:
    calls: list[Plan] = [*(call for k in kept[:6] for call in k.witnesses[:2]), *uncovered]
    retypes = retyping(subject, calls, roles)
    plain = [call for call in calls if not call.keys() & set(retypes)]
    optional = [p.name for p in subject.tensors if p.name not in roles]
    wanted = {**roles, **{name: optional_role(subject, plain, name) for name in optional}}
    own = [call for call in plain if all(_role(call.get(name)) in (None, wanted[name]) for name in optional)]
    full = [call for call in own if not _is_empty(call)]  # of an empty tensor ATen takes dtypes that it does not know
    return Facts(
        subject.key,
        tuple(wanted[p.name] for p in subject.tensors),
        results(subject, full or own, own),
        retypes,
        tuple(k.fact for k in kept),
        open=True,
        asked=asked_of(subject.signature.schema),
        also=also_taken(subject, own, wanted),
    )


def _given(subject: Subject, roles: Roles, tag: str, kept: list[Confirmed]) -> tuple[str, ...]:
    """The parameters that rules pin, where rules cover every call that gives none of them; else nothing.

    A parameter that other rules bind may be given as these say, if they cover all such calls.
    """
    if _bounds_a_list(subject, kept):
        return ()
    pinned = {name for k in kept for name in k.fact.pinned}
    bound = {name for k in kept for name in k.fact.rule.bound}
    for names in (pinned - bound, pinned):
        if names and _covers_all_without(subject, roles, tag, kept, names):
            return tuple(p.name for p in subject.signature.params if p.name in names)
    return ()


def _covers_all_without(subject: Subject, roles: Roles, tag: str, kept: list[Confirmed], names: set[str]) -> bool:
    plain = [k for k in kept if not k.fact.rule.bound.keys() & names]
    facts = [k.fact for k in plain]
    if survey(subject, roles, tag, plain, without=names):
        return False
    return facts == [k.fact for k in plain]  # none was corrected


def _loosened(subject: Subject, roles: Roles, tag: str, kept: list[Confirmed]) -> list[Confirmed]:
    """The rules' inputs alone, results unknown, where ATen takes no tensors of other shapes, whatever the arguments."""
    loose: list[Confirmed] = []
    plain = [
        k for k in kept if not k.fact.pinned and all(isinstance(v, Shape | Tensors) for _, v in k.fact.rule.bindings)
    ]
    for known in kept:
        bindings = tuple((n, v) for n, v in known.fact.rule.bindings if isinstance(v, Shape | Tensors))
        outputs = tuple(_unknown(out) for out in known.fact.rule.outputs)
        rule = Rule(bindings, known.fact.rule.inputs, outputs)
        if known.names and not implied(subject, rule, [*plain, *loose], roles):
            loose.append(Confirmed(RuleFact(rule), known.names))
    if not loose or survey(subject, roles, tag, [*kept, *loose]):
        return []
    return loose


def _unknown(output: Shape | Tensors) -> Shape | Tensors:
    shape = Shape((), UNKNOWN, dtype=output.dtype if isinstance(output, Shape) else None)
    return shape if isinstance(output, Shape) else Tensors((shape,), repeated=True)


def _leaves_calls_out(subject: Subject, kept: list[Confirmed]) -> bool:
    """Whether the rules cannot be all there is: an argument keeps its default, or a list its length, in all of them."""
    return any(k.fact.pinned for k in kept) or _bounds_a_list(subject, kept)


def _bounds_a_list(subject: Subject, kept: list[Confirmed]) -> bool:
    free = [p.name for p in subject.signature.params if p.required and str(p.type).endswith("[]")]
    bound = [{name for name, value in k.fact.rule.bindings if isinstance(value, Items)} for k in kept]
    return any(name in b for b in bound for name in free)


def _is_empty(call: Plan) -> bool:
    specs = [spec for value in call.values() for spec in (value if isinstance(value, tuple) else (value,))]
    return any(isinstance(spec, Spec) and 0 in spec.sizes for spec in specs)


def _role(value: object) -> str | None:
    return value.role if isinstance(value, Spec) else None
