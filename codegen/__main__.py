"""The command line: ``python -m codegen generate``. Each command asks a room and prints; none of them decides."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from . import instances, instantiate, write
from .errors import CodegenError, Problem
from .write import manifest

#: A difference longer than this is cut on the screen: the command that mends it matters more.
MAX_DIFF_LINES = 400
#: The declarations of earlier versions, beside the checkout.
ERAS = Path(__file__).resolve().parents[2] / "shared" / "declarations"
STYLES = {"+": "green", "-": "red", "@": "cyan"}

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
console = Console(highlight=False, soft_wrap=True)
progress = Console(stderr=True)

Declarations = Annotated[
    Path | None, typer.Option(help="A Declarations.yaml (.xz, .gz) of any era instead of the installed torch's.")
]
Dtypes = Annotated[
    str | None, typer.Option(help="Instances to make, as double,long; all twelve if absent. Three are always made.")
]
Out = Annotated[
    Path,
    typer.Option(help="The package's directory, which is replaced; in your own project: src/myapp/aten."),
]
GENERATED = Path("generated/hasktorch")


@app.command()
def generate(declarations: Declarations = None, dtypes: Dtypes = None, out: Out = GENERATED) -> None:
    """Write the typed package of every instance; do nothing where nothing has changed."""
    started = time.monotonic()
    chosen = _choose(dtypes)
    own = instantiate.is_own(out)
    key = manifest.key(declarations, chosen, instantiate.sources(instantiate.folder()) if own else ())
    if manifest.is_current(out, key):
        console.print(f"{out}: unchanged (same declarations, same generator)")
        return
    done = write.write(_tree(declarations, chosen, own), out, key)
    seconds = time.monotonic() - started
    console.print(
        f"{out}: {len(done.changed)} files written, {done.unchanged} unchanged, {len(done.removed)} removed"
        f" in {seconds:.1f} s; what is bound and what is not: {out / 'REPORT.md'}"
    )


@app.command()
def check(declarations: Declarations = None, dtypes: Dtypes = None, out: Out = GENERATED) -> None:
    """Say whether the directory holds what the generator writes now; status 1 and the difference if not."""
    own = instantiate.is_own(out)
    difference = write.difference(_tree(declarations, _choose(dtypes), own), out)
    if not difference:
        console.print(f"{out}: is what the generator writes now")
        return
    lines = difference.splitlines()
    for line in lines[:MAX_DIFF_LINES]:
        console.print(Text(line, STYLES.get(line[:1], "")))
    if len(lines) > MAX_DIFF_LINES:
        console.print(f"… and {len(lines) - MAX_DIFF_LINES} more lines")
    mend = _command(declarations, dtypes, out if own else None)
    typer.echo(f"{out}: is not what the generator writes now; run: {mend}", err=True)
    raise typer.Exit(1)


@app.command()
def emit(out: Annotated[Path | None, typer.Option(help="A file; standard output if absent.")] = None) -> None:
    """Print Declarations.yaml of the installed torch."""
    from .emit import emit as declarations  # imports torchgen, which `generate` may not need

    text = declarations()
    if out is None:
        typer.echo(text, nl=False)
    else:
        write.write_file(out, text)


@app.command()
def probe() -> None:
    """Ask the installed ATen which rules its operators follow, and write the facts file."""
    from . import pipeline  # imports torch, which an unchanged run does not need

    write.write_file(pipeline.FACTS, pipeline.probe())
    console.print(f"{pipeline.FACTS.name}: written; look at its diff, then: make generate")


@app.command()
def report(out: Out = GENERATED) -> None:
    """Print what the last run bound, what it skipped and why."""
    path = out / "REPORT.md"
    if not path.is_file():
        raise CodegenError([Problem(None, str(path), "the report of a run", "no such file", "run: make generate")])
    typer.echo(path.read_text(encoding="utf-8"), nl=False)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="A declarations file, a version found in --folder, or: installed.")],
    new: Annotated[str, typer.Argument(help="The version that it is compared with, named in the same way.")],
    facts: Annotated[
        tuple[Path, Path] | None, typer.Option(help="Two facts files: shape rules and dtypes are compared as well.")
    ] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print all of it as Markdown.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of it as JSON.")] = False,
    folder: Annotated[
        Path, typer.Option(envvar="HASKTORCH_DECLARATIONS", help="Where Declarations-VERSION.yaml[.xz|.gz] are.")
    ] = ERAS,
) -> None:
    """Say what changed between two ATen versions of any era, and what it means for a user's code."""
    if markdown and as_json:
        raise typer.BadParameter("--markdown and --json cannot both be given")
    from .diff import command  # imports torch, which an unchanged run does not need

    comparison = command.comparison(old, new, facts, folder)
    if markdown:
        typer.echo(command.markdown(comparison), nl=False)
    elif as_json:
        typer.echo(command.machine(comparison), nl=False)
    else:
        command.show(comparison, console)


def _choose(dtypes: str | None) -> tuple[str, ...]:
    added = instances.added(dtypes)
    if added:
        console.print(f"DTYPES: adding {', '.join(added)}, which every run makes")
    return instances.choose(dtypes)


def _command(declarations: Path | None, dtypes: str | None, own: Path | None) -> str:
    """What writes the checkout's bindings anew, or those of a package of somebody's own."""
    from .render import COMMAND, OWN_COMMAND  # imports jinja2, which an unchanged run does not need

    given = {"out": own, "declarations": declarations, "dtypes": dtypes}
    spelled = "--{} {}" if own else "{}={}"
    options = [spelled.format(name if own else name.upper(), value) for name, value in given.items() if value]
    return " ".join([OWN_COMMAND if own else COMMAND, *options])


def _tree(declarations: Path | None, chosen: tuple[str, ...], own: bool) -> dict[str, str]:
    from . import pipeline  # imports torch, which an unchanged run does not need

    with progress.status("generating"):
        return pipeline.generate(declarations, chosen, own)


def main() -> None:
    """Run a command; what went wrong is told on standard error, without a traceback, with status 1."""
    try:
        app()
    except CodegenError as error:
        typer.echo(str(error), err=True)
        if len(error.problems) > 1:
            typer.echo(f"{len(error.problems)} problems", err=True)
    except BrokenPipeError:  # the reader of our output has left: nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        typer.echo(f"{error.filename or 'codegen'}: {error.strerror or error}", err=True)
    else:
        return
    sys.exit(1)


if __name__ == "__main__":
    main()
