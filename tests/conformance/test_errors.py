"""A quick sample of the mistakes in PyTorch's operator database: nearly all are found with the plugin."""

from pathlib import Path

import pytest

from .errors import PLUGIN, mistakes, rejected
from .names import Declared

MISTAKES_OF_EACH = 1
LEAST = 0.95


@pytest.mark.conformance
def test_mistakes_of_the_database_are_rejected(declared: Declared, tmp_path: Path) -> None:
    found = mistakes(declared, most=MISTAKES_OF_EACH, instances=("float",))
    asked = rejected(found, PLUGIN, tmp_path)
    silent = [str(call) for call, is_rejected in asked.items() if not is_rejected]
    assert len(asked) > 100
    assert len(silent) <= (1 - LEAST) * len(asked), "\n".join(silent)
