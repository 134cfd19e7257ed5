"""Formulas as mypy's types: `N + 1` is `Add[N, Literal[1]]`, in one canonical order."""

import re
from collections.abc import Callable, Mapping

from mypy.nodes import TypeInfo
from mypy.type_visitor import TypeQuery, TypeTranslator
from mypy.types import AnyType, Instance, LiteralType, Type, TypeAliasType, TypeOfAny, TypeVarType, get_proper_type

from ..oracle.size_algebra import NoFormula, parse, simplified

MODULE = "hasktorch_py.dimensions"
OPERATORS = {"Add": "+", "Sub": "-", "Mul": "*", "FloorDiv": "//"}
_CLASSES = {operator: name for name, operator in OPERATORS.items()}
_SYMBOL = re.compile(r"\bs\d+\b")

Info = Callable[[str], TypeInfo]


def operator_of(t: Instance) -> str | None:
    """The operator that a class of `hasktorch_py.dimensions` stands for."""
    return OPERATORS.get(t.type.name) if t.type.module_name == MODULE and len(t.args) == 2 else None


def text_of(t: Type, leaf: Callable[[Type], int | str]) -> int | str:
    """A dimension's type as a formula; `leaf` gives what is no operation."""
    t = get_proper_type(t)
    if isinstance(t, Instance) and (operator := operator_of(t)):
        left, right = (text_of(a, leaf) for a in t.args)
        return simplified(f"({left}) {operator} ({right})")
    return leaf(t)


def type_of(formula: int | str, symbols: Mapping[str, TypeVarType], info: Info) -> Type:
    """The type of a dimension; Any where the formula has names that are no type variables."""
    names = {s: t.name if _is_only(t, symbols) else f"{t.name}_{s}" for s, t in symbols.items()}
    by_name = {names[s]: t for s, t in symbols.items()}
    int_ = Instance(info("builtins.int"), [])

    def leaf(value: int | str) -> Type:
        return LiteralType(value, int_) if isinstance(value, int) else by_name[value]

    def node(operator: str, left: Type, right: Type) -> Type:
        return Instance(info(f"{MODULE}.{_CLASSES[operator]}"), [left, right])

    try:
        return parse(_SYMBOL.sub(lambda m: names.get(m[0], m[0]), str(formula))).built(leaf, node)
    except (NoFormula, KeyError):
        return AnyType(TypeOfAny.special_form)


def _is_only(t: TypeVarType, symbols: Mapping[str, TypeVarType]) -> bool:
    return sum(other.name == t.name for other in symbols.values()) == 1


def canonical(t: Instance, info: Info) -> Type:
    """An operation on dimensions in canonical form; as it is where a part of it is no dimension."""
    symbols: dict[str, TypeVarType] = {}

    def leaf(part: Type) -> int | str:
        part = get_proper_type(part)
        if isinstance(part, LiteralType) and type(part.value) is int:
            return part.value
        if not isinstance(part, TypeVarType):
            raise NoFormula(str(part))
        for name, known in symbols.items():
            if known.id == part.id:
                return name
        symbols[f"s{len(symbols)}"] = part
        return f"s{len(symbols) - 1}"

    try:
        return type_of(text_of(t, leaf), symbols, info)
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
