"""Which names are those of generated bindings, whatever package they are in.

`hasktorch` is one such package; anybody may have generated others, under other names. They are known by the class
`Tensor` of their module `tensor`, which the generator marks. The core is `hasktorch_py` for the one, and `_core` within
each of the others. ATen is asked under the names of `hasktorch`, so that
nothing of a user's package is imported, and the same call has the same answer in all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from mypy.nodes import SymbolTableNode, TypeInfo

from hasktorch_py.aten.dtypes import BY_INSTANCE
from hasktorch_py.aten.names import NAMESPACES

CORE = "hasktorch_py"
_ASKED = "hasktorch"
_INTERFACES = "_core"  # of the core, in a package that is not `hasktorch`
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
        return f"{self.package}.{instance}" if instance in BY_INSTANCE else None


class OfCore(Bound):
    """A function or a method of the core at the tensors of a package: `name` is `layers.linear.Linear.__call__`."""

    @property
    def fullname(self) -> str:
        """What mypy calls it."""
        return self.asked if self.package == _ASKED else f"{self.package}.{_INTERFACES}.{self.name}"

    @property
    def asked(self) -> str:
        """The name under which it is asked."""
        return f"{CORE}.{self.name}"


def is_tensor(info: TypeInfo) -> bool:
    """Whether a class is the tensor of generated bindings."""
    return info.name == "Tensor" and _MARK in info.names


def package_of(tensor: TypeInfo) -> str:
    """The package whose tensor a class is."""
    return tensor.fullname.removesuffix(_TENSOR)


def function(fullname: str, look_up: LookUp) -> Bound | None:
    """What a full name of a function stands for, if it is one of generated bindings. mypy asks for every call."""
    bound = _function(fullname)
    return bound if bound is not None and _is_package(bound.package, look_up) else None


def _function(fullname: str) -> Bound | None:
    module, _, name = fullname.rpartition(".")
    place, _, last = module.rpartition(".")
    if last in NAMESPACES[1:]:
        name = f"{last}.{name}"
        place, _, last = place.rpartition(".")
    return Bound(place, f"{last}.{name}") if last in BY_INSTANCE else None


def method(fullname: str, look_up: LookUp) -> Bound | None:
    """The same for a method or an attribute."""
    bound = _method(fullname)
    return bound if bound is not None and _is_package(bound.package, look_up) else None


def _method(fullname: str) -> Bound | None:
    owner, _, name = fullname.rpartition(".")
    return method_of(owner.removesuffix(_TENSOR), name) if owner.endswith(_TENSOR) else None


def method_of(package: str, name: str) -> Bound:
    """A method of a package's tensor."""
    return Bound(package, f"tensor.Tensor.{name}")


def core(fullname: str, look_up: LookUp) -> OfCore | None:
    """The same for what is of the core."""
    if fullname.startswith(f"{CORE}."):
        return OfCore(_ASKED, fullname.removeprefix(f"{CORE}."))
    package, _, name = fullname.partition(f".{_INTERFACES}.")
    return OfCore(package, name) if name and _is_package(package, look_up) else None


def asked_in(package: str, fullname: str) -> str | None:
    """The name under which a function or a class is asked that a package has, or its core; None for others."""
    own = f"{package}.{_INTERFACES}."
    if fullname.startswith(own):
        return f"{CORE}.{fullname.removeprefix(own)}"
    if fullname.startswith(f"{CORE}."):
        return fullname
    bound = _function(fullname) or _method(fullname)
    return bound.asked if bound is not None and bound.package == package else None


def _is_package(name: str, look_up: LookUp) -> bool:
    found = look_up(name + _TENSOR) if name else None
    return found is not None and isinstance(found.node, TypeInfo) and is_tensor(found.node)
