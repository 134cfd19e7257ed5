"""What came of an upgrade, put together for the decision, as Markdown."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .. import manifest
from ..diff import command as diff
from ..diff.layout import Comparison
from ..manifest import Manifest
from ..write import record
from .run import Outcome
from .workspace import CONSTRAINTS, EARLIER_FACTS, FACTS, GENERATED, Workspace

#: Of one step at most so many failures are listed; its log has all of them.
MAX_FAILURES = 40


@dataclass(frozen=True, slots=True)
class Summary:
    """``facts`` is whether the new torch was asked: without it nothing can be applied."""

    workspace: Workspace
    old: str
    outcomes: tuple[Outcome, ...]
    comparison: Comparison
    facts: bool

    @property
    def passed(self) -> bool:
        return all(outcome.passed for outcome in self.outcomes)


def markdown(summary: Summary) -> str:
    """The whole report; the same bytes for the same outcome."""
    return head(summary) + "\n" + diff.markdown(summary.comparison, level=2)


def head(summary: Summary) -> str:
    """What is needed to decide; the difference of the declarations follows it."""
    return "\n".join(_head(summary)) + "\n"


def _head(summary: Summary) -> Iterator[str]:
    workspace = summary.workspace
    yield f"# torch {summary.old} → {workspace.version}"
    yield ""
    yield _verdict(summary)
    yield ""
    yield "| step | outcome |"
    yield "|---|---|"
    for outcome in summary.outcomes:
        yield f"| {outcome.step} | {_told(outcome)} |"
    yield ""
    yield "## What it changes here"
    yield ""
    yield "| what | how |"
    yield "|---|---|"
    yield from _changes(summary)
    yield ""
    yield "## What is bound"
    yield ""
    new = workspace.version if summary.facts else f"{workspace.version}, of which torch {summary.old} has"
    yield f"| | {summary.old} | {new} |"
    yield "|---|---:|---:|"
    yield from _bound(workspace)
    if summary.comparison.findings:
        yield ""
        yield "## What is strange in its declarations"
        yield ""
        yield from (f"- {finding.portable}" for finding in summary.comparison.findings)
    for outcome in summary.outcomes:
        if not outcome.passed:
            yield ""
            yield f"## What does not hold: {outcome.step}"
            yield ""
            yield from _failures(outcome)


def _verdict(summary: Summary) -> str:
    failed = [outcome.step for outcome in summary.outcomes if not outcome.passed]
    if failed:
        return (
            f"It does not all hold: {' and '.join(failed)}. Nothing of the checkout was changed, and nothing will be."
        )
    if not summary.facts:
        return (
            "Read out of a wheel: the new torch was not asked, so this says what is declared, not what it answers, and"
            " cannot be applied."
        )
    return f"All of it holds. `make upgrade TORCH={summary.workspace.version} APPLY=1` puts it into the checkout."


def _told(outcome: Outcome) -> str:
    counts = ", ".join(f"{count:,} {word}" for word, count in outcome.found.counts.items() if count)
    return counts or ("passed" if outcome.passed else "failed")


def _failures(outcome: Outcome) -> Iterator[str]:
    found = outcome.found.failures
    if not found:
        yield f"It ended without a word that is understood here; look into `logs/{outcome.log.name}`."
    yield from (f"- `{each.replace('`', chr(39))}`" for each in found[:MAX_FAILURES])
    if len(found) > MAX_FAILURES:
        yield f"- and {len(found) - MAX_FAILURES:,} more"


def _changes(summary: Summary) -> Iterator[str]:
    workspace = summary.workspace
    files, added, removed = _lines_changed(workspace.checkout / GENERATED, workspace.tree / GENERATED)
    if summary.facts:
        yield f"| `{CONSTRAINTS}` | torch=={summary.old} → torch=={workspace.version} |"
        yield f"| `{EARLIER_FACTS.format(summary.old)}` | keeps what torch {summary.old} answered |"
        yield f"| `{FACTS}` | {len(summary.comparison.facts):,} overloads are answered otherwise |"
    yield f"| `{GENERATED}/` | files: {files:,}; lines: +{added:,} −{removed:,}, but for the version that each names |"


def _lines_changed(old: Path, new: Path) -> tuple[int, int, int]:
    """Files, lines added and lines removed, but for those that only say which version a file was made for."""
    files = added = removed = 0
    before, after = manifest.read(old), manifest.read(new)
    for name in sorted({*record.files(old), *record.files(new)}):
        texts = _lines(old / name, before), _lines(new / name, after)
        changes = [line[:1] for line in difflib.unified_diff(*texts, n=0, lineterm="") if line[:3] not in _MARKS]
        files += bool(changes)
        added += changes.count("+")
        removed += changes.count("-")
    return files, added, removed


_MARKS = ("---", "+++")


def _lines(path: Path, made: Manifest) -> list[str]:
    """The lines of a generated file, what they say of its origin aside; none where there is no file."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    for origin in (made.declarations, made.facts, made.aten, made.torch):  # the longer of two before what it holds
        text = text.replace(origin, "…")
    return text.splitlines()


def _bound(workspace: Workspace) -> Iterator[str]:
    before, after = (_figures(manifest.read(root / GENERATED)) for root in (workspace.checkout, workspace.tree))
    for name in {**before, **after}:
        if name == "bound" or before.get(name) != after.get(name):
            yield f"| {name} | {before.get(name, 'none')} | {after.get(name, 'none')} |"


def _figures(made: Manifest) -> dict[str, str]:
    counts = {
        **made.overloads,
        **{f"names of `{namespace}`": found.names for namespace, found in made.namespaces.items()},
        **{f"functions of `{instance}`": found.functions for instance, found in made.instances.items()},
    }
    return {name: f"{count:,}" for name, count in counts.items()}
