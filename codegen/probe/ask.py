"""Everything about one overload: its roles, its rules, its dtypes, and whether the rules are all there is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from codegen.facts import OWN, Facts
from codegen.families import families
from codegen.probe.closure import witnesses
from codegen.probe.confirm import Confirmed, Contradiction, Roles, alive, implied, judge
from codegen.probe.dtypes import optional_role, results, retyping
from codegen.probe.sampling import Unfit, fit
from codegen.probe.subject import Plan, Spec, Subject
from codegen.rules import Rule

TAGS = ("Double", "Long", "Bool", "ComplexDouble", "Float")
OTHER = ("Long", "Bool", "Int")
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
    for tag in TAGS:
        for roles in role_choices(subject):
            if not _takes_calls(subject, rules, roles, tag):
                continue
            kept, contradictions = _confirm(subject, rules, roles, tag)
            uncovered = list(itertools.islice(witnesses(subject, roles, tag, kept), 4))
            if kept or uncovered:
                return Found(_facts(subject, roles, kept, uncovered), contradictions)
    return Found(None)


def _ask_carefully(subject: Subject, rules: list[Rule]) -> Found:
    for roles in role_choices(subject):
        if any(alive(subject, rule, roles, TAGS[0]) for rule in rules):
            kept, contradictions = _confirm(subject, rules, roles, TAGS[0])
            if kept:
                return Found(replace(_facts(subject, roles, kept, []), open=True), contradictions)
    return Found(None)


def _takes_calls(subject: Subject, rules: list[Rule], roles: Roles, tag: str) -> bool:
    return any(alive(subject, rule, roles, tag) for rule in rules) or any(
        True for _ in witnesses(subject, roles, tag, [], 80)
    )


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
    if not names:
        yield {}
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
    for rule in rules:
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
    own = [call for call in plain if all(_role(call.get(name)) in (None, role) for name, role in wanted.items())]
    return Facts(
        subject.key,
        tuple(wanted[p.name] for p in subject.tensors),
        results(subject, own),
        retypes,
        tuple(k.fact for k in kept),
        bool(uncovered),
    )


def _role(value: object) -> str | None:
    return value.role if isinstance(value, Spec) else None
