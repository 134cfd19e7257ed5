"""Types of expressions outside of the function that is being checked, where mypy does not know them any more.

The daemon checks a function alone when what it uses of other modules changes, or when it had an error: mypy has then
forgotten the types of all other expressions of the module.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from mypy.checker import TypeChecker
from mypy.nodes import Expression, FuncItem
from mypy.types import Type

_open: set[Expression] = set()  # a value may need itself


def type_of(checker: TypeChecker, node: Expression) -> Type | None:
    """The type of an expression that stands outside of the function being checked; None for one that is inside."""
    function = checker.scope.top_level_function()
    if function is None or _is_inside(node, function) or node in _open:
        return None
    _open.add(node)
    try:
        with _at_the_module(checker), checker.msg.filter_errors():
            return checker.expr_checker.accept(node)
    finally:
        _open.remove(node)


def _is_inside(node: Expression, function: FuncItem) -> bool:
    return function.line <= node.line <= (function.end_line or function.line)


@contextmanager
def _at_the_module(checker: TypeChecker) -> Iterator[None]:
    """As if no function were being checked: none shadows a name, or narrows its type."""
    scope, binder = checker.scope, checker.binder
    checker.scope, checker.binder = type(scope)(checker.tree), type(binder)(checker.options)
    try:
        with checker.binder.top_frame_context():
            yield
    finally:
        checker.scope, checker.binder = scope, binder
