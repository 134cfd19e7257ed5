"""``hasktorch-py probe``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import write
from ..paths import INSTALLED, NEW_FACTS
from .options import console

_DEFAULT = str(NEW_FACTS) if INSTALLED else "the checkout's own"


def probe(
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The facts file to write.", show_default=_DEFAULT)
    ] = NEW_FACTS,
) -> None:
    """Ask the installed ATen which shapes and dtypes its operators take and give; minutes on all cores.

    Example: hasktorch-py probe --out facts.json
    """
    from ..probe import book  # imports torch, which the help does not need

    write.write_file(out, book.text())
    option = "" if out == NEW_FACTS else f" --facts {out}"
    console.print(f"{out}: written; look at its diff, then: hasktorch-py generate{option}")
