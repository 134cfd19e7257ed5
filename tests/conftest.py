"""What tests of several rooms share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.checkers import CACHES

settings.register_profile("untimed", deadline=None)  # how long an example takes says nothing of what it tests
settings.load_profile("untimed")

DECLARATIONS = Path(__file__).parents[2] / "shared" / "declarations"


#: Files that take minutes: they are begun first, so that none of them is left for the end, when a core has no other.
LONGEST = (
    "typing/test_stubtest.py",
    "conformance/test_quick.py",
    "plugin/test_trust.py",
    "plugin/test_daemon.py",
    "conformance/test_errors.py",
    "codegen/render/test_render.py",
    "codegen/parse/test_mutations.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first."""
    folder = Path(__file__).parent
    places = {folder / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where mypy's caches lie that all files of a session begin with."""
    base = tmp_path_factory.getbasetemp()
    os.environ[CACHES] = str((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "caches")


@pytest.fixture(scope="session")
def declarations() -> Path:
    """The folder with ``Declarations.yaml`` of 14 ATen versions, which lies beside the repository."""
    if not DECLARATIONS.is_dir():
        pytest.skip("../shared/declarations is missing: it holds the Declarations.yaml of 14 ATen versions")
    return DECLARATIONS
