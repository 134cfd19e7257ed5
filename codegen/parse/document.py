"""YAML text → a tree in which every value knows its line.

Built on the events of libyaml, so that nothing of the file decides what is constructed: the only values are null,
booleans, integers, floats, strings, lists and mappings with string keys. Anchors, aliases and tags are flaws, hence
aliases cannot explode; ``y``, ``n``, ``on``, ``off`` are the strings that ATen means by them.
"""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ..errors import CodegenError, Flaw, quoted

#: A declarations file nests five deep and has half a million values; a key that nobody knows may hold more.
MAX_DEPTH = 64
MAX_EVENTS = 2_000_000

Scalar = bool | int | float | str | None


class _Mark(Protocol):
    """Where libyaml saw something; lines count from 0."""

    line: int


class Node(NamedTuple):
    """A value and the line on which it starts."""

    value: Value
    line: int


Value = bool | int | float | str | list[Node] | dict[str, Node] | None


class Document(NamedTuple):
    """The root, and what had to be refused on the way; refused values stand as null in the tree."""

    root: Node | None
    flaws: tuple[Flaw, ...]


_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,18})", re.ASCII)
_FLOAT = re.compile(r"[-+]?[0-9]{1,20}(?:\.[0-9]{0,20}(?:[eE][-+]?[0-9]{1,3})?|[eE][-+]?[0-9]{1,3})", re.ASCII)


def read_document(text: str, file: str) -> Document:
    """The tree of a YAML text, ``root`` None where the text holds no document.

    Raises CodegenError where the text is not YAML at all.
    """
    try:
        return _Builder().build(text.encode())
    except yaml.MarkedYAMLError as error:
        flaw = Flaw(_mark_line(error.problem_mark), "YAML", _syntax_error(error), "mend the syntax at this line")
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        line, found = _unreadable(text, error)
        flaw = Flaw(line, "YAML", found, "remove the character that YAML does not allow")
    raise CodegenError([flaw.within(file, "file")])


def plain(value: str) -> Scalar:
    """What an unquoted scalar stands for (YAML 1.2's core schema, without hexadecimal and infinities)."""
    if value in _WORDS:
        return _WORDS[value]
    if value[:1] in "0123456789+-":
        if _INT.fullmatch(value):
            return int(value)
        if _FLOAT.fullmatch(value):
            return float(value)
    return value


class _Builder:
    """One pass over the events; ``flaws`` collects what is refused."""

    def __init__(self) -> None:
        self.flaws: list[Flaw] = []
        self.plain: dict[str, Scalar] = {}

    def build(self, data: bytes) -> Document:
        loader = yaml.CSafeLoader(data)
        try:
            return self._walk(loader)
        finally:
            loader.dispose()

    def _walk(self, loader: yaml.CSafeLoader) -> Document:
        items: list[Node] = []
        stack: list[list[Node]] = []
        starts: list[int] = []
        documents = 0
        for _ in range(MAX_EVENTS):
            event = loader.get_event()
            if isinstance(event, ScalarEvent):
                items.append(self._scalar(event))
            elif isinstance(event, MappingStartEvent | SequenceStartEvent):
                line = _line(event)
                self._refuse_decoration(event, line)
                stack.append(items)
                starts.append(line)
                items = []
                if len(stack) > MAX_DEPTH:
                    found = f"a nesting of more than {MAX_DEPTH}"
                    self.flaws.append(Flaw(line, "a list of entries", found, "this is no Declarations.yaml"))
                    return Document(None, tuple(self.flaws))
            elif isinstance(event, MappingEndEvent):
                node = Node(self._mapping(items), starts.pop())
                items = stack.pop()
                items.append(node)
            elif isinstance(event, SequenceEndEvent):
                node = Node(items, starts.pop())
                items = stack.pop()
                items.append(node)
            elif isinstance(event, AliasEvent):
                line = _line(event)
                self._refuse(line, "alias", f"*{event.anchor}", "write the value out")
                items.append(Node(None, line))
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    flaw = Flaw(_line(event), "one YAML document", "a second one", "join them into one list")
                    return Document(None, (flaw,))
            elif isinstance(event, StreamEndEvent):
                return Document(items[0] if items else None, tuple(self.flaws))
        line = items[-1].line if items else max(starts, default=1)
        found = f"more than {MAX_EVENTS:,} values"
        return Document(None, (Flaw(line, "some thousand entries", found, "this is no Declarations.yaml"),))

    def _scalar(self, event: ScalarEvent) -> Node:
        text = event.value
        line = _line(event)
        self._refuse_decoration(event, line)
        if not event.implicit[0]:
            return Node(text, line)
        known = self.plain
        if text not in known:
            known[text] = plain(text)
        return Node(known[text], line)

    def _mapping(self, items: list[Node]) -> dict[str, Node]:
        mapping: dict[str, Node] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key.value, str):
                self.flaws.append(
                    Flaw(key.line, "a name before the colon", f"the key {quoted(key.value)}", "quote or rename the key")
                )
            elif key.value in mapping:
                found = f"{quoted(key.value)} a second time"
                self.flaws.append(Flaw(key.line, "every key once", found, "remove one of the two"))
            else:
                mapping[key.value] = value
        return mapping

    def _refuse_decoration(self, event: ScalarEvent | CollectionStartEvent, line: int) -> None:
        if event.anchor is not None:
            self._refuse(line, "anchor", f"&{event.anchor}", "remove it")
        if event.tag is not None:
            hint = "remove it: nothing of a file is ever constructed"
            self._refuse(line, "tag", quoted(event.tag), hint)

    def _refuse(self, line: int, kind: str, name: str, hint: str) -> None:
        expected = "plain values (no anchors, aliases or tags)"
        self.flaws.append(Flaw(line, expected, f"the {kind} {name}", hint, cause=kind))


def _line(event: Event) -> int:
    return _mark_line(event.start_mark)


def _mark_line(mark: _Mark | None) -> int:
    return 1 if mark is None else mark.line + 1


def _syntax_error(error: yaml.MarkedYAMLError) -> str:
    if error.context is None:
        return str(error.problem)
    return f"{error.problem} {error.context} that starts on line {_mark_line(error.context_mark)}"


def _unreadable(text: str, error: Exception) -> tuple[int, str]:
    """The line and the description of a character that libyaml refuses or UTF-8 cannot hold."""
    found = " ".join(str(error).split())
    if isinstance(error, UnicodeEncodeError):
        return text.count("\n", 0, error.start) + 1, found
    offset = getattr(error, "position", 0)
    return text.encode()[:offset].count(b"\n") + 1, found
