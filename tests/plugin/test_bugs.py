"""One-line bugs as people make them: each is one error in ATen's words, their correct neighbours are none.

A marked line, `# error: …`, says a part of ATen's message; where the stub itself refuses the call, of mypy's.
"""

import re
import warnings
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
import torch

from hasktorch_py.oracle.wording import clean
from tests.checkers import Diagnostic, run
from tests.typing.execution import functions, statements

BUGS = sorted((Path(__file__).parent / "bugs").glob("*.py"))
LEAST_BUGS = 400
ATENS = frozenset({"tensor-shape", "tensor-dtype"})
STUBS = frozenset(
    {"attr-defined", "misc", "operator"}
)  # absent from the instance, unpacking, an operand of another kind
MOST_IN_MYPYS_WORDS = 10
_MARK = re.compile(r"  # error: (.*)$")


def marks(path: Path) -> dict[int, str]:
    """The marked lines of a file with the text that each expects."""
    lines = enumerate(path.read_text().splitlines(), 1)
    return {number: mark[1] for number, line in lines if (mark := _MARK.search(line))}


@cache
def said(work: Path) -> dict[tuple[Path, int], list[Diagnostic]]:
    """Errors by file and line, from one run for all files."""
    found: dict[tuple[Path, int], list[Diagnostic]] = defaultdict(list)
    for diagnostic in run("mypy", BUGS, work, plugin="hasktorch_py.mypy_plugin"):
        if diagnostic.severity == "error":
            found[diagnostic.file, diagnostic.line].append(diagnostic)
    return found


@pytest.mark.parametrize("path", BUGS, ids=lambda p: p.stem)
def test_every_bug_is_one_error_in_atens_words_and_nothing_else_is_one(path: Path, work: Path) -> None:
    marked, told = marks(path), []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = said(work).get((path.resolve(), number), [])
        text = marked.get(number)
        right = not found if text is None else len(found) == 1 and text in found[0].message
        if not (right and all(d.code in ATENS | STUBS for d in found)):
            told.append(f"{number}: {line.strip()}\n    said: {[f'{d.message}  [{d.code}]' for d in found]}")
    assert not told, "\n".join(told)


@cache
def raised(path: Path) -> dict[int, Exception | None]:
    """What torch raises on each line, run for itself."""
    torch.manual_seed(0)
    found: dict[int, Exception | None] = {}
    for function, namespace in functions(path):
        for statement in statements(function, namespace):
            found[statement.line] = None
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # a warning is no refusal
                try:
                    statement.run()
                except Exception as error:  # torch raises many kinds
                    found[statement.line] = error
    return found


@pytest.mark.parametrize("path", BUGS, ids=lambda p: p.stem)
def test_torch_refuses_the_marked_lines_and_no_other(path: Path) -> None:
    refused = {line: error for line, error in raised(path).items() if error is not None}
    assert refused.keys() == marks(path).keys(), refused


def test_the_expected_words_are_torchs_own_with_few_exceptions() -> None:
    """The texts are not copied from the plugin."""
    others = [
        f"{path.name}:{line}: {raised(path)[line]}"
        for path in BUGS
        for line, text in marks(path).items()
        if text not in clean(str(raised(path)[line]))
    ]
    assert len(others) <= MOST_IN_MYPYS_WORDS, "\n".join(others)


def test_there_are_enough_bugs() -> None:
    assert sum(len(marks(path)) for path in BUGS) >= LEAST_BUGS
