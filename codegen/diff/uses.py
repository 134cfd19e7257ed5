"""Where a program names what may break: by name alone, for only a run tells what an object is."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from hasktorch_py.aten.names import MODULES, public_name

from ..errors import CodegenError, Location, Problem
from ..model import Declaration
from .aspects import Meaning
from .compare import Change
from .facts import FactChange


@dataclass(frozen=True, slots=True)
class Use:
    """A breaking change of an overload, and the lines that may mean it."""

    key: str
    places: tuple[Location, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    """A name in a program: ``torch.add(x, y, out=z)`` names ``add`` with a result to write into."""

    name: str
    out: bool
    place: Location


def uses(changes: Sequence[Change], facts: Sequence[FactChange], folder: Path) -> tuple[Use, ...]:
    """The breaking changes that the Python files in ``folder`` name. Raises CodegenError where one cannot be read."""
    files = (path for path in sorted(folder.rglob("*.py")) if not _hidden(path.relative_to(folder)))
    found = [named for path in files for named in _names(path, folder)]
    keys: dict[str, tuple[Location, ...]] = {}
    for change in changes:
        if change.meaning is Meaning.BREAKING and change.old is not None:
            keys[change.key] = _places(change.old, found)
    for fact in facts:
        if fact.meaning is Meaning.BREAKING:
            name = fact.key.partition(".")[0]
            public = {name.removeprefix(module.prefix) for module in MODULES}
            keys.setdefault(fact.key, tuple(each.place for each in found if each.name in public))
    return tuple(Use(key, places) for key, places in sorted(keys.items()) if places)


def _hidden(path: Path) -> bool:
    """Whether it lies in an environment or a cache."""
    return any(part.startswith(".") or part == "site-packages" for part in path.parts)


def _places(declaration: Declaration, found: Sequence[_Named]) -> tuple[Location, ...]:
    name = public_name(declaration.name, declaration.python_module)
    return tuple(each.place for each in found if each.name == name and each.out >= declaration.is_out)


def _names(path: Path, folder: Path) -> Iterator[_Named]:
    """Every attribute that a file reads, and every name that it takes from a module of torch."""
    file = str(path.relative_to(folder))
    try:
        tree = ast.parse(path.read_bytes(), str(path))
    except (SyntaxError, ValueError) as error:
        hint = "correct it, or name a folder without it"
        line = getattr(error, "lineno", None) or 1
        raise CodegenError([Problem(Location(str(path), line), "code", "Python", str(error), hint)]) from None
    imported: dict[str, str] = {}
    with_out: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in ("torch", "hasktorch"):
            imported |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.Call) and any(keyword.arg == "out" for keyword in node.keywords):
            with_out.add(node.func)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            yield _Named(node.attr, node in with_out, Location(file, node.end_lineno or node.lineno))
        elif isinstance(node, ast.Name) and node.id in imported:
            yield _Named(imported[node.id], node in with_out, Location(file, node.lineno))
