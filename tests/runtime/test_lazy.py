"""What an instance has of the core comes when it is asked for."""

import subprocess
import sys

import pytest

import hasktorch.double as T
import hasktorch.long as Long


def test_importing_an_instance_imports_no_layers() -> None:
    code = "import sys, hasktorch.double; sys.exit(any(name.startswith('hasktorch_py.layers') for name in sys.modules))"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_name_of_the_core_is_the_same_object_every_time() -> None:
    assert T.Linear is T.Linear
    assert T.opt is sys.modules["hasktorch_py.opt"]
    assert T.random is vars(T)["random"], "the second look does not ask"


def test_instances_of_other_classes_have_no_layers() -> None:
    with pytest.raises(AttributeError, match="no attribute 'Linear'"):
        Long.Linear  # type: ignore[attr-defined]  # noqa: B018
