"""A diff → what a reader is shown, in order: figures, then what breaks, what is added, what does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..errors import Finding
from ..model import Declaration
from .aspects import Aspect, Detail, Meaning
from .compare import Change, Diff, Event
from .facts import FactChange
from .uses import Use

HEADINGS = {
    Meaning.BREAKING: "Breaking: calls that worked may not",
    Meaning.ADDITIVE: "Additive: every call still works, more do",
    Meaning.NEUTRAL: "Neutral: no call in Python notices",
}
#: Of one rule and one overload at most so many places are shown; the JSON has all of them.
MAX_TEXTS = 6
_PLURAL = {
    Event.OPERATOR_REMOVED: "Operators removed",
    Event.OPERATOR_RENAMED: "Operators renamed",
    Event.OPERATOR_ADDED: "Operators added",
    Event.OVERLOAD_REMOVED: "Overloads removed",
    Event.OVERLOAD_ADDED: "Overloads added",
    Event.CHANGED: "Overloads changed",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is shown: the names of the two versions, their diff, and that of two facts files where these were given.

    ``findings``: what is strange in the two; the diff does not know what was skipped for it. ``uses``: where a user's
    code names what breaks, None where none was given.
    """

    old: str
    new: str
    diff: Diff
    facts: tuple[FactChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    uses: tuple[Use, ...] | None = None

    @property
    def is_empty(self) -> bool:
        return not self.diff.changes and not self.facts


@dataclass(frozen=True, slots=True)
class Entry:
    """One overload and what happened to it: each rule that applies, with all that it applies to."""

    key: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading. ``brief``: only the keys matter."""

    heading: str
    entries: tuple[Entry, ...]
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    meaning: Meaning
    groups: tuple[Group, ...]


def title(comparison: Comparison) -> str:
    return f"ATen {comparison.old} → {comparison.new}"


def sizes(comparison: Comparison) -> str:
    """How much each version declares."""
    old, new = _size(comparison.diff.old), _size(comparison.diff.new)
    return f"{old} became {new}; {unchanged(comparison.diff):,} overloads are unchanged."


def _size(declarations: Sequence[Declaration]) -> str:
    return f"{len(declarations):,} overloads of {len({each.name for each in declarations}):,} operators"


def unchanged(diff: Diff) -> int:
    """The overloads about which both versions say the same."""
    return len(diff.old) - sum(change.old is not None for change in diff.changes)


def figures(comparison: Comparison) -> list[tuple[str, list[int]]]:
    """Rows of the table: what happened to how many overloads, all and those of each meaning."""
    diff = comparison.diff
    rows = [(event.value, [diff.count(event, meaning) for meaning in (None, *Meaning)]) for event in Event]
    if comparison.facts:
        counts = [sum(each.meaning is meaning for each in comparison.facts) for meaning in Meaning]
        rows.append(("answers of ATen changed", [len(comparison.facts), *counts]))
    return rows


def used(comparison: Comparison) -> tuple[str, Group] | None:
    """What a program names of what breaks, if one was given."""
    if comparison.uses is None:
        return None
    said = "By name alone: look at these lines." if comparison.uses else "Nothing in it is named as what breaks is."
    return said, Group("What the code names of it", tuple(_use(use) for use in comparison.uses))


def _use(use: Use) -> Entry:
    return Entry(use.key, (("at", _joined([str(place) for place in dict.fromkeys(use.places)])),))


def sections(comparison: Comparison) -> Iterator[Section]:
    """What is not empty, worst first."""
    for meaning in Meaning:
        groups = (*_events(comparison.diff.changes, meaning), *_answers(comparison.facts, meaning))
        if groups:
            yield Section(meaning, groups)


def _events(changes: Iterable[Change], meaning: Meaning) -> Iterator[Group]:
    here = [change for change in changes if change.meaning is meaning]
    for event in Event:
        found = tuple(_entry(change) for change in here if change.event is event and change.hidden is None)
        if found:
            yield Group(f"{_PLURAL[event]} ({len(found):,})", found)
    reasons = sorted({change.hidden for change in here if change.hidden is not None}, key=lambda each: each.value)
    for reason in reasons:
        for event in Event:
            found = tuple(
                Entry(_name(change), ()) for change in here if change.hidden is reason and change.event is event
            )
            if found:
                yield Group(f"{_PLURAL[event]} ({len(found):,}): {reason.value}", found, brief=True)


def _entry(change: Change) -> Entry:
    """What came or went whole is its schema; the heading says the rest."""
    for detail in change.details:
        if detail.aspect in (Aspect.OVERLOAD_ADDED, Aspect.OVERLOAD_REMOVED):
            return Entry(detail.text.removeprefix("aten::"), ())
    return Entry(_name(change), _notes(change.details))


def _name(change: Change) -> str:
    return " → ".join(dict.fromkeys(each.key for each in (change.old, change.new) if each is not None))


def _notes(details: Iterable[Detail]) -> tuple[tuple[str, str], ...]:
    """By rule; of many texts the first few."""
    texts: dict[Aspect, list[str]] = {}
    for detail in details:
        texts.setdefault(detail.aspect, []).append(detail.text)
    return tuple((aspect.rule, _joined(found)) for aspect, found in texts.items())


def _joined(texts: Sequence[str]) -> str:
    more = f"; {len(texts) - MAX_TEXTS:,} more" if len(texts) > MAX_TEXTS else ""
    return "; ".join(texts[:MAX_TEXTS]) + more


def _answers(facts: Iterable[FactChange], meaning: Meaning) -> Iterator[Group]:
    found = tuple(Entry(each.key, _notes(each.details)) for each in facts if each.meaning is meaning)
    if found:
        yield Group(f"Answers of ATen changed ({len(found):,})", found)


def rules(comparison: Comparison) -> list[tuple[Aspect, int]]:
    """The rules that decided what public changes mean, each with how often."""
    details = [detail for change in comparison.diff.changes if change.hidden is None for detail in change.details]
    details += [detail for change in comparison.facts for detail in change.details]
    counts = {aspect: sum(detail.aspect is aspect for detail in details) for aspect in Aspect}
    return [(aspect, count) for aspect, count in counts.items() if count]
