"""NumPy's words for parameters: torch's own argument parser takes `axis` for `dim`, and `keepdims` for `keepdim`.

A function that torch writes in Python has no such parser. A test asks ATen about every operator that has a `dim`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..select.signature import ParamKind, Signature
from .definition import Definition, Slot


def takes(signature: Signature) -> bool:
    """Whether an overload may be called in NumPy's words."""
    return not signature.key.startswith(("torch.", "Tensor.")) and any(p.name == "dim" for p in signature.params)


def renamed(definitions: Iterable[Definition]) -> Iterator[Definition]:
    """The definitions with `axis` given, and with `dim` and `keepdims`."""
    for definition in definitions:
        named = {slot.name: slot for slot in definition.slots}
        if "dim" not in named:
            continue
        with_axis = _given(definition.slots, "dim", "axis")
        if (keepdim := named.get("keepdim")) is None:
            yield Definition(with_axis, definition.result)
            continue
        keepdims = replace(keepdim, name="keepdims", kind=ParamKind.KEYWORD, optional=True)
        yield Definition((*with_axis, keepdims), definition.result)
        yield Definition(_given(definition.slots, "keepdim", "keepdims"), definition.result)


def _given(slots: tuple[Slot, ...], name: str, other: str) -> tuple[Slot, ...]:
    """The slots with one under another name, which must be given; what follows it is given by keyword, too."""
    at = [slot.name for slot in slots].index(name)
    given = replace(slots[at], name=other, kind=ParamKind.KEYWORD, optional=False)
    return (*slots[:at], given, *(replace(slot, kind=ParamKind.KEYWORD) for slot in slots[at + 1 :]))
