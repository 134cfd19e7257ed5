"""``hasktorch-py report``."""

from __future__ import annotations

import typer

from .options import (
    AsJson,
    Declarations,
    Dtypes,
    FactsFile,
    choose,
    choose_facts,
    print_json,
    progress,
)


def report(
    declarations: Declarations = None, dtypes: Dtypes = None, facts: FactsFile = None, as_json: AsJson = False
) -> None:
    """Say what generate binds, and what it skips and why, without writing anything.

    Example: hasktorch-py report --json
    """
    from .. import pipeline  # imports torch, which an unchanged run does not need
    from .. import report as figures

    chosen = choose(dtypes)
    facts_file, _ = choose_facts(facts)
    with progress(pipeline.READING) as begin:
        read = pipeline.read(declarations, facts_file, begin)
    if as_json:
        print_json(figures.machine(read.selection, read.book, chosen))
    else:
        typer.echo(figures.report(read.selection, read.book, chosen), nl=False)
