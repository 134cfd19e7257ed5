"""``python -m benchmarks``: measure, print a table, and end with status 1 where a figure is over what is promised."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import rows
from benchmarks.adam import adam
from benchmarks.plugin import plugin
from benchmarks.xor import xor_step

MEASUREMENTS = (rows.imports, rows.calls, xor_step, adam, rows.checking, plugin, rows.generating)


def main() -> int:
    found: list[rows.Row] = []
    with tempfile.TemporaryDirectory() as folder, Console(stderr=True).status("") as status:
        for number, measure in enumerate(MEASUREMENTS):
            status.update(f"measuring: {measure.__name__}")
            place = Path(folder) / str(number)
            place.mkdir()
            found += measure(place)
    table = Table("what", "measured", "at most", "note", box=None, pad_edge=False)
    for row in found:
        style = "" if row.holds else "bold red"
        mark = "" if row.holds else "OVER; "
        table.add_row(
            row.what, f"{row.figure:.2f} {row.unit}", f"{row.most:g} {row.unit}", mark + row.note, style=style
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    return int(not all(row.holds for row in found))


if __name__ == "__main__":
    sys.exit(main())
