"""The process that has torch, and the memo."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hasktorch_py.mypy_plugin.asking import ATen
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
    Memo(tmp_path, "a").put(RELU, ANSWER)
    assert Memo(tmp_path, "a").get(RELU) == ANSWER
    assert Memo(tmp_path, "b").get(RELU) is None
    assert [path.name for path in tmp_path.glob("*a.sqlite*")] == []  # an older version's answers are removed


def test_a_broken_memo_is_no_memo(tmp_path: Path) -> None:
    (tmp_path / "answers-a.sqlite").write_text("this is no database" * 100)
    memo = Memo(tmp_path, "a")
    memo.put(RELU, ANSWER)
    assert memo.get(RELU) == ANSWER
    assert Memo(tmp_path / "answers-a.sqlite", "a").get(RELU) is None  # a file where the folder should be


def test_the_fingerprint_is_stable() -> None:
    assert fingerprint() == fingerprint()


def test_equal_arguments_of_other_types_are_other_questions() -> None:
    memo = Memo(None, "")
    memo.put(Question("f", (Constant(2),)), Unknown("an int"))
    assert memo.get(Question("f", (Constant(2.0),))) is None
