"""What a user's code names of what breaks: by attribute or by import, an out variant only where a result is given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.diff.aspects import Aspect, Detail
from codegen.diff.compare import compare
from codegen.diff.facts import FactChange
from codegen.diff.layout import Comparison
from codegen.diff.machine import machine
from codegen.diff.markdown import markdown
from codegen.diff.uses import Use, uses
from codegen.errors import CodegenError
from tests.codegen.diff.test_diff import declared

CODE = """
import torch
from torch.linalg import inv as inverse

x = torch.mm(x, y)
z = x.mm(
    y
)
torch.add(x, y, out=z)
torch.add(x, y)
inverse(x)
"mm(x)"
"""
GONE = (
    declared("mm(Tensor self, Tensor mat2) -> Tensor"),
    declared("add.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)"),
    declared("sub.out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)"),
    declared("relu(Tensor self) -> Tensor"),
)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """A program, and a file of an environment that nobody wrote."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "net.py").write_text(CODE)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "other.py").write_text("relu(")
    return tmp_path


def told(found: tuple[Use, ...]) -> dict[str, list[str]]:
    return {use.key: [str(place) for place in use.places] for use in found}


def test_what_breaks_is_found_where_it_is_named(code: Path) -> None:
    answer = FactChange("linalg_inv", (Detail(Aspect.DTYPE_LOST, "half"),))
    found = uses(compare(GONE, ()).changes, (answer,), code)
    assert told(found) == {
        "add.out": ["a/net.py:9"],
        "linalg_inv": ["a/net.py:11"],
        "mm": ["a/net.py:5", "a/net.py:6"],
    }


def test_what_breaks_nothing_is_not_told(code: Path) -> None:
    assert uses(compare((), GONE).changes, (), code) == ()
    assert uses(compare(GONE, GONE).changes, (), code) == ()


def test_it_stands_in_the_report(code: Path) -> None:
    diff = compare(GONE, ())
    found = Comparison("1", "2", diff, (), (), uses(diff.changes, (), code))
    text = markdown(found)
    assert (
        "## What the code names of it\n\nBy name alone: look at these lines.\n\n- `add.out`: at: `a/net.py:9`\n" in text
    )
    assert json.loads(machine(found))["uses"][1] == {"key": "mm", "places": ["a/net.py:5", "a/net.py:6"]}
    none = Comparison("1", "2", diff, (), (), ())
    assert "Nothing in it is named as what breaks is." in markdown(none)
    assert "the code" not in markdown(Comparison("1", "2", diff))


def test_what_is_no_python_is_told(code: Path) -> None:
    (code / "old.py").write_text("x = 1\nprint 'x'\n")
    with pytest.raises(CodegenError, match=r"old\.py:2: code: expected Python, found .*; hint: correct it"):
        uses((), (), code)
