"""Which steps need not be done again: those whose input and product are what they were."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from ..write import record, write_file
from .workspace import Workspace


def digest(path: Path) -> str:
    """sha256 of a file, or of all files in a directory; empty where there is nothing."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    total = hashlib.sha256()
    names = list(record.files(path))
    for name in names:
        total.update(f"{name}\0{digest(path / name)}\0".encode())
    return total.hexdigest() if names else ""


def key(tree: Path, sources: Iterable[str], products: Iterable[str]) -> str:
    """sha256 over the sources (paths in the tree) and the digests of earlier products."""
    total = hashlib.sha256()
    for name in sources:
        total.update(f"{name}\0{digest(tree / name)}\0".encode())
    for product in products:
        total.update(f"{product}\0".encode())
    return total.hexdigest()


class Journal:
    """What was done in a workspace: step → the key of its input and the digest of its product."""

    def __init__(self, workspace: Workspace) -> None:
        self.path = workspace.root / "journal.json"
        try:
            self.steps: dict[str, list[str]] = dict(json.loads(self.path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):  # none yet, or damaged: then everything is done again
            self.steps = {}

    def has(self, step: str, key: str, product: str) -> bool:
        """Whether the step was done with this input, and made what is there now."""
        return product != "" and self.steps.get(step) == [key, product]

    def add(self, step: str, key: str, product: str) -> None:
        self.steps[step] = [key, product]
        write_file(self.path, json.dumps(self.steps, indent=1) + "\n")
