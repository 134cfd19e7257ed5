"""Entries without a schema (ATen 0.3 to 1.0, and the fork of hasktorch-0.0.1) → the parts of a schema.

What later versions write into a schema is derived here from the C++ declaration, in the same notation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..errors import Invalid, quoted
from ..model import Annotation, Argument, Base, BaseType, Default, ListType, OptionalType, Return, Type
from .entry import CppArgument, CppReturn, Entry
from .schema import Schema, fits

_TENSOR = BaseType(Base.TENSOR)
_UNNAMED = re.compile(r"result[0-9]*")


def schema_of(entry: Entry) -> Schema:
    """The schema of an entry; an out variant is its operator with the overload ``out``.

    Raises Invalid where a default does not fit its type, or a result is a reference to no argument.
    """
    letters = iter("abcdefghijklmnopqrstuvwxyz")
    # C++ takes the results first, a schema last.
    ordered = sorted(entry.arguments, key=lambda argument: argument.output)
    arguments = tuple(_argument(argument, letters) for argument in ordered)
    is_out = any(argument.out for argument in arguments)
    name = entry.name.removesuffix("_out") if is_out else entry.name
    returns = tuple(_return(result, index, entry.returns, arguments) for index, result in enumerate(entry.returns))
    return Schema(name, "out" if is_out else "", arguments, returns, tight_arrow=False)


def _argument(argument: CppArgument, letters: Iterator[str]) -> Argument:
    type_, default = _schema_type(argument), argument.default
    if argument.computed:
        type_, default = OptionalType(type_), Default(None)
    elif default is not None and default.value is None and not isinstance(type_, OptionalType):
        type_ = OptionalType(type_)
    if default is not None and not fits(default.value, type_):
        hint = "mend the default or the type"
        raise Invalid(f"a default of the type {type_} for {argument.name!r}", str(default), hint, argument.line)
    written = argument.is_written and type_ in (_TENSOR, OptionalType(_TENSOR))
    annotation = _next_annotation(letters) if written else None
    keyword_only = argument.keyword_only or argument.output
    return Argument(argument.name, type_, default, keyword_only, annotation, argument.output)


def _next_annotation(letters: Iterator[str]) -> Annotation:
    for letter in letters:
        return Annotation(f"{letter}!")
    raise Invalid("at most 26 written arguments", "more", "this is no function of ATen")


def _schema_type(argument: CppArgument) -> Type:
    match argument.type:
        case ListType(element, None) if argument.size is not None:
            return ListType(element, argument.size)
        case ListType(element, size) if argument.nullable and element == _TENSOR:
            return ListType(OptionalType(element), size)
        case OptionalType():
            return argument.type
    return OptionalType(argument.type) if argument.nullable else argument.type


def _return(result: CppReturn, index: int, results: Sequence[CppReturn], arguments: Sequence[Argument]) -> Return:
    name = result.name if len(results) > 1 and not _UNNAMED.fullmatch(result.name) else None
    if not result.is_reference:
        return Return(name, result.type)
    written = [argument for argument in arguments if argument.annotation is not None]
    same = [argument for argument in written if argument.name == result.name]
    outs = [argument for argument in written if argument.out]
    if same:
        return Return(name, result.type, same[0].annotation)
    if len(outs) == len(results):
        return Return(name, result.type, outs[index].annotation)
    if len(results) == len(written) == 1:
        return Return(name, result.type, written[0].annotation)
    raise Invalid(
        "a result that is one of the written arguments", quoted(result.name), "name the argument", result.line
    )
