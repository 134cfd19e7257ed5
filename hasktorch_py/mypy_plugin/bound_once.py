"""Names that are bound once: `k = 4` that is never assigned again is 4 wherever it is read.

mypy's tree tells what a variable is bound to, Python's own all the other ways in which a name may be bound.
"""

import ast
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

from mypy.checker import TypeChecker
from mypy.nodes import (
    AssignmentStmt,
    Block,
    ClassDef,
    Decorator,
    Expression,
    ForStmt,
    FuncDef,
    IfStmt,
    MypyFile,
    NameExpr,
    Node,
    StarExpr,
    TryStmt,
    TupleExpr,
    Var,
    WhileStmt,
    WithStmt,
)
from mypy.plugin import CheckerPluginInterface
from mypy.types import Type

from . import elsewhere
from .source import OfModule

_CAPTURES = (ast.MatchAs, ast.MatchStar, ast.ExceptHandler, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class BoundNames:
    """What the variables of a module are bound to; `api` is the checker of the module."""

    def __init__(self, api: CheckerPluginInterface) -> None:
        self._checker = api if isinstance(api, TypeChecker) else None

    def type_of(self, node: Expression) -> Type | None:
        """The type that mypy found when it checked an expression."""
        if self._checker is None:
            return None
        found = self._checker.lookup_type_or_none(node)
        return elsewhere.type_of(self._checker, node) if found is None else found

    def value_of(self, name: NameExpr) -> Expression | None:
        """What the only assignment to a variable assigns; None where there are others, or where it is elsewhere."""
        if self._checker is None or not isinstance(name.node, Var):
            return None
        if not (name.node.is_inferred or name.node.is_final):
            return None
        module, function = self._checker.tree, self._checker.scope.top_level_function()
        lines = _LINES.of(self._checker).get(name.name, [])
        first, last = (function.line, function.end_line or function.line) if function else (0, 0)
        local = bisect_right(lines, last) - bisect_left(lines, first)
        if (local if local else len(lines)) != 1:
            return None
        start = function if isinstance(function, FuncDef) and local else module
        return next(_values(start, name.node), None)


def _bound_lines(tree: ast.Module) -> dict[str, list[int]]:
    """The lines on which each name is bound, in whatever way."""
    found: dict[str, list[int]] = defaultdict(list)
    for node in ast.walk(tree):
        match node:
            case ast.Name(name, ast.Store() | ast.Del()):
                found[name].append(node.lineno)
            case ast.arg(name) | ast.MatchMapping(rest=str(name)):
                found[name].append(node.lineno)
            case ast.Global(names) | ast.Nonlocal(names):
                for name in names:
                    found[name] += [node.lineno] * 2
            case ast.Import(aliases) | ast.ImportFrom(names=aliases):
                for alias in aliases:
                    found[alias.asname or alias.name.partition(".")[0]].append(node.lineno)
            case _ if isinstance(node, _CAPTURES) and node.name:
                found[node.name].append(node.lineno)
    return {name: sorted(lines) for name, lines in found.items()}


_LINES = OfModule(_bound_lines)


def assignments(node: Node) -> Iterator[AssignmentStmt]:
    """All assignments in a module, a function or another statement."""
    if isinstance(node, AssignmentStmt):
        yield node
    for part in _parts(node):
        yield from assignments(part)


def _values(node: Node, variable: Var) -> Iterator[Expression]:
    for found in assignments(node):
        for target in found.lvalues:
            yield from _assigned(target, found.rvalue, variable)


def _assigned(target: Expression, value: Expression, variable: Var) -> Iterator[Expression]:
    """What an assignment assigns to a variable, also as one of several: `a, b = 1, 2`."""
    match target, value:
        case NameExpr(), _ if target.node is variable:
            yield value
        case TupleExpr(items=targets), TupleExpr(items=values) if len(targets) == len(values):
            if not any(isinstance(item, StarExpr) for item in (*targets, *values)):
                for one, its_value in zip(targets, values, strict=True):
                    yield from _assigned(one, its_value, variable)


def _parts(node: Node) -> list[Node]:
    """The statements inside a statement."""
    match node:
        case MypyFile():
            return [*node.defs]
        case Block():
            return [*node.body]
        case FuncDef() | ForStmt() | WhileStmt() | WithStmt():
            others = [node.else_body] if isinstance(node, ForStmt | WhileStmt) and node.else_body else []
            return [node.body, *others]
        case Decorator():
            return [node.func]
        case ClassDef():
            return [node.defs]
        case IfStmt():
            return [*node.body, *([node.else_body] if node.else_body else [])]
        case TryStmt():
            return [node.body, *node.handlers, *(b for b in (node.else_body, node.finally_body) if b)]
    return []
