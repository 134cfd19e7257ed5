"""Which names are those of generated bindings, whatever package they are in.

`hasktorch` is one such package; anybody may have generated others, under other names. They are known by the class
`Tensor` of their module `tensor`, which the generator marks. ATen is asked under the names of `hasktorch`, so that
nothing of a user's package is imported, and the same call has the same answer in all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from mypy.nodes import SymbolTableNode, TypeInfo

INSTANCES = frozenset({
    "byte", "char", "short", "int", "long", "half", "bfloat16", "float", "double", "bool", "complexfloat",
    "complexdouble",
})  # fmt: skip
_NAMESPACES = frozenset({"fft", "linalg", "nn", "special"})
_ASKED = "hasktorch"
_TENSOR = ".tensor.Tensor"
_MARK = "_hasktorch"

LookUp: TypeAlias = Callable[[str], SymbolTableNode | None]


@dataclass(frozen=True, slots=True)
class Bound:
    """A function or a method of generated bindings: `name` is `double.nn.relu` or `tensor.Tensor.view`."""

    package: str
    name: str

    @property
    def fullname(self) -> str:
        """What mypy calls it."""
        return f"{self.package}.{self.name}"

    @property
    def asked(self) -> str:
        """The name under which ATen is asked about it."""
        return f"{_ASKED}.{self.name}"

    @property
    def instance(self) -> str | None:
        """The full name of its instance; None for a method."""
        instance = self.name.partition(".")[0]
        return f"{self.package}.{instance}" if instance in INSTANCES else None


def is_tensor(info: TypeInfo) -> bool:
    """Whether a class is the tensor of generated bindings."""
    return info.name == "Tensor" and _MARK in info.names


def package_of(tensor: TypeInfo) -> str:
    """The package whose tensor a class is."""
    return tensor.fullname.removesuffix(_TENSOR)


def function(fullname: str, look_up: LookUp) -> Bound | None:
    """What a full name of a function stands for, if it is one of generated bindings. mypy asks for every call."""
    module, _, name = fullname.rpartition(".")
    place, _, last = module.rpartition(".")
    if last in _NAMESPACES:
        name = f"{last}.{name}"
        place, _, last = place.rpartition(".")
    return Bound(place, f"{last}.{name}") if last in INSTANCES and _is_package(place, look_up) else None


def method(fullname: str, look_up: LookUp) -> Bound | None:
    """The same for a method or an attribute."""
    owner, _, name = fullname.rpartition(".")
    if not owner.endswith(_TENSOR):
        return None
    package = owner.removesuffix(_TENSOR)
    return Bound(package, f"tensor.Tensor.{name}") if _is_package(package, look_up) else None


def _is_package(name: str, look_up: LookUp) -> bool:
    found = look_up(name + _TENSOR) if name else None
    return found is not None and isinstance(found.node, TypeInfo) and is_tensor(found.node)
