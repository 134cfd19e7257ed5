"""Sizes as mypy's types: `N + 1` is `Add[N, Literal[1]]`, in one canonical order."""

from collections.abc import Callable, Mapping

from mypy.nodes import TypeInfo
from mypy.type_visitor import TypeQuery, TypeTranslator
from mypy.types import (
    AnyType,
    Instance,
    LiteralType,
    Type,
    TypeAliasType,
    TypeOfAny,
    TypeVarType,
    UninhabitedType,
    get_proper_type,
)

from ..oracle.size_algebra import Dim, Formula, Name, NoFormula, Symbol, Unknown, formula, names_in, operation

MODULE = "hasktorch_py.dimensions"
OPERATORS = {"Add": "+", "Sub": "-", "Mul": "*", "FloorDiv": "//", "Mod": "%", "Min": "min", "Max": "max"}
_CLASSES = {operator: name for name, operator in OPERATORS.items()}

Info = Callable[[str], TypeInfo]


def operator_of(t: Instance) -> str | None:
    """The operator that a class of `hasktorch_py.dimensions` stands for."""
    return OPERATORS.get(t.type.name) if t.type.module_name == MODULE and len(t.args) == 2 else None


def size_of(t: Type, leaf: Callable[[Type], Dim]) -> Dim:
    """A dimension's type as a size; `leaf` gives what is no operation.  Raises NoFormula for a division by zero."""
    t = get_proper_type(t)
    if isinstance(t, Instance) and (operator := operator_of(t)):
        left, right = (size_of(a, leaf) for a in t.args)
        return operation(operator, left, right)
    return leaf(t)


def symbol_of(t: TypeVarType, symbols: dict[Symbol, TypeVarType]) -> Symbol:
    """The symbol of a type variable; a new one joins `symbols`."""
    for symbol, known in symbols.items():
        if known.id == t.id:
            return symbol
    symbol = Symbol(len(symbols))
    symbols[symbol] = t
    return symbol


def type_of(dim: Dim, symbols: Mapping[Symbol, TypeVarType], info: Info) -> Type:
    """The type of a size; Any where it has names that are no type variables."""
    if any(name not in symbols for name in names_in(dim)):
        return AnyType(TypeOfAny.special_form)
    order = sorted(symbols, key=lambda symbol: (symbols[symbol].name, symbol))
    int_ = Instance(info("builtins.int"), [])

    def leaf(part: Name | int) -> Type:
        return LiteralType(part, int_) if isinstance(part, int) else symbols[order[part.number]]

    def node(operator: str, left: Type, right: Type) -> Type:
        return Instance(info(f"{MODULE}.{_CLASSES[operator]}"), [left, right])

    by_name: dict[Name, Formula] = {symbol: formula(Symbol(place)) for place, symbol in enumerate(order)}
    return formula(dim).put(by_name).built(leaf, node)


def canonical(t: Instance, info: Info) -> Type:
    """An operation on dimensions in canonical form; unknown where a part is, as it is where one is no dimension."""
    symbols: dict[Symbol, TypeVarType] = {}

    def leaf(part: Type) -> Dim:
        match get_proper_type(part):
            case LiteralType(value=int(n)) | Instance(last_known_value=LiteralType(value=int(n))):
                return n
            case TypeVarType() as variable:
                return symbol_of(variable, symbols)
            case AnyType() | UninhabitedType():
                return Unknown(0)
            case Instance() as number if number.type.fullname == "builtins.int":
                return Unknown(0)
        raise NoFormula(str(part))

    try:
        return type_of(size_of(t, leaf), symbols, info)
    except NoFormula:
        return t


class Normalizer(TypeTranslator):
    """Carries out the operations in a type whose variables have been solved."""

    def __init__(self, info: Info) -> None:
        super().__init__()
        self._info = info

    def visit_instance(self, t: Instance) -> Type:
        return canonical(t, self._info) if operator_of(t) else super().visit_instance(t)

    def visit_type_alias_type(self, t: TypeAliasType) -> Type:
        return t if t.is_recursive else get_proper_type(t).accept(self)


class HasOperation(TypeQuery[bool]):
    """Whether there is an operation on dimensions in a type."""

    def strategy(self, items: list[bool]) -> bool:
        return any(items)

    def visit_instance(self, t: Instance) -> bool:
        return operator_of(t) is not None or super().visit_instance(t)
