"""How a comparison is shown: Markdown, terminal, JSON; and the command that asks for one."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from codegen.diff import versions
from codegen.diff.aspects import Aspect, Detail
from codegen.diff.compare import compare
from codegen.diff.facts import FactChange
from codegen.diff.layout import MAX_TEXTS, Comparison
from codegen.diff.machine import machine
from codegen.diff.markdown import markdown
from codegen.diff.terminal import show
from codegen.errors import CodegenError
from codegen.parse import load
from tests.checkers import ROOT
from tests.codegen.diff.test_diff import declared

OLD = [
    "gone(Tensor self) -> Tensor",
    "kept(Tensor self) -> Tensor",
    "s_copy(Tensor self) -> Tensor",
    "sum(Tensor self, int dim) -> Tensor",
    "_private(Tensor self) -> Tensor",
]
NEW = [
    "kept(Tensor self) -> Tensor",
    "copy(Tensor self) -> Tensor",
    "sum(Tensor self, int? dim, bool keepdim=False) -> Tensor",
    "new(Tensor self) -> Tensor",
]
MARKDOWN = """\
# ATen 1.0 → 2.0

5 overloads of 5 operators became 4 overloads of 4 operators; 1 overloads are unchanged.

| what happened | overloads | breaking | additive | neutral |
|---|---:|---:|---:|---:|
| operator removed | 2 | 1 | 0 | 1 |
| operator renamed | 1 | 1 | 0 | 0 |
| operator added | 1 | 0 | 1 | 0 |
| overload removed | 0 | 0 | 0 | 0 |
| overload added | 0 | 0 | 0 | 0 |
| overload changed | 1 | 0 | 1 | 0 |
| answers of ATen changed | 1 | 1 | 0 | 0 |

## Breaking: calls that worked may not

### Operators removed (1)

- `gone(Tensor self) -> Tensor`

### Operators renamed (1)

- `s_copy → copy`: the same signature has another name: `s_copy → copy`

### Answers of ATen changed (1)

- `sum`
  - ATen does not implement it for a dtype any more: `bool`
  - calls that no shape rule covers are taken

## Additive: every call still works, more do

### Operators added (1)

- `new(Tensor self) -> Tensor`

### Overloads changed (1)

- `sum`
  - a new argument with a default, by keyword only or behind all others: `bool keepdim=False`
  - an argument takes more types: `dim: int → int?`

## Neutral: no call in Python notices

### Operators removed (1): a private name

`_private`

## The rules that decided

| of a public operator | means | times |
|---|---|---:|
| an overload is gone, and no other takes all of its calls | breaking | 1 |
| an overload is new | additive | 1 |
| the same signature has another name | breaking | 1 |
| a new argument with a default, by keyword only or behind all others | additive | 1 |
| an argument takes more types | additive | 1 |
| ATen does not implement it for a dtype any more | breaking | 1 |
| calls that no shape rule covers are taken | additive | 1 |
"""


def comparison() -> Comparison:
    facts = FactChange("sum", (Detail(Aspect.DTYPE_LOST, "bool"), Detail(Aspect.OPENED, "")))
    return Comparison("1.0", "2.0", compare(list(map(declared, OLD)), list(map(declared, NEW))), (facts,))


def shown(what: Comparison) -> str:
    console = Console(file=io.StringIO(), width=200, soft_wrap=True, highlight=False)
    show(what, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_markdown() -> None:
    assert markdown(comparison()) == MARKDOWN


def test_a_terminal_shows_what_a_user_can_notice_and_counts_the_rest() -> None:
    text = shown(comparison())
    assert "    gone(Tensor self) -> Tensor\n" in text
    assert "    sum\n      a new argument with a default" in text
    assert "  Operators removed (1): a private name\n" in text
    assert "_private" not in text


def test_nothing_changed() -> None:
    same = Comparison("1.0", "1.0", compare([declared(OLD[0])], [declared(OLD[0])]))
    sentence = "1 overloads of 1 operators became 1 overloads of 1 operators; 1 overloads are unchanged.\n"
    assert markdown(same) == f"# ATen 1.0 → 1.0\n\n{sentence}"
    assert shown(same) == f"ATen 1.0 → 1.0\n{sentence}"


def test_of_many_places_the_first_are_shown_and_json_has_all() -> None:
    details = tuple(Detail(Aspect.RULE_GAINED, f"({'n,' * rank}m)->()") for rank in range(MAX_TEXTS + 2))
    many = Comparison("1.0", "1.0", compare([], []), (FactChange("f", details),))
    assert "(n,n,n,n,n,m)->(); 2 more`\n" in markdown(many)
    assert len(json.loads(machine(many))["facts"][0]["details"]) == MAX_TEXTS + 2


def test_json_has_everything() -> None:
    found = json.loads(machine(comparison()))
    assert (found["old"], found["new"]["version"]) == ({"version": "1.0", "overloads": 5}, "2.0")
    assert found["counts"]["operator_removed"] == 2
    private, *_ = found["changes"]
    assert (private["public"], private["why_not_public"], private["meaning"]) == (False, "a private name", "neutral")
    assert private["old"] == {"key": "_private", "schema": "aten::_private(Tensor self) -> Tensor"}
    assert private["new"] is None
    assert found["facts"][0]["details"][0] == {"aspect": "dtype_lost", "meaning": "breaking", "text": "bool"}


SAMPLE = Path(__file__).parents[1] / "samples" / "modern.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two versions, 8.0 and 9.0, the second without its first entry."""
    (tmp_path / "Declarations-8.0.yaml").write_bytes(SAMPLE.read_bytes())
    entries = yaml.safe_load(SAMPLE.read_bytes())[1:]
    (tmp_path / "Declarations-9.0.yaml").write_text(yaml.safe_dump(entries, sort_keys=False, width=10_000))
    return tmp_path


def run(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """The command as a user types it: two processes read, which only a real run shows."""
    command = [sys.executable, "-m", "hasktorch_py", "diff", *arguments]
    environment = {"HASKTORCH_DECLARATIONS": str(folder), "PATH": "", "COLUMNS": "80"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def test_versions_are_found_by_name_by_path_and_installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = SAMPLE.read_text()
    monkeypatch.setattr("codegen.emit.emit", lambda: text)
    monkeypatch.setattr("codegen.emit.installed_version", lambda: "7.0+cpu")
    assert versions.read("8.0", folder) == ("8.0", load(folder / "Declarations-8.0.yaml"))
    assert versions.read(str(SAMPLE), folder)[0] == "modern.yaml"
    name, reading = versions.read("installed", folder)
    assert (name, len(reading.declarations)) == ("7.0 (installed)", text.count("\n- name: ") + 1)


def test_an_unknown_version_is_told_with_those_that_there_are(folder: Path) -> None:
    with pytest.raises(CodegenError, match=r"^7\.0: expected 'installed', .*; hint: there are 8\.0, 9\.0$"):
        versions.read("7.0", folder)
    with pytest.raises(CodegenError, match="hint: name a file, or the folder that has it"):
        versions.read("7.0", folder / "none")


def test_the_command_prints_markdown(folder: Path) -> None:
    status, out, err = run("8.0", "9.0", "--markdown", folder=folder)
    assert (status, err) == (0, "")
    assert out.startswith("# ATen 8.0 → 9.0\n")
    assert "- `add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor`\n" in out


def test_the_command_warns_of_what_it_does_not_understand(folder: Path) -> None:
    path = folder / "Declarations-9.0.yaml"
    path.write_text(path.read_text().replace("at::Scalar", "at::Quux", 4))
    status, _, err = run("8.0", "9.0", folder=folder)
    assert (status, err.count("\n")) == (0, 1)
    assert err.startswith(f"warning: {path}:") and "'const at::Quux &'" in err and "; skipped: " in err


def test_the_command_tells_what_is_wrong_with_both_files(folder: Path) -> None:
    (folder / "bad.yaml").write_text("- [\n")
    status, out, err = run(str(folder / "bad.yaml"), "7.0", folder=folder)
    assert (status, out) == (1, "")
    assert err.splitlines()[0].startswith(f"{folder}/bad.yaml:")
    assert err.splitlines()[1].startswith("7.0: expected ")
    assert err.endswith("\n2 problems\n")


WRONG = [("8.0",), ("8.0", "9.0", "--markdown", "--json"), ("8.0", "9.0", "--facts", "x")]


@pytest.mark.parametrize("arguments", WRONG)
def test_a_wrong_use_is_status_2(arguments: tuple[str, ...], folder: Path) -> None:
    status, out, err = run(*arguments, folder=folder)
    assert (status, out) == (2, "")
    assert "Error" in err


@pytest.mark.aten
def test_the_checked_in_report_is_what_the_command_prints(declarations: Path) -> None:
    status, out, _ = run("2.11.0", "2.14.1", "--markdown", folder=declarations)
    assert (status, out) == (0, (ROOT / "docs" / "upgrades" / "2.11.0-2.14.1.md").read_text())
