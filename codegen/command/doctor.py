"""``hasktorch-py doctor``."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from ..diagnosis import Finding, diagnose
from .options import AsJson, FactsFile, console, print_json


def doctor(
    bindings: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="The generated package to look at.", show_default="what Python imports"),
    ] = None,
    facts: FactsFile = None,
    as_json: AsJson = False,
) -> None:
    """Say whether Python, torch, the bindings, the facts and mypy's plugin fit together; status 1 if not.

    Example: hasktorch-py doctor --json
    """
    findings = list(diagnose(bindings, facts))
    amiss = [finding for finding in findings if finding.advice is not None]
    if as_json:
        print_json({"well": not amiss, "findings": [dataclasses.asdict(finding) for finding in findings]})
    else:
        width = max(len(finding.subject) for finding in findings)
        for finding in findings:
            _show(finding, width)
    if amiss:
        raise typer.Exit(1)


def _show(finding: Finding, width: int) -> None:
    sign, style = ("✓", "green") if finding.advice is None else ("✗", "red")
    console.print(Text(f"{sign} {finding.subject:{width}}", style).append(f"  {finding.found}", "default"))
    if finding.advice is not None:
        console.print(Text(f"  {'':{width}}  → {finding.advice}"))
