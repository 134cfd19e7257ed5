"""emit → parse → select → lower → render: everything that a run makes, as text."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from hasktorch_py.aten.dtypes import INSTANCES

from . import bindings, emit, figures, manifest, parse, report, select, snapshot
from .errors import CodegenError, Finding
from .origin import Origin, Source
from .package import package
from .parse import Reading
from .parse.source import read_text
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

    reading: Reading
    selection: Selection
    book: FactBook
    origin: Origin


def read(source: Source, facts_file: Path = FACTS, begin: Begin = silent, own: bool = False) -> Read:
    """The declarations, as far as they are understood, and the facts.

    Raises CodegenError with everything that is wrong with the input.
    """
    begin("declarations")
    installed = facts.release(emit.installed_version())
    if source.file is None:
        text, file, version = emit.emit(), "Declarations.yaml", installed
    else:
        text, file, version = read_text(source.file), str(source.file), source.version
    begin("reading")
    reading = parse.parse(text, file)
    if source.strict and reading.findings:
        raise CodegenError([finding.problem for finding in reading.findings])
    selection = select.select(reading.declarations)
    begin("facts")
    book = facts.read(facts_file)
    return Read(reading, selection, book, Origin(version, hashlib.sha256(text.encode()).hexdigest(), installed, own))


def steps(instances: tuple[str, ...]) -> int:
    """How many steps `generate` begins."""
    return READING + len(instances) + _WRITING


@dataclass(frozen=True, slots=True)
class Generated:
    """The files of a package, by path, and what was strange in the declarations."""

    tree: dict[str, str]
    findings: tuple[Finding, ...]


def generate(
    source: Source,
    instances: tuple[str, ...] = INSTANCES,
    facts_file: Path = FACTS,
    begin: Begin = silent,
    own: bool = False,
) -> Generated:
    """A package of some instances.

    `own` is a package of somebody's own, under any name; else it is `hasktorch`.
    Raises CodegenError with everything that is wrong with the input.
    """
    found = read(source, facts_file, begin, own)
    tree = package(found.selection, found.book, instances, found.origin, begin)
    tree[snapshot.NAME] = snapshot.dump(found.origin.header, found.reading.declarations)
    tree[bindings.NAME] = bindings.dump(found.selection.operators)
    begin("report")
    made = figures.manifest(found.selection, found.book, instances, found.origin, found.reading)
    tree |= {manifest.NAME: manifest.dump(made), report.NAME: report.report(made)}
    return Generated(tree, found.reading.findings)
