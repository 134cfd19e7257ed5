"""Rules for tensors that are not fully known: they stand first, so that no checker takes a narrower rule for these.

Where rules differ only in the shape of an operand, a tensor whose rank is unknown fits all of them, and most checkers
take the first: `x + y` with a `[4, 2]` and anything would be a `[4, 2]`. Dimensions that no tensor has fit what is
unknown and nothing else: a run of them (`UNRANKED`) an unknown rank, one (`NOWHERE`) an unknown size. The latter
matters beside a 1, which broadcasts: `[1]` and `[?]` make a `[?]`, not a `[1]`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..rules.facts import RuleFact
from ..rules.language import UNKNOWN, Dim, Rule, Shape
from .closing import unknown
from .typing_of import NOWHERE, UNRANKED


def unranked(facts: Sequence[RuleFact]) -> list[RuleFact]:
    """The rules that go before `facts`, which are those of one overload."""
    alike: dict[str, list[Rule]] = {}
    for fact in facts:
        alike.setdefault(str(fact.rule.bindings), []).append(fact.rule)
    found = [rule for rules in alike.values() if len(rules) > 1 for rule in (*_ranks(rules), *_ones(rules))]
    return [RuleFact(rule) for rule in found]


def _ranks(rules: Sequence[Rule]) -> Iterator[Rule]:
    """A rule for each operand whose rank decides between the others."""
    outputs = {str(rule.outputs) for rule in rules}
    if len(outputs) == 1 and all(isinstance(out, Shape) and not out.dims and not out.rest for out in rules[0].outputs):
        return
    for at, operand in enumerate(rules[0].inputs):
        shapes = {str(rule.inputs[at]) for rule in rules}
        if isinstance(operand, Shape) and len(shapes) > 1:
            yield _with(rules[0], {at: Shape((), UNRANKED, dtype=operand.dtype)})


def _ones(rules: Sequence[Rule]) -> Iterator[Rule]:
    """A rule for each two operands of which one may have a 1, first or last, where the other has any size."""
    seen: set[tuple[int, int, bool]] = set()
    for rule in rules:
        for one, other, last in _broadcast(rule):
            if (one, other, last) not in seen:
                seen.add((one, other, last))
                yield _with(rule, {one: _ending(1, last), other: _ending(NOWHERE, last)})


def _broadcast(rule: Rule) -> Iterator[tuple[int, int, bool]]:
    """Operands with a 1 and with a variable in the same place, where both have the same run of dimensions beside it."""
    for one, a in enumerate(rule.inputs):
        for other, b in enumerate(rule.inputs):
            if isinstance(a, Shape) and isinstance(b, Shape) and a.rest is not None and a.rest == b.rest != UNKNOWN:
                if (a.prefix, a.suffix) == ((), (1,)) and not b.prefix and _is_variable(b.suffix):
                    yield one, other, True
                if (a.prefix, a.suffix) == ((1,), ()) and not b.suffix and _is_variable(b.prefix):
                    yield one, other, False


def _is_variable(dims: Sequence[Dim]) -> bool:
    return len(dims) == 1 and isinstance(dims[0], str) and dims[0] != UNKNOWN


def _ending(dim: int, last: bool) -> Shape:
    return Shape((), UNKNOWN, (dim,)) if last else Shape((dim,), UNKNOWN)


def _with(rule: Rule, operands: dict[int, Shape]) -> Rule:
    """A rule called like `rule`, with these operands; the rest, and the results, are unknown."""
    inputs = tuple(operands.get(at, unknown(each)) for at, each in enumerate(rule.inputs))
    return Rule(rule.bindings, inputs, tuple(map(unknown, rule.outputs)))
