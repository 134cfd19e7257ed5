"""One error for one mistake: what else mypy says about a call that ATen refuses is taken back or kept from arising."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mypy.errorcodes import ErrorCode
from mypy.errors import ErrorInfo
from mypy.nodes import ComparisonExpr, Context, OpExpr, TypeInfo
from mypy.plugin import CheckerPluginInterface
from mypy.type_visitor import TypeTranslator
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    TupleType,
    Type,
    TypeAliasType,
    TypeOfAny,
    TypeVarType,
    UninhabitedType,
    UnpackType,
    get_proper_type,
)

from .packages import is_tensor

_SELF = (
    "Invalid self argument",
    'Argument 1 to "__get__" of "_Property',
    'No overload variant of "__get__" of "_Property',
)


def report(api: CheckerPluginInterface, text: str, context: Context, code: ErrorCode) -> None:
    """The error of a refused call, in the place of mypy's own."""
    _retract(api, context)
    with beyond_the_operator(api, context):
        api.fail(text, context, code=code)


def after_an_error(declared: Type, tuple_info: TypeInfo, keeps_dtype: bool) -> Type:
    """The type of a refused call: what the stub says, with nothing known of its tensors' shapes (or dtypes, too)."""
    return declared.accept(_Forgetting(tuple_info, keeps_dtype))


def after_errors(declared: Sequence[CallableType], tuple_info: TypeInfo, keeps_dtype: bool) -> Type:
    """As `after_an_error` for the overloads that may be meant; Any where they differ."""
    for keeps in (keeps_dtype, False):
        forgotten = [after_an_error(item.ret_type, tuple_info, keeps) for item in declared]
        told = [t for t in forgotten if not isinstance(get_proper_type(t), AnyType)]
        if told and all(t == told[0] for t in told):
            return told[0]
    return AnyType(TypeOfAny.from_error)


class _Forgetting(TypeTranslator):
    def __init__(self, tuple_info: TypeInfo, keeps_dtype: bool) -> None:
        super().__init__()
        self._tuple, self._keeps_dtype = tuple_info, keeps_dtype

    def visit_instance(self, t: Instance) -> Type:
        if not is_tensor(t.type):
            return super().visit_instance(t)
        any_, dtype = AnyType(TypeOfAny.from_error), get_proper_type(t.args[0])
        kept = dtype if self._keeps_dtype and isinstance(dtype, Instance) else any_
        return Instance(t.type, [kept, UnpackType(Instance(self._tuple, [any_]))])

    def visit_tuple_type(self, t: TupleType) -> Type:
        if any(isinstance(item, UnpackType) for item in t.items):
            return Instance(self._tuple, [AnyType(TypeOfAny.from_error)])
        return super().visit_tuple_type(t)

    def visit_literal_type(self, t: LiteralType) -> Type:
        return t.fallback

    def visit_uninhabited_type(self, t: UninhabitedType) -> Type:
        return AnyType(TypeOfAny.from_error)

    def visit_type_var(self, t: TypeVarType) -> Type:
        return AnyType(TypeOfAny.from_error)

    def visit_type_alias_type(self, t: TypeAliasType) -> Type:
        return get_proper_type(t).accept(self)


@contextmanager
def beyond_the_operator(api: CheckerPluginInterface, context: Context) -> Iterator[None]:
    """Past the watcher that makes mypy try the other operand's method, and call the result Any, after an error."""
    watchers = getattr(api.msg.errors, "_watchers", [])
    inner = watchers[-1] if watchers else None
    if not isinstance(context, OpExpr | ComparisonExpr) or getattr(inner, "_filtered", None) is None:
        yield
        return
    watchers.pop()
    try:
        yield
    finally:
        watchers.append(inner)


def accept_object(api: CheckerPluginInterface, context: Context, method: str) -> None:
    """Take back the error about the object of a call that ATen takes, where the stub has no overload for it."""
    _retract(api, context, f'"{method}"')


def _retract(api: CheckerPluginInterface, context: Context, word: str = "") -> None:
    """Take back errors about the object of a method call that have a word in them."""
    errors = api.msg.errors
    for watcher in reversed(getattr(errors, "_watchers", [])):
        kept = getattr(watcher, "_filtered", None)
        if kept is not None:
            _remove(kept, context.line, word)
            return
    _remove(errors.error_info_map.get(errors.file, []), context.line, word)


def _remove(infos: list[ErrorInfo], line: int, word: str) -> None:
    def is_meant(info: ErrorInfo) -> bool:
        return info.line == line and info.message.startswith(_SELF) and word in info.message

    infos[:] = [info for info in infos if not is_meant(info)]
