"""How Python calls an overload: the parameters under torch's Python names, and what may be given how."""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

from hasktorch_py.aten.names import KEYWORDS, parameter_name

from ..model import Argument, Base, BaseType, Declaration, Default, ListType, OptionalType, Return, Type

#: The scattered fields of C++'s ``TensorOptions``; Python gives a flag that is absent as False, and adds one.
OPTIONS = ("dtype", "layout", "device", "pin_memory")
_BOOL = OptionalType(BaseType(Base.BOOL))
_FALSE = Default(False)


class ParamKind(enum.Enum):
    """How a parameter may be given."""

    POSITIONAL = "positional-only"
    STANDARD = "positional or keyword"
    KEYWORD = "keyword-only"
    #: Any number of separate arguments; the type is that of the list they make.
    VARIADIC = "separate arguments"


@dataclass(frozen=True, slots=True)
class Param:
    """``default`` is None where the parameter is required.

    ``spread``: separate arguments do as well as a list. ``only``: the one value with which a call is of this overload
    (``return_indices=True``).
    """

    name: str
    type: Type
    required: bool
    default: Default | None
    kind: ParamKind
    spread: bool = False
    only: Default | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """One overload. ``key`` names its facts; ``out``: the caller may provide the result as ``out=``.

    ``declared``: the names of the parameters as ATen declares them, where Python has them in another order.
    """

    key: str
    params: tuple[Param, ...]
    returns: tuple[Return, ...]
    out: bool
    schema: str
    declared: tuple[str, ...] = ()

    @property
    def takes_options(self) -> bool:
        """Whether it makes a tensor of a dtype and layout that the caller chooses."""
        return "requires_grad" in {param.name for param in self.params}

    @property
    def tensors(self) -> tuple[Param, ...]:
        """The parameters that hold tensors, in the order in which ATen declares them: that of roles and rules."""
        found = (param for param in self.params if base_of(param.type) is Base.TENSOR)
        return tuple(sorted(found, key=lambda p: self.declared.index(p.name)) if self.declared else found)


def base_of(type_: Type) -> Base:
    """The type without its options and lists."""
    while not isinstance(type_, BaseType):
        type_ = type_.element
    return type_.base


def signature_of(declaration: Declaration, *, method: bool, out: bool = False) -> Signature:
    """The signature of a declaration as a function, or as a method (also where that is called as a function)."""
    arguments = [argument for argument in declaration.arguments if not argument.out]
    params = [param_of(argument, method=method) for argument in arguments]
    names = tuple(param.name for param in params)
    if method:  # where(condition, self, other) is x.where(condition, other)
        params.sort(key=lambda param: param.name != "self")
    moved = names if params and params[0].name != names[0] else ()
    if {argument.name for argument in arguments if argument.keyword_only}.issuperset(OPTIONS):
        params = [_option(param) if param.name in OPTIONS else param for param in params]
        params.append(Param("requires_grad", _BOOL, False, _FALSE, ParamKind.KEYWORD))
    spread = _spread(tuple(params), method)
    return Signature(declaration.key, spread, declaration.returns, out, declaration.schema, moved)


def _option(param: Param) -> Param:
    """Whatever C++ has as default, in Python it is None (torch's choice), and False for a flag."""
    return replace(param, required=False, default=_FALSE if param.name == "pin_memory" else Default(None))


def param_of(argument: Argument, *, method: bool) -> Param:
    """An argument under torch's name; a method's ``self``, and what is a keyword of Python, can only be positional."""
    kind = ParamKind.KEYWORD if argument.keyword_only else ParamKind.STANDARD
    if argument.name in KEYWORDS or (method and argument.name == "self"):
        kind = ParamKind.POSITIONAL
    name = parameter_name(argument.name, is_tensor=argument.type == BaseType(Base.TENSOR), method=method)
    return Param(name, argument.type, argument.default is None, argument.default, kind)


def _spread(params: tuple[Param, ...], method: bool) -> tuple[Param, ...]:
    """torch takes an int list as separate arguments where nothing else, ``self`` aside, can be positional."""
    positional = [param for param in params if param.kind is not ParamKind.KEYWORD]
    if method:
        positional = positional[1:]
    if len(positional) != 1 or not is_int_list(positional[0].type):
        return params
    spread = positional[0]
    return tuple(replace(param, spread=True) if param is spread else param for param in params)


def is_int_list(type_: Type) -> bool:
    """Whether it is a list of integers that is not optional."""
    return isinstance(type_, ListType) and type_.element in (BaseType(Base.INT), BaseType(Base.SYMINT))
