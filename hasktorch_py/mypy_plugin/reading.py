"""Reads mypy's types and expressions into the arguments of a question."""

from collections.abc import Mapping
from collections.abc import Sequence as Items
from math import prod
from typing import Literal

from mypy.literals import literal_hash
from mypy.nodes import (
    ComplexExpr,
    EllipsisExpr,
    Expression,
    FloatExpr,
    ListExpr,
    MemberExpr,
    NameExpr,
    OpExpr,
    RefExpr,
    SliceExpr,
    StarExpr,
    TupleExpr,
    UnaryExpr,
)
from mypy.plugin import CheckerPluginInterface
from mypy.types import (
    AnyType,
    Instance,
    LiteralType,
    NoneType,
    TupleType,
    Type,
    TypeVarType,
    UnionType,
    UnpackType,
    get_proper_type,
)

from hasktorch_py.aten.dtypes import BY_TAG

from ..oracle import arithmetic
from ..oracle.question import Argument, Constant, Named, Sequence, Size, Slice, Some, Tensor, known_int
from ..oracle.size_algebra import Dim, NoFormula, Symbol, Unknown
from .bound_once import BoundNames
from .packages import is_tensor, package_of
from .symbolic import operator_of, size_of, symbol_of

_NAMED = frozenset(
    f"{module}.{name}" for module in ("torch", "torch._C") for name in ("dtype", "layout", "memory_format")
)
_VALUES = frozenset(f"builtins.{name}" for name in ("int", "float", "complex", "bool", "str"))
_SOME: Mapping[str, Literal["float", "bool", "int"]] = {
    "builtins.float": "float", "builtins.bool": "bool", "builtins.int": "int",
}  # fmt: skip
_SEQUENCES: Mapping[str, Literal["tuple", "list"]] = {"builtins.tuple": "tuple", "builtins.list": "list"}
_DEVICE = Named("device")
_MOST_CHOICES = 16
_NONE = Constant(None)


class Unreadable(Exception):
    """What the types do not tell, so that the stub's own answer has to stand."""


def keyword(name: str, argument: Argument) -> Argument:
    """A keyword argument: what device a tensor is on is the worker's affair."""
    return _DEVICE if name == "device" and isinstance(argument, Constant) and argument.value is not None else argument


class Choices:
    """Which member of each union of tensors is read; `advance` turns to the next of all combinations."""

    def __init__(self) -> None:
        self._chosen: dict[object, tuple[int, int]] = {}  # by expression: the member, of how many

    def pick(self, node: Expression | None, count: int) -> int:
        """The member for an expression; the same one wherever it stands.  Raises Unreadable for too many in all."""
        key = None if node is None else literal_hash(node) or node
        if key not in self._chosen:
            self._chosen[key] = (0, count)
            if prod(of for _, of in self._chosen.values()) > _MOST_CHOICES:
                raise Unreadable("too many unions")
        return self._chosen[key][0]

    def advance(self) -> bool:
        """Whether there is another combination."""
        for key, (member, count) in reversed(self._chosen.items()):
            self._chosen[key] = ((member + 1) % count, count)
            if member + 1 < count:
                return True
        return False


class Reader:
    """Reads one call of a package; `symbols` collects its type variables."""

    def __init__(self, api: CheckerPluginInterface, names: BoundNames, package: str) -> None:
        self.api = api
        self.package = package
        self.names = names
        self.symbols: dict[Symbol, TypeVarType] = {}
        self.choices = Choices()
        self._unknown = self._values = 0
        self._open: set[Expression] = set()

    def expression(self, node: Expression) -> Argument:
        """The argument that an expression gives.  Raises Unreadable."""
        match node:
            case ListExpr():
                return Sequence("list", tuple(self._items(node.items)))
            case TupleExpr():
                return Sequence("tuple", tuple(self._items(node.items)))
            case SliceExpr():
                parts = (node.begin_index, node.end_index, node.stride)
                return Slice(*(_NONE if part is None else self.expression(part) for part in parts))
            case EllipsisExpr():
                return Constant(...)
            case MemberExpr(name="dtype") if (named := self._dtype_of(node.expr)) is not None:
                return named
            case FloatExpr() | ComplexExpr():
                return Constant(node.value)
            case OpExpr() | UnaryExpr() if (known := self._arithmetic(node)) is not None:
                return known
            case NameExpr() if (bound := self._bound(node)) is not None:
                return bound
        return self.type(self.api.get_expression_type(node), node)

    def _dtype_of(self, owner: Expression) -> Named | None:
        """The dtype of a tensor, in torch's name."""
        t = get_proper_type(self.api.get_expression_type(owner))
        tag = get_proper_type(t.args[0]) if isinstance(t, Instance) and self._is_own_tensor(t) else None
        known = BY_TAG.get(tag.type.name) if isinstance(tag, Instance) else None
        return None if known is None else Named(known.torch)

    def _bound(self, node: NameExpr) -> Argument | None:
        """The value that a variable is bound to once and for all, where its type does not tell it."""
        t = get_proper_type(self.api.get_expression_type(node))
        name = t.type.fullname if isinstance(t, Instance) and t.last_known_value is None else ""
        if not (name in _VALUES or name in _NAMED or isinstance(t, TupleType)):
            return None
        try:
            value = self.names.value_of(node)
            return None if value is None else self.stored(value)
        except Unreadable:
            return None

    def stored(self, node: Expression) -> Argument | None:
        """What an expression was when mypy checked it.  Raises Unreadable, for one that needs itself, too."""
        if node in self._open:
            raise Unreadable("a value that needs itself")
        self._open.add(node)
        try:
            return self._stored(node)
        finally:
            self._open.remove(node)

    def _stored(self, node: Expression) -> Argument | None:
        match node:
            case FloatExpr() | ComplexExpr():
                return Constant(node.value)
            case TupleExpr():
                items = [self.stored(item) for item in node.items if not isinstance(item, StarExpr)]
                known = [item for item in items if item is not None]
                return Sequence("tuple", tuple(known)) if len(known) == len(node.items) else None
            case UnaryExpr(op="-"):
                operand = self.stored(node.expr)
                return None if operand is None else arithmetic.negative(operand)
            case OpExpr():
                left, right = self.stored(node.left), self.stored(node.right)
                return arithmetic.binary(node.op, left, right) if left is not None and right is not None else None
            case NameExpr() if (value := self.names.value_of(node)) is not None:
                return self.stored(value)
        t = self.names.type_of(node)
        return None if t is None else self.type(t, node)

    def _arithmetic(self, node: OpExpr | UnaryExpr) -> Argument | None:
        try:
            if isinstance(node, UnaryExpr):
                return arithmetic.negative(self.expression(node.expr)) if node.op == "-" else None
            return arithmetic.binary(node.op, self.expression(node.left), self.expression(node.right))
        except Unreadable:
            return None

    def _items(self, nodes: Items[Expression]) -> list[Argument]:
        found: list[Argument] = []
        for node in nodes:
            if isinstance(node, StarExpr):
                found += self.starred(node.expr)
            else:
                found.append(self.expression(node))
        return found

    def starred(self, node: Expression) -> tuple[Argument, ...]:
        """What `*node` stands for.  Raises Unreadable where its length is unknown."""
        found = self.expression(node)
        if not isinstance(found, Sequence) or found.repeated:
            raise Unreadable(f"*{found}")
        return found.items

    def type(self, t: Type, node: Expression | None = None) -> Argument:
        """The argument that has this type.  Raises Unreadable."""
        t = get_proper_type(t)
        match t:
            case Instance() if self._is_own_tensor(t):
                return self.tensor(t)
            case UnionType(items=items) if any(map(self._is_own_tensor, items)):
                return self.type(items[self.choices.pick(node, len(items))], node)
            case LiteralType():
                return Constant(t.value) if not t.is_enum_literal() else self._member(t)
            case Instance() if t.last_known_value is not None:
                return self.type(t.last_known_value, node)
            case NoneType():
                return _NONE
            case TupleType():
                if any(isinstance(item, UnpackType) for item in t.items):
                    raise Unreadable("a tuple of unknown length")
                return Sequence("tuple", tuple(self.type(item) for item in t.items))
            case Instance(args=(item,)) if (kind := _SEQUENCES.get(t.type.fullname)) and self._is_own_tensor(item):
                return Sequence(kind, (self.type(item),), repeated=True)
            case TypeVarType():
                return Size(self.symbol(t))
            case Instance() if operator_of(t):
                return known_int(self.dimension(t))
            case Instance() if t.type.fullname in _SOME:
                self._values += 1
                return Some(_SOME[t.type.fullname], self._values - 1)
            case Instance() if t.type.fullname in _NAMED and isinstance(node, RefExpr):
                return self._named(node)
            case Instance() if t.type.name == "device" and t.type.module_name in ("torch", "torch._C"):
                return _DEVICE
        raise Unreadable(str(t))

    def _member(self, literal: LiteralType) -> Argument:
        """The number or text that a member of an enumeration is.  Raises Unreadable where it is neither, or unknown."""
        info = literal.fallback.type
        member = info.names.get(str(literal.value))
        value = get_proper_type(member.type) if member is not None else None
        if isinstance(value, Instance) and any(info.has_base(f"builtins.{kind}") for kind in ("int", "str")):
            return self.type(value)
        raise Unreadable(str(literal))

    def _is_own_tensor(self, t: Type) -> bool:
        t = get_proper_type(t)
        return isinstance(t, Instance) and is_tensor(t.type) and package_of(t.type) == self.package

    def _named(self, node: RefExpr) -> Named:
        module, _, name = node.fullname.rpartition(".")
        if module not in ("torch", "torch._C"):
            raise Unreadable(node.fullname)
        return Named(name)

    def tensor(self, t: Instance) -> Tensor:
        """A tensor whose dtype is known.  Raises Unreadable for others, of the dtypes `Floating`, too."""
        tag, *dims = map(get_proper_type, t.args)
        if not isinstance(tag, Instance) or tag.type.name not in BY_TAG:
            raise Unreadable(f"dtype {tag}")
        rest = next((i for i, dim in enumerate(dims) if _is_any_number(dim)), None)
        return Tensor(tag.type.name, tuple(self.dimension(d) for i, d in enumerate(dims) if i != rest), rest)

    def dimension(self, t: Type) -> Dim:
        """One dimension.  Raises Unreadable where it stands for any number of them."""
        t = get_proper_type(t)
        match t:
            case LiteralType() if type(t.value) is int:
                return t.value
            case TypeVarType():
                return self.symbol(t)
            case Instance() if operator_of(t):
                try:
                    return size_of(t, self.dimension)
                except NoFormula as error:
                    raise Unreadable(f"dimension {t}") from error
            case AnyType() | Instance():
                self._unknown += 1
                return Unknown(self._unknown - 1)
        raise Unreadable(f"dimension {t}")

    def symbol(self, t: TypeVarType) -> Symbol:
        """The symbol of a type variable.  Raises Unreadable where it does not stand for any size."""
        bound = get_proper_type(t.upper_bound)
        if t.values or not (isinstance(bound, Instance) and bound.type.fullname in ("builtins.int", "builtins.object")):
            raise Unreadable(f"{t} bound to {bound}")
        return symbol_of(t, self.symbols)


def _is_any_number(t: Type) -> bool:
    """Whether this stands for any number of dimensions of which nothing is known."""
    unpacked = get_proper_type(t.type) if isinstance(t, UnpackType) else None
    return isinstance(unpacked, Instance) and unpacked.type.fullname == "builtins.tuple"
