"""NumPy's words for parameters: ATen is asked whether each operator that has a `dim` takes `axis`, too."""

from __future__ import annotations

import itertools
import random
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from codegen.lower import numpys_words
from codegen.paths import FACTS
from codegen.probe.sampling import Unfit, assignments, fillers, fit, plan
from codegen.probe.subject import Plan, Subject
from codegen.probe.values import TRIED
from codegen.rules.facts import Facts, load
from codegen.select.operators import Operator
from codegen.select.signature import ParamKind

pytestmark = pytest.mark.aten


def _calls(subject: Subject, facts: Facts) -> Iterator[Plan]:
    """Calls that follow the rules, `dim` among their arguments."""
    roles = dict(zip((param.name for param in subject.tensors), facts.roles, strict=True))
    for fact in facts.rules[:6]:
        try:
            names = fit(fact.rule, subject)
        except Unfit:
            continue
        rng = random.Random(0)
        for length in (1, 2, 3):
            call = plan(fact.rule, names, assignments(fact.rule, rng, length, True), roles, rng, False)
            for filler in itertools.islice(fillers(subject, call, rng), 4):
                full = {**call, **filler}
                yield from ({"dim": dim, **full} for dim in (0, [0], -1))


def _takes_axis(subject: Subject, facts: Facts) -> bool | None:
    """Whether a call with `axis` gives what it gives with `dim`; None where no call was found."""
    params = subject.signature.params
    at = [param.name for param in params].index("dim")
    by_keyword = (replace(p, kind=ParamKind.KEYWORD) if i >= at else p for i, p in enumerate(params))
    other = Subject(subject.operator, replace(subject.signature, params=tuple(by_keyword)))
    target = other.target

    def with_axis(*args: Any, dim: Any, **kwargs: Any) -> Any:
        return target(*args, axis=dim, **kwargs)

    other.target = with_axis
    for call, tag in itertools.product(_calls(subject, facts), TRIED):
        if (known := subject.ask(call, tag, 1)) is not None:
            return other.ask(call, tag, 1) == known
    return None


def test_the_parser_of_torch_knows_them_and_functions_in_python_do_not(operators: dict[str, Operator]) -> None:
    facts = load(FACTS).facts
    asked: dict[str, tuple[bool, bool | None]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for operator in operators.values():
            for signature in operator.signatures:
                if any(param.name == "dim" for param in signature.params) and signature.key in facts:
                    found = _takes_axis(Subject(operator, signature), facts[signature.key])
                    asked[signature.key] = numpys_words.takes(signature), found
    assert {key: pair for key, pair in asked.items() if pair[1] is not None and pair[0] != pair[1]} == {}
    assert sum(found is not None for _, found in asked.values()) > 100
