"""A declaration of another ATen version → the installed torch's overload that takes the same arguments.

Overload names changed from version to version, and up to ATen 1.3 there were none: names and types of the arguments
decide.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from ..errors import Invalid
from ..model import Argument, Base, BaseType, Declaration, Type
from ..parse.cpp import plain_type
from ..parse.schema import Schema, parse_schema
from . import dispatcher
from .signature import OPTIONS, base_of

_TENSOR = BaseType(Base.TENSOR)


#: What TorchScript prints otherwise than a schema of ATen has it: floats, lists and enumerators.
_FLOAT = re.compile(r"=(-?[0-9]+\.[0-9]*(?:e[-+]?[0-9]+)?|-?[0-9]+e[-+]?[0-9]+)(?=[,)])")
_LIST = re.compile(r"=\[[^\]]*\]")
_ENUMERATORS = {" dtype=4": " dtype=long", " memory_format=0": " memory_format=contiguous_format"}


def installed(declaration: Declaration) -> Declaration | None:
    """The declaration as the installed ATen has it; None where it has nothing with these arguments or of this key.

    The installed one decides: what is bound is its function, and what is known of that is known of its arguments.
    """
    schemas = _schemas(declaration.name)
    alike = [schema for schema in schemas if _shape(schema.arguments) == _shape(declaration.arguments)]
    named = [schema for schema in schemas if schema.overload == declaration.overload]
    found = next(iter([schema for schema in alike if schema in named] or alike or named), None)
    if found is None:
        return declaration if dispatcher.is_installed(declaration.name, declaration.overload) else None
    if found.overload == declaration.overload and _told(found) == _told(declaration):
        return declaration
    return replace(declaration, overload=found.overload, arguments=found.arguments, returns=found.returns)


@cache
def _schemas(name: str) -> tuple[Schema, ...]:
    found = []
    for text in dispatcher.schemas(name):
        try:
            found.append(parse_schema(_in_atens_notation(text)))
        except Invalid:  # TorchScript has overloads of its own, with types that ATen does not know
            continue
    return tuple(found)


def _in_atens_notation(text: str) -> str:
    text = _FLOAT.sub(lambda found: f"={float(found[1])!r}", text)
    text = _LIST.sub(lambda found: found[0].replace(", ", ","), text)
    for written, meant in _ENUMERATORS.items():
        text = text.replace(written, meant)
    return text


def _told(schema: Schema | Declaration) -> tuple[object, ...]:
    """What decides how it is called and what comes of it."""
    arguments = [(a.name, a.type, a.default is None, a.keyword_only) for a in schema.arguments]
    return arguments, [(result.name, result.type) for result in schema.returns]


def _shape(arguments: tuple[Argument, ...]) -> list[tuple[str, Type]]:
    """Names and plain types, whether the options are one argument or four."""
    own = [argument for argument in arguments if base_of(argument.type) is not Base.TENSOR_OPTIONS]
    names = {argument.name for argument in own}
    return [(a.name, _plain(a.type)) for a in own if not (names.issuperset(OPTIONS) and a.name in OPTIONS)]


def _plain(type_: Type) -> Type:
    plain = plain_type(type_)
    return _TENSOR if plain == BaseType(Base.SPARSE_TENSOR) else plain
