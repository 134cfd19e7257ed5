"""Functions of Python and torch whose results are known better than their stubs tell, where tensors are in them."""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from mypy.plugin import FunctionContext
from mypy.plugins.functools import partial_new_callback
from mypy.types import AnyType, Instance, Overloaded, ProperType, Type, TypeOfAny, get_proper_type

from ..oracle.answer import ValueResult
from ..oracle.size_algebra import Unknown
from . import packages
from .asker import Asker
from .bound_once import BoundNames
from .reading import Reader, Unreadable
from .writing import Writer

Hook: TypeAlias = Callable[[FunctionContext], Type]


def hook_for(asker: Asker, fullname: str) -> Hook | None:
    """The hook for a function that has a row here."""
    found = _HOOKS.get(fullname)
    return None if found is None else partial(found, asker)


def _first(ctx: FunctionContext) -> ProperType | None:
    """The type of the first argument."""
    return get_proper_type(ctx.arg_types[0][0]) if ctx.arg_types and ctx.arg_types[0] else None


def _length(asker: Asker, ctx: FunctionContext) -> Type:
    """`len` of a tensor is its first dimension."""
    t = _first(ctx)
    if isinstance(t, Instance) and packages.is_tensor(t.type):
        package = packages.package_of(t.type)
        reader = Reader(ctx.api, BoundNames(ctx.api), package)
        try:
            found = reader.tensor(t)
        except Unreadable:
            return ctx.default_return_type
        if found.dims and found.rest != 0 and not isinstance(found.dims[0], Unknown):
            return Writer(asker.info, reader.symbols, package).type(ValueResult("int", found.dims[0]))
    return ctx.default_return_type


def _partial(asker: Asker, ctx: FunctionContext) -> Type:
    """`partial` of a generated function: mypy takes the first of its overloads, whatever the arguments are."""
    function, found = _first(ctx), get_proper_type(ctx.default_return_type)
    if isinstance(function, Overloaded) and isinstance(found, Instance) and _is_generated(asker, function):
        return found.copy_modified(args=[AnyType(TypeOfAny.special_form)])
    return partial_new_callback(ctx)


def _is_generated(asker: Asker, function: Overloaded) -> bool:
    definition, look_up = function.items[0].definition, asker.lookup_fully_qualified
    name = "" if definition is None else definition.fullname
    return (packages.function(name, look_up) or packages.method(name, look_up)) is not None


def _parameter(asker: Asker, ctx: FunctionContext) -> Type:
    """A parameter of a module is the tensor that it is made of, where one is expected."""
    made = _first(ctx)
    expected = get_proper_type(ctx.api.type_context[-1]) if ctx.api.type_context else None
    both = all(isinstance(t, Instance) and packages.is_tensor(t.type) for t in (made, expected))
    return made if made is not None and both else ctx.default_return_type


_HOOKS: dict[str, Callable[[Asker, FunctionContext], Type]] = {
    "builtins.len": _length,
    "functools.partial": _partial,
    "torch.nn.parameter.Parameter": _parameter,
}
