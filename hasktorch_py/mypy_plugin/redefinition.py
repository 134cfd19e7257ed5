"""A variable that is given another shape: mypy's error does not say that it may be allowed to have one."""

from mypy.checker import TypeChecker
from mypy.errorcodes import ASSIGNMENT
from mypy.nodes import CallExpr, Context, NameExpr, Var
from mypy.plugin import CheckerPluginInterface
from mypy.subtypes import is_subtype
from mypy.types import Instance, Type, get_proper_type

from .bound_once import assignments
from .packages import is_tensor

OPTION = "allow_redefinition"


def explain(api: CheckerPluginInterface, call: Context, result: Type) -> None:
    """Add to the error of an assignment what lets a variable without annotation have the tensor's other type.

    Of operators mypy tries several, and a note would be the failure of one.
    """
    if not isinstance(api, TypeChecker) or not isinstance(call, CallExpr):
        return
    if api.options.allow_redefinition or not api.type_context:
        return
    known, found = (get_proper_type(t) for t in (api.type_context[-1], result))
    if not (isinstance(known, Instance) and is_tensor(known.type) and isinstance(found, Instance)):
        return
    if is_tensor(found.type) and not is_subtype(found, known) and (name := _variable(api, call)) is not None:
        text = f"{name} has the shape and dtype that it was given first; {OPTION} = true lets it have others"
        api.note(text, call, code=ASSIGNMENT)


def _variable(api: TypeChecker, value: Context) -> str | None:
    """The variable without annotation that a value is assigned to, at the top of a statement."""
    for assignment in assignments(api.scope.top_level_function() or api.tree):
        match assignment.lvalues:
            case [NameExpr(node=Var(is_inferred=True), name=name)] if assignment.rvalue is value:
                return name
    return None
