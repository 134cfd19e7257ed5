"""Which instances ATen implements an overload for, and the dtype of what it returns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import torch

from hasktorch_py.aten.dtypes import DTYPES
from hasktorch_py.oracle.answer import Result, SequenceResult, TensorResult

from ..model import Base
from ..rules.facts import ANY, NUMBERS, OWN
from ..select.signature import Param, ParamKind, base_of
from .confirm import INDIFFERENT, Roles, alternatives
from .subject import Answers, Plan, Spec, Subject
from .values import ALSO, OTHER, PROMOTED, TRIED, candidates, is_list, numbers

Results = Mapping[str, Mapping[str, tuple[str, ...]]]


def results(subject: Subject, calls: Sequence[Plan], all_calls: Sequence[Plan]) -> Results:
    """Kind of number -> instance -> the tag of each tensor result, asked with every one of `calls`.

    An instance is one that ATen takes some of `calls` at; the tags are those of `all_calls`, which may be of tensors
    without elements, or of no tensors at all where a call may have any number of them.
    """
    calls = [*calls, *_varied(subject, calls)]
    every = [*calls, *(call for call in all_calls if call not in calls), *map(_emptied, calls[:3])]
    every += [{**call, p.name: ()} for call in calls[:1] for p in subject.tensors if p.kind is ParamKind.VARIADIC]
    table: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind in NUMBERS if subject.numbers else ("",):
        ways: list[dict[str, Any]] = [dict.fromkeys((p.name for p in subject.numbers), n) for n in numbers(kind)]
        taken = [d for d in DTYPES if _first_tags(subject, calls, ways, d.tag) is not None]
        row = {d.instance: tags for d in taken if (tags := _first_tags(subject, every, ways, d.tag)) is not None}
        row |= _with_dtype(subject, calls, ways, row)
        if row:
            table[kind] = row
    return table


def _varied(subject: Subject, calls: Sequence[Plan]) -> list[Plan]:
    """The calls with other values for the arguments that must be given: a word or a flag may decide the dtype."""
    free = [p for p in subject.required if base_of(p.type) not in (Base.TENSOR, Base.INT, Base.SYMINT, Base.SCALAR)]
    return [
        {**call, p.name: value}
        for call in calls[:3]
        for p in free
        if not is_list(p.type)
        for value in (*candidates(p.name, p.type), None)
    ]


def retyping(subject: Subject, calls: Sequence[Plan], roles: Roles) -> tuple[str, ...]:
    """The parameters that give a result another dtype than their default does, at any instance."""
    found = []
    for param in subject.signature.params:
        if param.required or param in subject.numbers or base_of(param.type) in INDIFFERENT:
            continue
        if base_of(param.type) is Base.DTYPE or any(_retypes(subject, call, param.name, roles) for call in calls[:6]):
            found.append(param.name)
    return tuple(found)


def _retypes(subject: Subject, call: Plan, name: str, roles: Roles) -> bool:
    for tag in TRIED:
        before = subject.ask(call, tag, 1)
        if before is None:
            continue
        for value in alternatives(subject, name, call, roles):
            if isinstance(value, Spec) and value.role != OWN:
                continue  # the stub does not let a tensor of another dtype in
            after = subject.ask({**call, name: value}, tag, 1)
            if after is not None and [_tag(a, tag) for a in after] != [_tag(b, tag) for b in before]:
                return True
    return False


def optional_role(subject: Subject, calls: Sequence[Plan], name: str) -> str:
    """The dtype that ATen wants of an optional tensor; `ANY` where it takes others and the result does not mind."""
    bound = next((given.role for call in calls if isinstance(given := call.get(name), Spec)), None)
    if bound is not None:
        return bound
    for call in calls[:6]:
        near = list(_near(call, name))
        if _any_dtype(subject, call, name, near):
            return ANY
        for role in (OWN, *OTHER):
            if any(subject.ask({**call, name: Spec(sizes, role)}, "Double", 1) is not None for sizes in near):
                return role
    return ANY


def also_taken(subject: Subject, calls: Sequence[Plan], roles: Roles) -> dict[str, tuple[str, ...]]:
    """The tags beside its role that ATen takes for a tensor, the results the same: indices, masks.

    A required tensor of the instance's own dtype has no other: dtypes do not mix implicitly.
    """
    also: dict[str, tuple[str, ...]] = {}
    for param in subject.tensors:
        role = roles[param.name]
        if is_list(param.type) or role == ANY or (role == OWN and param.required):
            continue
        answers = partial(_beside, subject, calls, param, role)
        tags = [tag for tag in ALSO[role] if (found := list(answers(tag))) and all(a == b for a, b in found)]
        if tags and not any(other for tag in PROMOTED[role] for _, other in answers(tag)):
            also[param.name] = tuple(tags)
    return also


def _beside(
    subject: Subject, calls: Sequence[Plan], param: Param, role: str, tag: str
) -> Iterator[tuple[Answers, Answers | None]]:
    """What ATen answers where a tensor has its role, and where it has the tag."""
    for call in calls[:6]:
        given = call.get(param.name)
        for sizes in (given.sizes,) if isinstance(given, Spec) else () if param.required else _near(call, param.name):
            for own in TRIED:
                known = subject.ask({**call, param.name: Spec(sizes, role)}, own, 1)
                if known is not None and own != tag:
                    yield known, subject.ask({**call, param.name: Spec(sizes, role, tag)}, own, 1)


def _near(call: Plan, name: str) -> Iterator[tuple[int, ...]]:
    """Sizes that an optional tensor may have beside the others of a call."""
    for spec in (v for key, v in call.items() if isinstance(v, Spec) and key != name):
        yield from dict.fromkeys((spec.sizes, spec.sizes[-1:], spec.sizes[1:2], spec.sizes[:-1], ()))


def _any_dtype(subject: Subject, call: Plan, name: str, near: Sequence[tuple[int, ...]]) -> bool:
    for sizes in near:
        own = subject.ask({**call, name: Spec(sizes, OWN)}, "Float", 1)
        other = subject.ask({**call, name: Spec(sizes, "Double")}, "Float", 1)
        if own is not None and other is not None:
            return [_tag(a, "") for a in own] == [_tag(a, "") for a in other]
    return False


def _emptied(call: Plan) -> Plan:
    """The call with no elements: one size of its first tensor is 0, wherever it occurs."""
    first = next((v.sizes[0] for v in call.values() if isinstance(v, Spec) and v.sizes), None)

    def emptied(value: Any) -> Any:
        if isinstance(value, Spec):
            return Spec(tuple(0 if n == first else n for n in value.sizes), value.role)
        return tuple(map(emptied, value)) if isinstance(value, tuple) else value

    return {name: emptied(value) for name, value in call.items()}


def _with_dtype(
    subject: Subject, calls: Sequence[Plan], ways: Sequence[Mapping[str, Any]], row: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """The instances that ATen implements only where the caller chooses the dtype of the result (softmax of Long)."""
    names = [p.name for p in subject.signature.params if base_of(p.type) is Base.DTYPE and not p.required]
    given = [{**values, name: torch.float32} for values in ways for name in names]
    others = [d for d in DTYPES if d.instance not in row and not subject.operator.factory]
    taken = {d.instance: _first_tags(subject, calls, given, d.tag) for d in others}
    return {instance: tuple(ANY for _ in tags) for instance, tags in taken.items() if tags is not None}


def _first_tags(
    subject: Subject, calls: Sequence[Plan], ways: Sequence[Mapping[str, Any]], tag: str
) -> tuple[str, ...] | None:
    """The tags for the first numbers that ATen takes."""
    return next((tags for values in ways if (tags := _tags(subject, calls, values, tag)) is not None), None)


def _tags(subject: Subject, calls: Sequence[Plan], values: Mapping[str, Any], tag: str) -> tuple[str, ...] | None:
    seen: list[tuple[str, ...]] = []
    for turn, call in enumerate(calls):
        answers = subject.ask({**call, **values}, tag, turn)
        if answers is not None:
            seen.append(tuple(_tag(answer, tag) for answer in answers))
    if not seen:
        return None
    return tuple(tags[0] if len(set(tags)) == 1 else ANY for tags in zip(*seen, strict=True))


def _tag(result: Result, own: str) -> str:
    if isinstance(result, SequenceResult):
        tags = {_tag(item, own) for item in result.items}
        return tags.pop() if len(tags) == 1 else OWN if not tags else ANY
    tag = result.tag if isinstance(result, TensorResult) else None
    return ANY if tag is None else OWN if tag == own else tag
