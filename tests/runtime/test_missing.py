"""A missed name is explained: not for this dtype, skipped, elsewhere, or unknown; and the nearest names are given."""

import re
import sys
import traceback
from types import ModuleType

import pytest
import torch

from hasktorch_py.runtime import missing


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """An instance with two functions, one namespace and a table of what is absent."""
    absent = ModuleType("hasktorch._absent")
    vars(absent).update(
        PARTIAL={"linalg.inv": ("Float", "Double"), "mm": ("Double", "Long")},
        SKIPPED={"view_copy": "a copy of a view", "nn.relu_backward": "a backward kernel"},
    )
    instance, linalg = ModuleType("hasktorch.long"), ModuleType("hasktorch.long.linalg")
    vars(instance).update(mm=torch.mm, matrix=len, linalg=linalg)
    vars(instance)["__getattr__"] = missing.explain("hasktorch.long", "Long")
    vars(linalg).update(det=torch.det, __getattr__=missing.explain("hasktorch.long", "Long", "linalg"))
    for module in (absent, instance, linalg):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    return instance


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("linalg.inv", "ATen implements linalg.inv only for Float, Double, not for Long"),
        ("inv", "ATen implements linalg.inv only for Float, Double, not for Long"),
        ("view_copy", "the generator skips view_copy (a copy of a view)"),
        ("relu_backward", "the generator skips nn.relu_backward (a backward kernel)"),
        ("det", "it stands elsewhere; did you mean 'linalg.det'?"),
        ("linalg.mm", "it stands elsewhere; did you mean 'mm'?"),
        ("matirx", f"ATen {torch.__version__} has no such function; did you mean 'matrix'?"),
        ("linalg.dett", f"ATen {torch.__version__} has no such function; did you mean 'linalg.det'?"),
        ("quaternion", f"ATen {torch.__version__} has no such function"),
        ("no_grad", "it is no function of ATen; use torch.no_grad"),
    ],
)
def test_the_reason_and_the_nearest_name(long: ModuleType, path: str, message: str) -> None:
    namespace, _, name = path.rpartition(".")
    module = getattr(long, namespace) if namespace else long
    expected = f"module '{module.__name__}' has no attribute '{name}': {message}"
    with pytest.raises(AttributeError, match=f"^{re.escape(expected)}$") as caught:
        getattr(module, name)
    assert caught.value.name == name
    assert "".join(traceback.format_exception_only(caught.value)).count("did you mean") == message.count("did you mean")


def test_a_dunder_name_reads_no_table(long: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hasktorch._absent", None)
    assert not hasattr(long, "__wrapped__")


def test_from_import_reports_it_too(long: ModuleType) -> None:
    with pytest.raises(ImportError, match="cannot import name 'view_copy'"):
        exec("from hasktorch.long import view_copy")
