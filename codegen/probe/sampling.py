"""Makes calls out of rules, and tells whether a rule covers a call."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from typing import Any

from ..model import Base, OptionalType
from ..rules.facts import OWN, RuleFact
from ..rules.families import nonempty
from ..rules.language import (
    UNKNOWN,
    Assignment,
    Items,
    Rule,
    Shape,
    Symbol,
    Tensors,
    Value,
    variables,
)
from ..select.signature import Param, base_of
from .subject import Plan, Spec, Subject
from .values import Number, candidates

REST_LENGTHS = (0, 1, 2, 3)
SIZES = (2, 3, 4, 5, 6, 7, 8)
FACTORS = (2, 3, 5)
RICH = (4, 6, 8)  # sizes that many numbers divide


def assignments(rule: Rule, rng: random.Random, length: int, generic: bool) -> Assignment:
    """Values for the variables of a rule; `generic`: all different, so that no equality helps by chance."""
    dims, rests = variables((*rule.inputs, *rule.outputs, *(value for _, value in rule.bindings)))
    pool = rng.sample(SIZES, len(SIZES))
    small = rng.choice(((1 if rule in nonempty() else 0, 1, 1, 2, 2, 3), RICH))
    made = Assignment()
    for name in sorted(dims):
        made.dims[name] = pool.pop() if generic and pool else rng.choice(small)
    if generic and len(dims) >= 3 and rng.random() < 0.5:
        _factor(made.dims, rng)
    first: tuple[int, ...] | None = None
    for name in sorted(rests):
        count = length if first is None else rng.choice((length, *REST_LENGTHS))
        run = tuple(pool.pop() if generic and pool else rng.choice(small) for _ in range(count))
        if first is not None and rng.random() < 0.5:
            run = tuple(rng.randint(min(1, n), n) for n in first)
        first = first or run
        made.rests[name] = run
    return made


def _factor(dims: dict[str, int], rng: random.Random) -> None:
    """Makes one size the product of others, as views need it, or some times another, as cells do; all differ."""
    whole, *parts = rng.sample(sorted(dims), min(len(dims), rng.choice((2, 2, 3, 4))))
    others = iter((7, 11, 13, 17))
    for name in dims:
        dims[name] = next(others, 19)
    for name, factor in zip(parts, rng.sample(FACTORS, len(parts)), strict=True):
        dims[name] = factor
    dims[whole] = math.prod(dims[p] for p in parts) if len(parts) > 1 else dims[parts[0]] * rng.choice((3, 4))


def sizes_of(shape: Shape, assignment: Assignment, rng: random.Random, hints: Sequence[int]) -> tuple[int, ...]:
    """The sizes of an input; what the rule leaves open is drawn, near to what would fit."""

    def size(dim: str | int) -> int:
        return dim if isinstance(dim, int) else rng.choice((1, 2, 3)) if dim == UNKNOWN else assignment.dims[dim]

    if shape.rest == UNKNOWN:
        middle = _open_run(rng, hints)
    else:
        middle = () if shape.rest is None else assignment.rests[shape.rest]
    return (*map(size, shape.prefix), *middle, *map(size, shape.suffix))


def _open_run(rng: random.Random, hints: Sequence[int]) -> tuple[int, ...]:
    """A run of any rank: often one that has as many elements as the sizes the rule names."""
    choice = rng.random()
    if choice < 0.2:
        return ()
    if hints and choice < 0.4:
        return (math.prod(hints),)
    if hints and choice < 0.65:
        return tuple(rng.sample(list(hints), len(hints)))
    if hints and choice < 0.85:
        return tuple(rng.choice((1, n)) for n in hints)
    return tuple(rng.choice((1, 2, 3)) for _ in range(rng.randrange(4)))


class Unfit(Exception):
    """The rule names arguments that the overload does not have, or of another kind."""


def fit(rule: Rule, subject: Subject) -> list[str]:
    """The tensor parameters that the rule's inputs stand for, in order.  Raises Unfit."""
    bound = rule.bound
    if any(name not in subject.params for name in bound) or len(rule.outputs) != subject.tensor_results:
        raise Unfit
    for name, value in bound.items():
        wants_tensor = isinstance(value, Shape | Tensors)
        takes_tensor = base_of(subject.params[name].type) is Base.TENSOR
        if wants_tensor != takes_tensor and (value is not None or subject.params[name].required):
            raise Unfit
    names = [p.name for p in subject.tensors if p.required and p.name not in bound]
    if len(names) != len(rule.inputs):
        raise Unfit
    return names


def plan(
    rule: Rule, names: Sequence[str], assignment: Assignment, roles: dict[str, str], rng: random.Random, absent: bool
) -> dict[str, Any]:
    """The call that the rule describes; `absent` leaves its optional tensors out."""
    runs = [n for run in sorted(assignment.rests) for n in assignment.rests[run]]
    hints = [*(assignment.dims[d] for d in sorted(assignment.dims)), *runs]

    def operand(value: Shape | Tensors, role: str) -> Spec | tuple[Spec, ...]:
        if isinstance(value, Shape):
            return Spec(sizes_of(value, assignment, rng, hints), value.dtype or role)
        items = value.items * rng.choice((1, 2, 3)) if value.repeated else value.items
        return tuple(Spec(sizes_of(item, assignment, rng, hints), item.dtype or role) for item in items)

    made: dict[str, Any] = {}
    for name, value in rule.bindings:
        if isinstance(value, Shape) and value.optional and absent:
            made[name] = None
        elif isinstance(value, Shape | Tensors):
            made[name] = operand(value, roles.get(name, OWN))
        else:
            made[name] = _plain(value, assignment, rng)
    for name, shape in zip(names, rule.inputs, strict=True):
        made[name] = operand(shape, roles.get(name, OWN))
    return made


def _plain(value: Value, assignment: Assignment, rng: random.Random) -> Any:
    if isinstance(value, Items):
        return [_plain(item, assignment, rng) for item in value.items]
    if not isinstance(value, Symbol):
        return value
    match value.name:
        case "int":
            return Number(rng.choice((0, 1, 1, 2, 3)))
        case "ints":
            return [rng.choice((0, 1, 2)) for _ in range(rng.randrange(3))]
        case "float":
            return 0.5
        case "slice":
            return slice(*rng.choice(((None,), (1, None), (None, 2), (0, 3, 2))))
        case "ellipsis":
            return ...
        case name:
            return assignment.dims[name]


def fillers(subject: Subject, given: Plan, rng: random.Random) -> Iterator[dict[str, Any]]:
    """Values for the required arguments that a call has not got yet: the likeliest first, then at random.

    Last, numbers that may be absent, but perhaps not all of them (clamp's bounds).
    """
    told = {*given, *subject.fixed}
    open_ = [p for p in subject.required if p.name not in told and base_of(p.type) is not Base.TENSOR]
    choices = {p.name: _choices(p) for p in open_}
    if not all(choices.values()):
        return
    for n in range(max((len(c) for c in choices.values()), default=1)):
        yield {name: values[min(n, len(values) - 1)] for name, values in choices.items()}
    for _ in range(8 if len(open_) > 1 else 0):
        yield {name: rng.choice(values) for name, values in choices.items()}
    for param in subject.numbers:
        if not param.required and param.name not in given:
            yield {name: values[0] for name, values in choices.items()} | {param.name: 0.5}


def _choices(param: Param) -> tuple[Any, ...]:
    found = candidates(param.name, param.type)
    return (*found, None) if isinstance(param.type, OptionalType) else found


def covers(
    fact: RuleFact, names: Sequence[str], subject: Subject, call: Plan, roles: dict[str, str]
) -> Assignment | None:
    """What the rule's variables stand for in a call that it speaks of; None where it does not speak of the call."""
    rule = fact.rule
    assignment = Assignment()
    if any(name in call for name in fact.pinned):
        return None
    for name, value in rule.bindings:
        param = subject.params[name]
        if isinstance(value, Symbol) and name not in call:
            return None
        given = call.get(name, None if param.default is None else param.default.value)
        if not _bound_covers(value, given, assignment, roles.get(name, OWN)):
            return None
    for name, shape in zip(names, rule.inputs, strict=True):
        if not _operand_covers(shape, call[name], assignment, roles.get(name, OWN)):
            return None
    return assignment


def _bound_covers(value: Value, given: Any, assignment: Assignment, role: str) -> bool:
    if isinstance(value, Shape | Tensors):
        if given is None:
            return isinstance(value, Shape) and value.optional
        return _operand_covers(value, given, assignment, role)
    if isinstance(value, Items):
        return (
            isinstance(given, list | tuple)
            and len(given) == len(value.items)
            and all(_bound_covers(v, g, assignment, role) for v, g in zip(value.items, given, strict=True))
        )
    if isinstance(value, Symbol):
        match value.name:
            case "int":
                return type(given) in (int, Number)
            case "ints":
                return isinstance(given, list | tuple)
            case "float":
                return isinstance(given, int | float)
            case "slice":
                return isinstance(given, slice)
            case "ellipsis":
                return given is ...
            case name:
                return type(given) is int and given >= 0 and assignment.unify(name, given)
    return type(value) is type(given) and value == given


def _operand_covers(operand: Shape | Tensors, given: Any, assignment: Assignment, role: str) -> bool:
    if isinstance(operand, Shape):
        return (
            isinstance(given, Spec) and (operand.dtype or role) == given.role and assignment.match(operand, given.sizes)
        )
    if not isinstance(given, tuple):
        return False
    if operand.repeated:
        return all(_operand_covers(operand.items[0], item, assignment, role) for item in given)
    return len(given) == len(operand.items) and all(
        _operand_covers(item, value, assignment, role) for item, value in zip(operand.items, given, strict=True)
    )
