"""What the command line asks of this room: a version or a wheel → steps, summary, and where wanted the change."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown
from rich.status import Status

from .. import write
from ..diff import command as diff
from ..errors import CodegenError, Problem
from .apply import apply
from .run import Outcome, run
from .steps import STEPS, TORCHGEN_STEPS, Step
from .summary import Summary, head, markdown
from .wheel import open_wheel
from .workspace import CHECKOUT, FACTS, GENERATED, Workspace, pin

#: What pip takes behind `torch==`, and a folder may be called.
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)+(?:(?:a|b|rc|\.dev|\.post)[0-9]+)?")


def upgrade(version: str, console: Console, code: Path | None = None, *, wanted: bool) -> bool:
    """Try torch ``version`` in an environment of its own and show what came of it; whether all of it holds.

    ``wanted``: where it does, the checkout is changed as the summary says. ``code``: a user's, of which the summary
    tells what it names of what breaks. Raises CodegenError where a step fails without which the others cannot be.
    """
    old = pin(CHECKOUT)
    if not _VERSION.fullmatch(version) or version == old:
        found = f"{version!r}, which is pinned" if version == old else repr(version)
        hint = "make upgrade TORCH=2.14.1"
        raise CodegenError([Problem(None, "upgrade", "another version of torch, such as 2.14.1", found, hint)])
    workspace = Workspace(version)
    summary = _tried(workspace, old, STEPS, f"make upgrade TORCH={version}", console, code)
    _show(summary, console)
    if summary.passed and wanted:
        for path in apply(summary):
            console.print(f"{path}: written")
        console.print("look at the difference, then: make test (which makes the environment anew)")
    return summary.passed


def upgrade_from_wheel(wheel: Path, console: Console, code: Path | None = None) -> None:
    """Read the declarations in a wheel and show what they would change. Raises CodegenError."""
    workspace = open_wheel(wheel)
    _show(_tried(workspace, pin(CHECKOUT), TORCHGEN_STEPS, f"make upgrade TORCHGEN={wheel}", console, code), console)


def _tried(
    workspace: Workspace, old: str, steps: tuple[Step, ...], again: str, console: Console, code: Path | None
) -> Summary:
    outcomes: list[Outcome] = []
    with console.status("") as status:
        for outcome in run(workspace, again, _announcing(status, workspace), steps):
            outcomes.append(outcome)
            console.print(_line(outcome))
    asked = steps is STEPS
    facts = (workspace.checkout / FACTS, workspace.tree / FACTS) if asked else None
    comparison = diff.comparison(
        str(workspace.checkout / GENERATED), str(workspace.declarations), facts, workspace.root, code
    )
    return Summary(workspace, old, tuple(outcomes), comparison, asked)


def _announcing(status: Status, workspace: Workspace) -> Callable[[str], None]:
    return lambda step: status.update(f"{step}: {workspace.log(step)}")


def _line(outcome: Outcome) -> str:
    if outcome.seconds is None:
        return f"{outcome.step}: done before"
    said = "passed" if outcome.passed else f"does not hold, see {outcome.log}"
    return f"{outcome.step}: {said} ({outcome.seconds:.0f} s)"


def _show(summary: Summary, console: Console) -> None:
    write.write_file(summary.workspace.report, markdown(summary))
    console.print(Markdown(head(summary)))
    diff.show(summary.comparison, console)
    console.print(f"\nthe whole report: {summary.workspace.report}")
