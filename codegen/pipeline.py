"""emit → parse → select → lower → render: everything that a run makes, as text."""

from __future__ import annotations

import hashlib
from pathlib import Path

from . import emit, parse, report, select
from .instances import INSTANCES
from .package import package
from .parse import source
from .render import Origin
from .rules import facts

FACTS = Path(__file__).parent / "rules" / "facts.json"


def generate(declarations: Path | None, instances: tuple[str, ...] = INSTANCES, own: bool = False) -> dict[str, str]:
    """The files of a package, by path, for a declarations file or (None) the installed torch.

    `own` is a package of somebody's own, under any name; else it is `hasktorch`.

    Raises CodegenError with everything that is wrong with the input.
    """
    installed = emit.installed_version().split("+")[0]
    if declarations is None:
        text, file, version = emit.emit(), "Declarations.yaml", installed
    else:
        text, file, version = source.read_text(declarations), str(declarations), declarations.name
    selection = select.select(parse.parse(text, file))
    book = facts.load(FACTS)
    origin = Origin(version, hashlib.sha256(text.encode()).hexdigest(), installed, own)
    tree = package(selection, book, instances, origin)
    return {**tree, "REPORT.md": report.report(selection, book, instances, origin.command)}


def probe() -> str:
    """The text of the facts file, by asking the installed ATen about every overload.

    Raises CodegenError with the counter-example of every rule that is kept to an operator and does not hold for it.
    """
    from .probe.driver import probe as ask_all  # imports torch, which generating does not need to ask

    selection = select.select(parse.parse(emit.emit(), "Declarations.yaml"))
    return facts.dump(ask_all(selection.operators, emit.installed_version()).book)
