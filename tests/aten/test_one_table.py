"""There is one table of dtypes and one of ATen's modules: what is written by hand elsewhere takes them from there."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from hasktorch_py.aten.dtypes import DTYPES
from hasktorch_py.aten.names import MODULES
from tests.checkers import ROOT

FOLDERS = ("benchmarks", "codegen", "examples", "hasktorch_py", "tests")
#: Files that choose among the dtypes, and what for.
CHOICES = {"codegen/probe/values.py": "the few at which ATen is asked, in an order of their own"}
#: How many of a table a literal may hold; a test chooses its inputs.
FEW = 2
HALF = len(DTYPES) // 2

_PYTHON = frozenset({"bool", "int", "float"})  # are more often Python's own types
#: What a dtype or a module is called anywhere, and which one that is.
DTYPE_OF = {
    name: dtype.tag
    for dtype in DTYPES
    for name in (dtype.tag, dtype.instance, dtype.torch, dtype.conversion)
    if name not in _PYTHON
}
MODULE_OF = {module.name: module.name for module in MODULES if module.name}


def tables(text: str, known: Mapping[str, str], most: int) -> Iterator[tuple[int, frozenset[str]]]:
    """The line of each literal that holds more than `most`, and which: `"fft"`, `"torch.fft"`, `torch.fft` are one."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Dict | ast.Set | ast.Tuple | ast.List):
            words = (_word(each).rpartition(".")[2] for each in ast.walk(node))
            found = frozenset(known[word] for word in words if word in known)
            if len(found) > most:
                yield node.lineno, found


def _word(node: ast.AST) -> str:
    match node:
        case ast.Constant(str() as word) | ast.Attribute(attr=word):
            return word
    return ""


def written() -> Iterator[tuple[str, Path]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path


@pytest.mark.parametrize(
    ("home", "known", "in_tests"),
    [("hasktorch_py/aten/dtypes.py", DTYPE_OF, HALF), ("hasktorch_py/aten/names.py", MODULE_OF, FEW)],
    ids=["dtypes", "modules"],
)
def test_there_is_no_second_table(home: str, known: Mapping[str, str], in_tests: int) -> None:
    found = {
        name: at
        for name, path in written()
        if (at := list(tables(path.read_text(encoding="utf-8"), known, in_tests if name.startswith("tests/") else FEW)))
    }
    assert list(tables((ROOT / home).read_text(encoding="utf-8"), known, FEW)), "the table itself is one"
    second = {name: at for name, at in found.items() if name != home and name not in CHOICES}
    assert not second, f"take these from {home}"


def test_every_choice_is_made() -> None:
    for name in CHOICES:
        assert list(tables((ROOT / name).read_text(encoding="utf-8"), DTYPE_OF, FEW)), f"{name} chooses no longer"


@pytest.mark.parametrize(
    "text",
    [
        'x = {"Long", "Half", "Double"}',
        "x = (torch.int64, torch.half, torch.double)",
        'x = {"long": 1, "half": "Double"}',
    ],
)
def test_a_table_is_found_in_every_spelling(text: str) -> None:
    [(line, found)] = tables(text, DTYPE_OF, FEW)
    assert (line, sorted(found)) == (1, ["Double", "Half", "Long"])


def test_few_and_python_s_own_types_are_no_table() -> None:
    text = 'x = ("Long", "long", torch.int64, "Half"), ("bool", "int", "float", "complex")'
    assert not list(tables(text, DTYPE_OF, FEW))
