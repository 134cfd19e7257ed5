"""Writes results as mypy's types."""

from collections.abc import Mapping

from mypy.types import AnyType, Instance, LiteralType, TupleType, Type, TypeOfAny, TypeVarType, UnpackType

from ..oracle.answer import Result, SequenceResult, TensorResult, ValueResult
from ..oracle.size_algebra import Dim, Symbol
from .symbolic import Info, type_of


class Unwritable(Exception):
    """A result that has no type: the stub's own has to stand."""


class Writer:
    """Writes the result of one call of a package; `symbols` are its type variables."""

    def __init__(self, info: Info, symbols: Mapping[Symbol, TypeVarType], package: str) -> None:
        self._info, self.symbols, self._package = info, symbols, package

    def type(self, result: Result) -> Type:
        """The type of a result.  Raises Unwritable."""
        match result:
            case TensorResult():
                return self._tensor(result)
            case SequenceResult("list", items):
                return self._list([self.type(item) for item in items])
            case SequenceResult(_, items, fields):
                return self._tuple([self._item(item) for item in items], fields)
            case ValueResult("int", int() as value):
                int_ = self._instance("builtins.int")
                return int_.copy_modified(last_known_value=LiteralType(value, int_))
            case ValueResult("int", value) if value is not None:
                return self.dimension(value)
        raise Unwritable(str(result))

    def int(self) -> Instance:
        """The type `int`."""
        return self._instance("builtins.int")

    def _item(self, result: Result) -> Type:
        return self.dimension(result.value) if isinstance(result, ValueResult) else self.type(result)

    def dimension(self, dim: Dim | None) -> Type:
        """The type of a dimension."""
        if isinstance(dim, int):
            return LiteralType(dim, self._instance("builtins.int"))
        return _any() if dim is None else type_of(dim, self.symbols, self._info)

    def _tensor(self, result: TensorResult) -> Type:
        dtype: Type = self._instance(f"{self._package}.tensor.{result.tag}") if result.tag else _any()
        dims = [self.dimension(dim) for dim in result.dims]
        if result.rest is not None:
            dims.insert(result.rest, UnpackType(self._instance("builtins.tuple", [_any()])))
        return Instance(self._info(f"{self._package}.tensor.Tensor"), [dtype, *dims])

    def _list(self, items: list[Type]) -> Type:
        if not items or any(item != items[0] for item in items):
            raise Unwritable("a list of different items")
        return self._instance("builtins.list", [items[0]])

    def _tuple(self, items: list[Type], fields: tuple[str, ...]) -> Type:
        if fields:
            name = "".join(part[0].upper() + part[1:] for field in fields for part in field.split("_") if part)
            return TupleType(items, self._instance(f"{self._package}.results.{name}", items))
        return TupleType(items, self._instance("builtins.tuple", [_any()]))

    def _instance(self, name: str, args: list[Type] | None = None) -> Instance:
        return Instance(self._info(name), args or [])


def _any() -> AnyType:
    return AnyType(TypeOfAny.special_form)
