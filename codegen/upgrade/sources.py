"""What a step reads of the checkout: found in the source, since a list kept by hand forgets what is added."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath


def read_by(prefixes: tuple[str, ...], names: Iterable[str], tree: Path) -> list[str]:
    """The names that begin with a prefix; one that is a module stands for all that it reads, too."""
    modules = [prefix for prefix in prefixes if prefix.endswith(".py")]
    found = frozenset().union(*(closure(module, tree) for module in modules))
    return [name for name in names if name in found or name.startswith(prefixes)]


def closure(module: str, tree: Path) -> frozenset[str]:
    """The paths of a module, of all that it imports of its own project, and of the data beside these that they name."""
    found: set[str] = set()
    left = [module]
    while left:
        if (path := left.pop()) not in found:
            found.add(path)
            left += _reads(path, tree) if path.endswith(".py") else ()
    return frozenset(found)


def _reads(path: str, tree: Path) -> Iterator[str]:
    here = PurePosixPath(path).parent
    beside = {each.name for each in (tree / here).iterdir()}
    for node in ast.walk(ast.parse((tree / path).read_text(encoding="utf-8"))):
        match node:
            case ast.ImportFrom(module, names, level):
                package = PurePosixPath(path).parents[level - 1] if level else PurePosixPath()
                target = package.joinpath(*(module or "").split("."))
                for each in (target, *target.parents, *(target / alias.name for alias in names)):
                    files = f"{each}.py", f"{each}/__init__.py"
                    yield from (file for file in files if (tree / file).is_file())
            case ast.Constant(str(name)) if name in beside:
                yield str(here / name)
