"""Sizes that a call spells out, in the place of the type variables that the stubs have for them.

The stubs keep the sizes of `Linear.init(rng, 784, 10)` by a type variable that is bound to some hundred literals. Any
number that is known fits in its place: 1001, `2 * HIDDEN`, the size of a tensor, a type variable.
"""

from collections.abc import Iterator, Mapping

from mypy.expandtype import expand_type
from mypy.nodes import Expression
from mypy.types import (
    CallableType,
    LiteralType,
    TupleType,
    Type,
    TypeVarId,
    TypeVarType,
    UnionType,
    get_proper_type,
)

from ..oracle.question import Argument, Constant, Sequence, Size
from ..oracle.size_algebra import Dim
from .reading import Reader, Unreadable
from .writing import Writer


def known(signature: CallableType, args: list[list[Expression]], reader: Reader) -> Mapping[TypeVarId, Dim]:
    """The type variables for sizes whose numbers the arguments tell."""
    found: dict[TypeVarId, Dim] = {}
    for formal, given in zip(signature.arg_types, args, strict=False):
        if len(given) == 1 and any(_variables(formal)):
            try:
                found |= _matched(formal, reader.expression(given[0]))
            except Unreadable:
                continue
    return found


def put(signature: CallableType, sizes: Mapping[TypeVarId, Dim], writer: Writer) -> CallableType:
    """The signature for these sizes: it takes any int, and gives the size as it is known."""
    if not sizes:
        return signature
    int_ = writer.int()
    arguments: Mapping[TypeVarId, Type] = dict.fromkeys(sizes, int_)
    results = {variable: writer.dimension(size) for variable, size in sizes.items()}
    return signature.copy_modified(
        arg_types=[expand_type(t, arguments) if any(_variables(t)) else t for t in signature.arg_types],
        ret_type=expand_type(signature.ret_type, results),
        variables=[v for v in signature.variables if v.id not in sizes],
    )


def _variables(formal: Type) -> Iterator[TypeVarType]:
    """The variables for sizes in the type of a parameter: a size, a tuple of them, or one of these."""
    formal = get_proper_type(formal)
    match formal:
        case TypeVarType():
            if _is_of_literals(formal.upper_bound):
                yield formal
        case TupleType(items=items) | UnionType(items=items):
            for item in items:
                yield from _variables(item)


def _is_of_literals(bound: Type) -> bool:
    bound = get_proper_type(bound)
    return isinstance(bound, UnionType) and all(isinstance(get_proper_type(i), LiteralType) for i in bound.items)


def _matched(formal: Type, argument: Argument) -> dict[TypeVarId, Dim]:
    formal = get_proper_type(formal)
    match formal, argument:
        case TypeVarType(), Constant(int(n)) if n >= 0 and type(n) is int:
            return {formal.id: n}
        case TypeVarType(), Size(dim):
            return {formal.id: dim}
        case TupleType(), Sequence("tuple", items) if len(items) == len(formal.items):
            return {k: v for pair in zip(formal.items, items, strict=True) for k, v in _matched(*pair).items()}
        case UnionType(), _:
            return next((found for item in formal.items if (found := _matched(item, argument))), {})
    return {}
