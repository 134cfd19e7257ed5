"""Does an entry's schema say the same as its C++ declaration? One that contradicts itself is not read."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import Flaw
from ..model import Argument, Base, BaseType, Default, ListType, OptionalType, Type
from .cpp import plain_type
from .entry import CppArgument, Entry
from .schema import Schema

#: C++ takes these four as one ``TensorOptions``.
_OPTIONS = frozenset({"dtype", "layout", "device", "pin_memory"})
_TENSOR_OPTIONS = BaseType(Base.TENSOR_OPTIONS)
_VOID = BaseType(Base.VOID)
#: ATen 1.12 put this behind the C++ names of the pure variants that it made of writing operators.
_FUNCTIONAL = "_functional"
_HINT = "the schema string and the arguments of an entry describe the same function: mend one of them"


def disagreements(entry: Entry, schema: Schema) -> Iterator[Flaw]:
    """Every point on which the two differ: names, types, defaults, results."""

    def flaw(expected: str, found: str, line: int = entry.line, cause: str = "") -> Flaw:
        return Flaw(line, expected, found, _HINT, cause=cause)

    name = schema.name if entry.operator_name is None else entry.operator_name
    overload = schema.overload if entry.overload_name is None else entry.overload_name
    if (name, overload) != (schema.name, schema.overload):
        found = f"that of {schema.name}.{schema.overload}".rstrip(".")
        yield flaw(f"the schema of {name}.{overload}".rstrip("."), found, entry.schema_line, "operator")
    is_out = any(argument.out for argument in schema.arguments)
    if entry.name not in ({f"{schema.name}_out"} if is_out else {schema.name, f"{schema.name}{_FUNCTIONAL}"}):
        yield flaw(f"a schema of {entry.name!r}", f"one of {schema.name!r}", entry.schema_line, "name")

    known = {argument.name: argument for argument in entry.arguments}
    expected_names = _cpp_names(schema, known)
    for name in expected_names - known.keys():
        yield flaw(f"the argument {name!r} of the schema in 'arguments'", "no such argument", cause="missing")
    for name in known.keys() - expected_names:
        yield flaw("only arguments of the schema", f"the argument {name!r}", known[name].line, "added")
    if len(known) != len(entry.arguments):
        yield flaw("every argument once", "an argument twice")
    names = tuple(argument.name for argument in schema.arguments)
    if entry.schema_order is not None and entry.schema_order != names:
        found = ", ".join(entry.schema_order)
        yield flaw(f"'schema_order_arguments' of the names {', '.join(names)}", found, cause="order")
    for argument in schema.arguments:
        cpp = known.get(argument.name)
        if cpp is not None:
            yield from _argument_disagreements(argument, cpp)

    results = [plain_type(result.type) for result in schema.returns if result.type != _VOID]
    cpp_results = [plain_type(result.type) for result in entry.returns if result.type != _VOID]
    if results != cpp_results:
        yield flaw(f"results of the types {_list(results)}", _list(cpp_results), cause="results")


def _cpp_names(schema: Schema, known: dict[str, CppArgument]) -> set[str]:
    names = {argument.name for argument in schema.arguments}
    options = {name for name, argument in known.items() if argument.type == _TENSOR_OPTIONS}
    return (names - (_OPTIONS - known.keys())) | options if options else names


def _argument_disagreements(argument: Argument, cpp: CppArgument) -> Iterator[Flaw]:
    def flaw(what: str, expected: object, found: object) -> Flaw:
        return Flaw(cpp.line, f"{what} {expected} for {argument.name!r}", str(found), _HINT, cause=what)

    if plain_type(argument.type) != plain_type(cpp.type):
        yield flaw("the type", plain_type(argument.type), plain_type(cpp.type))
    if _size(argument.type) != cpp.size:
        yield flaw("the size", _size(argument.type), cpp.size)
    if cpp.nullable is not None and cpp.nullable != _optional(argument.type):
        yield flaw("is_nullable", _optional(argument.type), cpp.nullable)
    if argument.keyword_only != (cpp.keyword_only or cpp.output):
        yield flaw("kwarg_only", argument.keyword_only, cpp.keyword_only)
    if argument.out != cpp.output:
        yield flaw("output", argument.out, cpp.output)
    spelling = None if argument.annotation is None else argument.annotation.spelling
    if cpp.annotated and cpp.annotation != spelling:
        yield flaw("the annotation", spelling, cpp.annotation)
    if _value(argument.default) != _value(cpp.default):
        yield flaw("the default", argument.default, cpp.default)


def _value(default: Default | None) -> object:
    """What tells defaults apart: C++ knows one quotation mark, and False is not 0."""
    return None if default is None else (type(default.value), default.value)


def _size(type_: Type) -> int | None:
    match type_:
        case OptionalType(element):
            return _size(element)
        case ListType(BaseType(Base.BOOL), _):
            return None
        case ListType(_, size):
            return size
    return None


def _optional(type_: Type) -> bool:
    return isinstance(type_, OptionalType) or (isinstance(type_, ListType) and _optional(type_.element))


def _list(types: list[Type]) -> str:
    return f"({', '.join(str(type_) for type_ in types)})"
