"""The command line: exit status 0 where all is well, 1 where the answer is no or the run failed, 2 for a wrong use."""

from __future__ import annotations

import os
import sys

import typer

from .command.check import check
from .command.diff import diff
from .command.doctor import doctor
from .command.emit import emit
from .command.eras import eras
from .command.generate import generate
from .command.probe import probe
from .command.report import report
from .command.upgrade import upgrade
from .errors import CodegenError
from .paths import INSTALLED

HELP = """Typed bindings of ATen: generate them, check them, and see what an upgrade of torch changes.

Exit status: 0 all is well, 1 the answer is no or the run failed, 2 wrong use.
"""

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=HELP)
COMMANDS = (generate, check, report, diff, eras, emit, probe, doctor, *(() if INSTALLED else (upgrade,)))
for command in COMMANDS:
    app.command()(command)


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
        typer.echo(f"{error.filename or 'hasktorch-py'}: {error.strerror or error}", err=True)
    else:
        return
    sys.exit(1)


if __name__ == "__main__":
    main()
