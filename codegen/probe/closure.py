"""Calls at random: does ATen take any that no rule covers?"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator
from typing import Any

from ..model import Base
from ..rules.facts import OWN, RuleFact
from ..rules.language import Shape
from ..select.signature import base_of
from .confirm import Confirmed, Roles, alternatives
from .sampling import assignments, covers, fillers, plan
from .subject import Plan, Spec, Subject, fits
from .values import is_list

TRIES = 400
MOST_UNCOVERED = 4
Sizes = tuple[int, ...]


def shapes(count: int, rng: random.Random) -> list[Sizes]:
    """Sizes for `count` tensors that often have to do with each other."""
    if not count:
        return []
    first = tuple(rng.choice((1, 2, 2, 3, 3)) for _ in range(rng.choice((0, 1, 2, 2, 3, 3, 4, 5))))
    return [first, *(_related(first, rng) for _ in range(count - 1))]


def _related(sizes: Sizes, rng: random.Random) -> Sizes:
    match rng.randrange(9):
        case 0:
            return sizes[rng.randrange(len(sizes) + 1) :]
        case 1:
            return tuple(rng.choice((1, n)) for n in sizes)
        case 2:
            return sizes[::-1]
        case 3:
            return sizes[: rng.randrange(len(sizes) + 1)]
        case 4:
            return (*sizes[:-2], *sizes[:-3:-1])
        case 5:
            return (*sizes[:-2], *sizes[-1:], rng.choice((1, 2, 3)))
        case 6:
            return tuple(rng.choice((1, 2, 3)) for _ in range(rng.randrange(4)))
        case _:
            return sizes


def random_calls(
    subject: Subject, roles: Roles, kept: list[Confirmed], rng: random.Random, without: Collection[str]
) -> Iterator[Plan]:
    """Calls without end: random ones, and such as a known rule describes with one size changed.

    None gives a parameter of `without`.
    """
    required = [p for p in subject.tensors if p.required]
    bound = {name for k in kept for name, value in k.fact.rule.bindings if isinstance(value, Shape)}
    while True:
        call: dict[str, Any] = {}
        if kept and rng.random() < 0.5:
            known = rng.choice(kept)
            assignment = assignments(known.fact.rule, rng, rng.randrange(4), True)
            call = plan(known.fact.rule, known.names, assignment, roles, rng, False)
            _mutate(call, rng, [p.name for p in required])
        for param, sizes in zip(required, shapes(len(required), rng), strict=True):
            if param.name in call:
                continue
            spec = Spec(sizes, roles.get(param.name, OWN))
            call[param.name] = (spec,) * rng.choice((1, 2, 3)) if is_list(param.type) else spec
        for param in subject.signature.params:
            if base_of(param.type) is Base.DTYPE:
                continue  # says nothing of shapes, and every dtype= is known to change the result's
            if param.name in bound:
                continue  # an optional tensor: ATen also takes some of other shapes and as many elements
            if param.name not in {*call, *without} and not param.required and rng.random() < 0.2:
                values = list(alternatives(subject, param.name, call, roles))
                if values:
                    call[param.name] = rng.choice(values)
        choices = list(fillers(subject, call, rng))
        if not choices:
            return
        yield {**call, **rng.choice(choices)}


def _mutate(call: dict[str, Any], rng: random.Random, required: list[str]) -> None:
    names = [name for name in required if isinstance(call.get(name), Spec)]
    if not names:
        return
    name = rng.choice(names)
    spec: Spec = call[name]
    sizes = list(spec.sizes)
    at = rng.randrange(len(sizes) + 1)
    match rng.randrange(4):
        case 0:
            sizes.insert(at, rng.choice((1, 2, 3)))
        case 1 if sizes:
            sizes.pop(at - 1)
        case 2 if sizes:
            sizes[at - 1] = 1
        case _ if sizes:
            sizes[at - 1] = rng.choice((1, 2, 3, 4))
    call[name] = Spec(tuple(sizes), spec.role)


def survey(
    subject: Subject,
    roles: Roles,
    tag: str,
    kept: list[Confirmed],
    tries: int = TRIES,
    without: Collection[str] = (),
) -> list[Plan]:
    """Random calls that ATen takes and no rule in `kept` covers, a few of them; none gives a parameter of `without`.

    A rule that covers a call and does not tell its result is no rule: it is taken out of `kept`, or what the call
    gives besides is pinned.
    """
    rng = random.Random(f"{subject.key} closure")
    uncovered: list[Plan] = []
    for turn, call in zip(range(tries), random_calls(subject, roles, kept, rng, without), strict=False):
        answers = subject.ask(call, tag, turn)
        if answers is None:
            continue
        covering = [(k, found) for k in kept if (found := covers(k.fact, k.names, subject, call, roles)) is not None]
        for known, assignment in covering:
            if not all(fits(a, out, assignment) for a, out in zip(answers, known.fact.rule.outputs, strict=True)):
                _correct(subject, known, kept, call)
        if not covering and len(uncovered) < MOST_UNCOVERED:
            uncovered.append(call)
        if not kept and len(uncovered) == MOST_UNCOVERED:
            break
    return uncovered


def _correct(subject: Subject, known: Confirmed, kept: list[Confirmed], call: Plan) -> None:
    told = {*known.fact.rule.bound, *known.names, *known.fact.pinned}
    given = [p.name for p in subject.signature.params if p.name in call and p.name not in told and not p.required]
    if given:
        known.fact = RuleFact(known.fact.rule, (*known.fact.pinned, *given))
    elif known in kept:
        kept.remove(known)
