"""The steps of an upgrade in their order: what each runs, reads and makes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .findings import Findings, junit, of_mypy, of_pytest
from .workspace import CONSTRAINTS, FACTS, GENERATED, Workspace


@dataclass(frozen=True, slots=True)
class Step:
    """``commands`` run in the tree, one after the other, and make ``product`` (the log, where they only judge).

    ``sources``: prefixes of the paths that matter to it, or a module, which stands for all that it reads (see
    ``sources.read_by``). ``after``: the steps whose products it reads.
    ``judges`` reads findings from the log: a failure is one that goes into the summary, and no reason to stop.
    """

    name: str
    commands: Callable[[Workspace], list[list[str]]]
    product: Callable[[Workspace], Path]
    sources: tuple[str, ...]
    after: tuple[str, ...] = ()
    judges: Callable[[Path], Findings] | None = None


def _environment(workspace: Workspace) -> list[list[str]]:
    install = [str(workspace.python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off"]
    return [
        [sys.executable, "-m", "venv", "--clear", str(workspace.venv)],
        ["env", f"PIP_CONSTRAINT={CONSTRAINTS}", *install, "-e", ".[dev]"],  # as the Makefile does
    ]


def _codegen(*arguments: str) -> Callable[[Workspace], list[list[str]]]:
    return lambda workspace: [[str(workspace.python), "-m", "codegen", *arguments]]


def _tests(workspace: Workspace) -> list[list[str]]:
    told = f"--junit-xml={junit(workspace.log('tests'))}"
    at_once = ["--numprocesses", "logical", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder"]
    return [[str(workspace.python), "-m", "pytest", "--color=no", "-p", "no:cacheprovider", *at_once, told]]


def _own(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "codegen", *arguments]


#: What decides the text of a package.
_GENERATOR = ("codegen/", "hasktorch_py/aten/", "templates/")

STEPS = (
    Step("environment", _environment, lambda workspace: workspace.venv / "pyvenv.cfg", ("pyproject.toml", CONSTRAINTS)),
    Step(
        "emit",
        lambda workspace: _codegen("emit", "--out", str(workspace.declarations))(workspace),
        lambda workspace: workspace.declarations,
        ("codegen/emit.py",),
        ("environment",),
    ),
    Step(
        "probe",
        _codegen("probe"),
        lambda workspace: workspace.tree / FACTS,
        ("codegen/probe/book.py",),
        ("environment", "emit"),
    ),
    Step(
        "generate",
        _codegen("generate"),
        lambda workspace: workspace.tree / GENERATED,
        _GENERATOR,
        ("environment", "emit", "probe"),
    ),
    Step(
        "types",
        lambda workspace: [[str(workspace.python), "-m", "mypy", "--output", "json"]],
        lambda workspace: workspace.log("types"),
        ("",),
        ("environment", "generate"),
        of_mypy,
    ),
    Step(
        "tests",
        _tests,
        lambda workspace: workspace.log("tests"),
        ("",),
        ("environment", "generate"),
        of_pytest,
    ),
)

#: Where nothing is installed: the torchgen of a wheel, and the torch that is installed for the checkout.
TORCHGEN_STEPS = (
    Step(
        "emit",
        lambda workspace: [
            ["env", f"PYTHONPATH={workspace.torchgen}", *_own("emit", "--out", str(workspace.declarations))],
        ],
        lambda workspace: workspace.declarations,
        ("codegen/emit.py",),
    ),
    Step(
        "generate",
        lambda workspace: [_own("generate", "--declarations", str(workspace.declarations))],
        lambda workspace: workspace.tree / GENERATED,
        _GENERATOR,
        ("emit",),
    ),
)

#: What pip says, and what that means; the first that is found counts.
_CAUSES = (
    (
        re.compile(r"NewConnectionError|NameResolutionError|Network is unreachable|ConnectTimeout|ReadTimeoutError"),
        "that pip reached no package index",
        "check the network (or give pip an index: PIP_INDEX_URL, PIP_FIND_LINKS)",
    ),
    (
        re.compile(r"No matching distribution found for (torch\S+)|user requested \(constraint\) (torch[=<>!~]\S*)"),
        r"that pip has no \1\2 for this Python and machine",
        "see which there are: python -m pip index versions torch (pip's own configuration may allow fewer)",
    ),
    (
        re.compile(r"Cannot install .*because these package versions have conflicting dependencies"),
        "that torch wants other versions than constraints.txt pins",
        "the end of the log says which; correct these pins",
    ),
    (re.compile(r"No space left on device"), "that the disk is full", "a CUDA build of torch takes 6 GB"),
)


def cause(step: Step, log: str) -> tuple[str, str] | None:
    """What went wrong and what to do, where the log of a failed step is one that is understood."""
    if step.name != "environment":
        return None
    return next(((said.expand(found), hint) for pattern, found, hint in _CAUSES if (said := pattern.search(log))), None)
