"""Questions to ATen: a call, as far as its types tell it.

A dimension is an int, or a formula in Python's syntax over names: `s0`, `s1`, … stand for type variables and `u0`,
`u1`, … for sizes that nothing tells.
"""

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
