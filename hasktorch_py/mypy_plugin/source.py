"""Python's own tree of the module that is being checked: mypy's does not tell how names are bound and values used."""

import ast
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Generic, TypeVar

from mypy.checker import TypeChecker
from mypy.nodes import Statement

T = TypeVar("T")


class OfModule(Generic[T]):
    """What is read from a module's source: kept for the module that was asked about last.

    The daemon gives a module other statements when its file was edited.
    """

    def __init__(self, read: Callable[[ast.Module], T]) -> None:
        self._read = read
        self._statements: Sequence[Statement] | None = None
        self._found: T

    def of(self, checker: TypeChecker) -> T:
        """What the source tells of the module being checked; nothing where it cannot be read."""
        module = checker.tree
        if self._statements is not module.defs:
            path = Path(checker.errors.find_shadow_file_mapping(module.path) or module.path)
            self._found, self._statements = self._read(_parsed(path)), module.defs
        return self._found


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError):
        return ast.Module([], [])
