"""``hasktorch-py report``."""

from __future__ import annotations

import typer

from .options import (
    AsJson,
    Aten,
    Declarations,
    Dtypes,
    FactsFile,
    Strict,
    choose,
    choose_facts,
    progress,
    source,
    tell,
)


def report(
    declarations: Declarations = None,
    dtypes: Dtypes = None,
    facts: FactsFile = None,
    aten: Aten = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Say what generate binds, and what it skips and why, without writing anything.

    Example: hasktorch-py report --json
    """
    from .. import figures, manifest, pipeline  # imports torch, which an unchanged run does not need
    from ..report import report as markdown

    chosen = choose(dtypes)
    asked = source(declarations, aten, strict)
    facts_file, _ = choose_facts(facts)
    with progress(pipeline.READING) as begin:
        read = pipeline.read(asked, facts_file, begin)
    tell(read.reading.findings)
    made = figures.manifest(read.selection, read.book, chosen, read.origin, read.reading)
    typer.echo(manifest.dump(made) if as_json else markdown(made), nl=False)
