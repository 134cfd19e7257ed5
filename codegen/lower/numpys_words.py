"""NumPy's words for parameters: torch's own argument parser takes `axis` for `dim`, and `keepdims` for `keepdim`.

A function that torch writes in Python has no such parser. A test asks ATen about every operator that has a `dim`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..select.signature import ParamKind, Signature
from .definition import Definition, Slot

_AXIS, _KEEPDIMS = {"dim": "axis"}, {"keepdim": "keepdims"}


def takes(signature: Signature) -> bool:
    """Whether an overload may be called in NumPy's words."""
    return not signature.key.startswith(("torch.", "Tensor.")) and any(p.name == "dim" for p in signature.params)


def renamed(definitions: Iterable[Definition]) -> Iterator[Definition]:
    """The definitions with `axis` given, and with `dim` and `keepdims`."""
    for definition in definitions:
        names = {slot.name for slot in definition.slots}
        if "dim" not in names:
            continue
        keeps = next(
            (replace(s, name="keepdims", optional=True) for s in definition.slots if s.name == "keepdim"), None
        )
        more = (replace(keeps, kind=ParamKind.KEYWORD),) if keeps is not None else ()
        yield Definition((*_given(definition.slots, _AXIS), *more), definition.result)
        if more:
            yield Definition(tuple(_given(definition.slots, _KEEPDIMS)), definition.result)


def _given(slots: Iterable[Slot], names: dict[str, str]) -> Iterator[Slot]:
    """The slots with one under another name, which must be given; what follows it is given by keyword, too."""
    is_behind = False
    for slot in slots:
        if slot.name in names:
            is_behind = True
            yield replace(slot, name=names[slot.name], kind=ParamKind.KEYWORD, optional=False)
        else:
            yield replace(slot, kind=ParamKind.KEYWORD) if is_behind else slot
