"""A module's interface: its source without the bodies, as a stub has it.

A package that is generated into somebody's own project gets the hand-written core's interface beside its signature
(see `codegen.instantiate`). What is read here is the core's text; nothing of it is imported.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

_ELLIPSIS = ast.Constant(...)
#: Assignments to these are types, not values: their right side stays.
_TYPES = frozenset({"TypeAlias", "Final"})


def interface(source: str) -> ast.Module:
    """What a stub of the module holds: definitions without bodies, and the imports that they need.

    Docstrings stay. Private names that no other definition mentions are left out.
    """
    return ast.Module(_needed(list(_statements(ast.parse(source).body, False))), [])


def _statements(body: Sequence[ast.stmt], in_class: bool) -> Iterator[ast.stmt]:
    overloaded = {each.name for each in body if isinstance(each, ast.FunctionDef) and _is_overload(each)}
    docstrings = {
        each.name: ast.get_docstring(each, clean=False)
        for each in body
        if isinstance(each, ast.FunctionDef) and not _is_overload(each)
    }
    for node in body:
        match node:
            case ast.FunctionDef() if node.name in overloaded:
                if _is_overload(node):  # a stub has no implementation; its docstring goes to the first overload
                    yield _function(node, docstrings.pop(node.name, None))
            case ast.FunctionDef():
                yield _function(node, ast.get_docstring(node, clean=False))
            case ast.ClassDef():
                members = list(_statements(node.body, True)) or [ast.Expr(_ELLIPSIS)]
                yield ast.ClassDef(node.name, node.bases, node.keywords, members, node.decorator_list)
            case ast.Expr(ast.Constant(str())) if node is body[0]:
                yield node
            case ast.AnnAssign() if not in_class and not _is_type(node.annotation):
                yield ast.AnnAssign(node.target, node.annotation, None, node.simple)
            case ast.Assign() | ast.AnnAssign() | ast.Import() | ast.ImportFrom():
                yield node


def _is_overload(node: ast.FunctionDef) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "overload" for each in node.decorator_list)


def _is_type(annotation: ast.expr) -> bool:
    return isinstance(annotation, ast.Name) and annotation.id in _TYPES


def _function(node: ast.FunctionDef, docstring: str | None) -> ast.FunctionDef:
    given = node.args
    arguments = ast.arguments(
        given.posonlyargs,
        given.args,
        given.vararg,
        given.kwonlyargs,
        [each and _default(each) for each in given.kw_defaults],
        given.kwarg,
        [_default(each) for each in given.defaults],
    )
    body: list[ast.stmt] = [ast.Expr(ast.Constant(docstring))] if docstring else []
    return ast.FunctionDef(node.name, arguments, [*body, ast.Expr(_ELLIPSIS)], node.decorator_list, node.returns)


def _default(value: ast.expr) -> ast.expr:
    """A number or word stays, for the reader; what would have to be evaluated is a default of some value."""
    return value if isinstance(value, ast.Constant) else _ELLIPSIS


def _needed(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements but imports and private definitions that no other statement mentions, until none is left."""
    while True:
        mentioned = [mentions(each) for each in body]
        kept = [
            each
            for place, each in enumerate(body)
            if _stays(each, frozenset().union(*mentioned[:place], *mentioned[place + 1 :]))
        ]
        if len(kept) == len(body) and all(one is other for one, other in zip(kept, body, strict=True)):
            return kept
        body = kept


def _stays(node: ast.stmt, mentioned: frozenset[str]) -> bool:
    match node:
        case ast.Import(aliases) | ast.ImportFrom(names=aliases):
            node.names = [each for each in aliases if _exports(each) or _bound(each) in mentioned]
            return bool(node.names)
        case ast.FunctionDef(name) | ast.ClassDef(name) | ast.AnnAssign(ast.Name(name)) | ast.Assign([ast.Name(name)]):
            return not name.startswith("_") or name in mentioned
    return True


def _exports(alias: ast.alias) -> bool:
    return alias.asname == alias.name


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name.partition(".")[0]


def mentions(node: ast.AST) -> frozenset[str]:
    """The names that a definition mentions, those in quoted annotations among them."""
    return frozenset(_mentions(ast.walk(node)))


def _mentions(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        match node:
            case ast.Name(name):
                yield name
            case ast.Constant(str(text)) if text.strip() == text and "\n" not in text:
                try:
                    quoted = ast.parse(text, mode="eval")
                except SyntaxError:
                    continue
                yield from _mentions(each for each in ast.walk(quoted) if isinstance(each, ast.Name))
