"""``hasktorch-py diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..paths import ERAS, INSTALLED
from .options import Code, console, errors, tell

_DEFAULT = "the working directory" if INSTALLED else "../shared/declarations"


def diff(
    old: Annotated[
        str, typer.Argument(help="A declarations file, a version found in --folder, or: installed, generated.")
    ],
    new: Annotated[str, typer.Argument(help="The version that it is compared with, named in the same way.")],
    facts: Annotated[
        tuple[Path, Path] | None,
        typer.Option(metavar="OLD NEW", help="Two facts files: shape rules and dtypes are compared as well."),
    ] = None,
    code: Code = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print all of it as Markdown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
    folder: Annotated[
        Path,
        typer.Option(
            envvar="HASKTORCH_DECLARATIONS",
            help="Where Declarations-VERSION.yaml (.xz, .gz) are.",
            show_default=_DEFAULT,
        ),
    ] = ERAS,
) -> None:
    """Say what changed between two ATen versions of any era, and what it means for a user's code.

    Example: hasktorch-py diff Declarations-2.11.0.yaml.xz installed --markdown
    """
    if markdown and as_json:
        raise typer.BadParameter("--markdown and --json cannot both be given")
    from ..diff import command  # imports torch, which an unchanged run does not need

    with errors.status("reading two versions"):
        comparison = command.comparison(old, new, facts, folder, code)
    tell(comparison.findings)
    if markdown:
        typer.echo(command.markdown(comparison), nl=False)
    elif as_json:
        typer.echo(command.machine(comparison), nl=False)
    else:
        command.show(comparison, console)
