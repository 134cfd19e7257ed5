"""A comparison as Markdown: the changelog of an upgrade."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from . import layout
from .layout import Comparison, Group


def markdown(comparison: Comparison, level: int = 1) -> str:
    """The whole report, under a heading of this level; always the same bytes for the same two versions."""
    return "\n".join(_lines(comparison, "#" * level)) + "\n"


def _lines(comparison: Comparison, mark: str) -> Iterator[str]:
    yield f"{mark} {layout.title(comparison)}"
    yield ""
    yield layout.sizes(comparison)
    if comparison.is_empty:
        return
    yield ""
    yield "| what happened | overloads | breaking | additive | neutral |"
    yield "|---|---:|---:|---:|---:|"
    for name, counts in layout.figures(comparison):
        yield f"| {name} | {' | '.join(f'{count:,}' for count in counts)} |"
    if (used := layout.used(comparison)) is not None:
        said, group = used
        yield from ("", f"{mark}# {group.heading}", "", said)
        yield from ("", *_group(group)) if group.entries else ()
    for section in layout.sections(comparison):
        yield ""
        yield f"{mark}# {layout.HEADINGS[section.meaning]}"
        for group in section.groups:
            yield ""
            yield f"{mark}## {group.heading}"
            yield ""
            yield from _group(group)
    yield ""
    yield f"{mark}# The rules that decided"
    yield ""
    yield "| of a public operator | means | times |"
    yield "|---|---|---:|"
    for aspect, count in layout.rules(comparison):
        yield f"| {aspect.rule} | {aspect.meaning.value} | {count:,} |"


def _group(group: Group) -> Iterator[str]:
    if group.brief:
        keys = ", ".join(f"`{entry.key}`" for entry in group.entries)
        yield textwrap.fill(keys, 120, break_on_hyphens=False, break_long_words=False)
        return
    for entry in group.entries:
        notes = [f"{rule}: `{text}`" if text else rule for rule, text in entry.notes]
        if len(notes) == 1:
            yield f"- `{entry.key}`: {notes[0]}"
        else:
            yield f"- `{entry.key}`"
            yield from (f"  - {note}" for note in notes)
