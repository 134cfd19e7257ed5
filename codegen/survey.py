"""What becomes of the declarations of many ATen versions: a row for each, and the table of `docs/eras.md`."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from . import parse, select
from .emit import installed_version
from .errors import CodegenError, Finding, Problem
from .origin import Source
from .rules.facts import release
from .select import Reason

#: Reasons in the order of the columns, under their headings.
HEADINGS: Mapping[Reason, str] = {
    Reason.NOT_INSTALLED: "not installed",
    Reason.PRIVATE: "private",
    Reason.BACKWARD: "backward",
    Reason.BACKEND: "one backend",
    Reason.NOT_EXPOSED: "not exposed",
    Reason.VIEW_COPY: "view copies",
    Reason.DIMNAME: "named dimensions",
    Reason.UNREAD: "not understood",
}
#: What stands between these lines of a page is written by the command.
START, END = "<!-- hasktorch-py eras -->", "<!-- hasktorch-py eras: end -->"
_NUMBER = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one version's overloads; ``seconds`` of processor time to read them."""

    version: str
    bound: int
    skipped: Mapping[Reason, int]
    findings: tuple[Finding, ...]
    seconds: float

    @property
    def cells(self) -> tuple[str, ...]:
        """The columns but the last, the time."""
        counts = [self.skipped[reason] for reason in HEADINGS]
        numbers = (self.bound + sum(counts), self.bound, *counts, len(self.findings))
        return self.version, *(f"{number:,}" for number in numbers)


def files(folders: Iterable[Path]) -> list[Path]:
    """The declarations in some folders, by version; of two files of a version the first counts.

    Raises CodegenError where a folder has none.
    """
    found: dict[str, Path] = {}
    for folder in folders:
        here = sorted(folder.glob("Declarations-*.yaml*"))
        if not here:
            hint = "name a folder of them: hasktorch-py emit --out FOLDER/Declarations-VERSION.yaml writes one"
            raise CodegenError([Problem(None, str(folder), "files Declarations-VERSION.yaml", "none", hint)])
        for path in here:
            found.setdefault(Source(path).version, path)
    return [found[version] for version in sorted(found, key=_order)]


def _order(version: str) -> tuple[bool, list[int], str]:
    return not version[:1].isdigit(), [int(number) for number in _NUMBER.findall(version)], version


def survey(path: Path) -> Row:
    """What becomes of the overloads in a file with the installed torch. Raises CodegenError where it cannot be read."""
    started = time.process_time()
    reading = parse.load(path)
    seconds = time.process_time() - started
    selection = select.select(reading.declarations)
    reasons = [*(skip.reason for skip in selection.skips), *(Reason.UNREAD for _ in reading.skipped)]
    counts = {reason: reasons.count(reason) for reason in HEADINGS}
    return Row(Source(path).version, len(selection.bound), counts, reading.findings, seconds)


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown, and below them what was found."""
    return "\n".join(_lines(rows)) + "\n"


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    yield f"With torch {release(installed_version())}:"
    yield ""
    heads = ("declarations", "overloads", "bound", *HEADINGS.values(), "findings", "seconds")
    yield f"| {' | '.join(heads)} |"
    yield f"|---|{'---:|' * (len(heads) - 1)}"
    for row in rows:
        yield f"| {' | '.join(row.cells)} | {row.seconds:.1f} |"
    found = [f"- {row.version}: {finding.portable}" for row in rows for finding in row.findings]
    yield from ("", *found) if found else ()


def placed(page: str, text: str) -> str:
    """A page with the text between its two marks. Raises CodegenError where it has no such place."""
    before, start, rest = page.partition(f"{START}\n")
    _, end, after = rest.partition(f"{END}\n")
    if not start or not end:
        expected = f"a line {START}, and below it a line {END}"
        raise CodegenError([Problem(None, "eras", expected, "no such place", "mark where the table belongs")])
    return f"{before}{start}\n{text}\n{end}{after}"
