"""Which dtypes and which kinds of Python scalar behave alike: few overloads out of many probed results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from hasktorch_py.aten.dtypes import BY_INSTANCE, DTYPES, INSTANCES

from ..model import Base
from ..rules.facts import ANY, NUMBERS, OWN, FactBook, Facts, asked_of
from ..select.signature import Signature, base_of
from .merging import SCALARS
from .overloads import Case

_SCALARS = ("", *SCALARS)  # those of `NUMBERS`; "" where an overload takes none
_MASKS = frozenset({"bool", "byte"})
#: The alias of what an element is in Python, by the class of its dtype.
ELEMENTS = {"Integral": "_int", "Floating": "_float", "Complex": "_number", "Boolean": "_bool"}


def facts_of(signature: Signature, book: FactBook) -> Facts:
    """What is known of an overload; nothing where nobody asked ATen, got no answer for any dtype, or asked another."""
    found = book.facts.get(signature.key)
    known = found is not None and found.results and found.asked == asked_of(signature.schema)
    return _of_a_mask(found) if found is not None and known else unprobed(signature)


def _of_a_mask(facts: Facts) -> Facts:
    """The same for every instance where the only tensor is a mask, as in `where(mask, 1.0, 0.0)`."""
    if facts.roles != (OWN,) or not facts.instances or not facts.instances <= _MASKS:
        return facts
    results = {
        kind: dict.fromkeys(INSTANCES, tuple(tag or BY_INSTANCE["bool"].tag for tag in table["bool"]))
        for kind, table in facts.results.items()
        if "bool" in table
    }
    return replace(facts, roles=(BY_INSTANCE["bool"].tag,), results=results)


def unprobed(signature: Signature) -> Facts:
    """The facts of an overload that nothing is known of."""
    tensors = signature.tensors
    results = tuple(ANY for each in signature.returns if base_of(each.type) is Base.TENSOR)
    every = dict.fromkeys(INSTANCES, results)
    return Facts(
        signature.key, tuple(ANY for _ in tensors), {"": every}, (), (), True, asked=asked_of(signature.schema)
    )


def cases_at(facts: Facts, instance: str) -> list[Case]:
    """The cases of one instance. Kinds of scalars that give the same are one: the widest of them."""
    cases: list[Case] = []
    previous = -1
    for at, kind in enumerate(("", *NUMBERS)):
        tags = facts.results.get(kind, {}).get(instance)
        if tags is None:
            continue
        if cases and cases[-1].tags == tags and previous == at - 1:
            cases.pop()
        cases.append(Case(_SCALARS[at], tags))
        previous = at
    return cases


def cases_across(signature: Signature, facts: Facts) -> list[tuple[Case, tuple[str, ...]]]:
    """The cases of all instances, each with the instances that have it in common.

    Narrow scalars come first, as in the instances, and results of the own dtype before others: a checker that knows
    nothing of the dtype takes the first.
    """
    groups: dict[Case, list[str]] = {}
    optional = not any(param.required and base_of(param.type) is Base.SCALAR for param in signature.params)
    for instance in INSTANCES:
        found = [Case(each.scalar, _like_its_class(each.tags, facts, instance)) for each in cases_at(facts, instance)]
        if optional and len({case.tags for case in found}) == 1:
            found = [Case("", found[0].tags)]
        for case in found:
            groups.setdefault(case, []).append(instance)
    ordered = sorted(groups.items(), key=lambda item: (_SCALARS.index(item[0].scalar), not _is_own(item[0].tags)))
    return [(case, tuple(instances)) for case, instances in ordered]


def _like_its_class(tags: tuple[str, ...], facts: Facts, instance: str) -> tuple[str, ...]:
    """The tags of an instance as the others of its class have them: `long.sum` is Long as `int.sum` is.

    `bool` is alone in its class: there, all others count (`bool.eq` is Bool as `double.eq` is).
    """
    own = BY_INSTANCE[instance]
    others = [
        result
        for table in facts.results.values()
        for each, result in table.items()
        if each != instance and own.dtype_class in (BY_INSTANCE[each].dtype_class, "Boolean")
    ]
    return tuple(
        own.tag if tag == OWN and any(other[at] == own.tag for other in others) else tag for at, tag in enumerate(tags)
    )


def _is_own(tags: Sequence[str]) -> bool:
    return OWN in tags or ANY in tags


def words(instances: Iterable[str]) -> Iterator[str]:
    """The fewest tags and classes of tags that name exactly these instances, in the table's order."""
    left = set(instances)
    for dtype in DTYPES:
        if dtype.instance not in left:
            continue
        members = {each.instance for each in DTYPES if each.dtype_class == dtype.dtype_class}
        if len(members) > 1 and members <= left:
            yield dtype.dtype_class
            left -= members
        else:
            yield dtype.tag
