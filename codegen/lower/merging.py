"""Overloads that are one: the same parameters, the same call with and without a keyword argument."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ..select.signature import ParamKind
from .definition import Definition

Key = tuple[object, ...]


def merged(definitions: Iterable[Definition]) -> list[Definition]:
    """The definitions without those whose parameters an earlier one has, each keyword that may be left out optional.

    ATen declares `rand(size)` and `rand(size, *, generator: Generator?)`. Where both say the same of their results,
    the second with `generator = ...` is both of them.
    """
    found: dict[Key, Definition] = {}
    for definition in definitions:
        found.setdefault(_parameters(definition), definition)
    for key, definition in list(found.items()):
        for at, slot in enumerate(definition.slots):
            required = slot.kind is ParamKind.KEYWORD and not slot.optional
            rest = replace(definition, slots=definition.slots[:at] + definition.slots[at + 1 :])
            shorter = _parameters(rest)
            if required and slot.annotation.endswith(" | None") and found.get(shorter) == rest:
                optional = replace(slot, optional=True)
                found[shorter] = replace(
                    definition, slots=(*definition.slots[:at], optional, *definition.slots[at + 1 :])
                )
                del found[key]
                break
    return list(found.values())


def _parameters(definition: Definition) -> Key:
    return tuple((slot.annotation, slot.name, slot.kind) for slot in definition.slots)
