"""The keys of one mapping: each is taken once with its type, and what is left over is a flaw."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Final

from ..errors import Flaw, quoted
from .document import Node, Scalar, Value

_KINDS: dict[type, str] = {
    str: "a string",
    bool: "true or false",
    int: "an integer",
    float: "a number",
    list: "a list",
    dict: "a mapping",
    type(None): "null",
}


class Fields:
    """Typed access to a mapping. Flaws are collected in ``flaws``; a flawed value reads as its type's empty value."""

    __slots__ = ("_allowed", "_nodes", "_required", "flaws", "line")

    def __init__(
        self, node: Node, required: Collection[str], allowed: Collection[str], flaws: list[Flaw], what: str
    ) -> None:
        self.line: Final = node.line
        self.flaws: Final = flaws
        self._required: Collection[str] = ()
        self._allowed: Collection[str] = ()
        self._nodes: dict[str, Node] = {}
        if isinstance(node.value, dict):
            self._nodes = dict(node.value)
            self._required = required
            self._allowed = allowed
        else:
            self._complain(node, f"a mapping that describes {what}", "mend the indentation")

    def take(self, key: str) -> Node | None:
        """The node of ``key``, None where it is absent (a flaw if it is required) or not allowed."""
        if key not in self._allowed:
            return None
        node = self._nodes.pop(key, None)
        if node is None and key in self._required:
            hint = "add it, as the others of its kind have it"
            self.flaws.append(Flaw(self.line, f"the key {key!r}", "no such key", hint))
        return node

    def text(self, key: str) -> str:
        node = self.take(key)
        if node is None:
            return ""
        if isinstance(node.value, str):
            return node.value
        self._mistyped(key, node, str)
        return ""

    def text_or_null(self, key: str) -> str | None:
        node = self.take(key)
        if node is None or node.value is None:
            return None
        if isinstance(node.value, str):
            return node.value
        self._mistyped(key, node, str)
        return None

    def flag(self, key: str, *, or_null: bool = False) -> bool:
        node = self.take(key)
        if node is None or (or_null and node.value is None):
            return False
        if isinstance(node.value, bool):
            return node.value
        self._mistyped(key, node, bool)
        return False

    def size(self, key: str) -> int | None:
        node = self.take(key)
        if node is None:
            return None
        if type(node.value) is int and 0 < node.value < 100:
            return node.value
        self._complain(node, f"a length from 1 to 99 for {key!r}", "write the length of the list")
        return None

    def scalar(self, key: str) -> tuple[Scalar, int] | None:
        """The value and its line, None where the key is absent."""
        node = self.take(key)
        if node is None:
            return None
        if isinstance(node.value, list | dict):
            self._complain(node, f"a single value for {key!r}", "write the C++ default as one value")
            return None
        return node.value, node.line

    def items(self, key: str) -> list[Node]:
        node = self.take(key)
        if node is None:
            return []
        if isinstance(node.value, list):
            return node.value
        self._mistyped(key, node, list)
        return []

    def one_of(self, key: str, known: Collection[str], home: str) -> str:
        """A string of a closed set, which stands in the file ``home``, or ``""`` where the key is absent."""
        node = self.take(key)
        if node is None:
            return ""
        if isinstance(node.value, str) and node.value in known:
            return node.value
        expected = f"one of {', '.join(repr(value) for value in sorted(known))} for {key!r}"
        self._complain(node, expected, f"a new value must be added to {home}")
        return ""

    def close(self) -> None:
        """Report the keys that nothing has taken."""
        for key, node in self._nodes.items():
            nearest = difflib.get_close_matches(key, self._allowed, n=1)
            hint = f"did you mean {nearest[0]!r}?" if nearest else f"known are {', '.join(sorted(self._allowed))}"
            self.flaws.append(Flaw(node.line, "only known keys", f"the key {quoted(key)}", hint))

    def _mistyped(self, key: str, node: Node, kind: type) -> None:
        self._complain(node, f"{_KINDS[kind]} for {key!r}", f"write {_KINDS[kind]}")

    def _complain(self, node: Node, expected: str, hint: str) -> None:
        self.flaws.append(Flaw(node.line, expected, described(node.value), hint))


def described(value: Value) -> str:
    """What a value is, for a message: ``the string 'x'``, ``a list``."""
    if isinstance(value, list | dict) or value is None:
        return _KINDS[type(value)]
    return f"{_KINDS[type(value)].split()[-1] if not isinstance(value, bool) else 'value'} {quoted(value)}"
