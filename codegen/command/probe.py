"""``hasktorch-py probe``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .. import emit, paths, write
from ..rules import facts
from .options import console

_DEFAULT = str(paths.OWN_FACTS) if paths.INSTALLED else "the checkout's own"


def probe(
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The facts file to write.", show_default=_DEFAULT)
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Ask about this operator; the rest stays (repeatable).")
    ] = None,
) -> None:
    """Ask the installed ATen which shapes and dtypes its operators take and give; minutes on all cores.

    Example: hasktorch-py probe --only rot90 --only permute
    """
    from ..probe import book  # imports torch, which the help does not need

    file = out or paths.new_facts(facts.release(emit.installed_version()))
    write.write_file(file, book.text(only, facts.read(file)) if only else book.text())
    option = f" --facts {out}" if out else ""
    console.print(f"{file}: written; look at its diff, then: hasktorch-py generate{option}")
