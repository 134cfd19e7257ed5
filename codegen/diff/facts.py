"""Two facts files → what ATen answers otherwise: dtypes, results, shape rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..rules.facts import ANY, FactBook, Facts, RuleFact
from .aspects import Aspect, Detail, Meaning, worst


@dataclass(frozen=True, slots=True)
class FactChange:
    """One overload about which ATen answers otherwise; ``key`` names its facts."""

    key: str
    details: tuple[Detail, ...]

    @property
    def meaning(self) -> Meaning:
        return worst(self.details)


def compare_facts(old: FactBook, new: FactBook) -> tuple[FactChange, ...]:
    """What changed, sorted by key."""
    keys = sorted(old.facts.keys() | new.facts.keys())
    found = ((key, tuple(_details(old.facts.get(key), new.facts.get(key)))) for key in keys)
    return tuple(FactChange(key, details) for key, details in found if details)


def _details(old: Facts | None, new: Facts | None) -> Iterator[Detail]:
    if old is None or new is None:
        yield Detail(Aspect.PROBED if old is None else Aspect.UNPROBED, _summary(old or new))
        return
    yield from _roles(old, new)
    for kind in sorted(old.results.keys() | new.results.keys()):
        scalar = f" with a scalar {kind}" if kind else ""
        yield from _results(old.results.get(kind, {}), new.results.get(kind, {}), scalar)
    yield from _rules(old, new)
    if old.open != new.open:
        yield Detail(Aspect.OPENED if new.open else Aspect.CLOSED, "")
    if old.retypes != new.retypes:
        yield Detail(Aspect.RETYPES, f"{', '.join(old.retypes) or 'none'} → {', '.join(new.retypes) or 'none'}")


def _summary(found: Facts | None) -> str:
    assert found is not None, "one of the two is known"
    return f"{len(found.instances)} dtypes, {len(found.rules)} shape rules"


def _roles(old: Facts, new: Facts) -> Iterator[Detail]:
    if old.roles != new.roles:
        wider = len(old.roles) == len(new.roles) and all(
            after in (ANY, before) for before, after in zip(old.roles, new.roles, strict=True)
        )
        text = f"{', '.join(map(_tag, old.roles))} → {', '.join(map(_tag, new.roles))}"
        yield Detail(Aspect.ROLE_WIDENED if wider else Aspect.ROLE, text)


def _results(old: Mapping[str, tuple[str, ...]], new: Mapping[str, tuple[str, ...]], scalar: str) -> Iterator[Detail]:
    gained, lost = sorted(new.keys() - old.keys()), sorted(old.keys() - new.keys())
    if lost:
        yield Detail(Aspect.DTYPE_LOST, f"{' '.join(lost)}{scalar}")
    if gained:
        yield Detail(Aspect.DTYPE_GAINED, f"{' '.join(gained)}{scalar}")
    groups: dict[tuple[Aspect, str], list[str]] = {}
    for instance in sorted(old.keys() & new.keys()):
        before, after = old[instance], new[instance]
        if before != after:
            text = f"{', '.join(map(_tag, before))} → {', '.join(map(_tag, after))}"
            groups.setdefault((_result_aspect(before, after), text), []).append(instance)
    for (aspect, text), instances in groups.items():
        yield Detail(aspect, f"{' '.join(instances)}: {text}{scalar}")


def _result_aspect(old: tuple[str, ...], new: tuple[str, ...]) -> Aspect:
    if len(old) == len(new):
        if all(before in (ANY, after) for before, after in zip(old, new, strict=True)):
            return Aspect.RESULT_DTYPE_KNOWN
        if all(after in (ANY, before) for before, after in zip(old, new, strict=True)):
            return Aspect.RESULT_DTYPE_UNKNOWN
    return Aspect.RESULT_DTYPE


def _tag(tag: str) -> str:
    return {"": "own", ANY: "any"}.get(tag, tag)


def _rules(old: Facts, new: Facts) -> Iterator[Detail]:
    before, after = _by_rule(old.rules), _by_rule(new.rules)
    for rule in (rule for rule in before if rule not in after):
        yield Detail(Aspect.RULE_LOST if new.open else Aspect.RULE_REFUSED, rule)
    for rule in (rule for rule in after if rule not in before):
        yield Detail(Aspect.RULE_GAINED, rule)
    for rule in (rule for rule in before if rule in after and before[rule] != after[rule]):
        yield Detail(Aspect.PINS, f"{rule}: {_pins(before[rule])} → {_pins(after[rule])}")


def _pins(pinned: list[tuple[str, ...]]) -> str:
    return " or ".join(", ".join(pins) or "none" for pins in pinned)


def _by_rule(rules: tuple[RuleFact, ...]) -> dict[str, list[tuple[str, ...]]]:
    """A rule may stand several times, with other pins."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for each in rules:
        found.setdefault(str(each.rule), []).append(each.pinned)
    return found
