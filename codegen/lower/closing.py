"""What a checker must still accept where rules cover every call that ATen takes: values that no literal type tells.

A rule `[dim=0] (n,*s)->(*s)` speaks of the literal 0, and a program may say `dim=k`. Such a call keeps the shapes that
the rule asks of its tensors, and the shape of the result is unknown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from ..rules.facts import RuleFact
from ..rules.language import KINDS, Rule, Shape, Symbol, Tensors, Value
from .typing_of import ANY_SHAPE


@cache
def closing(rules: tuple[RuleFact, ...]) -> tuple[RuleFact, ...]:
    """The wide forms of the rules that name values; none that takes no more than another, or than a rule."""
    found = [fact.rule for fact in rules if not fact.pinned and not names_values(fact.rule)]
    wide: list[Rule] = []
    for form in map(_wide, rules):
        if not any(_takes(other, form) for other in (*found, *wide)):
            wide = [*(other for other in wide if not _takes(form, other)), form]
    return tuple(map(RuleFact, wide))


def _wide(fact: RuleFact) -> Rule:
    rule = fact.rule
    kept = tuple((name, value) for name, value in rule.bindings if not _is_value(value))
    return Rule(kept, rule.inputs, tuple(map(unknown, rule.outputs)))


def _takes(one: Rule, other: Rule) -> bool:
    """Whether `one` takes every call that `other` does: the same, or ranks alone, where `other` asks for no less."""
    if _tensors(one) != _tensors(other):
        return False
    return one.inputs == other.inputs or (
        _is_of_ranks(one.inputs)
        and all(has_rank(a, b) for a, b in zip(_shapes(one.inputs), _shapes(other.inputs), strict=False))
    )


def _tensors(rule: Rule) -> dict[str, Value]:
    return {name: value for name, value in rule.bindings if isinstance(value, Shape | Tensors)}


def _is_of_ranks(operands: Iterable[Shape | Tensors]) -> bool:
    """Whether operands are shapes that no variable connects and no size restricts."""
    if any(isinstance(operand, Tensors) for operand in operands):
        return False
    parts = [part for shape in _shapes(operands) for part in (*shape.dims, shape.rest) if part is not None]
    return not any(isinstance(part, int) for part in parts) and max(Counter(parts).values(), default=1) == 1


def has_rank(wide: Shape, narrow: Shape) -> bool:
    """Whether a tensor that has the rank of `narrow` has that of `wide`."""
    if wide.dtype != narrow.dtype:
        return False
    if wide.rest is None:
        return narrow.rest is None and len(wide.dims) == len(narrow.dims)
    return len(wide.dims) <= len(narrow.dims)


def _shapes(operands: Iterable[Shape | Tensors]) -> Iterator[Shape]:
    for operand in operands:
        yield from operand.items if isinstance(operand, Tensors) else (operand,)


def names_values(rule: Rule) -> bool:
    """Whether a call follows the rule only where a literal type tells an argument's value."""
    return any(map(_is_value, rule.bound.values()))


def _is_value(value: Value) -> bool:
    """Whether it is narrower than the parameter's type: neither a tensor nor any number at all."""
    return not isinstance(value, Shape | Tensors) and not (isinstance(value, Symbol) and value.name in KINDS)


def unknown(operand: Shape | Tensors) -> Shape | Tensors:
    """A result of the same kind, its shape unknown."""
    if isinstance(operand, Shape):
        return replace(ANY_SHAPE, dtype=operand.dtype)
    return Tensors((ANY_SHAPE,), repeated=True)
