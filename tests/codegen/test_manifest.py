"""The manifest knows an unchanged run, and nothing that differs from one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from codegen.write import manifest, write

TREE = {"hasktorch/__init__.py": "one\n", "REPORT.md": "two\n"}
REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(TREE, tmp_path / "generated", "key")
    return tmp_path / "generated"


def test_an_unchanged_run_is_known(root: Path) -> None:
    assert manifest.is_current(root, "key")
    (root / "hasktorch" / "__pycache__").mkdir()
    (root / "hasktorch" / "__pycache__" / "litter.pyc").touch()
    assert manifest.is_current(root, "key")


@pytest.mark.parametrize(
    "harm",
    [
        lambda root: (root / "REPORT.md").write_text("edited\n"),
        lambda root: (root / "REPORT.md").unlink(),
        lambda root: (root / "hasktorch" / "extra.py").touch(),
        lambda root: (root / manifest.NAME).unlink(),
        lambda root: (root / manifest.NAME).write_text("<<<<<<< a merge"),
        lambda root: (root / manifest.NAME).write_text("[]"),
        lambda root: (root / manifest.NAME).write_text('{"key": "key", "files": 1}'),
    ],
    ids=["edited", "missing", "orphan", "no manifest", "no JSON", "no mapping", "no files"],
)
def test_a_changed_output_is_known(root: Path, harm: Callable[[Path], object]) -> None:
    harm(root)
    assert not manifest.is_current(root, "key")
    write(TREE, root, "key")
    assert manifest.is_current(root, "key")


def test_another_key_and_the_empty_one_match_nothing(root: Path) -> None:
    write(TREE, root, "")
    assert not manifest.is_current(root, "key")
    assert not manifest.is_current(root, "")


def test_the_key_follows_every_input(tmp_path: Path) -> None:
    source = tmp_path / "Declarations.yaml"
    source.write_text("- name: mm\n")
    keys = [manifest.key(None, ("double",)), manifest.key(None, ("double", "long")), manifest.key(source, ("double",))]
    source.write_text("- name: mv\n")
    keys.append(manifest.key(source, ("double",)))
    with mock.patch("importlib.metadata.version", return_value="3.0.0"):
        keys.append(manifest.key(source, ("double",)))
    assert len(set(keys)) == len(keys)
    assert all(len(key) == 64 for key in keys)


def test_the_key_names_a_source_version_not_a_build() -> None:
    with mock.patch("importlib.metadata.version", return_value="2.13.0+cpu"):
        cpu = manifest.key(None, ("double",))
    with mock.patch("importlib.metadata.version", return_value="2.13.0+cu130"):
        assert manifest.key(None, ("double",)) == cpu


def test_what_cannot_be_read_twice_has_no_key(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert manifest.key(tmp_path / "pipe", ("double",)) == ""
    assert manifest.key(tmp_path / "missing", ("double",)) == ""
    assert manifest.key(tmp_path, ("double",)) == ""


def test_the_key_needs_no_torch() -> None:
    code = "import sys; from codegen.write import manifest; manifest.key(None, ()); sys.exit('torch' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=True)
