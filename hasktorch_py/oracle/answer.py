"""Answers of ATen, and what stands where one was lost."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .size_algebra import Dim, Symbol


@dataclass(frozen=True, slots=True)
class TensorResult:
    """A tensor; None stands for what nothing tells: the dtype, a dimension.

    Where the rank is unknown, any number of dimensions may stand at the place `rest` among those that are known.
    """

    tag: str | None
    dims: tuple[Dim | None, ...]
    rest: int | None = None


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
class Raised:
    """The call raised."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """ATen takes the call."""

    result: Result


@dataclass(frozen=True, slots=True)
class Refused:
    """ATen raises: its message, what it is about, and what would make the call right.

    `needs`: equations, one of which would have to hold. `fits`: what would fit in the place of a tensor of the call.
    """

    message: str
    about: Literal["shape", "dtype", "argument"]
    needs: tuple[tuple[Symbol, Dim], ...] = ()
    fits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecidable:
    """Nothing can be said by the nature of the call, and why."""

    why: str


Answer: TypeAlias = Accepted | Refused | Undecidable

#: How a question is lost: the bindings of its package cannot be read, it was too large to ask, it took too long, it
#: lacked memory or a module, torch crashed, the process that asks was ended or does not start, or our code has a fault.
Loss: TypeAlias = Literal["bindings", "size", "time", "resources", "crash", "death", "start", "fault"]


@dataclass(frozen=True, slots=True)
class Lost:
    """No answer, for a reason that may not hold the next time: it is said, and never kept."""

    kind: Loss
    why: str
    traceback: str = ""
