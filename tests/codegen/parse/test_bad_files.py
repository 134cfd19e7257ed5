"""Files that hold no list of declarations: no YAML, no text, no file, too much of it."""

from __future__ import annotations

import gzip
import lzma
import os
from pathlib import Path

import pytest

from codegen.errors import CodegenError, Location, Problem
from codegen.parse import document, load, parse, source

MODERN = (Path(__file__).parents[1] / "samples" / "modern.yaml").read_text()


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(CodegenError) as raised:
        parse(text, "D.yaml")
    for problem in raised.value.problems:
        assert problem.location is not None
        assert problem.location.file == "D.yaml"
        assert all((problem.entry, problem.expected, problem.found, problem.hint)), problem
        assert len(str(problem)) < 1500
        assert "\n" not in str(problem)
    return raised.value.problems


@pytest.mark.parametrize(
    ("text", "expected", "found", "line"),
    [
        ("", "a list of declarations", "an empty file", 1),
        ("# nothing\n", "a list of declarations", "an empty file", 1),
        ("---\n", "a list of declarations", "nothing in it", 1),
        ("[]", "a list of declarations", "nothing in it", 1),
        ("name: mm\n", "a list of declarations", "a mapping", 1),
        ("mm", "a list of declarations", "string 'mm'", 1),
        ("!!python/object/apply:os.system ['true']", "no anchors", "os.system", 1),
        ("- a\n- [1\n- b\n", "YAML", "that starts on line 2", 4),
        ("- a\n\t- b: c: d\n", "YAML", "", 2),
        ("- a\n- \x07\n", "YAML", "control characters", 2),
        ("- a\n- \ud800\n", "YAML", "surrogates", 2),
        (b"- a\n- b\xff\n", "UTF-8", "0xff at offset 7", 2),
        (b"\xfe\xff\x00-", "UTF-8", "0xfe", 1),
        ("- a\n---\n- b\n", "one YAML document", "a second one", 2),
        ("- 1\n" * 30_000, "at most 20,000 declarations", "30,000", 20_001),
        ("[" * 100_000, "a list of entries", "nesting", 1),
        (MODERN[:3000] + "\x00", "YAML", "control characters", MODERN[:3000].count("\n") + 1),
    ],
)
def test_what_is_no_list_of_declarations(text: str | bytes, expected: str, found: str, line: int) -> None:
    problem = next(problem for problem in problems_of(text) if expected in problem.expected)
    assert found in problem.found
    assert problem.location == Location("D.yaml", line)


def test_reading_stops_at_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document, "MAX_EVENTS", 1000)
    (problem,) = problems_of("- [1, 1]\n" * 500)
    assert problem.found == "more than 1,000 values"
    assert problem.location == Location("D.yaml", 250)


def test_aliases_do_not_explode() -> None:
    lines = ["- &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"- &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 60)]
    problems = problems_of("\n".join(lines))
    assert [problem.found for problem in problems] == ["the anchor &a0 (60 times)", "the alias *a0 (590 times)"]
    assert problems[0].entry == "entry 1"


def file_problem(path: Path) -> Problem:
    with pytest.raises(CodegenError) as raised:
        load(path)
    (problem,) = raised.value.problems
    assert problem.location is not None
    assert problem.location.file == str(path)
    return problem


def test_no_such_file_a_directory_a_pipe(tmp_path: Path) -> None:
    assert file_problem(tmp_path / "none.yaml").found == "no such file"
    assert file_problem(tmp_path).found == "a directory"
    os.mkfifo(tmp_path / "pipe.yaml")
    assert "pipe" in file_problem(tmp_path / "pipe.yaml").found
    assert "error" in file_problem(tmp_path / "none.yaml" / "x\0y").found


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(2**30)
    assert "1,073,741,824 bytes" in file_problem(path).found


@pytest.mark.parametrize("suffix", [".xz", ".gz"])
def test_an_archive_that_unpacks_to_a_huge_file(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 2**20)
    compress = lzma.compress if suffix == ".xz" else gzip.compress
    path = tmp_path / f"bomb.yaml{suffix}"
    path.write_bytes(compress(bytes(2**22)))
    assert "unpacks to more" in file_problem(path).found
    path.write_bytes(compress(MODERN.encode())[:-20])
    assert "ends too early" in file_problem(path).found
    path.write_bytes(MODERN.encode())
    assert "damaged" in file_problem(path).found
