"""Which overloads of what the stubs declare a call may mean."""

from mypy.nodes import ARG_STAR, ARG_STAR2, SymbolTableNode
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    Overloaded,
    Type,
    TypeOfAny,
    UnionType,
    get_proper_type,
)

from ..oracle.question import Argument, Constant, Question, Sequence, Size, Some, Tensor
from .packages import is_tensor

_ANY_TENSOR = frozenset({"torch.Tensor", "builtins.object"})
_NUMBERS = {"bool": (bool,), "int": (int,), "float": (int, float), "complex": (int, float, complex), "str": (str,)}


def items_of(declared: SymbolTableNode | None) -> list[CallableType]:
    """The overloads of a function."""
    t = get_proper_type(declared.type) if declared is not None else None
    return t.items if isinstance(t, CallableType | Overloaded) else []


def giving(signature: CallableType, result: Type) -> CallableType:
    """A signature that takes any arguments and gives the result."""
    any_ = AnyType(TypeOfAny.special_form)
    return signature.copy_modified(
        arg_types=[any_, any_],
        arg_kinds=[ARG_STAR, ARG_STAR2],
        arg_names=[None, None],
        variables=[],
        ret_type=result,
    )


def pairs(item: CallableType, question: Question) -> list[tuple[Type, Argument]] | None:
    """Each argument with the type that is declared for it; None where one has no place."""
    found: list[tuple[Type, Argument]] = []
    starred = item.var_arg()
    positional = [f for f in item.formal_arguments() if f.pos is not None]
    for position, argument in enumerate(question.args):
        formal = positional[position].typ if position < len(positional) else starred.typ if starred else None
        if formal is None:
            return None
        found.append((formal, argument))
    for name, argument in question.kwargs:
        by_name = item.argument_by_name(name)
        if by_name is None:
            return None
        found.append((by_name.typ, argument))
    return found


def meant(items: list[CallableType], question: Question) -> list[CallableType]:
    """The overloads that the number of arguments and their kinds allow, whatever the dtypes and shapes."""
    found = []
    for item in items:
        matched = pairs(item, question)
        if matched is not None and len(matched) >= item.min_args and all(_may_be(*pair) for pair in matched):
            found.append(item)
    return found


def _may_be(formal: Type, argument: Argument) -> bool:
    formal = get_proper_type(formal)
    if isinstance(formal, UnionType):
        return any(_may_be(item, argument) for item in formal.items)
    name = formal.type.fullname if isinstance(formal, Instance) else ""
    takes_tensors = isinstance(formal, Instance) and (is_tensor(formal.type) or name in _ANY_TENSOR)
    match argument:
        case Tensor():
            return not isinstance(formal, LiteralType | NoneType | Instance) or takes_tensors
        case Constant(value):
            if isinstance(formal, LiteralType):
                return bool(formal.value == value)
            if isinstance(formal, NoneType) or value is None:
                return value is None and not isinstance(formal, Instance)
            kinds = _NUMBERS.get(name.removeprefix("builtins."))
            return isinstance(value, kinds) if kinds else not takes_tensors
        case Size() | Some() | Sequence():
            return not isinstance(formal, LiteralType | NoneType) and not takes_tensors
    return True
