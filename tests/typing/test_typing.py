"""What every checker says about accept/ and reject/: silence there, an error on exactly the marked lines here."""

from functools import cache
from pathlib import Path

import pytest

from tests.checkers import CHECKERS, Checker, Diagnostic, run

from .marks import marks

HERE = Path(__file__).parent
ACCEPT = sorted((HERE / "accept").rglob("*.py"))
REJECT = sorted((HERE / "reject").rglob("*.py"))
LEAST_LINES = 150
MOST_EXCEPTIONS = 10  # marked lines on which some checker is known to be silent


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("checkers")


@cache
def said(checker: Checker, work: Path) -> tuple[Diagnostic, ...]:
    """Errors and warnings about the test files, one run for all of them."""
    files = {path.resolve() for path in ACCEPT + REJECT}
    return tuple(
        d for d in run(checker, sorted(files), work / checker) if d.file in files and d.severity != "note"
    )  # fmt: skip


def spelled(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.file.parent.name}/{diagnostic.file.name}:{diagnostic.line}: {diagnostic.message}"


@pytest.mark.parametrize("checker", CHECKERS)
def test_accepted_lines_are_clean(checker: Checker, work: Path) -> None:
    accepted = {path.resolve() for path in ACCEPT}
    found = [spelled(d) for d in said(checker, work) if d.file in accepted]
    assert not found, f"{checker} on valid lines:\n" + "\n".join(found)


@pytest.mark.parametrize("checker", CHECKERS)
def test_errors_stand_on_exactly_the_marked_lines(checker: Checker, work: Path) -> None:
    rejected = {path.resolve() for path in REJECT}
    found = {(d.file, d.line): d for d in said(checker, work) if d.file in rejected}
    marked = {(path.resolve(), line): mark for path in REJECT for line, mark in marks(path).items()}
    told = [f"unexpected: {spelled(d)}" for place, d in found.items() if place not in marked]
    for (file, line), mark in marked.items():
        place = f"reject/{file.name}:{line}: {file.read_text().splitlines()[line - 1].strip()}"
        if checker in mark.loud and (file, line) not in found:
            told.append(f"silent: {place}")
        if checker in mark.silent and (file, line) in found:
            told.append(f"no longer silent, take the exception away: {place}")
    assert not told, f"{checker}:\n" + "\n".join(told)


def test_there_are_enough_lines_and_few_exceptions() -> None:
    accepted = sum(path.read_text().count("assert_type(") for path in ACCEPT)
    rejected = [mark for path in REJECT for mark in marks(path).values()]
    assert accepted >= LEAST_LINES
    assert len(rejected) >= LEAST_LINES
    assert sum(bool(mark.silent) for mark in rejected) <= MOST_EXCEPTIONS
