"""A quick sample of the conformance measurement: two calls of every entry of the database, in every checker."""

from pathlib import Path

import pytest

from codegen.emit import emit
from codegen.parse import parse
from tests.checkers import CHECKERS, SEARCH_ROOTS, Checker

from .__main__ import sampled
from .classify import Outcome
from .measure import calls, measure
from .names import Declared, declared_by

CALLS_OF_EACH = 2


@pytest.fixture(scope="session")
def declared() -> Declared:
    return declared_by(parse(emit(), "Declarations.yaml").declarations)


@pytest.mark.conformance
@pytest.mark.parametrize("instance", ["double", "long"])
def test_no_type_contradicts_the_real_result(instance: str, declared: Declared, tmp_path: Path) -> None:
    gathered = sampled(instance, declared, sample=CALLS_OF_EACH)
    wrong = []
    for checker in CHECKERS:
        measured = measure(checker, gathered.calls, instance, tmp_path, SEARCH_ROOTS, None)
        counts = calls(measured)
        print(f"{instance}, {checker}: " + ", ".join(f"{counts[o]:,} {o.value}" for o in Outcome))
        wrong += [f"{checker}: {m.call}: shown {m.said}, is {m.call.truth}" for m in measured
                  if m.outcome is Outcome.WRONG]  # fmt: skip
        wrong += _missing(checker, [m.call.opinfo for m in measured if m.outcome is Outcome.MISSING])
    assert not wrong, "\n".join(wrong)


def _missing(checker: Checker, names: list[str]) -> list[str]:
    return [f"{checker}: {name} is missing" for name in sorted(set(names))]
