"""What tests of the generator share: the installed torch's declarations, emitted and read once, and the command."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from codegen.__main__ import main
from codegen.emit import emit
from codegen.model import Declaration
from codegen.parse import parse
from tests.codegen.running import Run


@pytest.fixture(scope="session")
def emitted() -> str:
    return emit()


@pytest.fixture(scope="session")
def installed(emitted: str) -> tuple[Declaration, ...]:
    return parse(emitted, "Declarations.yaml").declarations


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run one command in an empty directory: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["hasktorch-py", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return command
