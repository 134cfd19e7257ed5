"""``hasktorch-py emit``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import write
from .options import errors


def emit(
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="A file; standard output if absent.")] = None,
) -> None:
    """Print Declarations.yaml of the installed torch.

    Example: hasktorch-py emit --out Declarations.yaml
    """
    from ..emit import emit as declarations  # imports torchgen, which `generate` may not need

    with errors.status("asking torchgen"):
        text = declarations()
    if out is None:
        typer.echo(text, nl=False)
    else:
        write.write_file(out, text)
