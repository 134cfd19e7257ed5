"""The command line: `python -m tests.conformance`, run by `make conformance`."""

import csv
import re
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from codegen.emit import emit
from codegen.parse import load, parse
from tests.checkers import CHECKERS, ROOT, Checker

from .measure import Measured, measure
from .names import Declared, declared_by, offered_by
from .opened import OPENINGS, opened, some_of_each
from .samples import DTYPES, Gathered, gather
from .table import document, open_summary, summary

DOCUMENT = ROOT / "docs" / "conformance.md"
GENERATED = ROOT / "generated"
WORK = ROOT / "build" / "conformance"
OPEN_OF_EACH = 2  # calls of an operator whose sizes are opened
PLUGGED = "mypy with the plugin"


def main(
    dtypes: Annotated[str, typer.Option(help="Instances, comma between them.")] = ",".join(DTYPES),
    checkers: Annotated[str, typer.Option(help="Checkers, comma between them.")] = ",".join(CHECKERS),
    ops: Annotated[str, typer.Option(help="Only operators whose name this regular expression finds.")] = "",
    sample: Annotated[int | None, typer.Option(help="At most so many calls of each entry.")] = None,
    plugin: Annotated[bool, typer.Option(help="Also mypy with hasktorch_py.mypy_plugin.")] = True,
    tree: Annotated[
        Path, typer.Option(help="A directory that `generate` wrote; any but the own is printed.")
    ] = GENERATED,
    declarations: Annotated[Path | None, typer.Option(help="The file that it was generated from.")] = None,
) -> None:
    """Measure the stubs; the whole measurement writes docs/conformance.md, a part of it is only printed."""
    sys.path.insert(0, str(tree.resolve()))  # the calls are made where the checkers read the types
    console = Console(stderr=True)
    chosen: list[tuple[str, Checker, str | None]] = [(c, c, None) for c in CHECKERS if c in checkers.split(",")]
    chosen += [(PLUGGED, "mypy", "hasktorch_py.mypy_plugin")] if plugin else []
    instances = [d for d in DTYPES if d in dtypes.split(",")]
    declared = declared_by((load(declarations) if declarations else parse(emit(), "Declarations.yaml")).declarations)
    gathered: dict[str, Gathered] = {}
    for instance in instances:
        with console.status(f"{instance}: running the samples"):
            gathered[instance] = sampled(instance, declared, ops, sample, tree)
    written = {instance: own.calls for instance, own in gathered.items()}
    results: dict[str, dict[str, list[Measured]]] = {instance: {} for instance in instances}
    for label, checker, plugged in chosen:
        start = time.perf_counter()
        with console.status(label):
            measured = measure(checker, written, WORK / label, (tree, ROOT), plugged)
        console.print(f"{label}: {time.perf_counter() - start:.0f} s")
        for instance in instances:
            results[instance][label] = measured[instance]
    for instance in instances:
        print(summary(instance, results[instance]))
    open_results: dict[str, list[Measured]] = {}
    for opening, label in OPENINGS.items() if plugin and "double" in instances else ():
        with console.status(label):
            calls = {"double": opened(some_of_each(gathered["double"].calls, OPEN_OF_EACH), "double", opening)}
            open_results[label] = measure("mypy", calls, WORK / opening, (tree, ROOT), "hasktorch_py.mypy_plugin")[
                "double"
            ]
    print(open_summary(open_results))
    write_rows({**results, "double, sizes open": open_results})
    whole = len(chosen) == len(CHECKERS) + 1 and instances == list(DTYPES) and not ops and sample is None
    if whole and tree.resolve() == GENERATED:
        DOCUMENT.parent.mkdir(exist_ok=True)
        DOCUMENT.write_text(document(results, gathered, open_results))
        console.print(f"written: {DOCUMENT.relative_to(ROOT)}")


def sampled(
    instance: str, declared: Declared, ops: str = "", sample: int | None = None, tree: Path = GENERATED
) -> Gathered:
    """The calls of an instance as the stubs in `tree` offer them."""
    offered = offered_by(tree, instance)
    return gather(instance, declared, offered, lambda name: re.search(ops, name) is not None, sample)


def write_rows(results: dict[str, dict[str, list[Measured]]], path: Path = WORK / "calls.csv") -> None:
    """Every call as a row, for whoever looks into it."""
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("instance", "checker", "operator", "calls", "outcome", "call", "truth", "said"))
        for instance, by_checker in results.items():
            for checker, measured in by_checker.items():
                for m in measured:
                    rows.writerow(
                        (instance, checker, m.call.opinfo, m.weight, m.outcome.value, m.call, m.call.truth, m.said)
                    )


if __name__ == "__main__":
    typer.run(main)
