"""Operators × facts → view: the methods and properties of `Tensor`, generic in the dtype."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from codegen.cases import INSTANCES, cases_across, tag_of, words
from codegen.definition import Definition
from codegen.facts import FactBook
from codegen.lower import Known, first_of_each, known, schemas, statements
from codegen.model import Base
from codegen.overloads import Case, Writer
from codegen.select import Operator, Place
from codegen.signature import base_of
from codegen.typing_of import Spelling
from codegen.view import DescriptorView, FunctionView

_OTHER = "Tensor[{tag}, {dims}]"
_ANY = Spelling("Tensor[Any, {dims}]", _OTHER)
#: mypy does not hold a method's dtype variable to its bound where no overload fits. An overload for a dtype that is
#: none makes it look: see `mypy.checkmember.check_self_arg`, which gives up on bounds when all overloads fail them.
_NONE = Spelling("Tensor[Never, {dims}]", _OTHER)


@dataclass(frozen=True, slots=True)
class Group:
    """Instances that share overloads, and how their own dtype is spelled there."""

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
        own = tag_of(self.instances[0]) if len(self.instances) == 1 else self.variable
        return Spelling(f"Tensor[{own}, {{dims}}]", _OTHER, own if len(self.instances) == 1 else "")


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
        found = known(operator, book)
        definitions = _definitions(found, groups)
        if not definitions:
            continue
        if operator.place is Place.PROPERTY:
            descriptors.append(_descriptor(operator.name, found, definitions))
            continue
        texts = tuple(statements(operator.name, definitions, "    ", bound=True))
        methods.append(FunctionView(schemas(found), texts))
    ordered = sorted(groups, key=lambda group: (len(group.instances), group.variable))
    return Members(tuple(methods), tuple(descriptors), tuple(ordered))


def _is_plain(operator: Operator) -> bool:
    """Whether it is a property that holds no tensor: torch's own stub says all there is to say of `x.device`."""
    results = [each for signature in operator.signatures for each in signature.returns]
    return operator.place is Place.PROPERTY and not any(base_of(each.type) is Base.TENSOR for each in results)


def _definitions(found: Sequence[Known], groups: set[Group]) -> list[Definition]:
    precise: list[Definition] = []
    wide: list[Definition] = []
    impossible: list[Definition] = []
    supported: set[str] = set()
    for each in found:
        facts = each.facts
        cases = cases_across(each.signature, facts)
        for case, instances in cases:
            group = Group(instances)
            supported.update(instances)
            narrow, rest = Writer(each.signature, facts, group.spelling).every(case)
            for definition in (*narrow, *rest):
                if any(group.variable in text for text in _texts(definition)):
                    groups.add(group)
            precise += [_lonely(definition, group) for definition in narrow]
            wide += [_lonely(definition, group) for definition in rest]
        for name in facts.retypes if cases else ():
            group = Group(tuple(i for i in INSTANCES if i in facts.instances))
            groups.add(group)
            retyped = Writer(each.signature, facts, group.spelling).retyped(name, cases[-1][0])
            wide += [_lonely(definition, group) for definition in retyped]
        if not impossible and cases:
            narrow, rest = Writer(each.signature, facts, _NONE).every(_untold(cases[0][0]))
            impossible = [*narrow, *rest][:1]
    if len(supported) < len(INSTANCES):
        wide += impossible
    return first_of_each([*precise, *wide])


def _untold(case: Case) -> Case:
    return replace(case, tags=tuple("*" if tag == "" else tag for tag in case.tags))


def _texts(definition: Definition) -> Iterator[str]:
    yield from (slot.annotation for slot in definition.slots)
    yield definition.result


def _lonely(definition: Definition, group: Group) -> Definition:
    """A variable for every dtype that stands nowhere but at `self` says nothing."""
    texts = list(_texts(definition))
    if group.variable != "_DT" or sum(text.count("[_DT,") for text in texts) != 1:
        return definition
    slots = tuple(replace(slot, annotation=slot.annotation.replace("[_DT,", "[Any,")) for slot in definition.slots)
    return Definition(slots, definition.result)


def _descriptor(name: str, found: Sequence[Known], definitions: Sequence[Definition]) -> DescriptorView:
    gets = [Definition((replace(each.slots[0], name="instance"), *each.slots[1:]), each.result) for each in definitions]
    texts = tuple(
        text.replace(") -> ", ", owner: Any, /) -> ", 1).replace("(instance", "(self, instance", 1)
        for text in statements("__get__", gets, "    ", bound=True)
    )
    return DescriptorView(name, f"_Property{name[:1].upper()}{name[1:]}", schemas(found), texts)
