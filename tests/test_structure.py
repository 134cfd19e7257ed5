"""What holds of the source as such: who may import whom, no circles, no long files, no comments on what is gone."""

import ast
import graphlib
import io
import re
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from codegen.write.record import files
from tests.checkers import ROOT

#: The steps of the generator in the order in which data flows; a package imports none that comes after it.
STEPS = ("parse", "select", "rules", "diff", "probe", "lower", "write", "upgrade")

BY_HAND = ("benchmarks", "codegen", "examples", "hasktorch_py", "templates", "tests")
#: A longer file does more than one thing.
MAX_LINES = 400
#: Files that comments name and that are no part of the project: torch's, and a user's.
FOREIGN = frozenset({"Declarations.yaml", "native_functions.yaml", "program.py"})
_FILE = re.compile(r"[\w./-]*\w\.(?:py|pyi|yaml|md|j2|toml|json)\b")


def by_hand(*suffixes: str) -> Iterator[Path]:
    """The files of these kinds that nobody generates; all of them where none is named."""
    for room in BY_HAND:
        yield from (ROOT / room / path for path in files(ROOT / room) if path.endswith(suffixes or ("",)))


def sources(folder: str) -> Iterator[tuple[str, Path]]:
    """The modules of a folder: dotted name and file."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        yield name.removesuffix(".__init__"), path


def imports(path: Path, names: frozenset[str] = frozenset()) -> set[str]:
    """What a file imports when it is loaded; `from a import b` is `a.b` where that is a module of `names`."""
    return _imported(ast.parse(path.read_text(encoding="utf-8")).body, path, names)


def everywhere(path: Path, names: frozenset[str] = frozenset()) -> set[str]:
    """The same with what it imports later, within functions."""
    return _imported(ast.walk(ast.parse(path.read_text(encoding="utf-8"))), path, names)


def _imported(nodes: Iterable[ast.AST], path: Path, names: frozenset[str]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, path)
            modules = {f"{module}.{alias.name}" for alias in node.names} & names
            found |= modules if len(modules) == len(node.names) else {module, *modules}
    return found


def _absolute(node: ast.ImportFrom, path: Path) -> str:
    """The module that `from … import` names, its leading dots resolved."""
    package = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
    return ".".join([*package, *([node.module] if node.module else [])])


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


def test_the_generator_imports_aten_and_nothing_else_that_users_import_or_that_it_generates() -> None:
    """Its prober asks the oracle, which imports no more than that."""
    names = frozenset(name for name, _ in sources("hasktorch_py"))
    for name, path in sources("codegen"):
        found = {each for each in everywhere(path, names) if within(each, "hasktorch") or within(each, "hasktorch_py")}
        allowed = ("hasktorch_py.aten", *(["hasktorch_py.oracle"] if within(name, "codegen.probe") else []))
        wrong = {each for each in found if not any(within(each, room) for room in allowed)}
        assert not wrong, f"{name} imports {wrong}"


def test_aten_imports_torch_at_most() -> None:
    for name, path in sources("hasktorch_py/aten"):
        found = {each for each in everywhere(path) if each.partition(".")[0] not in sys.stdlib_module_names}
        wrong = {each for each in found if not within(each, "torch") and not within(each, "hasktorch_py.aten")}
        assert not wrong, f"{name} imports {wrong}"


def test_the_oracle_imports_neither_mypy_nor_anything_generated() -> None:
    """Nor the plugin, the core or an instance: `aten` ← `oracle` ← `mypy_plugin`."""
    allowed = ("hasktorch_py.aten", "hasktorch_py.oracle", "torch", "psutil")
    for name, path in sources("hasktorch_py/oracle"):
        found = {each for each in everywhere(path) if each.partition(".")[0] not in sys.stdlib_module_names}
        wrong = {each for each in found if not any(within(each, room) for room in allowed)}
        assert not wrong, f"{name} imports {wrong}"


@pytest.mark.parametrize("folder", ["codegen", "hasktorch_py"])
def test_no_exception_of_any_kind_is_swallowed(folder: str) -> None:
    """A fault of our own must be seen: `suppress` names what is expected."""
    for name, path in sources(folder):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
                assert not {"Exception", "BaseException"} & set(map(ast.unparse, node.args)), name


def test_the_generator_names_itself_only_relatively() -> None:
    """In a wheel it is `hasktorch_py.codegen`."""
    for name, path in sources("codegen"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            named += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            wrong = {each for each in named if within(each, "codegen")}
            assert not wrong, f"{name} imports {wrong}"


def test_the_core_imports_the_signature_and_no_instance() -> None:
    allowed = ("hasktorch.tensor", "hasktorch.sizes", "hasktorch.results")
    for name, path in sources("hasktorch_py"):
        wrong = {
            each
            for each in imports(path)
            if within(each, "codegen") or (within(each, "hasktorch") and not each.startswith(allowed))
        }
        assert not wrong, f"{name} imports {wrong}"


def test_the_run_time_imports_no_signature_and_no_other_part_of_the_core() -> None:
    """A signature imports it, and with it `hasktorch_py` itself; layers come when they are asked for."""
    modules = dict(sources("hasktorch_py"))
    allowed = ("hasktorch_py.runtime", "hasktorch_py.errors", "hasktorch_py.aten")
    for name in (each for each in modules if each == "hasktorch_py" or each.startswith(allowed)):
        ours = {each for each in imports(modules[name], frozenset(modules)) if each.startswith("hasktorch")}
        wrong = {each for each in ours if not each.startswith(allowed)}
        assert not wrong, f"{name} imports {wrong}"


@pytest.mark.parametrize("step", STEPS)
def test_data_flows_one_way(step: str) -> None:
    later = STEPS[STEPS.index(step) + 1 :]
    for name, path in sources(f"codegen/{step}"):
        wrong = {each for each in imports(path) for after in later if within(each, f"codegen.{after}")}
        assert not wrong, f"{name} imports {wrong}"


@pytest.mark.parametrize("folder", ["codegen", "hasktorch_py"])
def test_no_circles(folder: str) -> None:
    names = frozenset(name for name, _ in sources(folder))
    graph = {name: imports(path, names) & names - {name} for name, path in sources(folder)}
    graphlib.TopologicalSorter(graph).prepare()


def test_no_file_is_long() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in by_hand(".py", ".pyi", ".j2")}
    assert {str(path): count for path, count in lines.items() if count > MAX_LINES} == {}


def test_files_that_comments_name_exist() -> None:
    """By their path, or the end of it; a word in capitals stands for any name."""
    known = {path.relative_to(ROOT).parts for path in by_hand()}
    known |= {path.relative_to(ROOT).parts for path in (*ROOT.glob("*.*"), *(ROOT / "docs").rglob("*.md"))}
    known |= {("generated", *path.split("/")) for path in files(ROOT / "generated")}
    ends = {"/".join(parts[start:]) for parts in known for start in range(len(parts))} | FOREIGN
    for path in by_hand(".py", ".pyi", ".j2", ".yaml"):
        named = {name for text in remarks(path) for name in _FILE.findall(text)}
        gone = {name for name in named if name not in ends and not re.search("[A-Z]{4}|^Declarations-", name)}
        assert not gone, f"{path.relative_to(ROOT)} names {gone}"


def remarks(path: Path) -> Iterator[str]:
    """The comments of a file, and in Python its docstrings."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        yield from (line.partition("#")[2] for line in text.splitlines())
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield node.value.value


def test_the_architecture_names_every_room_and_no_other() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = {path.parent.relative_to(ROOT).as_posix() for path in (ROOT / "codegen").glob("*/__init__.py")}
    rooms |= {f"hasktorch_py/{name}" for name in ("aten", "layers", "mypy_plugin", "oracle", "runtime")}
    assert {room for room in rooms if f"`{room}/`" not in text} == set()
    named = set(re.findall(r"`((?:oracle/)?\w+\.py)`", text))
    files = {path.name for folder in ("codegen", "hasktorch_py") for path in (ROOT / folder).rglob("*.py")}
    assert {name for name in named if name.rpartition("/")[2] not in files} == set()
