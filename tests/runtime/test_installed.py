"""Bindings of another torch than the installed one: one warning, what is missing says why, the rest works."""

from __future__ import annotations

import subprocess
import sys
import warnings
from functools import partial
from types import ModuleType
from typing import Any

import pytest
import torch

from hasktorch_py import ATenMismatchWarning
from hasktorch_py.runtime import installed, missing
from hasktorch_py.runtime.out import into
from tests.checkers import ROOT

#: Another torch: of a later version, without some functions that bindings refer to in every way there is.
OTHER = """
import sys
import torch

torch.__version__ = "99.1.0+cpu"
del torch.mm, torch.eye, torch.nn.functional.relu, torch.linalg.inv
"""


def run(program: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", OTHER + program]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_it_warns_once_where_the_user_imports_and_says_what_mends_it() -> None:
    done = run(
        "import hasktorch.double\nimport hasktorch.float\nimport hasktorch_py.layers\nfrom hasktorch import long\n"
    )
    assert done.returncode == 0, done.stderr
    generated_for = torch.__version__.partition("+")[0]
    assert done.stderr.splitlines() == [
        f"<string>:7: ATenMismatchWarning: hasktorch was generated for torch {generated_for}, and torch 99.1.0 is"
        " installed: functions may be missing and types wrong; run: hasktorch-py generate"
        f" (or install torch=={generated_for})"
    ]


def test_what_is_missing_says_so_and_nothing_else_breaks() -> None:
    done = run(
        """
import warnings
warnings.simplefilter("ignore")
import hasktorch.double as T

for module, name in ((T, "mm"), (T, "_mm"), (T, "eye"), (T.nn, "relu"), (T.linalg, "inv"), (T.linalg, "_inv")):
    assert not hasattr(module, name), name
    try:
        getattr(module, name)
    except AttributeError as error:
        print(error)
assert T.torch is torch
assert T.add is torch.add and T.nn.gelu is torch.nn.functional.gelu and T.linalg.det is torch.linalg.det
x = T.zeros(2, 2)
assert x.dtype is torch.float64 and T._add(x, x, x) is x and isinstance(x, T.Tensor)
assert T.view is torch.Tensor.view and T.sort(x).values.equal(x)
"""
    )
    assert (done.returncode, done.stderr) == (0, "")
    generated_for = torch.__version__.partition("+")[0]
    has_not = "torch 99.1.0 is installed and has no {}, which torch " + generated_for + " had"
    lines = done.stdout.splitlines()
    starts = [("double", "mm", "mm"), ("double", "_mm", "mm"), ("double", "eye", "eye")]
    starts += [("double.nn", "relu", "nn.functional.relu")]
    starts += [("double.linalg", "inv", "linalg.inv"), ("double.linalg", "_inv", "linalg.inv")]
    assert len(lines) == len(starts)
    for line, (module, name, path) in zip(lines, starts, strict=True):
        start = f"module 'hasktorch.{module}' has no attribute '{name}': {has_not.format(f'torch.{path}')}"
        assert line.startswith(start), line


def test_of_the_same_version_torch_is_itself_and_nobody_is_warned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "__version__", "9.9.9+cu130")
    namespace: dict[str, Any] = {"torch": None, "f": installed.Absent("torch.f")}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        installed.check("hasktorch", "9.9.9", "hasktorch-py generate")
    assert installed.seen(torch, "9.9.9") is torch
    installed.settle(namespace, "9.9.9")
    assert namespace == {"torch": None, "f": installed.Absent("torch.f")}, "nothing is looked for"


@pytest.mark.parametrize("version", ["9.9.8", "9.10.0", "9.9.9.dev1", "9.9.9rc1"])
def test_any_other_version_is_another(version: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch, "__version__", version)
    monkeypatch.setattr(installed, "_checked", set())
    with pytest.warns(ATenMismatchWarning, match=f"and torch {version} is installed: .*; run: make mine "):
        installed.check("hasktorch", "9.9.9", "make mine")


def test_every_kind_of_binding_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = installed.seen(torch, "9.9.9")
    module = ModuleType("hasktorch.double")
    vars(module).update(
        torch=seen,
        gone=seen.gone,
        deep=seen.gone.deeper,
        method=seen.Tensor.gone,
        made=partial(seen.gone, dtype=seen.float64),
        _gone=into(seen.gone),
        add=seen.add,
        view=seen.Tensor.view,
        kept=partial(torch.zeros, dtype=seen.float64),
    )
    installed.settle(vars(module), "9.9.9")
    left = {name: value for name, value in vars(module).items() if not name.startswith("__")}
    assert left.keys() == {"torch", "add", "view", "kept"}
    assert (left["torch"], left["add"], left["view"]) == (torch, torch.add, torch.Tensor.view)
    assert left["kept"](1).dtype is torch.float64
    monkeypatch.setitem(sys.modules, "hasktorch.double", module)
    explain = missing.explain("hasktorch.double", "Double")
    with pytest.raises(AttributeError, match=r"has no torch\.gone\.deeper, which torch 9\.9\.9 had"):
        explain("deep")
    installed._lacking.pop("hasktorch.double")


def test_what_is_absent_cannot_be_called_by_accident() -> None:
    with pytest.raises(AttributeError, match=r"the installed torch has no torch\.gone"):
        installed.seen(torch, "9.9.9").gone(1)
