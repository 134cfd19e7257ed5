"""What a checker must still accept where rules cover every call that ATen takes: values that no literal type tells.

A rule `[dim=0] (n,*s)->(*s)` speaks of the literal 0, and a program may say `dim=k`. Such a call keeps the shapes that
the rule asks of its tensors, and the shape of the result is unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from codegen.lower.typing_of import ANY_SHAPE
from codegen.rules.facts import Facts, RuleFact
from codegen.rules.language import KINDS, Rule, Shape, Symbol, Tensors, Value


def closing(facts: Facts) -> list[RuleFact]:
    """The wide forms of the rules that name values; none where one of the rules says as much."""
    plain = {str(fact.rule.inputs) for fact in facts.rules if not any(map(_is_value, _values(fact.rule)))}
    wide = {str(form.rule): form for fact in facts.rules if str(fact.rule.inputs) not in plain for form in _wide(fact)}
    takes_all = [form for form in wide.values() if all(_is_open(operand) for operand in form.rule.inputs)]
    return takes_all[:1] or list(wide.values())


def _wide(fact: RuleFact) -> Iterator[RuleFact]:
    rule = fact.rule
    kept = tuple((name, value) for name, value in rule.bindings if not _is_value(value))
    yield replace(fact, rule=Rule(kept, rule.inputs, tuple(map(unknown, rule.outputs))), pinned=())


def _is_open(operand: Shape | Tensors) -> bool:
    return isinstance(operand, Shape) and operand.rest is not None and not operand.dims


def _values(rule: Rule) -> Iterable[Value]:
    return rule.bound.values()


def _is_value(value: Value) -> bool:
    """Whether it is narrower than the parameter's type: neither a tensor nor any number at all."""
    return not isinstance(value, Shape | Tensors) and not (isinstance(value, Symbol) and value.name in KINDS)


def unknown(operand: Shape | Tensors) -> Shape | Tensors:
    """A result of the same kind, its shape unknown."""
    if isinstance(operand, Shape):
        return replace(ANY_SHAPE, dtype=operand.dtype)
    return Tensors((ANY_SHAPE,), repeated=True)
