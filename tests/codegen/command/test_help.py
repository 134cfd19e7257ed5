"""What the command line says of itself, a wrong use, and colours."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkers import ROOT
from tests.codegen.running import Run


def test_a_wrong_option_is_an_error_of_use(run: Run) -> None:
    for arguments in (("generate", "--dtype", "double"), ("generate", "positional"), ("nonsense",), ()):
        status, out, _ = run(*arguments)
        assert (status, "Traceback" in out) == (2, False), arguments


COMMANDS = ("generate", "check", "report", "diff", "eras", "emit", "probe", "doctor", "upgrade")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_tells_every_option_and_an_example_that_is_none_of_an_error(command: str, run: Run) -> None:
    status, out, _ = run(command, "--help")
    assert status == 0
    [example] = re.findall(rf"Example: hasktorch-py {command}\b(.*)", out)
    rows = re.findall(r"^│ \*? *(--[\w-]+|old|new) +(.*)", out, re.MULTILINE)
    assert len(rows) >= 2 and all(re.search(r"[a-z]{3}", rest) for _, rest in rows), out
    assert set(re.findall(r"--[\w-]+", example)) <= {name for name, _ in rows}


def test_help_lists_every_command_and_the_exit_status(run: Run) -> None:
    status, out, _ = run("--help")
    assert status == 0
    assert re.findall(r"^│ (\w+)  ", out, re.MULTILINE) == list(COMMANDS)
    assert "Exit status: 0 " in out


@pytest.mark.parametrize("environment", [{}, {"NO_COLOR": "1"}], ids=["colours", "NO_COLOR"])
def test_colours_are_for_a_terminal_that_wants_them(environment: dict[str, str], tmp_path: Path) -> None:
    """The same command to a pipe and to a terminal."""
    command = [sys.executable, "-m", "hasktorch_py", "doctor"]
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "FORCE_COLOR")}
    kept |= {"TERM": "xterm-256color", **environment}
    piped = subprocess.run(command, cwd=tmp_path, env=kept, capture_output=True, check=False).stdout
    assert b"\x1b" not in piped
    ours, theirs = pty.openpty()
    subprocess.run(command, cwd=tmp_path, env=kept, stdout=theirs, stderr=theirs, check=False)
    os.close(theirs)
    shown = b""
    while chunk := _read(ours):
        shown += chunk
    os.close(ours)
    assert (b"\x1b[3" in shown) == (not environment)
    assert re.sub(rb"\x1b\[[0-9;]*m|\r", b"", shown) == piped


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # Linux says so where the other side is closed
        return b""


def test_make_calls_the_command_that_users_have() -> None:
    given = ["DECLARATIONS=D.yaml.xz", "DTYPES=double,long", "OLD=1.0", "NEW=2.0"]
    targets = ["generate", "check", "probe", "report", "diff"]
    command = ["make", "--no-print-directory", "--dry-run", "--assume-old=.venv/.installed", *targets, *given]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    options = "--declarations 'D.yaml.xz' --dtypes 'double,long'"
    assert [line.strip() for line in done.stdout.splitlines()] == [
        f".venv/bin/hasktorch-py {rest}"
        for rest in (f"generate {options}", f"check --strict {options}", "probe", "report", "diff 1.0 2.0")
    ]
