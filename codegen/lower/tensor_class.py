"""Operators × facts → view: the methods and properties of `Tensor`, generic in the dtype."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from hasktorch_py.aten.dtypes import BY_INSTANCE, INSTANCES

from ..model import Base
from ..rules.facts import ANY, OWN, FactBook, Facts, RuleFact
from ..rules.language import UNKNOWN, Shape
from ..select.selection import Kind, Operator
from ..select.signature import Signature, base_of
from .cases import cases_across, words
from .closing import has_rank
from .definition import Definition
from .in_place import advice
from .merging import merged
from .module import Known, known, overload, schemas
from .overloads import MANY, Case, Writer
from .typing_of import Spelling
from .view import DescriptorView, FunctionView

_REFLECTED = re.compile(r"__r(?:add|sub|mul|div|truediv|floordiv|mod|pow|matmul|and|or|xor|lshift|rshift)__")
_INDENT = "    "
_OTHER = "Tensor[{tag}, {dims}]"
#: mypy does not hold a method's dtype variable to its bound where no overload fits. An overload for a dtype that is
#: none makes it look: see `mypy.checkmember.check_self_arg`, which gives up on bounds when all overloads fail them.
_NONE = Spelling("Tensor[Never, {dims}]", _OTHER)
#: Fewer instances than these, alone in their results' dtype, are not worth a list of overloads of their own.
FEW = 3
#: A dtype that nothing but an unknown one fits.
_UNKNOWN = Spelling("Tensor[_NoDType, {dims}]", _OTHER)


@dataclass(frozen=True, slots=True)
class Group:
    """Instances that share overloads, and how their own dtype is spelled there.

    It is a variable even where there is but one of them: a dtype that is not known must not become known by a call.
    """

    instances: tuple[str, ...]

    @property
    def variable(self) -> str:
        """The type variable that stands for their dtypes: `_DT` for all of them, else the fewest names."""
        return "_DT" if len(self.instances) == len(INSTANCES) else f"_{''.join(words(self.instances))}"

    @property
    def bound(self) -> str:
        return "DType" if len(self.instances) == len(INSTANCES) else " | ".join(words(self.instances))

    @property
    def spelling(self) -> Spelling:
        return Spelling(f"Tensor[{self.variable}, {{dims}}]", _OTHER)


@dataclass(frozen=True, slots=True)
class Members:
    """What `tensor.pyi` says of the class beside the template's own part."""

    methods: tuple[FunctionView, ...]
    descriptors: tuple[DescriptorView, ...]
    groups: tuple[Group, ...]


def members(operators: Iterable[Operator], book: FactBook, written: frozenset[str]) -> Members:
    """The methods and properties of the class; `written` are those that the template writes itself."""
    methods: list[FunctionView] = []
    descriptors: list[DescriptorView] = []
    groups: set[Group] = set()
    for operator in operators:
        if operator.namespace != "Tensor" or operator.name in written or _is_plain(operator):
            continue
        reached = [each for each in known(operator, book) if not _is_never_reached(operator, each.signature)]
        found = [replace(each, facts=_sized_freely(each.facts)) for each in reached]
        if not found:
            continue
        definitions = _definitions(found, groups)
        if operator.kind is Kind.PROPERTY:
            descriptors.append(_descriptor(operator.name, found, definitions))
            continue
        texts = tuple(overload(definition, bound=True) for definition in definitions)
        methods.append(FunctionView(operator.name, schemas(found), texts, _INDENT, advice=advice(operator.name)))
    ordered = sorted(groups, key=lambda group: (len(group.instances), group.variable))
    return Members(tuple(methods), tuple(descriptors), tuple(ordered))


def _is_never_reached(operator: Operator, signature: Signature) -> bool:
    """Whether it is `y.__radd__(x)` of two tensors: Python asks `x.__add__(y)`, which answers or raises.

    A checker asks both, so that a second answer could only hide an error of the first.
    """
    return _REFLECTED.fullmatch(operator.name) is not None and len(signature.tensors) > 1


def _sized_freely(facts: Facts) -> Facts:
    """The facts without rules that ask for equal sizes of `self` while ATen takes others, too.

    mypy lets an object of any sizes take such an overload, and then finds no size that fits: see
    `mypy.checkmember.check_self_arg`, which erases variables. Where ATen takes no other sizes, the call is an error.
    """
    freely = [shape for fact in facts.rules if (shape := _self(fact)) is not None and not _repeats(shape)]

    def is_kept(fact: RuleFact) -> bool:
        shape = _self(fact)
        if shape is None or not _repeats(shape):
            return True
        return not (facts.open or any(has_rank(other, replace(shape, dtype=other.dtype)) for other in freely))

    return replace(facts, rules=tuple(filter(is_kept, facts.rules)))


def _self(fact: RuleFact) -> Shape | None:
    shape = next(iter(fact.rule.inputs), None)
    return shape if isinstance(shape, Shape) else None


def _repeats(shape: Shape) -> bool:
    """Whether a variable occurs twice in a shape."""
    named = [dim for dim in shape.dims if isinstance(dim, str) and dim != UNKNOWN]
    return len({*named}) < len(named)


def _is_plain(operator: Operator) -> bool:
    """Whether it is a property that holds no tensor: torch's own stub says all there is to say of `x.device`."""
    results = [each for signature in operator.signatures for each in signature.returns]
    return operator.kind is Kind.PROPERTY and not any(base_of(each.type) is Base.TENSOR for each in results)


def _definitions(found: Sequence[Known], groups: set[Group]) -> list[Definition]:
    precise: list[Definition] = []
    wide: list[Definition] = []
    for each in found:
        cases = cases_across(each.signature, each.facts)
        precise += [one for case in _undecided([case for case, _ in cases]) for one in _plainest(each, _UNKNOWN, case)]
        for case, instances in cases:
            writer = Writer(each.signature, each.facts, Group(instances).spelling)
            brief = len(instances) < FEW and len(each.facts.rules) > MANY
            narrow, rest = ([], writer.fallback(case)) if brief else writer.every(case)
            precise += [_lonely(definition, Group(instances), groups) for definition in narrow]
            rest += writer.in_numpys_words(case)
            wide += [_lonely(definition, Group(instances), groups) for definition in rest]
        for name in each.facts.retypes if cases else ():
            group = Group(tuple(i for i in INSTANCES if i in each.facts.instances))
            retyped = Writer(each.signature, each.facts, group.spelling).retyped(name, cases[-1][0])
            wide += [_lonely(definition, group, groups) for definition in retyped]
    if len(frozenset().union(*(each.facts.instances for each in found))) < len(INSTANCES):
        wide += _plainest(found[0], _NONE, cases_across(found[0].signature, found[0].facts)[0][0])
    return merged([*precise, *wide])


def _undecided(cases: Sequence[Case]) -> Iterator[Case]:
    """A case for each kind of scalar whose result, for a tensor of unknown dtype, would be one of several dtypes."""
    for scalar in dict.fromkeys(case.scalar for case in cases):
        alike = [case for case in cases if case.scalar == scalar]
        if len({case.tags for case in alike}) > 1 and not any({OWN, ANY} & {*case.tags} for case in alike):
            yield alike[0]


def _plainest(known: Known, spelling: Spelling, case: Case) -> list[Definition]:
    """One overload that takes every shape that the others take, its results of unknown dtype."""
    writer = Writer(known.signature, known.facts, spelling)
    untold = replace(case, tags=tuple(ANY for _ in case.tags))
    narrow, _ = writer.every(untold)
    return narrow if len(narrow) == 1 else writer.fallback(untold)[:1]


def _texts(definition: Definition) -> Iterator[str]:
    yield from (slot.annotation for slot in definition.slots)
    yield definition.result


def _lonely(definition: Definition, group: Group, groups: set[Group]) -> Definition:
    """The definition, its group noted. A variable that stands at `self` alone says no more than Any, or its one tag."""
    tags = [BY_INSTANCE[instance].tag for instance in group.instances]
    alone = "Any" if group.variable == "_DT" else tags[0] if len(tags) == 1 else ""
    used = f"[{group.variable},"
    if not alone or sum(text.count(used) for text in _texts(definition)) != 1:
        groups.add(group)
        return definition
    slots = (replace(slot, annotation=slot.annotation.replace(used, f"[{alone},")) for slot in definition.slots)
    return Definition(tuple(slots), definition.result)


def _descriptor(name: str, found: Sequence[Known], definitions: Sequence[Definition]) -> DescriptorView:
    gets = [Definition((replace(each.slots[0], name="instance"), *each.slots[1:]), each.result) for each in definitions]
    texts = tuple(
        overload(get, bound=True).replace(") -> ", ", owner: Any, /) -> ", 1).replace("(instance", "(self, instance", 1)
        for get in gets
    )
    getter = FunctionView("__get__", schemas(found), texts, _INDENT)
    return DescriptorView(name, f"_Property{name[:1].upper()}{name[1:]}", getter.schemas, getter.definitions)
