"""``hasktorch-py generate``."""

from __future__ import annotations

import time

from .. import instantiate, write
from ..report import NAME as REPORT
from ..write import record
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
    print_json,
    progress,
    source,
    tell,
)


def generate(
    declarations: Declarations = None,
    dtypes: Dtypes = None,
    facts: FactsFile = None,
    out: Out = GENERATED,
    aten: Aten = None,
    strict: Strict = False,
    as_json: AsJson = False,
) -> None:
    """Write the typed package of every instance; do nothing where nothing has changed.

    Example: hasktorch-py generate --dtypes double,long --out src/myapp/aten
    """
    started = time.monotonic()
    chosen = choose(dtypes)
    asked = source(declarations, aten, strict)
    facts_file, warnings = choose_facts(facts)
    own = instantiate.is_own(out)
    core = instantiate.sources(instantiate.folder()) if own else ()
    key = record.key(declarations, chosen, facts_file, core, asked.version if declarations else "")
    if unchanged := record.is_current(out, key):
        done = write.Written((), (), len(record.written(out)))
    else:
        from .. import pipeline  # imports torch, which an unchanged run does not need

        with progress(pipeline.steps(chosen)) as begin:
            made = pipeline.generate(asked, chosen, facts_file, begin, own)
        warnings += tell(made.findings)
        done = write.write(made.tree, out, "" if made.findings else key)  # what is strange is said each time
    seconds = time.monotonic() - started
    if as_json:
        files = {"written": done.changed, "removed": done.removed, "unchanged": done.unchanged}
        print_json({"out": str(out), **files, "seconds": round(seconds, 1), "warnings": warnings})
    elif unchanged:
        console.print(f"{out}: unchanged (same declarations, same generator)")
    else:
        console.print(
            f"{out}: {len(done.changed)} files written, {done.unchanged} unchanged, {len(done.removed)} removed"
            f" in {seconds:.1f} s; what is bound and what is not: {out / REPORT}"
        )
