"""Errors as values: where something is wrong, what was expected, what was found, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

#: A message quotes at most this much of a file.
MAX_QUOTED = 120


@dataclass(frozen=True, slots=True)
class Location:
    """A line of a file; lines count from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``entry`` names the declaration (or the file, where no entry is to blame)."""

    location: Location | None
    entry: str
    expected: str
    found: str
    hint: str

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location is not None else ""
        return f"{where}{self.entry}: expected {self.expected}, found {self.found}; hint: {self.hint}"


class CodegenError(Exception):
    """Everything that stopped a step of the generator, never only the first problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        if not problems:
            raise ValueError("a CodegenError needs at least one problem")
        super().__init__(problems)
        self.problems: tuple[Problem, ...] = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def quoted(text: object) -> str:
    """``text`` on one line, cut to ``MAX_QUOTED`` characters, safe to print in a message."""
    shown = repr(text)
    return shown if len(shown) <= MAX_QUOTED else f"{shown[: MAX_QUOTED - 1]}…"


@dataclass(frozen=True, slots=True)
class Finding:
    """One cause that made entries of a file strange: the first place, how often, and the entries ``skipped`` for it.

    Where none is skipped, they are read without what is strange.
    """

    first: Problem
    times: int
    skipped: tuple[str, ...] = ()

    @property
    def problem(self) -> Problem:
        """The first place, and how often there is the like."""
        often = f" ({self.times:,} times)" if self.times > 1 else ""
        return replace(self.first, found=f"{self.first.found}{often}")

    @property
    def portable(self) -> Finding:
        """The same without the folder of the file: what is made of one is the same wherever it lies."""
        where = self.first.location
        beside = None if where is None else replace(where, file=PurePath(where.file).name)
        return replace(self, first=replace(self.first, location=beside))

    def __str__(self) -> str:
        more = f" and {len(self.skipped) - 1:,} more" if len(self.skipped) > 1 else ""
        return f"{self.problem}; {f'skipped: {self.skipped[0]}{more}' if self.skipped else 'read without it'}"


@dataclass(frozen=True, slots=True)
class Flaw:
    """A problem on a line of a file, before it is known which entry it belongs to.

    A ``harmless`` one is said, and the entry is read without it. Flaws of one ``cause`` are one finding; where it is
    not given, these are the ones with equal words.
    """

    line: int
    expected: str
    found: str
    hint: str
    harmless: bool = False
    cause: str = ""

    def within(self, file: str, entry: str) -> Problem:
        return Problem(Location(file, self.line), entry, self.expected, self.found, self.hint)


class Invalid(Exception):
    """A piece of text that is not of its language; whoever knows the line turns it into a ``Flaw``."""

    def __init__(self, expected: str, found: str, hint: str, line: int | None = None, cause: str = "") -> None:
        super().__init__(expected, found, hint)
        self.expected = expected
        self.found = found
        self.hint = hint
        self.line = line
        self.cause = cause

    def on(self, line: int) -> Flaw:
        """The flaw at its own line, or at ``line`` where it knows none."""
        where = line if self.line is None else self.line
        return Flaw(where, self.expected, self.found, self.hint, cause=self.cause)
