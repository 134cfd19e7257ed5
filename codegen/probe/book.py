"""The facts of the installed ATen as text: what `hasktorch-py probe` writes."""

from __future__ import annotations

from .. import emit, parse, select
from ..rules import facts
from .driver import probe


def text() -> str:
    """Asks about every overload that the installed torch declares.

    Raises CodegenError with the counter-example of every rule that is kept to an operator and does not hold for it.
    """
    selection = select.select(parse.parse(emit.emit(), "Declarations.yaml").declarations)
    return facts.dump(probe(selection.operators, emit.installed_version()).book)
