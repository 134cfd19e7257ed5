"""A quick sample of the database with open sizes: no type is wrong, what does not depend on them is known."""

from collections import Counter
from pathlib import Path

import pytest

from tests.checkers import SEARCH_ROOTS

from .__main__ import sampled
from .calls import Call
from .classify import Outcome
from .measure import calls, measure
from .names import Declared
from .opened import OPENINGS, opened

EVERY = 5  # one of so many calls is opened in each way
LEAST_EXACT = 0.95


@pytest.mark.conformance
def test_open_sizes_lose_nothing_that_does_not_depend_on_them(declared: Declared, tmp_path: Path) -> None:
    sample = list(sampled("double", declared, sample=1).calls.items())
    open_calls: Counter[Call] = Counter()
    for start, opening in enumerate(OPENINGS):
        open_calls += opened(dict(sample[start::EVERY]), "double", opening)
    measured = measure("mypy", {"double": open_calls}, tmp_path, SEARCH_ROOTS, "hasktorch_py.mypy_plugin")["double"]
    amiss = [m for m in measured if m.outcome not in (Outcome.EXACT, Outcome.PARTIAL)]
    assert not amiss, "\n".join(f"{m.outcome.value}: {m.call}: shown {m.said}, is {m.call.truth}" for m in amiss)
    counts = calls(measured)
    assert counts[Outcome.EXACT] >= LEAST_EXACT * counts.total(), dict(counts)
