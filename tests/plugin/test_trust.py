"""Harm to the process that has torch, and faults of the plugin: nothing is lost in silence, or kept."""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest

from .test_life import RIGHT, SAID, WRONG, Project
from .trust import KINDS, Moment, Trust, moments

#: A part of the plugin has a fault as long as a file is there.
FAULTY = """\
import os

from hasktorch_py.mypy_plugin import calls, symbolic


def faulty(what):
    def run(*args):
        if os.path.exists("fault"):
            raise ZeroDivisionError("no answer")
        return what(*args)

    return run


calls._question = faulty(calls._question)
calls.Attribute._answer = faulty(calls.Attribute._answer)
symbolic.canonical = faulty(symbolic.canonical)
"""
CALL = """\
import hasktorch.double as T

T.zeros(4) + T.zeros(5)
"""
ATTRIBUTE = """\
import hasktorch.double as T

reveal_type(T.svd(T.zeros(3, 2))[0].shape)
"""
ANNOTATION = """\
from typing import TypeVar

from hasktorch.double import Tensor
from hasktorch_py.dimensions import Add

N = TypeVar("N", bound=int)


def f(x: Tensor[N], y: Tensor[Add[N, N]]) -> None:
    reveal_type(y)
"""
RUNS: dict[str, Sequence[str]] = {"one process": (), "two workers": ("-n", "2")}


@pytest.fixture(scope="module")
def trust(work: Path) -> Trust:
    return Trust(Project(work / "trust", work / "mypy_cache"), work / "mypy_cache")


def test_without_torch_all_that_is_said_is_true(trust: Trust) -> None:
    """Errors are those of the stubs alone, and types wider."""
    assert trust.blind.has_no_worker
    assert not trust.wrong_in(trust.blind)


@pytest.mark.parametrize("moment", list(islice(moments(0), len(KINDS))), ids=str)
def test_whatever_happens_to_a_worker_nothing_is_lost_in_silence(moment: Moment, trust: Trust) -> None:
    _, wrong = trust.judged(moment)
    assert not wrong


@pytest.fixture(scope="module")
def faulty(work: Path) -> Project:
    """A project whose plugin has faults."""
    found = Project(work / "faulty", work / "mypy_cache")
    found.patch(FAULTY)
    return found


@pytest.fixture
def fault(faulty: Project) -> Iterator[Path]:
    """The file that makes the plugin faulty."""
    path = faulty.folder / "fault"
    path.touch()
    yield path
    path.unlink(missing_ok=True)


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("program", [CALL, ATTRIBUTE, ANNOTATION], ids=["call", "attribute", "annotation"])
def test_a_fault_of_the_plugin_is_said_and_not_kept(program: str, run: str, faulty: Project, fault: Path) -> None:
    faulty.write(program=f"{program}\n# {run}\n")
    said = faulty.mypy(*RUNS[run], "program.py")
    assert "a fault of the plugin (ZeroDivisionError: no answer)" in said and "[tensor-unchecked]" in said
    fault.unlink()
    said = faulty.mypy(*RUNS[run], "program.py")
    assert "[tensor-unchecked]" not in said
    assert ("[tensor-shape]" if program is CALL else "Revealed type") in said


def test_a_fault_comes_through_where_its_traceback_is_asked_for(faulty: Project, fault: Path) -> None:
    faulty.write(program=CALL)
    mypy = faulty.start("mypy", "--show-traceback", "program.py")
    said, words = mypy.communicate()
    assert mypy.returncode == 2 and "ZeroDivisionError: no answer" in said + words


def test_the_daemon_says_a_fault_and_lives_on(faulty: Project, fault: Path) -> None:
    daemon = ("--status-file", str(faulty.folder / "dmypy.json"))
    faulty.write(program=CALL)
    try:
        assert "a fault of the plugin" in faulty.run("mypy.dmypy", *daemon, "run", "--", "program.py")
        fault.unlink()
        faulty.write(program=f"{CALL}\n")
        said = faulty.run("mypy.dmypy", *daemon, "recheck")
        assert "[tensor-shape]" in said and "[tensor-unchecked]" not in said
    finally:
        faulty.run("mypy.dmypy", *daemon, "kill")


@pytest.fixture
def torchless(trust: Trust) -> Iterator[Trust]:
    """Where no worker starts."""
    trust.anew()
    trust.gone.touch()
    yield trust
    trust.gone.unlink(missing_ok=True)


def test_where_no_worker_starts_there_is_one_error(torchless: Trust) -> None:
    """Of two modules with calls; when torch is there again all is checked without an edit."""
    project = torchless.project
    project.write(one=RIGHT, two=WRONG)
    said = project.mypy("one.py", "two.py")
    assert said.count("[tensor-unchecked]") == 1 and "ModuleNotFoundError: import of torch halted" in said
    assert project.mypy("one.py", "two.py").count("[tensor-unchecked]") == 1, "an error stays"
    torchless.gone.unlink()
    said = project.mypy("one.py", "two.py")
    assert SAID in said and "[tensor-unchecked]" not in said
    assert "Success" in project.mypy("one.py")


def test_the_error_may_be_disabled(torchless: Trust) -> None:
    """What was not checked is asked anew nevertheless."""
    project = torchless.project
    config = project.folder / "mypy.ini"
    before = config.read_text()
    config.write_text(f"{before}[mypy-one]\ndisable_error_code = tensor-unchecked\n")
    try:
        project.write(one=WRONG)
        assert project.mypy("one.py") == "Success: no issues found in 1 source file\n"
        torchless.gone.unlink()
        assert SAID in project.mypy("one.py")
    finally:
        config.write_text(before)
