"""The hand-written core at the signature of somebody's own package, as Backpack instantiates an indefinite package.

`hasktorch_py` is typed against `hasktorch.tensor`. A package of another name has a signature of its own, so the
interfaces of those modules of the core that depend on the signature are written beside it, in `_core`, and there they
import it. They are stubs only: at run time, where every tensor is a plain `torch.Tensor`, the core itself serves all.
Modules that do not depend on the signature are the same for everybody and are imported from `hasktorch_py`.
"""

from __future__ import annotations

import ast
import copy
import importlib.util
import keyword
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .errors import CodegenError, Problem
from .interface import interface

CORE = "hasktorch_py"
SIGNATURE = "hasktorch"
#: Where the instantiated interfaces stand in a package.
FOLDER = "_core"
#: Parts of hasktorch_py that are no parts of the core; a wheel has the generator there.
_BESIDE = frozenset({"aten", "codegen", "mypy_plugin", "oracle"})
#: What checkers are not to say of an interface, by its module, because it is the core's own affair.
UNSAID = {
    # Sequential is covariant in what it keeps, and its base Layer is not.
    "layers.sequential": "# pyrefly: ignore-errors[invalid-variance]\n# ty: ignore[invalid-generic-class]\n",
}


def is_own(package: Path) -> bool:
    """Whether a directory is a package of somebody's own: any but a top-level `hasktorch`, which the core imports.

    Raises CodegenError for a name that cannot be imported.
    """
    package = package.resolve()
    if not package.name.isidentifier() or keyword.iskeyword(package.name):
        expected, hint = "the directory of a package, of a name that Python can import", "as in --out src/myapp/aten"
        raise CodegenError([Problem(None, str(package), expected, repr(package.name), hint)])
    return package.name != SIGNATURE or (package.parent / "__init__.py").exists()


def folder() -> Path:
    """Where the core's source lies. Nothing of it is run to find that out."""
    spec = importlib.util.find_spec(CORE)
    assert spec is not None and spec.origin is not None, f"the generator comes with {CORE}"
    return Path(spec.origin).parent


def sources(root: Path) -> Iterator[Path]:
    """The core's own modules."""
    return (path for path in sorted(root.rglob("*.py")) if path.relative_to(root).parts[0] not in _BESIDE)


def read(root: Path) -> Interfaces:
    """The interfaces of the core whose source lies in a folder."""
    modules: dict[str, ast.Module] = {}
    packages: set[str] = set()
    for path in sources(root):
        *parents, last = path.relative_to(root).with_suffix("").parts
        name = ".".join(parents if last == "__init__" else [*parents, last])
        packages |= {name} if last == "__init__" else set()
        modules[name] = interface(path.read_text(encoding="utf-8"))
    return Interfaces(modules, frozenset(packages))


@dataclass(frozen=True)
class Interfaces:
    """The interfaces of a core: each module by its path within the core (`layers.linear`), and which are packages."""

    modules: Mapping[str, ast.Module]
    packages: frozenset[str]

    @cached_property
    def indefinite(self) -> frozenset[str]:
        """The modules that depend on the signature, directly or through another."""
        found = frozenset(name for name in self.modules if any(_top(each) == SIGNATURE for each in self._imports(name)))
        while more := {name for name in self.modules if self._within(name) & found} - found:
            found |= more
        return found

    def instance(self, roots: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The files of `_core` that these modules of the core need: path within the package, text without a header."""
        yield f"{FOLDER}/__init__.pyi", f'"""The interface of `{CORE}` with the tensors of this package."""\n'
        wanted = frozenset(roots) & self.indefinite
        while more := frozenset().union(*map(self._within, wanted)) & self.indefinite - wanted:
            wanted |= more
        for name in sorted(wanted):
            path = "/".join([FOLDER, *name.split(".")])
            tree = _Importing(self, name).visit(copy.deepcopy(self.modules[name]))
            text = f"{UNSAID.get(name, '')}{ast.unparse(ast.fix_missing_locations(tree))}\n"
            yield f"{path}/__init__.pyi" if name in self.packages else f"{path}.pyi", text

    def root(self, module: str) -> str:
        """What an instance's stub imports a module of the core from."""
        return f"..{FOLDER}" if module in self.indefinite else CORE

    def _within(self, name: str) -> frozenset[str]:
        """The modules of the core that one of them imports."""
        return frozenset(within for each in self._imports(name) if (within := _within(each)) is not None)

    def _imports(self, name: str) -> frozenset[str]:
        """What a module imports; `from a import b` counts as both, since `a.b` may be a module."""
        nodes = [node for node in ast.walk(self.modules[name]) if isinstance(node, ast.ImportFrom)]
        found = {self.target(name, node): [alias.name for alias in node.names] for node in nodes}
        return frozenset(found) | {f"{target}.{each}" for target, names in found.items() for each in names}

    def target(self, name: str, node: ast.ImportFrom) -> str:
        """What an import in the module of that name imports from, its leading dots resolved."""
        if not node.level:
            return node.module or ""
        here = [CORE, *name.split(".")] if name else [CORE]
        dropped = node.level - (name in self.packages)
        return ".".join([*here[: len(here) - dropped], *([node.module] if node.module else [])])


class _Importing(ast.NodeTransformer):
    """Leads the imports of one module to the signature and the core that it is instantiated with."""

    def __init__(self, interfaces: Interfaces, name: str) -> None:
        self._interfaces = interfaces
        self._name = name
        self._dots = len(name.split(".")) + (name in interfaces.packages)  # that lead to `_core`

    def visit_ImportFrom(self, node: ast.ImportFrom) -> list[ast.stmt]:
        target = self._interfaces.target(self._name, node)
        if _top(target) == SIGNATURE:
            return [ast.ImportFrom(target.partition(".")[2], node.names, self._dots + 1)]
        if _top(target) != CORE:
            return [node]
        here = [alias for alias in node.names if self._is_here(target, alias.name)]
        elsewhere = [alias for alias in node.names if alias not in here]
        return [
            *([ast.ImportFrom(_within(target) or None, here, self._dots)] if here else []),
            *([ast.ImportFrom(target, elsewhere, 0)] if elsewhere else []),
        ]

    def _is_here(self, target: str, name: str) -> bool:
        """Whether a name imported from a module of the core, itself perhaps a module, belongs to this instance."""
        inner = _within(f"{target}.{name}")
        return (inner if inner in self._interfaces.modules else _within(target)) in self._interfaces.indefinite


def _top(module: str) -> str:
    return module.partition(".")[0]


def _within(module: str) -> str | None:
    """The path of a module within the core, empty for the core itself; None for what is not of the core."""
    return module.partition(".")[2] if _top(module) == CORE else None
