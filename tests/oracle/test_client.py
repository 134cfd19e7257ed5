"""The process that has torch: what it answers, how a question is lost, and that nothing lost is kept."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

import psutil
import pytest
from mypy.options import Options
from mypy.plugin import ReportConfigContext

from hasktorch_py.mypy_plugin.hooks import AskATen
from hasktorch_py.oracle import answer_cache, client, limits, worker_process
from hasktorch_py.oracle.answer import Accepted, Lost, TensorResult, Undecidable
from hasktorch_py.oracle.answer_cache import AnswerCache, fingerprint
from hasktorch_py.oracle.client import Oracle
from hasktorch_py.oracle.limits import Limits
from hasktorch_py.oracle.question import Constant, Named, Question, Tensor

RELU = Question("torch.relu", (Tensor("Double", (4,)),))
ANSWER = Accepted(TensorResult("Double", (4,)))
EXP = Question("torch.exp", RELU.args)
#: Seconds of processor time, and gigabytes.
SLOW = Question("torch.linalg.matrix_power", (Tensor("Double", (800, 800)), Constant(10**18)))
POWER = Accepted(TensorResult("Double", (800, 800)))
LARGE = Question("torch.nn.functional.conv1d", (Tensor("Double", (1, 1, 10**6)), Tensor("Double", (1, 1, 2048))))
#: What a worker does instead of starting as it should, where `exp` crashes on real tensors.
CRASHING = """
import os, signal, sys
sys.path[:0] = sys.argv[2:]
from hasktorch_py.oracle import decide, worker
without = decide.decide
def crash(question, meta_only=False):
    if question.name == "torch.exp" and not meta_only:
        os.kill(os.getpid(), signal.SIGSEGV)
    return without(question, meta_only)
decide.decide = crash
worker.main(int(sys.argv[1]))
"""


@pytest.fixture(scope="module")
def oracle() -> Iterator[Oracle]:
    found = Oracle(None, "test")
    yield found
    found.close()


def test_an_answer_comes_from_the_other_process(oracle: Oracle) -> None:
    assert oracle.ask(RELU) == ANSWER
    assert "torch" not in _modules_of_the_plugin()


def _modules_of_the_plugin() -> str:
    code = "import sys, hasktorch_py.mypy_plugin; print([m for m in sys.modules if m.partition('.')[0] == 'torch'])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


@pytest.fixture
def impatient(oracle: Oracle, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker under small limits."""
    oracle.close()
    oracle.forget_losses()
    monkeypatch.setattr(client, "FIRST", Limits(seconds=0.1, bytes=2**28))
    monkeypatch.setattr(client, "AGAIN", Limits(seconds=0.2, bytes=2**29))


@pytest.mark.usefixtures("impatient")
def test_what_takes_too_long_ends_the_worker_and_not_this_process(oracle: Oracle) -> None:
    assert oracle.ask(SLOW) == Lost("time", "it took more than 0 s of processor time")
    assert oracle.ask(RELU) == ANSWER


@pytest.mark.usefixtures("impatient")
def test_what_takes_too_much_memory_is_lost(oracle: Oracle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "AGAIN", Limits(seconds=600, bytes=2**29))
    lost = oracle.ask(LARGE)
    assert isinstance(lost, Lost) and lost.kind == "resources" and "allocate" in lost.why
    assert oracle.ask(RELU) == ANSWER


def test_what_is_lost_under_small_limits_is_answered_under_larger_ones(
    oracle: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    oracle.close()
    oracle.forget_losses()
    monkeypatch.setattr(client, "FIRST", Limits(seconds=0.1, bytes=2**32))
    assert oracle.ask(SLOW) == POWER


def test_a_crash_is_asked_again_on_meta_tensors_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other elements than those that were made up may be right; the crash is a property of torch."""
    monkeypatch.setattr(worker_process, "_BOOTSTRAP", CRASHING)
    oracle = Oracle(tmp_path, "test")
    assert oracle.ask(EXP) == ANSWER
    oracle.close()
    assert kept(tmp_path) == 1


def test_what_is_lost_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "_BOOTSTRAP", CRASHING.replace("and not meta_only", ""))
    oracle = Oracle(tmp_path, "test")
    assert oracle.ask(EXP) == Lost("crash", "it was ended by SIGSEGV")
    assert oracle.ask(RELU) == ANSWER
    oracle.close()
    assert kept(tmp_path) == 1


def kept(folder: Path) -> int:
    """How many answers are on the disk."""
    (file,) = folder.glob("*.sqlite")
    (count,) = sqlite3.connect(file).execute("SELECT count(*) FROM answers").fetchone()
    return int(count)


def test_what_is_too_large_is_not_allocated(oracle: Oracle) -> None:
    large = Question("torch.zeros", (Constant(10**12),), (("dtype", Named("float64")),))
    assert oracle.ask(large) == Accepted(TensorResult("Double", (10**12,)))


def test_a_worker_that_is_gone_is_replaced(oracle: Oracle) -> None:
    oracle.close()
    assert oracle.ask(EXP) == ANSWER


ENDS: dict[str, Callable[[psutil.Process], None]] = {
    "killed": lambda worker: worker.kill(),
    "stopped": lambda worker: worker.suspend(),
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("moment", ["starting", "waiting", "asked"])
def test_whatever_happens_to_a_worker_the_answer_comes(end: str, moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "_STOPPED", 2)
    oracle = Oracle(None, "test")
    if moment != "starting":
        assert oracle.ask(RELU) == ANSWER
    if moment == "waiting":
        ENDS[end](the_worker())
        assert oracle.ask(EXP) == ANSWER
    else:
        question = EXP if moment == "starting" else SLOW
        attack = threading.Thread(target=lambda: ENDS[end](the_worker()))
        timer = threading.Timer(1.0, attack.run)
        timer.start()
        answer = oracle.ask(question)
        timer.join()
        assert answer == (ANSWER if moment == "starting" else POWER)
    oracle.close()


def the_worker() -> psutil.Process:
    """The newest process that this one has started."""
    return max(psutil.Process().children(), key=psutil.Process.create_time)


def test_a_question_that_is_longer_than_a_pipe_does_not_hang(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody reads what is written to a worker that is stopped."""
    monkeypatch.setattr(limits, "_STOPPED", 2)
    oracle = Oracle(None, "test")
    assert oracle.ask(RELU) == ANSWER
    the_worker().suspend()
    long = Question("torch.cat", (Constant("i" * 2**19),))
    assert not isinstance(oracle.ask(long), Lost)
    oracle.close()


def test_a_worker_that_does_not_start_is_tried_twice_and_tells_why(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def bootstrap(most_bytes: int) -> worker_process.Worker:
        tries.append(most_bytes)
        return worker_process.Worker(most_bytes)

    monkeypatch.setattr(client, "Worker", bootstrap)
    monkeypatch.setattr(worker_process, "_BOOTSTRAP", "raise ImportError('no torch here')")
    oracle = Oracle(None, "test")
    for question in (RELU, EXP):
        lost = oracle.ask(question)
        assert lost == Lost("start", "it ended with status 1: ImportError: no torch here")
    assert len(tries) == 2
    monkeypatch.undo()
    oracle.forget_losses()
    assert oracle.ask(RELU) == ANSWER
    oracle.close()


@pytest.mark.parametrize("said", ["print('no JSON')", "print('[]')", "pass", "import os; os.close(1)"])
def test_a_worker_that_says_something_else_is_none(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_process, "_BOOTSTRAP", said)
    lost = Oracle(None, "test").ask(RELU)
    assert isinstance(lost, Lost) and lost.kind == "start"


def test_a_fault_of_the_code_that_asks_is_told(oracle: Oracle) -> None:
    lost = oracle.ask(Question("torch.relu", (Constant(["no", "question"]),)))
    assert isinstance(lost, Lost) and lost.kind == "fault", lost
    assert oracle.ask(EXP) == ANSWER


def test_answers_are_kept_on_disk(tmp_path: Path) -> None:
    AnswerCache(tmp_path, "a").put("relu", ANSWER)
    assert AnswerCache(tmp_path, "a").get("relu") == ANSWER
    assert AnswerCache(tmp_path, "b").get("relu") is None
    assert [path.name for path in tmp_path.glob("*a.sqlite*")] == []  # an older version's answers are removed


def test_a_broken_memo_is_no_memo(tmp_path: Path) -> None:
    (tmp_path / "answers-a.sqlite").write_text("this is no database" * 100)
    broken = AnswerCache(tmp_path, "a")
    broken.put("relu", ANSWER)
    assert broken.get("relu") == ANSWER
    assert AnswerCache(tmp_path / "answers-a.sqlite", "a").get("relu") is None  # a file where the folder should be


def test_the_fingerprint_is_of_all_that_answers_depend_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert fingerprint() == before
    monkeypatch.setattr(answer_cache, "version", lambda name: "2.99" if name == "torch" else version(name))
    assert fingerprint() != before, "another torch"
    monkeypatch.undo()
    (tmp_path / "module.py").write_text("a = 1")
    monkeypatch.setattr(answer_cache, "_PACKAGE", tmp_path)
    one = fingerprint()
    (tmp_path / "module.py").write_text("a = 10")
    assert fingerprint() != one, "another oracle or core"


def test_mypy_checks_programs_anew_when_that_changes() -> None:
    plugin = AskATen(Options())
    assert fingerprint() in (plugin.report_config_data(ReportConfigContext("m", "m.py", True)) or "")
    assert plugin.report_config_data(ReportConfigContext("m", "m.pyi", True)) is None


def test_equal_arguments_of_other_types_are_other_questions(oracle: Oracle) -> None:
    n = Tensor("Long", (4,))
    assert oracle.ask(Question("torch.Tensor.__mul__", (n, Constant(2)))) == Accepted(TensorResult("Long", (4,)))
    real = Question("torch.Tensor.__mul__", (n, Constant(2.0)))
    assert oracle.ask(real) == Accepted(TensorResult("Float", (4,)))


def test_a_question_without_end_is_not_asked(oracle: Oracle) -> None:
    lost = oracle.ask(Question("torch.einsum", (Constant("i" * 2**21), *RELU.args)))
    assert lost == Lost("size", "its description has 2,097,237 characters")


def test_two_processes_share_a_memo(tmp_path: Path) -> None:
    """Concurrent runs of mypy write to one file."""
    one, other = AnswerCache(tmp_path, "a"), AnswerCache(tmp_path, "a")
    for number in range(50):
        (one, other)[number % 2].put(f"question {number}", Undecidable(str(number)))
    third = AnswerCache(tmp_path, "a")
    assert all(third.get(f"question {number}") == Undecidable(str(number)) for number in range(50))


def test_no_module_of_the_program_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traces = tmp_path / "imported"
    for name in ("torch", "sympy", "typing_extensions", "hasktorch", "hasktorch_py", "json", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(traces)!r}, 'a').write({name!r})\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([".", str(tmp_path)]))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "torch.py"))
    found = Oracle(None, "test")
    assert found.ask(RELU) == ANSWER
    found.close()
    assert not traces.exists()
