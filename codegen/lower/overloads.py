"""One signature under one rule → its overloads: which values its parameters take there, and what comes out."""

from __future__ import annotations

import contextlib
import enum
import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..model import Base, ListType, OptionalType, Return, Type
from ..rules.facts import ANY, OWN, Facts, RuleFact
from ..rules.language import Items, Rule, Shape, Tensors, Value
from ..select.signature import Param, ParamKind, Signature, base_of
from . import numpys_words, typing_of
from .closing import closing, names_values
from .definition import Definition, Slot, arrange
from .typing_of import ANY_SHAPE, Inexpressible, Spelling
from .unranked import unranked

_FREE = Rule((), (), ())
#: With more rules than these, a number that changes the dtype (2.5 for Long tensors) is not worth a list of its own.
MANY = 8


class Form(enum.Enum):
    """How the caller gets the result."""

    PURE = "pure"
    INTO = "the first argument receives it"


@dataclass(frozen=True, slots=True)
class Case:
    """What some instances have in common for one kind of Python scalar: its annotation and the results' tags."""

    scalar: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the overloads of one signature at one place."""

    signature: Signature
    facts: Facts
    spelling: Spelling
    form: Form = Form.PURE
    roles: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        tensors = [param.name for param in self.signature.tensors]
        object.__setattr__(self, "roles", dict(zip(tensors, self.facts.roles, strict=True)))

    def every(self, case: Case) -> tuple[list[Definition], list[Definition]]:
        """All overloads of one case but those that choose a dtype: those of a rule, and the wide ones.

        What receives its result has a shape of its own: only the rules that tensors alone decide are held against it.
        """
        facts = self.facts
        if case.scalar and OWN not in case.tags and len(facts.rules) > MANY:
            return [], self.fallback(case)
        rules = [fact for fact in facts.rules if self.form is Form.PURE or not names_values(fact.rule)]
        found = [self.under(fact, case) for fact in (*unranked(rules), *rules)]
        wide = [self.under(fact, case) for fact in closing(facts.rules)]
        narrow = [definition for definitions in found for definition in definitions]
        if (facts.open and not facts.given) or not all((*found, *wide)) or not facts.rules:
            return narrow, self.fallback(case)
        wide += self._given(case)
        return narrow, [definition for definitions in wide for definition in definitions]

    def _given(self, case: Case) -> list[list[Definition]]:
        """What a call may be that gives a parameter which the rules pin, beside what it may be in any case."""
        taken = closing(self.facts.rules)
        loose = [self.under(fact, case) for fact in self.facts.loose if fact not in taken]
        beyond = [self.fallback(case)] if self.facts.open or not all(loose) else loose
        return [_chosen(each, name) for name in self.facts.given for definitions in beyond for each in definitions]

    def under(self, fact: RuleFact, case: Case) -> list[Definition]:
        """The overloads for calls of a rule's form; none where an annotation cannot tell these from other calls."""
        fixed = {*fact.pinned, *self.facts.retypes} - fact.rule.bound.keys()
        try:
            return self._write(fact.rule, case, fixed, fact.rule.outputs)
        except Inexpressible:
            return []

    def fallback(self, case: Case) -> list[Definition]:
        """Every call that ATen takes, the shape unknown."""
        return self._write(_FREE, case, set(self.facts.retypes), None)

    def in_numpys_words(self, case: Case) -> list[Definition]:
        """Calls that give `axis` or `keepdims`; the shape is unknown where more than one rule may tell it."""
        if not numpys_words.takes(self.signature):
            return []
        only = self.facts.rules[0] if len(self.facts.rules) == 1 else None
        found = self.under(only, case) if only is not None else []
        return list(numpys_words.renamed(found or self.fallback(case)))

    def retyped(self, name: str, case: Case) -> list[Definition]:
        """Calls that choose the result's dtype: it is unknown here, since `torch.dtype` says nothing to a checker."""
        unknown = replace(case, tags=tuple(ANY for _ in case.tags))
        only = self.facts.rules[0] if len(self.facts.rules) == 1 else None
        found: list[Definition] = []
        if only is not None:
            with contextlib.suppress(Inexpressible):
                found = self._write(only.rule, unknown, {*only.pinned} - {name}, only.rule.outputs)
        found = found or self._write(_FREE, unknown, set(), None)
        return [chosen for each in found for chosen in _chosen(each, name)]

    def _write(
        self, rule: Rule, case: Case, fixed: set[str], outputs: tuple[Shape | Tensors, ...] | None
    ) -> list[Definition]:
        shapes = dict(zip(self._operands(rule), rule.inputs, strict=True)) if outputs is not None else {}
        values: dict[str, Value] = {**rule.bound, **shapes}
        parts = [list(self._ways(param, values, fixed, case)) for param in self.signature.params]
        result, received = self._result(outputs, case)
        first, last = self._receivers(received)
        found: list[Definition] = []
        told_apart = any(param.only is not None for param in self.signature.params)
        for chosen in itertools.product(*parts):
            slots = [slot for way in chosen for slot in way]
            for arranged in arrange([*first, *slots, *last], both=told_apart):
                found.append(Definition(arranged, result).finish())
        return list(dict.fromkeys(found))

    def _operands(self, rule: Rule) -> list[str]:
        """The tensor parameters that a rule's inputs stand for: the required ones that it does not name."""
        return [param.name for param in self.signature.tensors if param.required and param.name not in rule.bound]

    def _receivers(self, received: str) -> tuple[list[Slot], list[Slot]]:
        if self.form is Form.INTO:
            return [Slot("out", received, False, ParamKind.POSITIONAL)], []
        if self.signature.out:
            return [], [Slot("out", f"{received} | None", True, ParamKind.KEYWORD)]
        return [], []

    def _ways(
        self, param: Param, values: Mapping[str, Value], fixed: set[str], case: Case
    ) -> Iterator[list[Slot | None]]:
        """The slots of a parameter, once for each way to give it; a None where it cannot be given."""
        free = {name: replace(v, dtype=None) if isinstance(v, Shape) else v for name, v in values.items()}
        ways = [self._ways_of(param, values, fixed, case)]
        for tag in self.facts.also.get(param.name, ()):  # whatever dtype the rule names
            ways.append(self._with_role(param.name, tag)._ways_of(param, free, fixed, case))
        for way, *alike in zip(*ways, strict=True):
            yield [slot and replace(slot, also=_annotations(slots)) for slot, *slots in zip(way, *alike, strict=True)]

    def _with_role(self, name: str, tag: str) -> Writer:
        """The writer of the same signature where a tensor has another dtype."""
        names = [param.name for param in self.signature.tensors]
        roles = tuple(tag if each == name else role for each, role in zip(names, self.facts.roles, strict=True))
        return replace(self, facts=replace(self.facts, roles=roles, also={}))

    def _ways_of(
        self, param: Param, values: Mapping[str, Value], fixed: set[str], case: Case
    ) -> Iterator[list[Slot | None]]:
        if param.only is not None:
            matches = param.default is not None and param.default.value == param.only.value
            optional = not param.required and matches
            yield [Slot(param.name, f"Literal[{param.only.value!r}]", optional, param.kind, fixed=optional)]
        elif param.name in values:
            yield from self._bound(param, values[param.name])
        elif param.name in fixed and not param.required:
            yield [_pinned(param)]
        elif param.kind is ParamKind.VARIADIC:
            yield [self._separate(param, case)]
        else:
            yield [Slot(param.name, self._wide(param.type, param, case), not param.required, param.kind)]
            if param.spread:
                yield [self._separate(param, case)]

    def _wide(self, type_: Type, param: Param, case: Case) -> str:
        role = self.roles.get(param.name, ANY)
        return typing_of.wide(type_, lambda: self.spelling.tensor(ANY_SHAPE, role), case.scalar or "_number")

    def _separate(self, param: Param, case: Case) -> Slot:
        type_ = param.type.element if isinstance(param.type, OptionalType) else param.type
        assert isinstance(type_, ListType), f"{param.name}: {type_} has no separate arguments"
        return Slot(param.name, self._wide(type_.element, param, case), False, ParamKind.VARIADIC)

    def _bound(self, param: Param, value: Value) -> Iterator[list[Slot | None]]:
        role = self.roles.get(param.name, ANY)
        default = param.default.value if param.default is not None else ...
        if isinstance(value, Shape | Tensors):
            annotation = typing_of.operand(value, self.spelling, role)
            absent = isinstance(value, Shape) and value.optional and not param.required
            annotation += " | None" if isinstance(value, Shape) and value.optional else ""
            optional = absent
        else:
            annotation = typing_of.bound(value, param.type)
            plain = tuple(value.items) if isinstance(value, Items) else value
            optional = not param.required and type(plain) is type(default) and plain == default
        separable = param.spread or param.kind is ParamKind.VARIADIC
        if not separable or param.spread:
            yield [Slot(param.name, annotation, optional, param.kind, fixed=optional)]
            if isinstance(value, Tensors) and value.repeated:
                # a union with the tuple would make ty accept any mixture
                each = typing_of.operand(value.items[0], self.spelling, role)
                yield [Slot(param.name, f"list[{each}]", False, param.kind)]
        if separable and isinstance(value, Items | Tensors):
            if isinstance(value, Tensors) and value.repeated:
                each = typing_of.operand(value.items[0], self.spelling, role)
                yield [Slot(param.name, each, False, ParamKind.VARIADIC)]
            elif value.items:
                yield [
                    Slot(f"{param.name}{i}", self._item(item, param, role), False, ParamKind.POSITIONAL)
                    for i, item in enumerate(value.items)
                ]

    def _item(self, item: Value, param: Param, role: str) -> str:
        if isinstance(item, Shape):
            return typing_of.operand(item, self.spelling, role)
        return typing_of.bound(item, typing_of.element(param.type))

    def _result(self, outputs: tuple[Shape | Tensors, ...] | None, case: Case) -> tuple[str, str]:
        """The result's type, and what `out` must be to receive it."""
        returns = self.signature.returns
        tensors = iter(zip(outputs or self._unknown(returns), case.tags, strict=True))
        types = [
            typing_of.operand(*_spelled(next(tensors), self.spelling))
            if base_of(each.type) is Base.TENSOR
            else typing_of.returned(each.type, self.spelling.scalar)
            for each in returns
        ]
        if len(types) == 1:
            return types[0], types[0]
        together = typing_of.tuple_of(types)
        if not types:
            return "None", "None"
        names = [each.name for each in returns]
        if all(names):
            return f"_results.{class_name(returns)}[{', '.join(types)}]", together
        return together, together

    @staticmethod
    def _unknown(returns: tuple[Return, ...]) -> tuple[Shape | Tensors, ...]:
        return tuple(
            Tensors((ANY_SHAPE,), repeated=True) if isinstance(each.type, ListType) else ANY_SHAPE
            for each in returns
            if base_of(each.type) is Base.TENSOR
        )


def _annotations(slots: Iterable[Slot | None]) -> tuple[str, ...]:
    return tuple(slot.annotation for slot in slots if slot is not None)


def _spelled(result: tuple[Shape | Tensors, str], spelling: Spelling) -> tuple[Shape | Tensors, Spelling, str]:
    shape, tag = result
    return shape, spelling, tag


def class_name(returns: tuple[Return, ...]) -> str:
    """The named tuple for results of these names: `values`, `indices` → `ValuesIndices`."""
    words = [word for each in returns for word in str(each.name).split("_")]
    return "".join(word[:1].upper() + word[1:] for word in words)


def _pinned(param: Param) -> Slot | None:
    """A parameter that must keep its default: it may be written where a literal type can say the default."""
    assert param.default is not None
    value = param.default.value
    if value is not None and not isinstance(value, bool | int | str):
        return None
    annotation = "None" if value is None else f"Literal[{value!r}]"
    return Slot(param.name, annotation, True, param.kind, fixed=True)


def _chosen(definition: Definition, name: str) -> list[Definition]:
    """The overload with an optional parameter required and not None."""
    slots = [
        replace(slot, annotation=slot.annotation.removesuffix(" | None"), optional=False) if slot.name == name else slot
        for slot in definition.slots
    ]
    if slots == list(definition.slots):
        return []
    return [Definition(way, definition.result) for way in arrange(slots, both=True)]
