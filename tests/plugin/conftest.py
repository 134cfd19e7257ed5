"""What the plugin's tests share."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for mypy's configuration and cache: the stubs are read once in a session."""
    return tmp_path_factory.mktemp("mypy")
