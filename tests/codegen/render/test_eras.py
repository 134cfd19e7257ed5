"""Bindings from the declarations of any era, for the torch that is installed: they import, run and type-check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codegen import parse, select
from codegen.origin import Origin
from codegen.package import package
from codegen.pipeline import FACTS
from codegen.rules import facts
from codegen.select import Reason
from codegen.select.skips import Skip
from codegen.write import write
from tests import checkers
from tests.patience import PATIENCE

BOOK = facts.load(FACTS)
PROGRAM = """
from typing import Literal as L

from typing_extensions import assert_type

import torch
import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.tensor import Bool, Double, Long
from hasktorch.tensor import Tensor as Typed


def right(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]], b: Tensor[L[3]]) -> Tensor[L[4], L[3]]:
    assert_type(T.t(x), Tensor[L[2], L[4]])
    assert_type(T.sum(b), Tensor[*tuple[()]])
    assert_type(T.ne(b, b), Typed[Bool, L[3]])
    assert_type(x.mm(w).tril(), Tensor[L[4], L[3]])
    assert_type(T.mean(x), Tensor[*tuple[()]])
    return T.addmm(T.mm(x, w), x, w) + b


def wrong(x: Tensor[L[4], L[2]]) -> None:
    T.mm(x, x)  # error


x, w, b = (torch.ones(*sizes, dtype=torch.float64) for sizes in ((4, 2), (2, 3), (3,)))
y = right(T.from_torch(x, (4, 2)), T.from_torch(w, (2, 3)), T.from_torch(b, (3,)))
assert y.tolist() == [[5.0] * 3] * 4, y
assert T.mm is torch.mm and T._mm(y, y, y.t().mm(y)).shape == (4, 3)
"""
#: An era, and an operator of its that is gone since.
GONE = (("0.3", "btrifact"), ("1.2.0", "lstsq"), ("1.4.0", "max_values"))
LATER = (("1.13.0", "symeig"), ("2.0.0", "align_as"), ("2.11.0", "align_tensors"))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where mypy remembers what it knows of torch."""
    return tmp_path_factory.mktemp("work")


@pytest.mark.parametrize(("era", "gone"), [*GONE, *(pytest.param(*row, marks=pytest.mark.aten) for row in LATER)])
def test_bindings_of_an_era_are_typed_and_run(
    era: str, gone: str, declarations: Path, tmp_path: Path, work: Path
) -> None:
    declared = parse.load(declarations / f"Declarations-{era}.yaml.xz").declarations
    selection = select.select(declared)
    assert len(selection.bound) + len(selection.skips) == len(declared)
    assert Skip(gone, Reason.NOT_INSTALLED) in selection.skips
    write(package(selection, BOOK, ("double",), Origin(era, "0" * 64, _installed())), tmp_path)
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    found = [d for d in checkers.run("mypy", [program], work, (tmp_path,)) if d.severity == "error"]
    lines = PROGRAM.splitlines()
    assert [lines[each.line - 1].partition("  # ")[2] for each in found] == ["error"], found
    _run(program, tmp_path)


def _installed() -> str:
    import torch

    return str(torch.__version__).partition("+")[0]


def _run(program: Path, tree: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    command = [sys.executable, "-W", "error", str(program)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr
