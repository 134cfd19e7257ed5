"""What the command line calls a version → its declarations."""

from __future__ import annotations

import importlib.util
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from .. import emit, manifest, snapshot
from ..errors import CodegenError, Problem
from ..origin import version_in
from ..parse import Reading, load, parse

INSTALLED = "installed"
GENERATED = "generated"
PACKAGE = "hasktorch"
_SUFFIXES = (".yaml", ".yaml.xz", ".yaml.gz")

Version = tuple[str, Reading]


def read_both(old: str, new: str, folder: Path) -> tuple[Version, Version]:
    """Names of two versions and what they declare, read at the same time in two processes.

    Each is ``installed``, ``generated`` (what the package that Python imports was made from), the path of a directory
    that ``generate`` wrote or of a declarations file, or the version of a file in ``folder``. Raises CodegenError with
    the problems of both.
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
    """The name that a report uses, and what the version declares. Raises CodegenError."""
    if name == INSTALLED:
        return f"{emit.installed_version().split('+')[0]} (installed)", parse(emit.emit(), "Declarations.yaml")
    path = _generated() if name == GENERATED else _path(name, folder)
    if path.is_dir():
        package = _package(path)
        kept = Reading(snapshot.load(package / snapshot.NAME), (), ())
        return f"{_called(manifest.read(package).aten)} (generated)", kept
    return _called(path.name), load(path)


def _called(file: str) -> str:
    return version_in(file) or file


def _generated() -> Path:
    """The package that Python would import, wherever that is installed."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        return Path(place)
    expected = f"an importable package {PACKAGE}"
    raise CodegenError([Problem(None, GENERATED, expected, "none", "generate it, or name a directory that has it")])


def _package(folder: Path) -> Path:
    """The generated package that a directory is, or has at its top."""
    for package in (folder, folder / PACKAGE):
        if (package / snapshot.NAME).is_file():
            return package
    expected = f"a directory that `generate` wrote, with {snapshot.NAME} in its package"
    raise CodegenError([Problem(None, str(folder), expected, "none there", "generate it anew, or name a file")])


def _path(name: str, folder: Path) -> Path:
    path = Path(name)
    if path.exists() or name.endswith(_SUFFIXES) or len(path.parts) > 1:
        return path
    for suffix in _SUFFIXES:
        if (candidate := folder / f"Declarations-{name}{suffix}").is_file():
            return candidate
    raise CodegenError([_unknown(name, folder)])


def _unknown(name: str, folder: Path) -> Problem:
    known = sorted({version for path in folder.glob("*") if (version := version_in(path.name))})
    found = f"no Declarations-{name}.yaml in {folder}"
    hint = f"there are {', '.join(known)}" if known else "name a file, or the folder that has it: --folder"
    return Problem(None, name, f"{INSTALLED!r}, {GENERATED!r}, a declarations file, or a version of ATen", found, hint)
