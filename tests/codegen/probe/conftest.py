"""What tests of probing share: the operators of the installed torch."""

from __future__ import annotations

import pytest

from codegen.model import Declaration
from codegen.select import Operator, select


@pytest.fixture(scope="session")
def operators(installed: tuple[Declaration, ...]) -> dict[str, Operator]:
    """By namespace and name."""
    return {f"{o.namespace}.{o.name}".lstrip("."): o for o in select(installed).operators}
