"""A next ATen, simulated: what it leaves alone is bound as before, what it changes is right or skipped with a reason.

A few hundred mutations run each time. All of them, in some minutes:

    HASKTORCH_MUTATIONS=5000 python -m pytest tests/codegen/parse/test_future.py
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import pytest

from codegen.command.instances import REQUIRED
from codegen.lower.module import module
from codegen.model import Declaration
from codegen.parse import Reading, parse
from codegen.pipeline import FACTS
from codegen.rules import facts
from codegen.select import Operator, Selection, select
from codegen.select.signature import Signature
from hasktorch_py.aten.names import NAMESPACES
from tests.codegen.parse.future import MUTATORS, Future, future, split

#: Mutations of one file, in as many entries.
AT_ONCE = 250
MUTATIONS = int(os.environ.get("HASKTORCH_MUTATIONS", "250"))
BOOK = facts.load(FACTS)


@cache
def _read(text: str) -> tuple[list[str], Reading, Selection]:
    reading = parse(text, "D.yaml")
    return split(text), reading, select(reading.declarations)


def told(declaration: Declaration) -> tuple[object, ...]:
    """All that is known of it but its place."""
    d = declaration
    return str(d), d.python_module, d.is_method, d.is_function, d.inplace, d.tight_arrow


@pytest.mark.aten
@pytest.mark.parametrize("seed", range(max(1, MUTATIONS // AT_ONCE)))
def test_what_a_next_version_might_bring(seed: int, emitted: str) -> None:
    texts, before, bound = _read(emitted)
    made = future(texts, AT_ONCE, seed)
    assert len(made.right) == AT_ONCE
    reading = parse(made.text, "D.yaml")
    after = _by_entry(made, reading, len(texts))
    for index, declaration in enumerate(before.declarations):
        found = after.get(index)
        if index not in made.right:
            assert found is not None and told(found) == told(declaration), declaration.key
        elif found is not None:
            assert str(found) == made.right[index], (made.names[index], str(declaration))
    lost = Counter(made.names[index] for index, right in made.right.items() if right and index not in after)
    assert not lost, "what is right in itself is read"
    assert len(reading.skipped) == len(texts) - len(reading.declarations)
    assert {key for finding in reading.findings for key in finding.skipped} == set(reading.skipped)
    _check_bindings({before.declarations[index].name for index in made.right}, bound, select(reading.declarations))


def _by_entry(made: Future, reading: Reading, count: int) -> dict[int, Declaration]:
    """What was read, by the number of its entry."""
    starts: dict[int, int] = {}
    line = 1
    for index, text in enumerate(split(made.text)):
        starts[line] = index
        line += text.count("\n")
    assert len(starts) == count
    return {starts[declaration.location.line]: declaration for declaration in reading.declarations}


def _check_bindings(touched: set[str], before: Selection, after: Selection) -> None:
    """What is bound of untouched operators is the same to the byte, and of the others nothing that was not there."""
    old, new = _operators(before.operators), _operators(after.operators)
    kept = {place for place, operator in old.items() if not touched & _sources(operator)}
    for place in kept:
        assert new[place] == old[place], place
    assert new.keys() <= old.keys(), "nothing is bound that the installed torch does not declare"
    for place, operator in new.items():
        known = {signature.key: signature for signature in old[place].signatures}
        for signature in operator.signatures:
            assert _called(signature) == _called(known[signature.key]), place
            assert signature.out <= known[signature.key].out, "what takes out= did so before"
    for namespace in NAMESPACES:
        assert _written(after, namespace, kept) == _written(before, namespace, kept)


def _called(signature: Signature) -> tuple[object, ...]:
    """How it is called and what comes of it; TorchScript spells some defaults otherwise, a list for a number."""
    return [(p.name, p.type, p.required, p.kind, p.spread) for p in signature.params], signature.returns


def _operators(operators: Iterable[Operator]) -> dict[tuple[str, str], Operator]:
    return {(operator.namespace, operator.name): operator for operator in operators}


def _sources(operator: Operator) -> set[str]:
    """The names of the declarations that an operator is made from."""
    return {signature.key.partition(".")[0] for signature in operator.signatures}


def _written(selection: Selection, namespace: str, kept: set[tuple[str, str]]) -> Mapping[str, object]:
    """The definitions of some functions as a stub has them, though `clip` may be no other name of `clamp` any more."""
    view = module(selection.operators, BOOK, REQUIRED[0], namespace)
    own = (each for each in view.functions if (namespace, each.name.removeprefix("_")) in kept)
    return {each.name: (each.schemas, each.overloads) for each in own}


@pytest.mark.aten
def test_every_mutation_is_made(emitted: str) -> None:
    texts = split(emitted)
    names = Counter(name for seed in range(2) for name in future(texts, AT_ONCE, seed).names.values())
    assert names.keys() == {mutator.__name__ for mutator in MUTATORS}
