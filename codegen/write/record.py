"""What the last run was made from and what it wrote: how an unchanged run is known without importing torch.

The record stands inside the generated directory and so changes in the same step. It is not checked in: it holds a
checksum of the generator's own source, which says nothing to a reader and would conflict in every merge.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ..paths import ATEN, FACTS, TEMPLATES

NAME = "RECORD.json"
#: What tools, and generators of before, leave among Python files; it is nobody's and is dropped with the old tree.
LITTER = frozenset({"__pycache__", ".mypy_cache", ".pytest_cache", ".ruff_cache", ".DS_Store", "MANIFEST.json"})
#: Distributions whose version can change the output.
DISTRIBUTIONS = ("torch", "jinja2", "pyyaml")


def key(
    source: Path | None,
    instances: tuple[str, ...],
    facts: Path = FACTS,
    core: Iterable[Path] = (),
    aten: str = "",
) -> str:
    """sha256 over all that a run reads; empty, which no run matches, where a file of its input is not a regular one.

    ``source`` is a declarations file, or None for those of the installed torch. A pipe cannot be read twice, and what
    is wrong with a missing file is the reader's to say. ``core`` is what is read of the hand-written core, ``aten`` the
    version of the declarations. A local version (``+cpu``) names a build of the same source.
    """
    if not facts.is_file() or (source is not None and not source.is_file()):
        return ""
    inputs: list[tuple[str, bytes]] = [("instances", ",".join(instances).encode()), ("aten", aten.encode())]
    inputs += [(name, _version(name).encode()) for name in DISTRIBUTIONS]
    package = Path(__file__).parent.parent
    inputs.append(("facts", _digest(facts)))
    for folder in (package, ATEN, TEMPLATES):
        inputs += [(path, _digest(folder / path)) for path in files(folder) if not path.split("/")[-1].startswith(".")]
    inputs += [("core", _digest(path)) for path in core]
    for path in (source,) if source is not None else _packaged_declarations():
        inputs.append(("declarations", _digest(path)))
    total = hashlib.sha256()
    for name, content in inputs:
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def render(tree: Mapping[str, str], key: str) -> str:
    """The record of ``tree`` (path → text), in its final layout."""
    sums = {path: hashlib.sha256(text.encode()).hexdigest() for path, text in sorted(tree.items())}
    return json.dumps({"key": key, "files": sums}, indent=1) + "\n"


def is_current(root: Path, key: str) -> bool:
    """Whether ``root`` holds exactly what a run with this key wrote there."""
    try:
        record = json.loads((root / NAME).read_text())
        return (
            key != ""
            and record["key"] == key
            and list(files(root)) == sorted(record["files"])
            and all(_digest(root / path).hex() == sum_ for path, sum_ in record["files"].items())
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return False


def written(root: Path) -> frozenset[str]:
    """The paths that the last run wrote, or none where there is no record to tell."""
    try:
        return frozenset(json.loads((root / NAME).read_text())["files"])
    except (OSError, ValueError, TypeError, KeyError):
        return frozenset()


def files(root: Path) -> Iterator[str]:
    """Every file under ``root`` but the record and litter, as sorted paths relative to it."""
    found: list[str] = []
    for folder, names, plain in os.walk(root):
        names[:] = [name for name in names if name not in LITTER]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in plain if name not in LITTER]
    yield from sorted(path.replace(os.sep, "/") for path in found if path != NAME)


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution).split("+")[0]
    except importlib.metadata.PackageNotFoundError:  # the step that needs it says so better
        return ""


def _packaged_declarations() -> list[Path]:
    spec = importlib.util.find_spec("torchgen")
    folders = spec.submodule_search_locations if spec is not None else None
    return [path for folder in folders or () for path in sorted(Path(folder).glob("packaged/ATen/native/*.yaml"))]


def _digest(path: Path) -> bytes:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").digest()
