"""The marks in the test files: `# error` on a line where every checker is to report an error.

`# error: strict` – torch itself accepts the call; the design does not (dtypes do not mix implicitly, for instance).
`# error: not ty` – that checker is known to be silent here; the head of the file says why.
"""

import io
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path

from tests.checkers import CHECKERS, Checker

_MARK = re.compile(r"# error(?::\s*(.*))?\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """What is expected of one line."""

    strict: bool = False
    silent: frozenset[Checker] = frozenset()

    @property
    def loud(self) -> frozenset[Checker]:
        """The checkers that must report an error."""
        return frozenset(CHECKERS) - self.silent


def marks(path: Path) -> dict[int, Mark]:
    """The marked lines of a file.  Raises ValueError for a mark that is none of the known ones."""
    found = {}
    for token in tokenize.generate_tokens(io.StringIO(path.read_text()).readline):
        if token.type == tokenize.COMMENT and (match := _MARK.match(token.string)):
            found[token.start[0]] = _mark(match[1] or "", f"{path.name}:{token.start[0]}")
    return found


def _mark(text: str, place: str) -> Mark:
    words = {word.strip() for word in text.split(",")} - {""}
    silent = frozenset(c for c in CHECKERS if f"not {c}" in words)
    unknown = words - {"strict"} - {f"not {c}" for c in silent}
    if unknown:
        raise ValueError(f"{place}: expected `# error`, `strict` or `not <checker>`, found {sorted(unknown)}")
    return Mark("strict" in words, silent)
