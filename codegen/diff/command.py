"""What the command line asks of this room: two names → the comparison, and the ways to show it."""

from __future__ import annotations

from pathlib import Path

from codegen.diff.compare import compare
from codegen.diff.facts import compare_facts
from codegen.diff.layout import Comparison
from codegen.diff.machine import machine as machine
from codegen.diff.markdown import markdown as markdown
from codegen.diff.terminal import show as show
from codegen.diff.versions import read_both
from codegen.rules.facts import read


def comparison(old: str, new: str, facts: tuple[Path, Path] | None, folder: Path) -> Comparison:
    """Read two versions, and two facts files where given, and compare them. Raises CodegenError."""
    answers = compare_facts(read(facts[0]), read(facts[1])) if facts is not None else ()
    (old_name, before), (new_name, after) = read_both(old, new, folder)
    return Comparison(old_name, new_name, compare(before, after), answers)
