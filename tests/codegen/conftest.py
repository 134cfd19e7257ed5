"""The installed torch's declarations, emitted and read once for all tests."""

from __future__ import annotations

import pytest

from codegen.emit import emit
from codegen.model import Declaration
from codegen.parse import parse


@pytest.fixture(scope="session")
def emitted() -> str:
    return emit()


@pytest.fixture(scope="session")
def installed(emitted: str) -> tuple[Declaration, ...]:
    return parse(emitted, "Declarations.yaml")
