"""A quick sample of the conformance measurement: two calls of every entry of the database, in every checker."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.checkers import CHECKERS, SEARCH_ROOTS, Checker

from .__main__ import sampled
from .calls import Call
from .classify import Outcome
from .measure import calls, measure
from .names import Declared

CALLS_OF_EACH = 2
NEVER = (Outcome.WRONG, Outcome.MISSING)


@pytest.fixture(scope="session")
def samples(declared: Declared) -> Mapping[str, Mapping[Call, int]]:
    return {instance: sampled(instance, declared, sample=CALLS_OF_EACH).calls for instance in ("double", "long")}


@pytest.mark.conformance
@pytest.mark.parametrize("checker", CHECKERS)
def test_no_type_contradicts_the_real_result(
    checker: Checker, samples: Mapping[str, Mapping[Call, int]], tmp_path: Path
) -> None:
    measured = measure(checker, samples, tmp_path, SEARCH_ROOTS)
    for instance, own in measured.items():
        counts = calls(own)
        print(f"{instance}, {checker}: " + ", ".join(f"{counts[o]:,} {o.value}" for o in Outcome))
    amiss = [m for own in measured.values() for m in own if m.outcome in NEVER]
    assert not amiss, "\n".join(f"{m.outcome.value}: {m.call}: shown {m.said}, is {m.call.truth}" for m in amiss)
