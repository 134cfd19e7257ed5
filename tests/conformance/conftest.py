"""What the quick samples share."""

import pytest

from codegen.emit import emit
from codegen.parse import parse

from .names import Declared, declared_by


@pytest.fixture(scope="session")
def declared() -> Declared:
    """The functions that the installed ATen declares."""
    return declared_by(parse(emit(), "Declarations.yaml").declarations)
