"""How long work tells what it is doing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

#: Is told the name of each step as it begins.
Begin: TypeAlias = Callable[[str], None]


def silent(step: str) -> None:
    """For work that nobody watches."""
