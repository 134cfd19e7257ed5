"""mypy with the plugin: accept/ is clean, each marked line of reject/ has one error in the marked words."""

import ast
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
import torch

from hasktorch_py.mypy_plugin.symbolic import OPERATORS
from hasktorch_py.oracle.size_algebra import operation
from tests.checkers import Diagnostic, run
from tests.typing.annotations import POLYMORPHIC_SIZES
from tests.typing.execution import functions, run_whole, statements

HERE = Path(__file__).parent
ACCEPT = sorted((HERE / "accept").glob("*.py"))
REJECT = sorted((HERE / "reject").glob("*.py"))
_MARK = re.compile(r"  # error: (strict: )?(.*)$")


@cache
def said(work: Path) -> dict[tuple[Path, int], list[Diagnostic]]:
    """Errors by file and line, from one run for all files."""
    files = [path.resolve() for path in ACCEPT + REJECT]
    found: dict[tuple[Path, int], list[Diagnostic]] = defaultdict(list)
    for diagnostic in run("mypy", files, work, plugin="hasktorch_py.mypy_plugin"):
        if diagnostic.severity == "error":
            found[diagnostic.file, diagnostic.line].append(diagnostic)
    return found


class _Computed(ast.NodeTransformer):
    """`Add[B, L[2]]` in an annotation becomes the number that it is for the example sizes; Final is left out."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        self.generic_visit(node)
        if ast.unparse(node.annotation).startswith("Final") and node.value is not None:
            return ast.copy_location(ast.Assign([node.target], node.value), node)
        return node

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        match node:
            case ast.Subscript(ast.Name(name), ast.Tuple([left, right])) if name in OPERATORS:
                size = operation(OPERATORS[name], _size(left), _size(right))
                return ast.parse(f"L[{size}]", mode="eval").body
        return node


def _size(node: ast.expr) -> int:
    return POLYMORPHIC_SIZES[node.id] if isinstance(node, ast.Name) else int(ast.unparse(node)[2:-1])


def spelled(d: Diagnostic) -> str:
    return f"{d.message}  [{d.code}]"


def wrong_lines(path: Path, found: Mapping[tuple[Path, int], Sequence[str]]) -> list[str]:
    """The lines of a file on which not exactly the marked error, or an error without a mark, is found."""
    told = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        errors, mark = found.get((path.resolve(), number), ()), _MARK.search(line)
        texts = " | ".join(errors)
        if mark is None and errors:
            told.append(f"{number}: unexpected: {texts}")
        elif mark is not None and (len(errors) != 1 or mark[2] not in texts):
            told.append(f"{number}: expected one error with {mark[2]!r}, found: {texts or 'none'}")
    return told


@pytest.mark.parametrize("path", ACCEPT + REJECT, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_each_mistake_is_one_error_in_the_expected_words_and_nothing_else_is_one(path: Path, work: Path) -> None:
    told = wrong_lines(path, {place: list(map(spelled, ds)) for place, ds in said(work).items()})
    assert not told, "\n".join(told)


@pytest.mark.parametrize("path", ACCEPT, ids=lambda p: p.stem)
def test_accepted_files_are_true(path: Path, tmp_path: Path) -> None:
    torch.manual_seed(0)
    computed = tmp_path / path.name
    computed.write_text(ast.unparse(ast.fix_missing_locations(_Computed().visit(ast.parse(path.read_text())))))
    for function, namespace in functions(computed):
        run_whole(function, namespace)


@pytest.mark.parametrize("path", REJECT, ids=lambda p: p.stem)
def test_torch_refuses_what_is_rejected(path: Path) -> None:
    """Except where the mark says `strict`: there the instance is stricter, or other sizes would fit."""
    lines = path.read_text().splitlines()
    for function, namespace in functions(path):
        for statement in statements(function, namespace):
            mark = _MARK.search(lines[statement.line - 1])
            raised = False
            try:
                statement.run()
            except Exception:  # torch raises many kinds
                raised = True
            assert raised == (mark is not None and not mark[1]), f"{path.name}:{statement.line}"
