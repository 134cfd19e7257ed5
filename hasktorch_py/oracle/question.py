"""Questions to ATen: a call, as far as its types tell it."""

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from .size_algebra import Dim


@dataclass(frozen=True, slots=True)
class Tensor:
    """A tensor: the tag of its dtype and its dimensions; any number of others at the place `rest`, if it has one."""

    tag: str
    dims: tuple[Dim, ...]
    rest: int | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A Python value that the program spells out; `...` among them."""

    value: Any


@dataclass(frozen=True, slots=True)
class Size:
    """An int that is known as a size; one that is a number is a `Constant`."""

    dim: Dim


@dataclass(frozen=True, slots=True)
class Some:
    """A value of which only the class is known; each of a question has a number of its own."""

    kind: Literal["float", "bool", "int"]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sequence:
    """A tuple or a list; where its length is unknown, its items are the one here `repeated` any number of times."""

    kind: Literal["tuple", "list"]
    items: tuple["Argument", ...]
    repeated: bool = False


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


Argument: TypeAlias = Tensor | Constant | Size | Some | Sequence | Slice | Named | Function | Layer


def known_int(dim: Dim) -> Constant | Size:
    """A size as an argument."""
    return Constant(dim) if isinstance(dim, int) else Size(dim)


@dataclass(frozen=True, slots=True)
class Question:
    """A call: the full name of what the stubs declare, and the arguments (of a method, the object first)."""

    name: str
    args: tuple[Argument, ...]
    kwargs: tuple[tuple[str, Argument], ...] = ()

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All arguments, by position and by name."""
        return (*self.args, *(argument for _, argument in self.kwargs))
