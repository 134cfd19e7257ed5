"""Runs the test files on real tensors: what a type test claims must be what torch does."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conformance.classify import compare
from tests.conformance.truth import truth_of

from .annotations import example, read_annotation

Namespace = dict[str, object]


class Contradiction(Exception):
    """A value does not have the type that the file claims."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a reject file, and how to run it; `run` raises what torch raises, or Contradiction."""

    line: int
    run: Callable[[], None]


def check(value: object, claimed: str) -> object:
    """The value.  Raises Contradiction unless it has the claimed type."""
    truth = truth_of(value)
    if compare(read_annotation(ast.parse(claimed, mode="eval").body), truth) == "wrong":
        raise Contradiction(f"expected {claimed}, found {truth}")
    return value


class _Checked(ast.NodeTransformer):
    """`assert_type(x, T)` and `y: T = x` look at the value, too."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id == "assert_type":
            return _check_call(node.args[0], node.args[1])
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        if node.value is None:
            return node
        return ast.copy_location(ast.Assign([node.target], _check_call(node.value, node.annotation)), node)


def _check_call(value: ast.expr, claimed: ast.expr) -> ast.Call:
    return ast.Call(ast.Name("check", ast.Load()), [value, ast.Constant(ast.unparse(claimed))], [])


def functions(path: Path) -> Iterator[tuple[ast.FunctionDef, Namespace]]:
    """The functions of a file with the namespace of the file, in which everything at its top level has been run."""
    tree = ast.parse(path.read_text(), str(path))
    namespace: Namespace = {"check": check, "__name__": path.stem}
    checked = ast.fix_missing_locations(_Checked().visit(tree))
    exec(compile(checked, str(path), "exec"), namespace)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node, namespace


def arguments(function: ast.FunctionDef) -> Namespace:
    """Example arguments for a function."""
    pairs = [(a.arg, a.annotation) for a in function.args.args]
    return {name: example(annotation) for name, annotation in pairs if annotation is not None}


def run_whole(function: ast.FunctionDef, namespace: Namespace) -> None:
    """Call the function; its result must have the type that it is annotated with.  Raises Contradiction."""
    call = namespace[function.name]
    assert callable(call)
    result = call(**arguments(function))
    if function.returns is not None and not isinstance(function.returns, ast.Constant):
        check(result, ast.unparse(function.returns))


def statements(function: ast.FunctionDef, namespace: Namespace) -> Iterator[Statement]:
    """The statements of a function one by one, each with fresh arguments; a failing one does not stop the others."""
    kept: Namespace = {}
    for statement in function.body:

        def run(statement: ast.stmt = statement) -> None:
            scope = {**namespace, **kept, **arguments(function)}
            before = dict(scope)
            if isinstance(statement, ast.Return):
                assert statement.value is not None and function.returns is not None
                value = eval(compile(ast.Expression(statement.value), function.name, "eval"), scope)
                check(value, ast.unparse(function.returns))
            else:
                exec(compile(ast.Module([statement], []), function.name, "exec"), scope)
            kept.update({k: v for k, v in scope.items() if before.get(k) is not v and k != "__builtins__"})

        yield Statement(statement.lineno, run)
