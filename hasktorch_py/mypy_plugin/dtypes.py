"""Whether the stubs allow the dtypes of a call: ATen promotes silently what an instance, strictly, does not take."""

from collections.abc import Iterator
from typing import TypeAlias

from mypy.nodes import TypeInfo
from mypy.types import (
    CallableType,
    Instance,
    TupleType,
    Type,
    TypeVarLikeType,
    TypeVarType,
    UninhabitedType,
    UnionType,
    get_proper_type,
)

from hasktorch_py.aten.dtypes import TAGS_OF

from ..oracle.question import Argument, Layer, Question, Sequence, Tensor
from . import overloads
from .packages import is_tensor

_Bound: TypeAlias = dict[TypeVarLikeType, str]


def tags_of(question: Question) -> frozenset[str]:
    """The dtypes of all tensors in a call."""
    return frozenset(_tags(question.arguments))


def _tags(arguments: tuple[Argument, ...]) -> Iterator[str]:
    for argument in arguments:
        if isinstance(argument, Tensor):
            yield argument.tag
        elif isinstance(argument, Sequence):
            yield from _tags(argument.items)
        elif isinstance(argument, Layer):
            yield from _tags(tuple(value for _, value in argument.fields))


def allowed(items: list[CallableType], question: Question) -> bool:
    """Whether some overload takes the dtypes; shapes and other values do not matter."""
    return not items or any(takes(item, question) for item in items)


def takes(item: CallableType, question: Question) -> bool:
    """Whether one overload takes the dtypes."""
    bound: _Bound = {}
    matched = overloads.pairs(item, question)
    return matched is not None and all(_fits(formal, argument, bound) for formal, argument in matched)


def _fits(formal: Type, argument: Argument, bound: _Bound) -> bool:
    formal = get_proper_type(formal)
    if isinstance(formal, UnionType):
        return any(_fits(item, argument, bound) for item in formal.items)
    if not isinstance(formal, Instance | TupleType):
        return True
    match argument:
        case Tensor(tag):
            if isinstance(formal, TupleType) or not is_tensor(formal.type):
                return isinstance(formal, Instance) and formal.type.fullname in ("torch.Tensor", "builtins.object")
            return _is(formal.args[0], tag, formal.type, bound)
        case Layer() if isinstance(formal, Instance) and formal.args:
            return all(_is(formal.args[0], tag, formal.type, bound) for tag in set(_tags((argument,))))
        case Sequence(_, items) if isinstance(formal, TupleType):
            return len(items) == len(formal.items) and all(
                _fits(f, i, bound) for f, i in zip(formal.items, items, strict=True)
            )
        case Sequence(_, items) if isinstance(formal, Instance) and formal.args:
            return all(_fits(formal.args[0], item, bound) for item in items)
    return True


def _is(formal: Type, tag: str, tensor: TypeInfo, bound: _Bound) -> bool:
    """Whether a dtype's tag is what a signature wants; a type variable is the same dtype wherever it stands."""
    formal = get_proper_type(formal)
    match formal:
        case UninhabitedType():  # an overload for no dtype
            return False
        case Instance():
            return formal.type.name == tag or tag in TAGS_OF.get(formal.type.name, ())
        case UnionType():
            return any(_is(item, tag, tensor, bound) for item in formal.items)
        case TypeVarType():
            limits = formal.values or [formal.upper_bound]
            return bound.setdefault(formal, tag) == tag and any(_is(limit, tag, tensor, {}) for limit in limits)
    return True


def conflict(question: Question, instance: str | None) -> str:
    """What is wrong with the dtypes of a call that no overload allows."""
    found = sorted(tags_of(question))
    if len(found) > 1:
        return f"dtypes do not mix implicitly: found {' and '.join(found)}; convert one of them"
    return f"{instance or 'this method'} does not take {found[0]} here; convert it first"
