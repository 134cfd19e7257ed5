"""What tests of several rooms share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("untimed", deadline=None)  # how long an example takes says nothing of what it tests
settings.load_profile("untimed")

DECLARATIONS = Path(__file__).parents[2] / "shared" / "declarations"


@pytest.fixture(scope="session")
def declarations() -> Path:
    """The folder with ``Declarations.yaml`` of 14 ATen versions, which lies beside the repository."""
    if not DECLARATIONS.is_dir():
        pytest.skip("../shared/declarations is missing: it holds the Declarations.yaml of 14 ATen versions")
    return DECLARATIONS
