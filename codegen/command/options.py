"""What several commands share: their options, and where they print.

Results go to standard output; warnings, errors and the progress of long work go to standard error. Both are coloured
only on a terminal, and not where NO_COLOR is set.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from .. import emit, paths
from ..errors import Finding
from ..origin import Source
from ..progress import Begin
from ..rules import facts as facts_file
from . import instances

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

#: What `generate` writes unless told otherwise.
GENERATED = Path("generated/hasktorch")
_OWN_FACTS = f"{paths.OWN_FACTS}, or what came along" if paths.INSTALLED else "the checkout's own"

Declarations = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="A Declarations.yaml (.xz, .gz) of any era instead of the installed torch's."),
]
Aten = Annotated[
    str | None,
    typer.Option(metavar="VERSION", help="The ATen of FILE; if absent that of its name, Declarations-VERSION.yaml."),
]
Strict = Annotated[bool, typer.Option("--strict", help="What is strange in the declarations is an error.")]
Dtypes = Annotated[
    str | None,
    typer.Option(metavar="NAMES", help="Instances, as double,long; all twelve if absent. double, float, long always."),
]
FactsFile = Annotated[
    Path | None,
    typer.Option("--facts", metavar="FILE", help=f"What ATen answered; if absent {_OWN_FACTS}."),
]
Out = Annotated[
    Path,
    typer.Option(
        metavar="FOLDER", help="The package's folder, replaced as a whole; in a project of your own: src/myapp/aten."
    ),
]
Code = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", exists=True, file_okay=False, help="Your own code: say where it names what breaks."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]


def source(declarations: Path | None, aten: str | None, strict: bool) -> Source:
    """The declarations that are asked for."""
    if aten is not None and declarations is None:
        raise typer.BadParameter("--aten says what --declarations FILE is of: give both")
    return Source(declarations, aten, strict)


def tell(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Warnings of what is strange in the declarations, which are also printed."""
    said = tuple(map(str, findings))
    for each in said:
        errors.print(Text("warning: ", "yellow").append(each, "default"))
    return said


def choose(dtypes: str | None) -> tuple[str, ...]:
    """The instances that are asked for; says which are made although they are not. Raises CodegenError."""
    added = instances.added(dtypes)
    if added:
        errors.print(f"DTYPES: adding {', '.join(added)}, which every run makes")
    return instances.choose(dtypes)


def choose_facts(facts: Path | None) -> tuple[Path, tuple[str, ...]]:
    """The facts file, and a warning, which is also printed, where another torch than the installed one was asked.

    Raises CodegenError.
    """
    installed = emit.installed_version()
    file = facts or paths.facts(facts_file.release(installed))
    of = facts_file.version(file)
    if facts_file.release(of) == facts_file.release(installed):
        return file, ()
    mend = shlex.join(["hasktorch-py", "probe", *(["--out", str(facts)] if facts else [])])
    said = f"the facts are of torch {of}, installed is torch {installed}: rules and dtypes may be wrong; run: {mend}"
    errors.print(Text("warning: ", "yellow").append(said, "default"))
    return file, (said,)


def mend(source: Source, dtypes: str | None, facts: Path | None, out: Path) -> str:
    """The command that makes the folder what it should be."""
    given = (("--declarations", source.file), ("--aten", source.aten), ("--dtypes", dtypes), ("--facts", facts))
    options = [part for name, value in given if value is not None for part in (name, str(value))]
    options += [] if out == GENERATED else ["--out", str(out)]
    return shlex.join(["hasktorch-py", "generate", *options])


def print_json(value: object) -> None:
    """Print for a machine."""
    typer.echo(json.dumps(value, indent=1, ensure_ascii=False))


@contextmanager
def progress(steps: int) -> Iterator[Begin]:
    """A bar for work of so many steps, which is told the name of each as it begins; silent but on a terminal."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as bar:
        task = bar.add_task("", total=steps)
        begun = 0

        def begin(step: str) -> None:
            nonlocal begun
            bar.update(task, description=step, completed=begun)
            begun += 1

        yield begin
