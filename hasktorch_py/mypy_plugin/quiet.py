"""One error for one mistake: what else mypy says about a call that ATen refuses is taken back or kept from arising."""

from mypy.errors import ErrorInfo
from mypy.nodes import Context, TypeInfo
from mypy.plugin import CheckerPluginInterface
from mypy.types import AnyType, Instance, Type, TypeOfAny, UnpackType, get_proper_type

from .packages import is_tensor

_SELF = (
    "Invalid self argument",
    'Argument 1 to "__get__" of "_Property',
    'No overload variant of "__get__" of "_Property',
)


def after_an_error(declared: Type, tuple_info: TypeInfo, keeps_dtype: bool) -> Type:
    """The type of a refused call: a tensor of unknown shape (or dtype, too), where the stub says that it is one."""
    t = get_proper_type(declared)
    any_ = AnyType(TypeOfAny.from_error)
    if isinstance(t, Instance) and is_tensor(t.type):
        dtype = get_proper_type(t.args[0])
        anything = UnpackType(Instance(tuple_info, [any_]))
        return Instance(t.type, [dtype if keeps_dtype and isinstance(dtype, Instance) else any_, anything])
    return any_


def retract_self_errors(api: CheckerPluginInterface, context: Context) -> None:
    """Take back the error about the object of a method call: ATen's own words take its place."""
    errors = api.msg.errors
    for watcher in reversed(getattr(errors, "_watchers", [])):
        kept = getattr(watcher, "_filtered", None)
        if kept is not None:
            _remove(kept, context.line)
            return
    _remove(errors.error_info_map.get(errors.file, []), context.line)


def _remove(infos: list[ErrorInfo], line: int) -> None:
    infos[:] = [i for i in infos if not (i.line == line and i.message.startswith(_SELF))]
