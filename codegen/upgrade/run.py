"""Runs the steps, each with a log, and none that was done already."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import CodegenError, Problem, quoted
from .findings import Findings, junit
from .journal import Journal, digest, key
from .sources import read_by
from .steps import STEPS, Step, cause
from .workspace import Workspace, fill

#: What would lead a step to another environment than its own.
_FOREIGN = ("PYTHONPATH", "PYTHONHOME", "MYPYPATH", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a step, and what it found if it judges. ``seconds`` is None where it had been done before."""

    step: str
    passed: bool
    log: Path
    seconds: float | None
    found: Findings


def run(
    workspace: Workspace, again: str, starting: Callable[[str], None], steps: Sequence[Step] = STEPS
) -> Iterator[Outcome]:
    """The outcome of every step as it comes; ``starting`` is told each that begins, ``again`` is how one goes on.

    Raises CodegenError where a step fails without which the next ones cannot be.
    """
    workspace.root.mkdir(parents=True, exist_ok=True)
    sources = fill(workspace)
    journal = Journal(workspace)
    products: dict[str, str] = {}
    for step in steps:
        read = read_by(step.sources, sources, workspace.tree)
        wanted = key(workspace.tree, read, [products[name] for name in step.after])
        log = workspace.log(step.name)
        seconds, passed = None, True
        if not journal.has(step.name, wanted, digest(step.product(workspace))):
            starting(step.name)
            started = time.monotonic()
            passed = _logged(step.commands(workspace), workspace.tree, log)
            seconds = time.monotonic() - started
            if passed:
                journal.add(step.name, wanted, digest(step.product(workspace)))
            elif not step.judges:
                raise CodegenError([_failure(step, log, again)])
        products[step.name] = digest(step.product(workspace))
        yield Outcome(step.name, passed, log, seconds, step.judges(log) if step.judges else Findings())


def _logged(commands: Sequence[Sequence[str]], folder: Path, log: Path) -> bool:
    """Run them until one fails; whether none did. What they print goes into the log."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    log.parent.mkdir(parents=True, exist_ok=True)
    junit(log).unlink(missing_ok=True)
    with log.open("w", encoding="utf-8") as stream:
        for command in commands:
            stream.write(f"$ {' '.join(command)}\n")
            stream.flush()
            done = subprocess.run(
                command,
                cwd=folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                check=False,
            )
            if done.returncode != 0:
                stream.write(f"ended with status {done.returncode}\n")
                return False
    return True


def _failure(step: Step, log: Path, again: str) -> Problem:
    text = log.read_text(encoding="utf-8", errors="replace")
    found, hint = cause(step, text) or (f"that it fails: {quoted(_last(text))}", "mend what it says")
    go_on = f"{hint}; all of it is in {log}; then: {again} (what was done before is not done again)"
    return Problem(None, f"upgrade: {step.name}", "the step to succeed", found, go_on)


def _last(text: str) -> str:
    """The last line that a step itself wrote."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-2] if len(lines) > 1 else ""
