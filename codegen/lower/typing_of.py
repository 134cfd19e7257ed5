"""ATen's types → Python annotations. Variables of a rule stay marked (`{n}`, `{*s}`, `{=n}`) until all are counted.

The stubs' names shadow builtins (`float`, `int`, `bool` are methods), so annotations use aliases: `_float`, `_int`, ….
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..model import Base, BaseType, ListType, OptionalType, Type
from ..rules.facts import ANY
from ..rules.language import KINDS, UNKNOWN, Dim, Items, Shape, Symbol, Tensors, Value

#: A run of dimensions, and a dimension, that nothing but what is unknown fits: no tensor has them.
UNRANKED = "!"
NOWHERE = -1
ANY_SHAPE = Shape((), UNKNOWN)

_BASES: Mapping[Base, str] = {
    Base.INT: "_int",
    Base.SYMINT: "_int",
    Base.FLOAT: "_float",
    Base.BOOL: "_bool",
    Base.SYMBOOL: "_bool",
    Base.STR: "_str",
    Base.DTYPE: "torch.dtype",
    Base.LAYOUT: "torch.layout",
    Base.DEVICE: "_Device",
    Base.DEVICE_INDEX: "_int",
    Base.MEMORY_FORMAT: "torch.memory_format",
    Base.GENERATOR: "torch.Generator",
    Base.DIMNAME: "_str",
    Base.STREAM: "torch.Stream",
    Base.QSCHEME: "torch.qscheme",
}
_KINDS: Mapping[str, str] = {
    "int": "_int",
    "slice": "_slice",
    "ellipsis": "EllipsisType",
    "ints": "Sequence[_int]",
    "float": "_float",
}
assert _KINDS.keys() == KINDS.keys()


class Inexpressible(Exception):
    """A bound value that no annotation can tell from others, such as a float."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one place writes tensors: the instance's own dtype, another tag, whatever dtype.

    `own` and `other` are formats: `Tensor[{dims}]`, `Tensor[{tag}, {dims}]`. `tag` is the place's own tag, if any;
    `dynamic` is the own tensor of unknown shape where there is a short way to write it, `scalar` the Python number that
    an element of the own tensor is.
    """

    own: str
    other: str
    tag: str = ""
    dynamic: str = ""
    scalar: str = "_number"

    def tensor(self, shape: Shape, tag: str) -> str:
        """A tensor of a shape; `tag` is a tag, OWN or ANY, and the shape's own dtype, if it has one, wins."""
        wanted = shape.dtype or tag
        if wanted in ("", self.tag) and self.dynamic and replace(shape, dtype=None, optional=False) == ANY_SHAPE:
            return self.dynamic
        if wanted in ("", self.tag):
            return self.own.replace("{dims}", dims(shape))
        return self.other.replace("{tag}", "Any" if wanted == ANY else wanted).replace("{dims}", dims(shape))


def dims(shape: Shape) -> str:
    """What stands for a shape between the brackets of `Tensor[…]`."""
    parts = [*map(_dim, shape.prefix), *_run(shape.rest), *map(_dim, shape.suffix)]
    return ", ".join(parts) or "*tuple[()]"


def _run(rest: str | None) -> list[str]:
    match rest:
        case None:
            return []
        case "?":
            return ["*tuple[Any, ...]"]
        case "!":
            return ["*_Unranked"]
        case name:
            return [f"*{{*{name}}}"]


def _dim(dim: Dim) -> str:
    if isinstance(dim, int):
        return f"Literal[{dim}]"
    return "Any" if dim == UNKNOWN else f"{{{dim}}}"


def operand(value: Shape | Tensors, spelling: Spelling, tag: str) -> str:
    """One tensor, or a tuple of several; as a result `repeated` is a tuple, too: what torch makes of `Tensor[]`."""
    if isinstance(value, Shape):
        return spelling.tensor(value, tag)
    items = [spelling.tensor(item, tag) for item in value.items]
    return f"tuple[{items[0]}, ...]" if value.repeated else f"tuple[{', '.join(items) or '()'}]"


def bound(value: Value, type_: Type) -> str:
    """The annotation of a parameter for which a rule names the value. Raises Inexpressible."""
    match value:
        case None:
            return "None"
        case Symbol(name):
            return _KINDS.get(name, f"{{={name}}}")
        case Items(items):
            return tuple_of([bound(item, element(type_)) for item in items])
        case bool() | str():
            return f"Literal[{value!r}]"
        case int():
            # ATen makes a list of one of a number, so both mean the same
            one = isinstance(_required(type_), ListType) and _required(type_) == ListType(element(type_), 1)
            return f"Literal[{value}] | tuple[Literal[{value}]]" if one else f"Literal[{value}]"
        case _:
            raise Inexpressible(str(value))


def tuple_of(items: list[str]) -> str:
    return f"tuple[{', '.join(items) or '()'}]"


def _required(type_: Type) -> Type:
    return type_.element if isinstance(type_, OptionalType) else type_


def element(type_: Type) -> Type:
    inner = _required(type_)
    return inner.element if isinstance(inner, ListType) else inner


def wide(type_: Type, tensor: Callable[[], str], scalar: str) -> str:
    """The annotation for any value of a type. `tensor` spells a tensor, `scalar` a Python number."""
    match type_:
        case OptionalType(element):
            inner = wide(element, tensor, scalar)
            return inner if inner in ("Any", "None") else f"{inner} | None"
        case ListType(element, size):
            inner = wide(element, tensor, scalar)
            return f"Sequence[{inner}]" if size is None or inner == "_bool" else f"{inner} | Sequence[{inner}]"
        case BaseType(Base.TENSOR):
            return tensor()
        case BaseType(Base.SCALAR):
            return scalar
        case BaseType(base):
            return _BASES.get(base, "Any")


def returned(type_: Type, scalar: str) -> str:
    """The annotation of a result that holds no tensor. `scalar` spells a Python number."""
    match type_:
        case OptionalType(element):
            return f"{returned(element, scalar)} | None"
        case ListType(element, _):
            return f"tuple[{returned(element, scalar)}, ...]"
        case BaseType(Base.SCALAR):
            return scalar
        case BaseType(Base.DEVICE):
            return "torch.device"
        case BaseType(base):
            return _BASES.get(base, "Any")
