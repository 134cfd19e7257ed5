"""A declaration of another ATen version → the installed torch's overload that takes the same arguments.

Overload names changed from version to version, and up to ATen 1.3 there were none: names and types of the arguments
decide.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from codegen.errors import Invalid
from codegen.model import Argument, Base, BaseType, Declaration, Type
from codegen.parse.cpp import plain_type
from codegen.parse.schema import Schema, parse_schema
from codegen.select import surface
from codegen.select.signature import OPTIONS, base_of

_TENSOR = BaseType(Base.TENSOR)


def installed(declaration: Declaration) -> Declaration | None:
    """The declaration as the installed ATen has it; None where it has nothing with these arguments."""
    if surface.is_installed(declaration.name, declaration.overload):
        return declaration
    for schema in _schemas(declaration.name):
        if _shape(schema.arguments) == _shape(declaration.arguments):
            return replace(declaration, overload=schema.overload, arguments=schema.arguments, returns=schema.returns)
    return None


@cache
def _schemas(name: str) -> tuple[Schema, ...]:
    found = []
    for text in surface.schemas(name):
        try:
            found.append(parse_schema(text))
        except Invalid:  # TorchScript has overloads of its own, with types that ATen does not know
            continue
    return tuple(found)


def _shape(arguments: tuple[Argument, ...]) -> list[tuple[str, Type]]:
    """Names and plain types, whether the options are one argument or four."""
    own = [argument for argument in arguments if base_of(argument.type) is not Base.TENSOR_OPTIONS]
    names = {argument.name for argument in own}
    return [(a.name, _plain(a.type)) for a in own if not (names.issuperset(OPTIONS) and a.name in OPTIONS)]


def _plain(type_: Type) -> Type:
    plain = plain_type(type_)
    return _TENSOR if plain == BaseType(Base.SPARSE_TENSOR) else plain
