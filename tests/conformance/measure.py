"""Writes the calls into files, runs a checker over them, and tells what it made of every call."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from hasktorch_py.aten.dtypes import DTYPES
from tests.checkers import Checker, CheckerFailed, Diagnostic, run

from .calls import Call
from .classify import Outcome
from .revealed import Unreadable
from .truth import SequenceTruth

CALLS_PER_FILE = 400
_HEADER = f"""\
from typing import Any
from typing import Literal as L
from typing import TypeVar

import torch
from typing_extensions import Unpack, reveal_type

import hasktorch.{{instance}} as T
from hasktorch import tensor
from hasktorch.tensor import {", ".join(dtype.tag for dtype in DTYPES)}

{{variables}}
"""
_FIRST_LINE = _HEADER.count("\n") + 1
_VARIABLE = re.compile(r"\bS\d+\b")
_MISSING = frozenset(
    {"attr-defined", "reportAttributeAccessIssue", "missing-attribute", "unresolved-attribute"}
)  # what mypy, pyright, pyrefly and ty call it


@dataclass(frozen=True, slots=True)
class Measured:
    """What one checker made of one call: `said` is the type shown or the first error."""

    call: Call
    weight: int
    outcome: Outcome
    said: str


def write_files(calls: Sequence[Call], instance: str, folder: Path) -> list[Path]:
    """One call a line, so that a diagnostic's line tells the call."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for start in range(0, len(calls), CALLS_PER_FILE):
        lines = [_line(i, call) for i, call in enumerate(calls[start : start + CALLS_PER_FILE])]
        path = folder / f"{instance}_{start // CALLS_PER_FILE:03}.py"
        named = sorted({name for line in lines for name in _VARIABLE.findall(line)})
        variables = "; ".join(f'{name} = TypeVar("{name}", bound=int)' for name in named)
        path.write_text(_HEADER.format(instance=instance, variables=variables) + "\n".join(lines) + "\n")
        files.append(path)
    return files


def _line(number: int, call: Call) -> str:
    truth = call.truth
    if isinstance(truth, SequenceTruth) and truth.named:  # a class of its own in every checker's spelling
        fields = ", ".join(f"r[{i}]" for i in range(len(truth.items)))
        body = f"r = {call.text}; reveal_type(({fields}))"
    else:
        body = f"reveal_type({call.text})"
    return f"def f{number}({call.parameters}) -> None: {body}"


def measure(
    checker: Checker,
    calls: Mapping[str, Mapping[Call, int]],
    work: Path,
    roots: Sequence[Path],
    plugin: str | None = None,
) -> dict[str, list[Measured]]:
    """What `checker` makes of every call of every instance, in one run.

    Raises CheckerFailed, also where a call gets no answer.
    """
    files = {instance: write_files(list(own), instance, work / "calls" / instance) for instance, own in calls.items()}
    on_line: dict[tuple[Path, int], list[Diagnostic]] = {}
    for diagnostic in run(checker, [file for own in files.values() for file in own], work / checker, roots, plugin):
        on_line.setdefault((diagnostic.file, diagnostic.line), []).append(diagnostic)
    found: dict[str, list[Measured]] = {instance: [] for instance in calls}
    for instance, own in calls.items():
        for place, (call, weight) in zip(_places(files[instance], len(own)), own.items(), strict=True):
            found[instance].append(Measured(call, weight, *outcome_of(checker, call, on_line.get(place, []))))
    return found


def _places(files: Sequence[Path], count: int) -> Iterator[tuple[Path, int]]:
    for i in range(count):
        yield files[i // CALLS_PER_FILE].resolve(), _FIRST_LINE + i % CALLS_PER_FILE


def outcome_of(checker: Checker, call: Call, diagnostics: Sequence[Diagnostic]) -> tuple[Outcome, str]:
    """What the diagnostics on a call's line mean, and the type or the error shown.  Raises CheckerFailed."""
    errors = [d for d in diagnostics if d.severity == "error"]
    if errors:
        missing = all(e.code in _MISSING for e in errors)
        return Outcome.MISSING if missing else Outcome.FALSE_ERROR, errors[0].message.splitlines()[0]
    shown = [s for d in diagnostics if (s := d.revealed(checker)) is not None]
    if len(shown) != 1:
        raise CheckerFailed(f"{checker} shows {len(shown)} types for {call}")
    try:
        return Outcome(call.judge(shown[0], checker)), shown[0]
    except Unreadable:
        return Outcome.WRONG, f"unreadable: {shown[0]}"


def operators(measured: Sequence[Measured]) -> Counter[Outcome]:
    """Every operator once, under the worst that happens to one of its calls."""
    worst = (Outcome.WRONG, Outcome.MISSING, Outcome.FALSE_ERROR, Outcome.PARTIAL, Outcome.EXACT)
    by_name: dict[str, int] = {}
    for m in measured:
        rank = worst.index(m.outcome)
        by_name[m.call.opinfo] = min(rank, by_name.get(m.call.opinfo, rank))
    return Counter(worst[rank] for rank in by_name.values())


def calls(measured: Sequence[Measured]) -> Counter[Outcome]:
    """Every call once."""
    counts: Counter[Outcome] = Counter()
    for m in measured:
        counts[m.outcome] += m.weight
    return counts
