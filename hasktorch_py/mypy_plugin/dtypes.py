"""Whether the stubs allow the dtypes of a call: ATen promotes silently what an instance, strictly, does not take."""

from collections.abc import Iterator

from mypy.nodes import SymbolTableNode, TypeInfo
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    Overloaded,
    TupleType,
    Type,
    TypeVarLikeType,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from .model import Argument, Question, Sequence, Tensor
from .packages import is_tensor

_Bound = dict[TypeVarLikeType, str]


def tags_of(question: Question) -> frozenset[str]:
    """The dtypes of all tensors in a call."""
    return frozenset(_tags((*question.args, *(a for _, a in question.kwargs))))


def _tags(arguments: tuple[Argument, ...]) -> Iterator[str]:
    for argument in arguments:
        if isinstance(argument, Tensor):
            yield argument.tag
        elif isinstance(argument, Sequence):
            yield from _tags(argument.items)


def allowed(declared: SymbolTableNode | None, question: Question) -> bool:
    """Whether some overload of what is declared takes the dtypes; shapes and other values do not matter."""
    t = get_proper_type(declared.type) if declared is not None else None
    if not isinstance(t, CallableType | Overloaded):
        return True
    return any(takes(item, question) for item in t.items)


def takes(item: CallableType, question: Question) -> bool:
    """Whether one overload takes the dtypes."""
    bound: _Bound = {}
    starred = item.var_arg()
    positional = [f for f in item.formal_arguments() if f.pos is not None]
    for position, argument in enumerate(question.args):
        formal = positional[position].typ if position < len(positional) else starred.typ if starred else None
        if formal is None or not _fits(formal, argument, bound):
            return False
    for name, argument in question.kwargs:
        by_name = item.argument_by_name(name)
        if by_name is None or not _fits(by_name.typ, argument, bound):
            return False
    return True


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
        case AnyType():
            return True
        case Instance():
            return formal.type.name == tag or _is_kind_of(tag, formal.type)
        case UnionType():
            return any(_is(item, tag, tensor, bound) for item in formal.items)
        case TypeVarType():
            limits = formal.values or [formal.upper_bound]
            return bound.setdefault(formal, tag) == tag and any(_is(limit, tag, tensor, {}) for limit in limits)
    return True


_KINDS = {
    "DType": None,
    "Integral": frozenset({"Byte", "Char", "Short", "Int", "Long"}),
    "Floating": frozenset({"Half", "BFloat16", "Float", "Double"}),
    "Complex": frozenset({"ComplexFloat", "ComplexDouble"}),
    "Boolean": frozenset({"Bool"}),
}


def _is_kind_of(tag: str, kind: TypeInfo) -> bool:
    tags = _KINDS.get(kind.name, frozenset())
    return tags is None or tag in tags


def conflict(question: Question, instance: str | None) -> str:
    """What is wrong with the dtypes of a call that no overload allows."""
    found = sorted(tags_of(question))
    if len(found) > 1:
        return f"dtypes do not mix implicitly: found {' and '.join(found)}; convert one of them"
    return f"{instance or 'this method'} does not take {found[0]} here; convert it first"
