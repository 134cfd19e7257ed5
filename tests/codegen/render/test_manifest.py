"""The manifest: read back whole, refused where it is none, and all that the report knows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from codegen import manifest, report
from codegen.errors import CodegenError, Finding, Location, Problem
from codegen.manifest import Figures, Manifest, Names
from codegen.write.tree import MARK
from tests.checkers import ROOT

GENERATED = ROOT / "generated" / "hasktorch"
MADE = Manifest(
    aten="1.0",
    declarations="0" * 64,
    torch="9.9.9",
    facts="9.9.9+cpu",
    overloads={"bound": 1, "a private name": 2, "takes named dimensions": 0},
    namespaces={"T": Names(1, 2)},
    instances={"double": Figures(1, 2, 1_003, 4, 5)},
    bound=("mm",),
    skipped={"_a": "a private name", "_b.out": "a private name"},
    findings=(Finding(Problem(Location("D.yaml", 7), "_a", "a list", "'x'", "write a list"), 3, ("_a",)),),
)


def test_it_is_read_back_whole(tmp_path: Path) -> None:
    (tmp_path / manifest.NAME).write_text(manifest.dump(MADE))
    assert manifest.read(tmp_path) == MADE


def test_one_of_before_there_were_findings_is_read(tmp_path: Path) -> None:
    text = manifest.dump(replace(MADE, findings=())).replace(',\n "findings": []', "")
    assert '"findings"' not in text
    (tmp_path / manifest.NAME).write_text(text)
    assert manifest.read(tmp_path) == replace(MADE, findings=())


def test_it_says_at_its_top_who_wrote_it() -> None:
    """The writer replaces no file of which neither this nor a record tells that it is its own."""
    assert MARK in manifest.dump(MADE)[:100].encode()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, "No such file or directory"),
        ("{", "JSONDecodeError"),
        ("[]", "TypeError"),
        ("{}", "KeyError: 'format'"),
        (manifest.dump(MADE).replace('"format": 1', '"format": 99'), "format 99"),
        (manifest.dump(MADE).replace('"ruled"', '"rules"'), "TypeError"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str | None, found: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / manifest.NAME).write_text(text)
    with pytest.raises(CodegenError, match=rf"manifest\.json: expected a manifest of format 1, found {found}"):
        manifest.read(tmp_path)


def test_the_report_says_what_the_manifest_says() -> None:
    assert report.report(manifest.read(GENERATED)) == (GENERATED / report.NAME).read_text()
    text = report.report(MADE)
    strange = "- D.yaml:7: _a: expected a list, found 'x' (3 times); hint: write a list; skipped: _a"
    for line in (strange, "| takes named dimensions | 0 |", "| `T` | 1 | 2 |", "| `double` | 1 | 1,003 | 4 | 5 | 2 |"):
        assert line in text.splitlines()
    assert text.endswith("### A private name\n\n`_a`, `_b.out`\n")


def test_every_overload_is_accounted_for_once() -> None:
    made = manifest.read(GENERATED)
    assert len(made.bound) == made.overloads["bound"]
    for reason in made.overloads.keys() - {"bound"}:
        assert list(made.skipped.values()).count(reason) == made.overloads[reason]
    assert not made.skipped.keys() & set(made.bound)
