"""``hasktorch-py report``."""

from __future__ import annotations

import typer

from .options import AsJson, Declarations, Dtypes, FactsFile, choose, choose_facts, progress


def report(
    declarations: Declarations = None, dtypes: Dtypes = None, facts: FactsFile = None, as_json: AsJson = False
) -> None:
    """Say what generate binds, and what it skips and why, without writing anything.

    Example: hasktorch-py report --json
    """
    from .. import figures, manifest, pipeline  # imports torch, which an unchanged run does not need
    from ..report import report as markdown

    chosen = choose(dtypes)
    facts_file, _ = choose_facts(facts)
    with progress(pipeline.READING) as begin:
        read = pipeline.read(declarations, facts_file, begin)
    made = figures.manifest(read.selection, read.book, chosen, read.origin)
    typer.echo(manifest.dump(made) if as_json else markdown(made), nl=False)
