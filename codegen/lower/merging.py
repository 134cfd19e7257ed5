"""Overloads that are one: the same parameters, the same call with and without a keyword argument."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ..select.signature import ParamKind
from .definition import Definition

Key = tuple[object, ...]
#: Python's numbers as the stubs write them, each taken where the next is.
SCALARS = ("_bool", "_int", "_float", "_number")
_SHORTER = "may be called with fewer arguments"
_DTYPE = re.compile(r"(?<=Tensor)\[\w+(?=,)")


def merged(definitions: Iterable[Definition]) -> list[Definition]:
    """The definitions without those whose parameters an earlier one has, each keyword that may be left out optional.

    ATen declares `rand(size)` and `rand(size, *, generator: Generator?)`. Where both say the same of their results,
    the second with `generator = ...` is both of them. It stands where the first stood, so no overload between them may
    be one that some of its calls are meant for, as `div(input, other: int, *, rounding_mode)` is beside a float.
    """
    found: dict[Key, Definition] = {}
    for definition in definitions:
        key = _parameters(definition)
        if key in found and not _may_be_as_short(found[key], definition):
            key = (*key, _SHORTER)
        found.setdefault(key, definition)
    listed = list(found.items())
    places = {key: place for place, (key, _) in enumerate(listed)}
    for place, (key, definition) in enumerate(listed):
        for at, slot in enumerate(definition.slots):
            required = slot.kind is ParamKind.KEYWORD and not slot.optional
            rest = replace(definition, slots=definition.slots[:at] + definition.slots[at + 1 :])
            shorter = _parameters(rest)
            if required and slot.annotation.endswith(" | None") and found.get(shorter) == rest:
                if any(_takes_fewer(between, definition) for _, between in listed[places[shorter] : place]):
                    break
                optional = replace(slot, optional=True)
                found[shorter] = replace(
                    definition, slots=(*definition.slots[:at], optional, *definition.slots[at + 1 :])
                )
                del found[key]
                break
    return list(found.values())


def _parameters(definition: Definition) -> Key:
    return tuple((slot.annotation, slot.name, slot.kind) for slot in definition.slots)


def _may_be_as_short(one: Definition, other: Definition) -> bool:
    """Whether `one`, which has the same parameters, may be called with as few arguments."""
    return all(a.optional or not b.optional for a, b in zip(one.slots, other.slots, strict=True))


def _takes_fewer(one: Definition, other: Definition) -> bool:
    """Whether both are called in the same way, and `one` with narrower numbers, for some dtype."""
    asked, wanted = (
        [(slot.name, slot.kind, _DTYPE.sub("[", slot.annotation)) for slot in each.slots if not slot.optional]
        for each in (one, other)
    )
    if [names for *names, _ in asked] != [names for *names, _ in wanted]:
        return False
    pairs = [(a, b) for (*_, a), (*_, b) in zip(asked, wanted, strict=True)]
    other_numbers = [(a, b) for a, b in pairs if a != b]
    return bool(other_numbers) and all(a in SCALARS and b in SCALARS[SCALARS.index(a) :] for a, b in other_numbers)
