"""The process that has torch, and the memo."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from mypy.options import Options
from mypy.plugin import ReportConfigContext

from hasktorch_py.mypy_plugin import memo
from hasktorch_py.mypy_plugin.asking import ATen
from hasktorch_py.mypy_plugin.hooks import AskATen
from hasktorch_py.mypy_plugin.memo import Memo, fingerprint
from hasktorch_py.mypy_plugin.model import Accepted, Constant, Question, Tensor, TensorResult, Unknown

RELU = Question("hasktorch.double.relu", (Tensor("Double", (4,)),))
ANSWER = Accepted(TensorResult("Double", (4,)))


@pytest.fixture(scope="module")
def aten() -> Iterator[ATen]:
    found = ATen(None, "test")
    yield found
    found.close()


def test_an_answer_comes_from_the_other_process(aten: ATen) -> None:
    assert aten.ask(RELU) == ANSWER
    assert "torch" not in _modules_of_the_plugin()


def _modules_of_the_plugin() -> str:
    code = "import sys, hasktorch_py.mypy_plugin; print([m for m in sys.modules if m.partition('.')[0] == 'torch'])"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_what_takes_too_long_ends_the_worker_and_not_this_process(aten: ATen) -> None:
    endless = Question("hasktorch.double.combinations", (Tensor("Double", (60,)), Constant(5)))
    start = time.monotonic()
    assert isinstance(aten.ask(endless), Unknown)
    assert time.monotonic() - start < 30
    assert aten.ask(RELU) == ANSWER


def test_what_is_too_large_is_not_allocated(aten: ATen) -> None:
    large = Question("hasktorch.double.zeros", (Constant(10**12),))
    assert aten.ask(large) == Accepted(TensorResult("Double", (10**12,)))


def test_a_worker_that_is_gone_is_replaced(aten: ATen) -> None:
    aten.close()
    assert aten.ask(Question("hasktorch.double.exp", RELU.args)) == ANSWER


def test_answers_are_kept_on_disk(tmp_path: Path) -> None:
    Memo(tmp_path, "a").put("relu", ANSWER)
    assert Memo(tmp_path, "a").get("relu") == ANSWER
    assert Memo(tmp_path, "b").get("relu") is None
    assert [path.name for path in tmp_path.glob("*a.sqlite*")] == []  # an older version's answers are removed


def test_a_broken_memo_is_no_memo(tmp_path: Path) -> None:
    (tmp_path / "answers-a.sqlite").write_text("this is no database" * 100)
    broken = Memo(tmp_path, "a")
    broken.put("relu", ANSWER)
    assert broken.get("relu") == ANSWER
    assert Memo(tmp_path / "answers-a.sqlite", "a").get("relu") is None  # a file where the folder should be


def test_the_fingerprint_is_of_all_that_answers_depend_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint()
    assert fingerprint() == before
    monkeypatch.setattr(memo, "version", lambda name: "2.99" if name == "torch" else version(name))
    assert fingerprint() != before, "another torch"
    monkeypatch.undo()
    for folder in ("_PACKAGE", "_generated"):
        (tmp_path / "module.py").write_text("a = 1")
        monkeypatch.setattr(memo, folder, tmp_path if folder == "_PACKAGE" else lambda: tmp_path)
        one = fingerprint()
        (tmp_path / "module.py").write_text("a = 10")
        assert fingerprint() != one, "another plugin, core, or instance"


def test_mypy_checks_programs_anew_when_that_changes() -> None:
    plugin = AskATen(Options())
    assert plugin.report_config_data(ReportConfigContext("m", "m.py", True)) == fingerprint()
    assert plugin.report_config_data(ReportConfigContext("m", "m.pyi", True)) is None


def test_equal_arguments_of_other_types_are_other_questions(aten: ATen) -> None:
    n = Tensor("Long", (4,))
    assert aten.ask(Question("hasktorch.tensor.Tensor.__mul__", (n, Constant(2)))) == Accepted(
        TensorResult("Long", (4,))
    )
    real = Question("hasktorch.tensor.Tensor.__mul__", (n, Constant(2.0)))
    assert aten.ask(real) == Accepted(TensorResult("Float", (4,)))


def test_a_question_without_end_is_not_asked(aten: ATen) -> None:
    assert isinstance(aten.ask(Question("hasktorch.double.einsum", (Constant("i" * 2**21), *RELU.args))), Unknown)


def test_two_processes_share_a_memo(tmp_path: Path) -> None:
    """Concurrent runs of mypy write to one file."""
    one, other = Memo(tmp_path, "a"), Memo(tmp_path, "a")
    for number in range(50):
        (one, other)[number % 2].put(f"question {number}", Unknown(str(number)))
    third = Memo(tmp_path, "a")
    assert all(third.get(f"question {number}") == Unknown(str(number)) for number in range(50))


def test_no_module_of_the_program_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    traces = tmp_path / "imported"
    for name in ("torch", "sympy", "typing_extensions", "hasktorch", "hasktorch_py", "json", "sitecustomize"):
        (tmp_path / f"{name}.py").write_text(f"open({str(traces)!r}, 'a').write({name!r})\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([".", str(tmp_path)]))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "torch.py"))
    found = ATen(None, "test")
    assert found.ask(RELU) == ANSWER
    found.close()
    assert not traces.exists()
