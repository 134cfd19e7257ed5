"""One overload as text: the parameters in Python's order, a rule's variables named once all of them are counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ..select.signature import ParamKind

_VARIABLE = re.compile(r"\{([=*]?)(\w+)\}")
#: The type variables in finished text: `_N`, `_NDim`, `_Ss`, `_Floating`.
TYPE_VARIABLE = re.compile(r"\b_[A-Z]\w*\b")


@dataclass(frozen=True, slots=True)
class Slot:
    """One parameter. `fixed`: the annotation allows nothing but the default. `also`: what it may be as well."""

    name: str
    annotation: str
    optional: bool
    kind: ParamKind
    fixed: bool = False
    also: tuple[str, ...] = ()

    def __str__(self) -> str:
        star = "*" if self.kind is ParamKind.VARIADIC else ""
        return f"{star}{self.name}: {self.annotation}{' = ...' if self.optional else ''}"


@dataclass(frozen=True, slots=True)
class Definition:
    """One overload, in the order of its parameters; annotations may still hold marked variables."""

    slots: tuple[Slot, ...]
    result: str

    def finish(self) -> Definition:
        """The variables named: `{n}` is `_N`, a size that the caller writes `_NDim`, a run `{*s}` `_Ss`.

        One that occurs only once says nothing, and pyright minds it: it is Any, or int where the caller writes it.
        In a parameter that stands for several tensors it occurs as often as these.
        """
        texts = [slot.annotation for slot in self.slots]
        several = [
            slot.annotation
            for slot in self.slots
            if slot.annotation.endswith(", ...]") or slot.kind is ParamKind.VARIADIC
        ]
        found = [variable for text in (*texts, *several, self.result) for variable in _VARIABLE.findall(text)]
        count = Counter((mark == "*", name) for mark, name in found)
        written = {name for mark, name in found if mark == "="}

        def spell(match: re.Match[str]) -> str:
            mark, name = match.groups()
            if count[mark == "*", name] == 1:
                return {"*": "tuple[Any, ...]", "=": "_int"}.get(mark, "Any")
            if mark == "*":
                return f"_{name.capitalize()}s"
            return f"_{name.capitalize()}{'Dim' if name in written else ''}"

        slots = (
            replace(
                slot, annotation=_united(_VARIABLE.sub(spell, text) for text in (slot.annotation, *slot.also)), also=()
            )
            for slot in self.slots
        )
        return Definition(tuple(slots), _VARIABLE.sub(spell, self.result))

    def parameters(self, bound: bool) -> str:
        """The text between the parentheses; `bound`: the first parameter is a method's own `self`."""
        return ", ".join(_separated(self.slots, bound))


def _united(annotations: Iterable[str]) -> str:
    """What fits one of them; `None` stands last."""
    texts = list(dict.fromkeys(annotations))
    if len(texts) == 1:
        return texts[0]
    none = [" | None"] if any(text.endswith(" | None") for text in texts) else []
    return " | ".join(text.removesuffix(" | None") for text in texts) + "".join(none)


def _separated(slots: Sequence[Slot], bound: bool) -> Iterator[str]:
    starred = False
    last = max((i for i, slot in enumerate(slots) if slot.kind is ParamKind.POSITIONAL), default=-1)
    for i, slot in enumerate(slots):
        if slot.kind is ParamKind.KEYWORD and not starred:
            starred = True
            yield "*"
        starred = starred or slot.kind is ParamKind.VARIADIC
        yield str(slot)
        if i == last and not (bound and i == 0):
            yield "/"


def arrange(slots: Sequence[Slot | None], both: bool = False) -> list[tuple[Slot, ...]]:
    """The ways to write a call's parameters; None stands for one that cannot be given.

    What follows a gap is given by keyword, and so is a required parameter behind optional ones; where these allow
    nothing but their default, and everywhere if `both`, a second way has them written out.
    """
    present: list[Slot] = []
    gap = False
    for slot in slots:
        if slot is None:
            gap = True
        elif gap and slot.kind in (ParamKind.POSITIONAL, ParamKind.VARIADIC):
            return []
        else:
            present.append(replace(slot, kind=ParamKind.KEYWORD) if gap else slot)
    at = _first_out_of_order(present)
    if at is None:
        return [tuple(present)]
    before = present[:at]
    named = [replace(slot, kind=ParamKind.KEYWORD) for slot in present[at:]]
    positional = any(slot.kind is ParamKind.POSITIONAL for slot in present[at:])
    ways = [] if positional else [(*before, *named)]
    if both or all(slot.fixed or not slot.optional for slot in before):
        written = [replace(slot, optional=False) for slot in before]
        ways += arrange([*written, *present[at:]], both)
    return ways


def _first_out_of_order(slots: Sequence[Slot]) -> int | None:
    optional = False
    for at, slot in enumerate(slots):
        if slot.kind in (ParamKind.KEYWORD, ParamKind.VARIADIC):
            return None
        if optional and not slot.optional:
            return at
        optional = optional or slot.optional
    return None
