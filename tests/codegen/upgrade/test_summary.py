"""What is told of an upgrade: what does not hold, in how many words, and what of the generated files really changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from codegen import manifest
from codegen.diff.compare import compare
from codegen.diff.layout import Comparison
from codegen.errors import Finding, Location, Problem
from codegen.manifest import Figures, Manifest, Names
from codegen.upgrade.findings import Findings
from codegen.upgrade.run import Outcome
from codegen.upgrade.summary import MAX_FAILURES, Summary, head, markdown
from codegen.upgrade.workspace import GENERATED, Workspace

LOG = Path("logs/types.log")


def made(torch: str, functions: int) -> Manifest:
    figures = {"double": Figures(functions, methods=0, overloads=1, ruled=1, unprobed=0)}
    return Manifest(torch, torch * 9, torch, f"{torch}+cpu", {"bound": 1_764}, {"T": Names(1, 1)}, figures, (), {})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two packages: one file differs in the version that it names, one in a line, one is new."""
    found = Workspace("2.0.0", tmp_path)
    for root, torch, functions in ((found.checkout, "1.0.0", 1_009), (found.tree, "2.0.0", 1_010)):
        package = root / GENERATED
        package.mkdir(parents=True)
        (package / manifest.NAME).write_text(manifest.dump(made(torch, functions)))
        (package / "same.py").write_text(f"# ATen {torch}, declarations sha256:{torch * 9}\ncheck('{torch}')\n")
        (package / "other.py").write_text(f"# ATen {torch}\nshape = {functions}\n")
    (found.tree / GENERATED / "new.py").write_text("one\ntwo\n")
    return found


def summary(workspace: Workspace, *outcomes: Outcome, facts: bool = True) -> Summary:
    return Summary(workspace, "1.0.0", outcomes, Comparison("1.0.0", "2.0.0", compare((), ()), ()), facts)


def judged(found: Findings, passed: bool = False) -> Outcome:
    return Outcome("types", passed, LOG, 1.0, found)


def test_a_version_that_a_file_names_is_no_change(workspace: Workspace) -> None:
    lines = head(summary(workspace)).splitlines()
    assert "| `generated/hasktorch/` | files: 3; lines: +4 −2, but for the version that each names |" in lines
    assert "| functions of `double` | 1,009 | 1,010 |" in lines
    assert "| bound | 1,764 | 1,764 |" in lines and not any("names of" in line for line in lines)


def test_what_does_not_hold_is_listed_up_to_a_limit(workspace: Workspace) -> None:
    failures = tuple(f"a.py:{number}: `x` is wrong" for number in range(MAX_FAILURES + 2))
    lines = head(summary(workspace, judged(Findings({"errors": len(failures)}, failures)))).splitlines()
    assert f"| types | {len(failures)} errors |" in lines
    assert [line for line in lines if line.startswith("- ")][-2:] == [
        f"- `a.py:{MAX_FAILURES - 1}: 'x' is wrong`",
        "- and 2 more",
    ]


def test_a_step_that_ends_without_a_word_is_pointed_at(workspace: Workspace) -> None:
    text = head(summary(workspace, judged(Findings({"errors": 0}))))
    assert "| types | failed |" in text and "look into `logs/types.log`" in text


def test_what_is_strange_in_the_new_declarations_is_listed(workspace: Workspace) -> None:
    problem = Problem(Location(f"{workspace.root}/D.yaml", 3), "mm", "a list", "'x'", "write a list")
    comparison = Comparison("1.0.0", "2.0.0", compare((), ()), (), (Finding(problem, 2, ("mm", "add")),))
    lines = head(Summary(workspace, "1.0.0", (), comparison, True)).splitlines()
    assert "- D.yaml:3: mm: expected a list, found 'x' (2 times); hint: write a list; skipped: mm and 1 more" in lines


def test_what_was_read_out_of_a_wheel_cannot_be_applied(workspace: Workspace) -> None:
    text = head(summary(workspace, judged(Findings(), passed=True), facts=False))
    assert "cannot be applied" in text and "APPLY=1" not in text and "constraints.txt" not in text
    assert "| | 1.0.0 | 2.0.0, of which torch 1.0.0 has |" in text


def test_the_difference_stands_a_heading_lower(workspace: Workspace) -> None:
    titles = [line for line in markdown(summary(workspace)).splitlines() if line.startswith("# ")]
    assert titles == ["# torch 1.0.0 → 2.0.0"]
