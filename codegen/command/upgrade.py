"""``hasktorch-py upgrade``, which only a checkout has: what it changes is the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Code, console


def upgrade(
    version: Annotated[str | None, typer.Argument(help="The torch to try, as 2.14.1.")] = None,
    torchgen: Annotated[
        Path | None, typer.Option(metavar="WHEEL", help="A wheel of torch: only its declarations are looked at.")
    ] = None,
    code: Code = None,
    apply: Annotated[bool, typer.Option("--apply", help="Change the checkout if all of it holds.")] = False,
) -> None:
    """Try another torch in build/upgrade, and say what it changes and whether all that must hold does.

    Example: hasktorch-py upgrade 2.14.1
    """
    if (version is None) == (torchgen is None) or (apply and version is None):
        raise typer.BadParameter("give a version (and --apply where wanted), or --torchgen WHEEL")
    from ..upgrade import command  # imports torch, which the help does not need

    if torchgen is not None:
        command.upgrade_from_wheel(torchgen, console, code)
    elif version is not None and not command.upgrade(version, console, code, wanted=apply):
        raise typer.Exit(1)
