"""What the command line asks of this room: two names → the comparison, and the ways to show it."""

from __future__ import annotations

from pathlib import Path

from ..rules.facts import read
from .compare import compare
from .facts import compare_facts
from .layout import Comparison
from .machine import machine as machine
from .markdown import markdown as markdown
from .terminal import show as show
from .uses import uses
from .versions import read_both


def comparison(
    old: str, new: str, facts: tuple[Path, Path] | None, folder: Path, code: Path | None = None
) -> Comparison:
    """Read two versions, and two facts files where given, and compare them; look for what breaks in a folder of code.

    Raises CodegenError.
    """
    answers = compare_facts(read(facts[0]), read(facts[1])) if facts is not None else ()
    (old_name, before), (new_name, after) = read_both(old, new, folder)
    found = compare(before.declarations, after.declarations)
    named = None if code is None else uses(found.changes, answers, code)
    return Comparison(old_name, new_name, found, answers, (*before.findings, *after.findings), named)
