"""The mypy plugin that asks ATen: `plugins = hasktorch_py.mypy_plugin` in mypy's configuration.

A call of the generated surface goes one way through the rooms:

    hooks, guard ─▶ calls ─▶ reading, layers ──(question)──▶ hasktorch_py.oracle
                      writing, refusals, unchecked ◀──(answer)──┘
"""

from mypy.plugin import Plugin

from .hooks import AskATen


def plugin(version: str) -> type[Plugin]:
    """mypy's entry point."""
    return AskATen
