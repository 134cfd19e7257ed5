"""Calls that are made to try a rule: they are what the rule speaks of, and no chance makes it look true."""

from __future__ import annotations

import random

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from codegen.paths import FACTS
from codegen.probe.sampling import assignments, covers, fit, plan
from codegen.probe.subject import Subject
from codegen.probe.values import tensor
from codegen.rules.facts import ANY, OWN, RuleFact, load
from codegen.rules.families import families
from codegen.rules.language import Rule
from codegen.select import Operator
from hasktorch_py.aten.torch_dtypes import TORCH_DTYPES

RULES = [rule for family in families() for rule in family.rules]
#: With more names than this some sizes are equal: the products of so many would be too large to try.
MOST_NAMES = 5


@given(st.sampled_from(RULES), st.integers(), st.integers(0, 3))
def test_generic_sizes_all_differ(rule: Rule, seed: int, length: int) -> None:
    dims = assignments(rule, random.Random(seed), length, generic=True).dims
    assert len(dims) > MOST_NAMES or len(set(dims.values())) == len(dims)


@pytest.mark.aten
def test_a_rule_covers_every_call_that_is_made_of_it(operators: dict[str, Operator]) -> None:
    book = load(FACTS)
    asked = 0
    for operator in operators.values():
        for signature in operator.signatures:
            if (facts := book.facts.get(signature.key)) is None:
                continue
            subject = Subject(operator, signature)
            tensors = zip(signature.tensors, facts.roles, strict=True)
            roles = {param.name: OWN if role == ANY else role for param, role in tensors}
            for fact in facts.rules:
                rng = random.Random(f"{facts.key} {fact.rule}")
                names = fit(fact.rule, subject)
                call = plan(fact.rule, names, assignments(fact.rule, rng, 2, True), roles, rng, rng.random() < 0.5)
                found = covers(RuleFact(fact.rule), names, subject, call, roles)
                assert found is not None, f"{facts.key}: {fact.rule} does not cover {call}"
                asked += 1
    assert asked > 10_000


@given(st.sampled_from(sorted(TORCH_DTYPES)), st.lists(st.integers(0, 4), max_size=4), st.integers())
def test_a_tensor_is_as_it_was_asked_for(tag: str, shape: list[int], seed: int) -> None:
    made = tensor(shape, tag, OWN, random.Random(seed))
    assert (made.dtype, list(made.shape)) == (TORCH_DTYPES[tag], shape)
    if made.dtype == torch.float64 and len(shape) == 2 and shape[0] == shape[1]:
        assert torch.equal(made, made.mT) and bool((torch.linalg.eigvalsh(made) > 0).all()), "decompositions take it"
    indices = tensor(shape, "Long", "Long", random.Random(seed))
    assert bool(((indices >= 0) & (indices <= 1)).all()), "they fit every dimension of at least two"
