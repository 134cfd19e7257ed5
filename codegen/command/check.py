"""``hasktorch-py check``."""

from __future__ import annotations

import typer
from rich.text import Text

from .. import instantiate, write
from .options import (
    GENERATED,
    AsJson,
    Aten,
    Declarations,
    Dtypes,
    FactsFile,
    Out,
    Strict,
    choose,
    choose_facts,
    console,
    mend,
    print_json,
    progress,
    source,
    tell,
)

#: A difference longer than this is cut on the screen: the command that mends it matters more.
MAX_DIFF_LINES = 400
STYLES = {"+": "green", "-": "red", "@": "cyan"}


def check(
    declarations: Declarations = None,
    dtypes: Dtypes = None,
    facts: FactsFile = None,
    out: Out = GENERATED,
    aten: Aten = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Say whether a folder holds what generate would write there now; status 1 and the difference if not.

    Example: hasktorch-py check --dtypes double,long --out src/myapp/aten
    """
    from .. import pipeline  # imports torch, which an unchanged run does not need

    chosen = choose(dtypes)
    asked = source(declarations, aten, strict)
    facts_file, warnings = choose_facts(facts)
    with progress(pipeline.steps(chosen)) as begin:
        made = pipeline.generate(asked, chosen, facts_file, begin, instantiate.is_own(out))
    warnings += tell(made.findings)
    found = write.compare(made.tree, out)
    current = not found.changed and not found.removed
    command = mend(asked, dtypes, facts, out)
    if as_json:
        files = {"changed": found.changed, "orphaned": found.removed, "unchanged": found.unchanged}
        print_json({"out": str(out), "current": current, **files, "mend": command, "warnings": warnings})
    elif current:
        console.print(f"{out}: is what the generator writes now")
    else:
        _show(write.difference(made.tree, out))
        typer.echo(f"{out}: is not what the generator writes now; run: {command}", err=True)
    if not current:
        raise typer.Exit(1)


def _show(difference: str) -> None:
    lines = difference.splitlines()
    for line in lines[:MAX_DIFF_LINES]:
        console.print(Text(line, STYLES.get(line[:1], "")))
    if len(lines) > MAX_DIFF_LINES:
        console.print(f"… and {len(lines) - MAX_DIFF_LINES} more lines")
