"""``hasktorch-py eras``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import write
from .options import errors


def eras(
    folders: Annotated[list[Path], typer.Argument(metavar="FOLDER", help="Where Declarations-VERSION.yaml are.")],
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A page with marks around the table; standard output if absent."),
    ] = None,
) -> None:
    """Say what becomes of the declarations of many ATen versions with the installed torch, and of what is strange.

    Example: hasktorch-py eras ../shared/declarations --out docs/eras.md
    """
    from .. import survey  # imports torch, which the help does not need

    page = None if out is None else out.read_text(encoding="utf-8")
    rows = []
    for path in survey.files(folders):
        with errors.status(f"reading {path.name}"):
            rows.append(survey.survey(path))
    text = survey.table(rows)
    if out is None or page is None:
        typer.echo(text, nl=False)
    else:
        write.write_file(out, survey.placed(page, text))
