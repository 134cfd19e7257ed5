"""What the plugin's tests share."""

from pathlib import Path

import pytest

from tests.checkers import warm


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for mypy's configuration and cache, in which the stubs have been read."""
    folder = tmp_path_factory.mktemp("mypy")
    warm(folder / "mypy_cache", "hasktorch_py.mypy_plugin")
    return folder
