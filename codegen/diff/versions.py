"""What the command line calls a version → its declarations."""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .. import emit
from ..errors import CodegenError, Problem
from ..model import Declaration
from ..parse import load, parse

INSTALLED = "installed"
_FILE = re.compile(r"Declarations-(?P<version>.+?)\.yaml(?:\.xz|\.gz)?")
_SUFFIXES = (".yaml", ".yaml.xz", ".yaml.gz")

Version = tuple[str, tuple[Declaration, ...]]


def read_both(old: str, new: str, folder: Path) -> tuple[Version, Version]:
    """Names and declarations of two versions, read at the same time in two processes.

    Each is ``installed``, a path, or the version of a file in ``folder``. Raises CodegenError with the problems of
    both.
    """
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        other = pool.submit(_try, old, folder)
        second = _try(new, folder)
        first = other.result()
    problems = [problem for each in (first, second) if isinstance(each, CodegenError) for problem in each.problems]
    if isinstance(first, CodegenError) or isinstance(second, CodegenError):
        raise CodegenError(problems)
    return first, second


def _try(name: str, folder: Path) -> Version | CodegenError:
    try:
        return read(name, folder)
    except CodegenError as error:
        return error


def read(name: str, folder: Path) -> Version:
    """The name that a report uses, and the declarations. Raises CodegenError."""
    if name == INSTALLED:
        return f"{emit.installed_version().split('+')[0]} (installed)", parse(emit.emit(), "Declarations.yaml")
    path = _path(name, folder)
    match = _FILE.fullmatch(path.name)
    return match["version"] if match else path.name, load(path)


def _path(name: str, folder: Path) -> Path:
    path = Path(name)
    if path.exists() or name.endswith(_SUFFIXES) or len(path.parts) > 1:
        return path
    for suffix in _SUFFIXES:
        if (candidate := folder / f"Declarations-{name}{suffix}").is_file():
            return candidate
    raise CodegenError([_unknown(name, folder)])


def _unknown(name: str, folder: Path) -> Problem:
    known: Sequence[str] = sorted(
        {match["version"] for path in folder.glob("*") if (match := _FILE.fullmatch(path.name))}
    )
    found = f"no Declarations-{name}.yaml in {folder}"
    hint = f"there are {', '.join(known)}" if known else "name a file, or the folder that has it: --folder"
    return Problem(None, name, f"{INSTALLED!r}, a declarations file, or a version of ATen", found, hint)
