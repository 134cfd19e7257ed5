"""Questions to ATen and its answers: plain data that travels to the process with torch, and answers into the memo.

A dimension is an int, or a formula in Python's syntax over names: `s0`, `s1`, … stand for type variables and `u0`,
`u1`, … for sizes that nothing tells.
"""

import dataclasses
import json
import re
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

Dim: TypeAlias = int | str
_NAME = re.compile(r"\b[su]\d+\b")


def names_in(formula: Dim) -> list[str]:
    """The names that a formula is made of, in order."""
    return _NAME.findall(formula) if isinstance(formula, str) else []


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor: the tag of its dtype and its dimensions."""

    tag: str
    dims: tuple[Dim, ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """A Python value that the program spells out; `...` among them."""

    value: Any


@dataclass(frozen=True, slots=True)
class Formula:
    """An int that is known as a formula."""

    text: str


@dataclass(frozen=True, slots=True)
class Some:
    """A value of which only the class is known."""

    kind: Literal["float", "bool", "int"]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A tuple or a list whose items are known."""

    kind: Literal["tuple", "list"]
    items: tuple["Argument", ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """`start:stop:step`"""

    start: "Argument"
    stop: "Argument"
    step: "Argument"


@dataclass(frozen=True, slots=True)
class Named:
    """An attribute of torch: a dtype, a layout, a memory format; `device` is the one that the call is run on."""

    name: str


@dataclass(frozen=True, slots=True)
class Function:
    """A function of an instance, as an argument of another."""

    name: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A layer of the core: its class, its fields, and the sizes in its type."""

    name: str
    fields: tuple[tuple[str, "Argument"], ...]
    sizes: tuple[Dim, ...] = ()


Argument: TypeAlias = Tensor | Constant | Formula | Some | Sequence | Slice | Named | Function | Layer


@dataclass(frozen=True, slots=True)
class Question:
    """A call: the full name of what the stubs declare, and the arguments (of a method, the object first)."""

    name: str
    args: tuple[Argument, ...]
    kwargs: tuple[tuple[str, Argument], ...] = ()


@dataclass(frozen=True, slots=True)
class TensorResult:
    """A tensor; None stands for what nothing tells: the dtype, the rank, a dimension."""

    tag: str | None
    dims: tuple[Dim | None, ...] | None


@dataclass(frozen=True, slots=True)
class SequenceResult:
    """A tuple, a list, or a named tuple of torch with its fields."""

    kind: Literal["tuple", "list"]
    items: tuple["Result", ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueResult:
    """A Python value of the class `kind`; `value` where the call's shapes alone determine it."""

    kind: str
    value: Dim | None = None


Result: TypeAlias = TensorResult | SequenceResult | ValueResult


@dataclass(frozen=True, slots=True)
class Accepted:
    """ATen takes the call."""

    result: Result


@dataclass(frozen=True, slots=True)
class Refused:
    """ATen raises: its message, what it is about, and the equations under which the call would be right."""

    message: str
    about: Literal["shape", "dtype", "argument"]
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecidable:
    """Nothing can be said by the nature of the call, and why."""

    why: str


Answer: TypeAlias = Accepted | Refused | Undecidable

#: How a question is lost: it was too large to ask, it took too long, it lacked memory or a module, torch crashed, the
#: process that asks was ended or does not start, or the code that asks has a fault.
Loss: TypeAlias = Literal["size", "time", "resources", "crash", "death", "start", "fault"]


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer, for a reason that may not hold the next time: it is said, and never kept."""

    kind: Loss
    why: str
    traceback: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is asked: the text of a question, and whether to leave real tensors alone."""

    text: str
    meta_only: bool = False


READY = "ready"  # what a worker says first; then, to each request, its text and an Answer or Lost

_CLASSES: dict[str, Any] = {
    c.__name__: c
    for c in (
        Tensor, Constant, Formula, Some, Sequence, Slice, Named, Function, Layer, Question,
        TensorResult, SequenceResult, ValueResult, Accepted, Refused, Undecidable, Lost, Request,
    )
}  # fmt: skip


def dumps(value: object) -> str:
    """One line of JSON."""
    return json.dumps(_plain(value), separators=(",", ":"))


def loads(text: str) -> Any:
    """What `dumps` wrote.  Raises ValueError, KeyError or TypeError for anything else."""
    return _rich(json.loads(text))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, f.name)) for f in dataclasses.fields(value))]
    if isinstance(value, tuple):
        return ["", *map(_plain, value)]
    if isinstance(value, complex):
        return ["complex", value.real, value.imag]
    return ["..."] if value is ... else value


def _rich(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    name, *fields = value
    if name == "...":
        return ...
    if name == "complex":
        return complex(*fields)
    items = tuple(map(_rich, fields))
    return _CLASSES[name](*items) if name else items
