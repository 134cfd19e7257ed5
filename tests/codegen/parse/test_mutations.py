"""Whatever a file holds, it becomes a whole tree of bindings or is refused with problems; nothing else ever happens.

A few hundred mutations run each time. All of them, in a minute:

    HASKTORCH_MUTATIONS=5000 python -m pytest tests/codegen/parse/test_mutations.py
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from codegen.command.instances import REQUIRED
from codegen.errors import CodegenError
from codegen.model import Declaration
from codegen.origin import Origin
from codegen.package import package
from codegen.parse import parse
from codegen.parse.schema import parse_schema
from codegen.pipeline import FACTS
from codegen.rules import facts
from codegen.select import select
from codegen.write import write
from codegen.write.record import files
from tests.codegen.parse.mutate import SAMPLES, mutations

MODERN = (SAMPLES / "modern.yaml").read_bytes()
MUTATIONS = int(os.environ.get("HASKTORCH_MUTATIONS", "300"))
#: One folder for all mutations: each tree is written over the one before.
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


def read_or_refused(text: str | bytes) -> tuple[Declaration, ...] | None:
    """The declarations, or None where the text was refused in the proper way; any other exception fails the test."""
    try:
        return parse(text, "D.yaml").declarations
    except CodegenError as error:
        assert str(error)
        return None


ORIGIN = Origin("9.9.9", "0" * 64, "9.9.9")


@cache
def _book() -> facts.FactBook:
    return facts.load(FACTS)


def tree_of(declarations: tuple[Declaration, ...]) -> dict[str, str]:
    """The bindings of what a file declares, and of nothing that torch writes in Python."""
    return package(select(declarations, ()), _book(), REQUIRED, ORIGIN)


@cache
def _empty() -> Mapping[str, str]:
    """The tree of no declarations: what every tree has."""
    return tree_of(())


@cache
def _usual(path: str) -> tuple[frozenset[str], frozenset[str]]:
    """What every file of that path calls, and its statements."""
    module = ast.parse(_empty()[path])
    return frozenset(_calls(module)), frozenset(map(ast.dump, module.body))


def _calls(module: ast.Module) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(module) if isinstance(node, ast.Call)}


def check_tree(tree: Mapping[str, str]) -> None:
    """Every file is there and is Python; a module only binds objects of torch and data, nothing else is called."""
    assert tree.keys() == _empty().keys()
    for path in (path for path in tree if tree[path] != _empty()[path]):
        module, (calls, statements) = ast.parse(tree[path]), _usual(path)
        assert _calls(module) <= calls | {"_deprecated", "_into", "_partial", "TypeVar", "TypeVarTuple"}
        for statement in (each for each in module.body if ast.dump(each) not in statements):
            assert _is_binding(statement) if path.endswith(".py") else _declares(statement), ast.unparse(statement)


def _is_binding(statement: ast.stmt) -> bool:
    """`mm = torch.mm`, `_mm = _into(torch.mm)`, `zeros = _partial(torch.zeros, dtype=torch.float64)`; or plain data."""
    match statement:
        case ast.AnnAssign(value=ast.Dict() as data):
            return isinstance(ast.literal_eval(data), dict)
        case ast.Assign(targets=[ast.Name()], value=ast.Call(func=ast.Name("_into" | "_partial")) as call):
            return all(map(_is_of_torch, [*call.args, *(keyword.value for keyword in call.keywords)]))
        case ast.Assign(targets=[ast.Name(name)], value=ast.Call(func=ast.Name("TypeVar"), args=[ast.Constant(own)])):
            return own == name
        case ast.ClassDef(bases=[ast.Name("NamedTuple"), *_]):  # the results of a function, by their names
            return all(isinstance(field, ast.AnnAssign | ast.Expr) for field in statement.body)
        case ast.Assign(targets=[ast.Name()], value=value):
            return _is_of_torch(value)
    return False


def _is_of_torch(value: ast.expr) -> bool:
    return re.fullmatch(r"torch(\.\w+)+", ast.unparse(value)) is not None


def _declares(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign | ast.ImportFrom)


@settings(max_examples=MUTATIONS, suppress_health_check=SLOW)
@given(mutations())
def test_a_mutation_of_real_declarations_is_a_whole_tree_or_refused(tmp_path: Path, text: str) -> None:
    declarations = read_or_refused(text)
    if declarations is not None:
        with_schema = [each for each in declarations if str(each) in text]  # early eras have none in their files
        for declaration in with_schema:
            schema = parse_schema(str(declaration))
            assert (schema.arguments, schema.returns) == (declaration.arguments, declaration.returns)
        tree = tree_of(declarations)
        check_tree(tree)
        write(tree, tmp_path / "generated")
        assert sorted(files(tmp_path / "generated")) == sorted(tree)


@settings(max_examples=MUTATIONS // 2, suppress_health_check=SLOW)
@given(st.integers(0, len(MODERN) - 1), st.integers(0, 40), st.binary(max_size=12))
@example(0, 0, b"\xef\xbb\xbf")
@example(0, 0, b"%YAML 9.9\n---\n")
def test_any_bytes_are_read_or_refused(start: int, removed: int, added: bytes) -> None:
    read_or_refused(MODERN[:start] + added + MODERN[start + removed :])
