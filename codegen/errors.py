"""Errors as values: where something is wrong, what was expected, what was found, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
class Flaw:
    """A problem on a line of a file, before it is known which entry it belongs to."""

    line: int
    expected: str
    found: str
    hint: str

    def within(self, file: str, entry: str) -> Problem:
        return Problem(Location(file, self.line), entry, self.expected, self.found, self.hint)


class Invalid(Exception):
    """A piece of text that is not of its language; whoever knows the line turns it into a ``Flaw``."""

    def __init__(self, expected: str, found: str, hint: str, line: int | None = None) -> None:
        super().__init__(expected, found, hint)
        self.expected = expected
        self.found = found
        self.hint = hint
        self.line = line

    def on(self, line: int) -> Flaw:
        """The flaw at its own line, or at ``line`` where it knows none."""
        return Flaw(line if self.line is None else self.line, self.expected, self.found, self.hint)
