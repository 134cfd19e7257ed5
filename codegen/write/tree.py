"""Text reaches the disk here and nowhere else: all of a tree or nothing of it, unchanged files as they were.

A tree maps paths relative to its root to texts. Under a lock it is staged beside the root, files that have not changed
are hard-linked (their times stay, and with them the checkers' caches), and the staged directory takes the root's place.
"""

from __future__ import annotations

import contextlib
import difflib
import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..errors import CodegenError, Problem
from . import manifest, swap

#: How a disk refuses: the numbers, what was expected, what to do.
REFUSALS = (
    ({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}, "room on the disk", "free some space, or write to another place"),
    (
        {errno.EACCES, errno.EPERM, errno.EROFS},
        "a place that can be written",
        "change its permissions or write elsewhere",
    ),
    ({errno.EXDEV, errno.EBUSY}, "a directory that can be renamed", "write to one that is not a mount point"),
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a run did to the files under its root, the manifest aside."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int


def write(tree: Mapping[str, str], root: Path, key: str = "") -> Written:
    """Make ``root`` hold exactly ``tree`` and a manifest under ``key`` (see ``manifest.key``).

    Killed at any moment, ``root`` is the old tree or the new one. Orphans are removed. Raises CodegenError, with the
    old tree untouched, where the disk does not allow it or ``root`` holds files that the generator did not write.
    """
    _check_paths(tree)
    root = root.resolve()
    with _reporting(root):
        root.parent.mkdir(parents=True, exist_ok=True)
        with _lock(root):
            swap.recover(root)
            swap.discard(root)
            _check_ownership(tree, root)
            result = compare(tree, root)
            if result.changed or result.removed or not manifest.is_current(root, key):
                try:
                    _stage({**tree, manifest.NAME: manifest.render(tree, key)}, root)
                finally:
                    swap.discard(root)
            return result


def write_file(path: Path, text: str) -> None:
    """Replace one file by ``text`` in one step. Raises CodegenError with the old file untouched."""
    path = path.resolve()
    staged = path.with_name(f".{path.name}.stage-{os.getpid()}")
    with _reporting(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(text.encode())
            staged.replace(path)
        finally:
            staged.unlink(missing_ok=True)


def difference(tree: Mapping[str, str], root: Path) -> str:
    """A unified diff from what stands under ``root`` to ``tree``; empty where they are the same."""
    found = set(manifest.files(root))
    parts: list[str] = []
    for path in sorted(found | set(tree)):
        old = (root / path).read_bytes().decode(errors="replace") if path in found else ""
        new = tree.get(path, "")
        if old != new or (path in found) != (path in tree):
            before = str(root / path) if path in found else os.devnull
            after = f"{path} (as generated now)" if path in tree else os.devnull
            parts += _unified(old, new, before, after)
    return "".join(parts)


def _unified(old: str, new: str, before: str, after: str) -> Iterator[str]:
    if not old and not new:  # an empty file that comes or goes has no lines to show
        yield f"--- {before}\n+++ {after}\n"
    lines = difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), before, after)
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def compare(tree: Mapping[str, str], root: Path) -> Written:
    """What `write` would do to the files under ``root``."""
    changed = tuple(path for path, text in sorted(tree.items()) if not _holds(root / path, text.encode()))
    removed = tuple(path for path in manifest.files(root) if path not in tree)
    return Written(changed, removed, len(tree) - len(changed))


def _stage(tree: Mapping[str, str], root: Path) -> None:
    staged = swap.staging(root)
    if root.exists():
        shutil.copymode(root, staged)
    for path, text in tree.items():
        old, new, content = root / path, staged / path, text.encode()
        new.parent.mkdir(parents=True, exist_ok=True)
        if _holds(old, content):
            _keep(old, new)
        else:
            new.write_bytes(content)
    swap.replace(staged, root)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return not path.is_symlink() and path.stat().st_size == len(content) and path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _keep(old: Path, new: Path) -> None:
    """``new`` is ``old`` with its times: a link, or a copy where links are not to be had."""
    try:
        new.hardlink_to(old)
    except OSError:
        shutil.copy2(old, new)


@contextlib.contextmanager
def _lock(root: Path) -> Iterator[None]:
    """One run at a time. The lock dies with its process; its file stays, since removing it would race."""
    with (root.parent / f".{root.name}.lock").open("ab") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def _reporting(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CodegenError([_problem(path, error)]) from error


def _problem(path: Path, error: OSError) -> Problem:
    expected, hint = "to be able to write it", "look at the place that is named"
    for numbers, *said in REFUSALS:
        if error.errno in numbers:
            expected, hint = said
    place = error.filename if isinstance(error.filename, str) else str(path)
    found = f"{error.strerror or error} ({place})"
    return Problem(None, str(path), expected, found, f"{hint}; what was there is untouched")


def _check_paths(tree: Iterable[str]) -> None:
    for path in tree:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or path == manifest.NAME:
            raise ValueError(f"not a path inside the generated directory: {path!r}")


def _check_ownership(tree: Iterable[str], root: Path) -> None:
    """The whole directory is replaced: it must be the generator's own, not somebody's home."""
    if not root.exists():
        return
    if not root.is_dir():
        raise CodegenError([Problem(None, str(root), "a directory", "a file", "remove it, or write elsewhere")])
    own = {path.split("/")[0] for path in (*tree, *manifest.recorded(root))} | {manifest.NAME} | manifest.LITTER
    hint = "move it away, or write to another directory: the whole of it is replaced"
    foreign = sorted(entry.name for entry in root.iterdir() if entry.name not in own)
    if foreign:
        expected, found = "only what the generator writes", "a file of someone else's"
        raise CodegenError([Problem(None, str(root / name), expected, found, hint) for name in foreign])
