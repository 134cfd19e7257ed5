"""What mypy and pytest really write for programs is what an upgrade reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from codegen.upgrade.findings import Findings, junit, of_mypy, of_pytest

TESTS = """
import pytest

def test_holds(): ...
def test_fails(): assert 1 == 2, "one is\\nnot two"
@pytest.mark.parametrize("x", ["a b"])
def test_ends(x, absent): ...
@pytest.mark.skip
def test_waits(): ...
@pytest.mark.xfail
def test_is_known(): assert False
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "step.log"


def logged(log: Path, *arguments: str) -> None:
    with log.open("w") as stream:
        subprocess.run([sys.executable, "-m", *arguments], cwd=log.parent, stdout=stream, stderr=stream, check=False)


def test_of_pytest(log: Path) -> None:
    (log.parent / "test_a.py").write_text(TESTS)
    logged(log, "pytest", "-p", "no:cacheprovider", f"--junit-xml={junit(log)}", "test_a.py")
    found = of_pytest(log)
    assert found.counts == {"failed": 1, "errors": 1, "passed": 1, "skipped": 2}
    assert found.failures == (
        "test_a.test_fails: AssertionError: one is",
        'test_a.test_ends[a b]: failed on setup with "file {}, line 6'.format(log.parent / "test_a.py"),
    )


def test_of_mypy(log: Path) -> None:
    (log.parent / "a.py").write_text('x: int = "a"\nreveal_type(x)\n')
    logged(log, "mypy", "--output", "json", "a.py")
    found = of_mypy(log)
    assert found.counts == {"errors": 1}
    (failure,) = found.failures
    assert failure.startswith("a.py:1: Incompatible types in assignment") and failure.endswith("[assignment]")


def test_of_one_that_cannot_start(log: Path) -> None:
    logged(log, "no_such_module")
    assert of_pytest(log) == Findings()
    assert of_mypy(log) == Findings({"errors": 0})
