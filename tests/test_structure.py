"""The arrows of the design, read from the source: who may import whom, and no circles."""

import ast
import graphlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.checkers import ROOT

#: The steps of the generator in the order in which data flows; a package imports none that comes after it.
STEPS = ("parse", "select", "rules", "diff", "probe", "lower", "write", "upgrade")


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
    names = frozenset(name for name, _ in sources("hasktorch_py"))
    for name, path in sources("codegen"):
        found = {each for each in everywhere(path, names) if within(each, "hasktorch") or within(each, "hasktorch_py")}
        wrong = {each for each in found if not within(each, "hasktorch_py.aten")}
        assert not wrong, f"{name} imports {wrong}"


def test_aten_imports_torch_at_most() -> None:
    for name, path in sources("hasktorch_py/aten"):
        found = {each for each in everywhere(path) if each.partition(".")[0] not in sys.stdlib_module_names}
        wrong = {each for each in found if not within(each, "torch") and not within(each, "hasktorch_py.aten")}
        assert not wrong, f"{name} imports {wrong}"


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
