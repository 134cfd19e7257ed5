"""emit → parse → select → lower → render: everything that a run makes, as text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hasktorch_py.aten.dtypes import INSTANCES

from . import bindings, emit, figures, manifest, parse, report, select, snapshot
from .model import Declaration
from .origin import Origin
from .package import package
from .parse import source
from .paths import FACTS as FACTS
from .progress import Begin, silent
from .rules import facts
from .rules.facts import FactBook
from .select import Selection

#: Steps of `read`, and those that `generate` adds to them and to one for each instance.
READING = 3
_WRITING = 2


@dataclass(frozen=True, slots=True)
class Read:
    """What a run is made from."""

    declared: tuple[Declaration, ...]
    selection: Selection
    book: FactBook
    origin: Origin


def read(declarations: Path | None, facts_file: Path = FACTS, begin: Begin = silent, own: bool = False) -> Read:
    """A declarations file, or (None) what the installed torch declares, and the facts.

    Raises CodegenError with everything that is wrong with the input.
    """
    begin("declarations")
    installed = facts.release(emit.installed_version())
    if declarations is None:
        text, file, version = emit.emit(), "Declarations.yaml", installed
    else:
        text, file, version = source.read_text(declarations), str(declarations), declarations.name
    begin("reading")
    declared = parse.parse(text, file)
    selection = select.select(declared)
    begin("facts")
    book = facts.read(facts_file)
    return Read(declared, selection, book, Origin(version, hashlib.sha256(text.encode()).hexdigest(), installed, own))


def steps(instances: tuple[str, ...]) -> int:
    """How many steps `generate` begins."""
    return READING + len(instances) + _WRITING


def generate(
    declarations: Path | None,
    instances: tuple[str, ...] = INSTANCES,
    facts_file: Path = FACTS,
    begin: Begin = silent,
    own: bool = False,
) -> dict[str, str]:
    """The files of a package, by path, for a declarations file or (None) the installed torch.

    `own` is a package of somebody's own, under any name; else it is `hasktorch`.
    Raises CodegenError with everything that is wrong with the input.
    """
    found = read(declarations, facts_file, begin, own)
    tree = package(found.selection, found.book, instances, found.origin, begin)
    tree[snapshot.NAME] = snapshot.dump(found.origin.header, found.declared)
    tree[bindings.NAME] = bindings.dump(found.selection.operators)
    begin("report")
    made = figures.manifest(found.selection, found.book, instances, found.origin)
    return {**tree, manifest.NAME: manifest.dump(made), report.NAME: report.report(made)}
