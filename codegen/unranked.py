"""Rules for tensors of unknown rank: they stand first, so that no checker takes a narrower rule for one of these.

Where rules differ only in the shape of an operand, a tensor whose rank is unknown fits all of them, and most checkers
take the first: `x + y` with a `[4, 2]` and anything would be a `[4, 2]`. A run of dimensions that exist for no tensor
(`UNRANKED`) fits an unknown rank and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from codegen.closing import unknown
from codegen.facts import RuleFact
from codegen.rules import Rule, Shape
from codegen.typing_of import UNRANKED


def unranked(facts: Sequence[RuleFact]) -> list[RuleFact]:
    """A rule for each operand whose rank decides between rules that are called alike."""
    alike: dict[str, list[Rule]] = {}
    for fact in facts:
        alike.setdefault(str(fact.rule.bindings), []).append(fact.rule)
    return [RuleFact(rule) for rules in alike.values() if len(rules) > 1 for rule in _of(rules)]


def _of(rules: Sequence[Rule]) -> Iterable[Rule]:
    outputs = {str(rule.outputs) for rule in rules}
    if len(outputs) == 1 and all(isinstance(out, Shape) and not out.dims and not out.rest for out in rules[0].outputs):
        return
    for at, operand in enumerate(rules[0].inputs):
        shapes = {str(rule.inputs[at]) for rule in rules}
        if isinstance(operand, Shape) and len(shapes) > 1:
            first = rules[0]
            inputs = [unknown(each) for each in first.inputs]
            inputs[at] = Shape((), UNRANKED, dtype=operand.dtype)
            yield Rule(first.bindings, tuple(inputs), tuple(map(unknown, first.outputs)))
