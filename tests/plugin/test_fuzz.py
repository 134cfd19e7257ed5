"""A few hundred random calls: what mypy with the plugin says is what eager ATen does, or nothing; and hostile ones."""

from pathlib import Path

import pytest

from tests.checkers import run

from .fuzzing import FAILURES, Judgement, fuzz, patience

CALLS = 250
INSTANCES = ("double", "long")  # the stubs of each cost seconds
LEAST_EXACT = 0.4  # a plugin that says nothing would fail nothing
LEAST_REFUSED = 0.15

HOSTILE = """\
import hasktorch.double as T

reveal_type(T.zeros(10**12))
reveal_type(T.ones(10**6, 10**6) @ T.ones(10**6, 10**6))
reveal_type(T.from_file("written.bin", True, 100))
reveal_type(T.zeros(4).from_file("written.bin", shared=True, size=100))
reveal_type(T.einsum("a" * 100000, T.zeros(4)))
reveal_type(T.zeros(10**7).unbind())
reveal_type(T.nn.interpolate(T.zeros(1, 1, 4, 4), (10**6, 10**6)))
reveal_type(T.linalg.matrix_power(T.eye(300), 10**18))
reveal_type(T.zeros(*([1] * 100)))
reveal_type(10**10**10)
"""


@pytest.mark.conformance
def test_random_calls_are_judged_as_eager_aten_judges_them(work: Path) -> None:
    judged = fuzz(CALLS, seed=7, work=work, instances=INSTANCES)
    wrong = [str(j) for j in judged if j.judgement in FAILURES]
    assert not wrong, "\n".join(wrong)
    kinds = [j.judgement for j in judged]
    assert kinds.count(Judgement.EXACT) >= LEAST_EXACT * CALLS
    assert kinds.count(Judgement.REFUSED) >= LEAST_REFUSED * CALLS


@pytest.mark.conformance
def test_hostile_calls_neither_hang_nor_crash_mypy_nor_write_to_disk(work: Path) -> None:
    path = work / "hostile.py"
    path.write_text(HOSTILE)
    with patience(60):
        said = run("mypy", [path], work, plugin="hasktorch_py.mypy_plugin")
    shown = [d.revealed("mypy") for d in said if d.revealed("mypy") is not None]
    assert len(shown) == HOSTILE.count("reveal_type")
    assert not list(Path.cwd().glob("written.bin")) and not list(work.glob("written.bin"))
