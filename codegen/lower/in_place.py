"""What is said of an operation that changes a shape in place: every checker reports what a stub calls deprecated."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("in_place.yaml")


@cache
def pure_forms() -> Mapping[str, str]:
    """The operations by name, each with the one whose result is to be assigned."""
    found: Mapping[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def advice(name: str) -> str:
    """The text for an operation, empty where it leaves shapes alone."""
    pure = pure_forms().get(name)
    return f"{name} changes a shape in place, and no type follows it; assign the result of {pure}" if pure else ""
