"""The table of versions: what a row counts, which files are read, and that the checked-in page is the command's."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen import survey
from codegen.emit import installed_version
from codegen.errors import CodegenError
from codegen.rules.facts import release
from codegen.select import Reason
from codegen.survey import END, HEADINGS, START
from tests.checkers import ROOT
from tests.codegen.running import Run

SAMPLE = Path(__file__).parents[1] / "samples" / "modern.yaml"
PAGE = ROOT / "docs" / "eras.md"
RELEASE = release(installed_version())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two versions, of which the newer has a key that nobody knows and a type that nobody knows."""
    folder = tmp_path / "declared"
    folder.mkdir()
    text = SAMPLE.read_text()
    (folder / "Declarations-v9.2.yaml").write_text(text)
    strange = text.replace("  mode: native", "  brand_new: 1").replace("const at::Scalar &", "const at::Quux &", 2)
    (folder / "Declarations-9.10.yaml").write_text(strange)
    return folder


def test_every_reason_has_a_column() -> None:
    assert set(HEADINGS) == set(Reason)


def test_a_row_accounts_for_every_overload(folder: Path) -> None:
    older, newer = map(survey.survey, survey.files([folder, folder]))
    assert (older.version, older.bound, older.findings) == ("9.2", 8, ())
    assert (newer.version, newer.bound, newer.skipped[Reason.UNREAD], len(newer.findings)) == ("9.10", 7, 1, 2)
    assert older.seconds > 0 and older.cells[1] == newer.cells[1] == "8"


def test_a_page_has_the_table_between_its_marks(folder: Path, run: Run) -> None:
    Path("page.md").write_text(f"before\n{START}\nold\n{END}\nafter\n")
    assert run("eras", str(folder), "--out", "page.md") == (0, "", "")
    lines = Path("page.md").read_text().splitlines()
    assert (lines[:2], lines[-2:], "old" in lines) == (["before", START], [END, "after"], False)
    assert [line.split(" | ")[0] for line in lines if line.startswith("| 9")] == ["| 9.2", "| 9.10"]
    findings = [line for line in lines if line.startswith("- 9.10: ")]
    assert len(findings) == 2 and "'brand_new' (8 times)" in findings[0] and "; skipped: add.Tensor" in findings[1]
    table = run("eras", str(folder))[1].splitlines()
    assert table[0] == f"With torch {RELEASE}:" == lines[3] and str(folder) not in "".join(table), (
        "the same wherever the files lie"
    )


def test_what_has_no_place_or_no_files_is_told(tmp_path: Path, folder: Path, run: Run) -> None:
    Path("page.md").write_text("no marks\n")
    status, _, err = run("eras", str(folder), "--out", "page.md")
    assert status == 1 and f"expected a line {START}" in err
    (tmp_path / "empty").mkdir()
    with pytest.raises(CodegenError, match=r"empty: expected files Declarations-VERSION\.yaml, found none"):
        survey.files([folder, tmp_path / "empty"])


@pytest.mark.parametrize("version", ["0.3", "1.4.0", pytest.param("2.14.1", marks=pytest.mark.aten)])
def test_the_page_says_what_the_command_says(version: str, declarations: Path) -> None:
    if f"\nWith torch {RELEASE}:\n" not in PAGE.read_text():
        pytest.skip(f"docs/eras.md is of another torch than {RELEASE}")
    (path,) = (path for path in survey.files([declarations]) if path.name == f"Declarations-{version}.yaml.xz")
    row = next(line for line in PAGE.read_text().splitlines() if line.startswith(f"| {version} | "))
    assert tuple(row.strip("| ").split(" | ")[:-1]) == survey.survey(path).cells


def test_every_version_at_hand_has_a_row(declarations: Path) -> None:
    page = PAGE.read_text()
    assert all(f"\n| {path.name[13:-8]} | " in page for path in declarations.glob("*.xz"))
