"""A few hundred random calls: what mypy with the plugin says is what eager ATen does, or nothing."""

from pathlib import Path

import pytest

from .fuzzing import FAILURES, Judgement, fuzz

CALLS = 250
INSTANCES = ("double", "long")  # the stubs of each cost seconds
LEAST_EXACT = 0.4  # a plugin that says nothing would fail nothing
LEAST_REFUSED = 0.15


@pytest.mark.conformance
def test_random_calls_are_judged_as_eager_aten_judges_them(work: Path) -> None:
    judged = fuzz(CALLS, seed=7, work=work, instances=INSTANCES)
    wrong = [str(j) for j in judged if j.judgement in FAILURES]
    assert not wrong, "\n".join(wrong)
    kinds = [j.judgement for j in judged]
    assert kinds.count(Judgement.EXACT) >= LEAST_EXACT * CALLS
    assert kinds.count(Judgement.REFUSED) >= LEAST_REFUSED * CALLS
