"""Reads layers of the core: their tensors from their types, their settings from the call that made them.

A type tells the sizes of a layer's tensors and not its stride. That is known where the layer is made on the spot, or
is a name that is bound once to a call of `init`, of the class itself, or of `sequential`: layers are frozen.
"""

from collections.abc import Iterator
from collections.abc import Sequence as Items

from mypy.expandtype import expand_type_by_instance
from mypy.maptype import map_instance_to_supertype
from mypy.nodes import (
    ARG_NAMED,
    ARG_POS,
    CallExpr,
    Expression,
    IndexExpr,
    MemberExpr,
    NameExpr,
    RefExpr,
    TypeAlias,
    TypeInfo,
    Var,
)
from mypy.types import CallableType, Instance, Overloaded, Type, get_proper_type

from ..oracle.question import Argument, Constant, Function, Layer, Sequence, Tensor
from ..oracle.size_algebra import Dim
from .packages import CORE, asked_in, is_tensor
from .reading import Reader, Unreadable

LAYERS = f"{CORE}.layers."
SEQUENTIAL = f"{LAYERS}sequential.Sequential"
CHAIN = f"{LAYERS}sequential.sequential"
_STAGE = f"{LAYERS}stage.stage"
_FUNCTION, _ACTIVATION = f"{LAYERS}stage.Function", f"{LAYERS}stage.Activation"
#: Settings that no size depends on, and what they are taken to be: None stands for the default of the class.
_HARMLESS: dict[str, Argument | None] = {
    "eps": None, "momentum": None, "padding_idx": None, "p": None, "dropout": None, "heads": Constant(1),
}  # fmt: skip
_SETTINGS = frozenset({"stride", "padding", "dilation", "groups"})  # of the same name in the class and in its `init`


class CoreReader(Reader):
    """Reads layers, too, and functions of an instance where they are arguments."""

    def type(self, t: Type, node: Expression | None = None) -> Argument:
        """The argument that has this type.  Raises Unreadable."""
        t = get_proper_type(t)
        if isinstance(t, Instance) and (name := self._asked(t.type.fullname)).startswith(LAYERS):
            return self._layer(name, t, node)
        if isinstance(t, CallableType | Overloaded) and isinstance(node, RefExpr):
            name = self._asked(node.fullname)
            if name and not name.startswith(f"{CORE}."):
                return Function(name)
            raise Unreadable(f"the function {node.fullname} of the program")
        return super().type(t, node)

    def _asked(self, fullname: str) -> str:
        return asked_in(self.package, fullname) or ""

    def _layer(self, name: str, t: Instance, node: Expression | None) -> Argument:
        made = self._made(node)
        if name in (SEQUENTIAL, _FUNCTION):
            return self._chain(made)
        fields: dict[str, Argument] = {}
        settings = []
        for field, declared, owner in _fields(t.type):
            of = get_proper_type(expand_type_by_instance(declared, map_instance_to_supertype(t, owner)))
            if isinstance(of, Instance) and (is_tensor(of.type) or self._asked(of.type.fullname).startswith(LAYERS)):
                fields[field] = self.type(of)
            elif field not in _HARMLESS:
                settings.append(field)
            elif (value := _HARMLESS[field]) is not None:
                fields[field] = value
        sizes = tuple(self.dimension(arg) for arg in t.args[1:])
        weight = fields.get("weight")
        rank = len(weight.dims) - 2 if isinstance(weight, Tensor) else 0
        for field in settings:
            fields |= self._setting(field, t.type, made, rank)
        if "groups" in settings and isinstance(weight, Tensor):
            fields["weight"] = _of_groups(weight, sizes[0], fields.get("groups", Constant(1)))
        return Layer(name, tuple(fields.items()), sizes)

    def _made(self, node: Expression | None) -> CallExpr | None:
        """The call that makes the layer."""
        value = self.names.value_of(node) if isinstance(node, NameExpr) else node
        return value if isinstance(value, CallExpr) else None

    def _setting(self, name: str, info: TypeInfo, made: CallExpr | None, rank: int) -> dict[str, Argument]:
        """What the call says of a setting; nothing where it leaves the default.  Raises Unreadable."""
        if name not in _SETTINGS or made is None or (given := _given(made, info)) is None:
            raise Unreadable(f"{name} of {info.name}")
        if (value := given.get(name)) is None:
            return {}
        found = self.stored(value)
        match found:
            case Constant(int()) if name == "groups":
                return {name: found}
            case Constant(int(n)):
                return {name: Sequence("tuple", (Constant(n),) * rank)}
            case Constant(str()):
                return {name: found}
            case Sequence(_, items) if len(items) == rank:
                return {name: Sequence("tuple", items)}
        raise Unreadable(f"{name} of {info.name}")

    def _chain(self, made: CallExpr | None) -> Layer:
        """What `sequential(…)` or `stage(…)` makes.  Raises Unreadable."""
        callee = self._asked(made.callee.fullname) if made is not None and isinstance(made.callee, RefExpr) else ""
        if made is None or callee not in (CHAIN, _STAGE):
            raise Unreadable("a chain of unknown stages")
        stages = self.stages(made.args)
        return stages[0] if callee == _STAGE else Layer(SEQUENTIAL, (("stages", Sequence("tuple", stages)),))

    def stages(self, nodes: Items[Expression]) -> tuple[Layer, ...]:
        """The stages of a chain.  Raises Unreadable."""
        found = []
        for node in nodes:
            stage = self.stored(node)
            if isinstance(stage, Function):
                stage = Layer(_ACTIVATION, (("function", stage),))
            if not isinstance(stage, Layer):
                raise Unreadable(f"the stage {stage}")
            found.append(stage)
        return tuple(found)


def _of_groups(weight: Tensor, channels: Dim, groups: Argument) -> Tensor:
    """The weight of a convolution with its second size, which its type does not tell.  Raises Unreadable."""
    out_channels, _, *kernel = weight.dims
    match channels, groups:
        case _, Constant(1):
            return Tensor(weight.tag, (out_channels, channels, *kernel))
        case int(), Constant(int(n)) if n > 0 and channels % n == 0:
            return Tensor(weight.tag, (out_channels, channels // n, *kernel))
    raise Unreadable(f"{groups} of {channels} channels")


def _fields(info: TypeInfo) -> Iterator[tuple[str, Type, TypeInfo]]:
    """Name, type, and the class that has it, in order; the names of a class out of mypy's cache are in none."""
    for attribute in info.metadata.get("dataclass", {}).get("attributes", ()):
        for owner in info.mro:
            symbol = owner.names.get(attribute["name"])
            if symbol is not None and isinstance(symbol.node, Var) and symbol.node.type is not None:
                yield attribute["name"], symbol.node.type, owner
                break


def _given(made: CallExpr, info: TypeInfo) -> dict[str, Expression] | None:
    """The settings in a call of the class or of its `init`; None for another call, and where they are starred."""
    callee = made.callee
    is_init = isinstance(callee, MemberExpr) and callee.name == "init"
    if _class(callee.expr if isinstance(callee, MemberExpr) and is_init else callee) is not info:
        return None
    names = [] if is_init else [name for name, *_ in _fields(info)]
    given: dict[str, Expression] = {}
    for position, (node, kind, name) in enumerate(zip(made.args, made.arg_kinds, made.arg_names, strict=True)):
        if kind == ARG_NAMED and name is not None:
            given[name] = node
        elif kind != ARG_POS:
            return None
        elif position < len(names):
            given[names[position]] = node
    return given


def _class(node: Expression) -> TypeInfo | None:
    """The class that an expression names, perhaps with its parameters."""
    named = node.base if isinstance(node, IndexExpr) else node
    target = named.node if isinstance(named, RefExpr) else None
    if isinstance(target, TypeAlias):
        aliased = get_proper_type(target.target)
        return aliased.type if isinstance(aliased, Instance) else None
    return target if isinstance(target, TypeInfo) else None
