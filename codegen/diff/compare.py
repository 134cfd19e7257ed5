"""Two lists of declarations → what happened to every overload, and what that means."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..model import Declaration
from ..select import Reason
from ..select.skips import declared_refusal
from .aspects import Aspect, Detail, Meaning, worst
from .overload import details_of, takes_calls_of
from .pairs import pair


class Event(enum.Enum):
    """What happened to one overload. An operator is renamed with its overloads."""

    OPERATOR_REMOVED = "operator removed"
    OPERATOR_RENAMED = "operator renamed"
    OPERATOR_ADDED = "operator added"
    OVERLOAD_REMOVED = "overload removed"
    OVERLOAD_ADDED = "overload added"
    CHANGED = "overload changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One overload that is not what it was. ``hidden`` is why it is no part of the public surface, if it is none."""

    event: Event
    old: Declaration | None
    new: Declaration | None
    details: tuple[Detail, ...]
    hidden: Reason | None

    @property
    def meaning(self) -> Meaning:
        return Meaning.NEUTRAL if self.hidden is not None else worst(self.details)

    @property
    def key(self) -> str:
        """The key in the old version, or in the new one for what is new."""
        present = self.old or self.new
        assert present is not None, "a change is of something"
        return present.key


@dataclass(frozen=True, slots=True)
class Diff:
    """All changes, sorted by key; ``old`` and ``new`` are the declarations that were compared."""

    old: tuple[Declaration, ...]
    new: tuple[Declaration, ...]
    changes: tuple[Change, ...]

    def count(self, event: Event, meaning: Meaning | None = None) -> int:
        """How many overloads an event happened to."""
        return sum(each.event is event and meaning in (None, each.meaning) for each in self.changes)


def compare(old: Sequence[Declaration], new: Sequence[Declaration]) -> Diff:
    """What happened between two versions; every overload of either is unchanged or in exactly one change."""
    pairing = pair(old, new)
    before, after = {each.name for each in old}, {each.name for each in new}
    offered = _by_name(new)
    changes = [_removed(each, after, offered.get(each.name, [])) for each in pairing.removed]
    changes += [_added(each, before) for each in pairing.added]
    changes += [_changed(*both, details) for both in pairing.pairs if (details := details_of(*both))]
    return Diff(tuple(old), tuple(new), tuple(sorted(changes, key=_order)))


def _by_name(declarations: Iterable[Declaration]) -> Mapping[str, list[Declaration]]:
    groups: dict[str, list[Declaration]] = {}
    for each in declarations:
        groups.setdefault(each.name, []).append(each)
    return groups


def _removed(old: Declaration, names: set[str], offered: Iterable[Declaration]) -> Change:
    heir = next((each for each in offered if takes_calls_of(each, old)), None)
    if heir is not None:
        detail = Detail(Aspect.OVERLOAD_REPLACED, f"by {heir.key}")
    else:
        detail = Detail(Aspect.OVERLOAD_REMOVED, old.schema)
    event = Event.OVERLOAD_REMOVED if old.name in names else Event.OPERATOR_REMOVED
    return Change(event, old, None, (detail,), declared_refusal(old))


def _added(new: Declaration, names: set[str]) -> Change:
    event = Event.OVERLOAD_ADDED if new.name in names else Event.OPERATOR_ADDED
    return Change(event, None, new, (Detail(Aspect.OVERLOAD_ADDED, new.schema),), declared_refusal(new))


def _changed(old: Declaration, new: Declaration, details: tuple[Detail, ...]) -> Change:
    """A rename from the public surface is seen by users, one to it is not: they did not have the old name."""
    event = Event.CHANGED if old.name == new.name else Event.OPERATOR_RENAMED
    hidden = declared_refusal(old)
    if hidden is not None and declared_refusal(new) is None:
        hidden, details = None, (Detail(Aspect.OVERLOAD_ADDED, f"{old.key} is public as {new.key}"),)
    return Change(event, old, new, details, hidden)


def _order(change: Change) -> tuple[str, str, str]:
    both = [each.schema if each is not None else "" for each in (change.old, change.new)]
    return change.key, both[0], both[1]
