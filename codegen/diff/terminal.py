"""A comparison on a terminal: the figures, then every change that a user's code can notice."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from . import layout
from .aspects import Meaning
from .layout import Comparison, Group

STYLES = {Meaning.BREAKING: "red", Meaning.ADDITIVE: "green", Meaning.NEUTRAL: "bright_black"}


def show(comparison: Comparison, console: Console) -> None:
    """Print it; neutral changes are counted, not listed."""
    console.print(Text(layout.title(comparison), "bold"))
    console.print(layout.sizes(comparison))
    if comparison.is_empty:
        return
    console.print()
    console.print(_table(comparison))
    if (used := layout.used(comparison)) is not None:
        said, group = used
        console.print()
        console.print(Text(f"{group.heading}. {said}", "bold"))
        _entries(group, console)
    for section in layout.sections(comparison):
        console.print()
        console.print(Text(layout.HEADINGS[section.meaning], f"bold {STYLES[section.meaning]}"))
        for group in section.groups:
            _group(group, section.meaning, console)


def _table(comparison: Comparison) -> Table:
    table = Table("what happened", box=None, pad_edge=False)
    table.add_column("overloads", justify="right")
    for meaning in Meaning:
        table.add_column(meaning.value, justify="right", style=STYLES[meaning])
    for name, counts in layout.figures(comparison):
        table.add_row(name, *(f"{count:,}" if count else "·" for count in counts))
    return table


def _group(group: Group, meaning: Meaning, console: Console) -> None:
    console.print(Text(f"  {group.heading}", STYLES[meaning]))
    if meaning is Meaning.NEUTRAL:
        return
    _entries(group, console)


def _entries(group: Group, console: Console) -> None:
    for entry in group.entries:
        console.print(Text(f"    {entry.key}"))
        for rule, text in entry.notes:
            console.print(Text("      ").append(rule, "bright_black").append(f"  {text}"))
