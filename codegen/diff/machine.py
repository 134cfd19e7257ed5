"""A comparison as JSON, for what reads it next."""

from __future__ import annotations

import json

from . import layout
from .aspects import Detail
from .compare import Change, Event
from .layout import Comparison


def machine(comparison: Comparison) -> str:
    """Everything that was found, without omissions; keys are stable."""
    diff = comparison.diff
    counts = {event.name.lower(): diff.count(event) for event in Event}
    value: dict[str, object] = {
        "old": {"version": comparison.old, "overloads": len(diff.old)},
        "new": {"version": comparison.new, "overloads": len(diff.new)},
        "counts": {**counts, "unchanged": layout.unchanged(diff)},
        "changes": [_change(change) for change in diff.changes],
        "facts": [
            {"key": each.key, "meaning": each.meaning.value, "details": [_detail(detail) for detail in each.details]}
            for each in comparison.facts
        ],
    }
    if comparison.uses is not None:
        value["uses"] = [{"key": use.key, "places": [str(place) for place in use.places]} for use in comparison.uses]
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"


def _change(change: Change) -> dict[str, object]:
    return {
        "event": change.event.name.lower(),
        "meaning": change.meaning.value,
        "public": change.hidden is None,
        "why_not_public": change.hidden.value if change.hidden is not None else None,
        "old": {"key": change.old.key, "schema": change.old.schema} if change.old is not None else None,
        "new": {"key": change.new.key, "schema": change.new.schema} if change.new is not None else None,
        "details": [_detail(detail) for detail in change.details],
    }


def _detail(detail: Detail) -> dict[str, str]:
    return {"aspect": detail.aspect.name.lower(), "meaning": detail.meaning.value, "text": detail.text}
