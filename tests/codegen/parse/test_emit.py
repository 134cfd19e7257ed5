"""The declarations of the installed torch: complete, the same bytes every time, without importing torch."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from codegen.emit import emit, installed_version
from codegen.errors import CodegenError
from codegen.model import Declaration

REPOSITORY = Path(__file__).parents[3]
#: torch → number of entries, where it is known.
ENTRIES = {"2.13.0": 3101, "2.14.1": 3103, "2.15.0": 3110}
SCRIPT = """
import hashlib, sys
from codegen.emit import emit
print(hashlib.sha256(emit().encode()).hexdigest(), "torch" in sys.modules)
"""


def test_the_version_is_that_of_the_installed_torch() -> None:
    assert installed_version() == metadata.version("torch")


def test_without_torch_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> str:
        raise metadata.PackageNotFoundError

    monkeypatch.setattr(metadata, "version", missing)
    with pytest.raises(CodegenError, match=r"expected an installed torch.*hint"):
        emit()


def test_without_torchgen_the_error_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torchgen.gen", None)
    with pytest.raises(CodegenError, match=r"torchgen and its native_functions\.yaml.*hint"):
        emit()


@pytest.mark.aten
def test_every_entry_is_emitted(installed: tuple[Declaration, ...]) -> None:
    release = installed_version().partition("+")[0]
    if release not in ENTRIES:
        pytest.skip(f"the number of entries of torch {release} is not written down")
    assert len(installed) == ENTRIES[release]


@pytest.mark.aten
def test_the_same_bytes_under_another_hash_seed(emitted: str) -> None:
    environment = {**os.environ, "PYTHONHASHSEED": "4242"}
    output = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=REPOSITORY, env=environment, check=True, capture_output=True, text=True
    ).stdout
    assert output.split() == [hashlib.sha256(emitted.encode()).hexdigest(), "False"]
