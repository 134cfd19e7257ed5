"""Reads ``overrides.yaml``: the overloads for which what ``selection.py`` derives is not what torch does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from ..errors import CodegenError, Flaw, Invalid
from ..parse.document import Node, read_document
from ..parse.fields import Fields
from ..parse.schema import Schema, parse_schema
from . import dispatcher

FILE = Path(__file__).with_name("overrides.yaml")
_KEYS = frozenset({"schema", "out", "bind", "why"})
_Check = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Overrides:
    """By the key of the overload.

    ``schemas``: how Python calls it; ``out``: it takes ``out=`` though no out variant is its own; ``bind``: it is not
    to be skipped.
    """

    schemas: Mapping[str, Schema] = field(default_factory=dict)
    out: frozenset[str] = frozenset()
    bind: frozenset[str] = frozenset()


@cache
def load(path: Path = FILE) -> Overrides:
    """The exceptions in the file. Raises CodegenError with every row that is malformed or stale."""
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, file: str, is_installed: _Check = dispatcher.is_installed) -> Overrides:
    """The exceptions in ``text``; ``is_installed`` says which overloads there are."""
    document = read_document(text, file)
    flaws = list(document.flaws)
    if document.root is None or not isinstance(document.root.value, list):
        raise CodegenError([Flaw(1, "a list of rows", "something else", "write - out: [key]").within(file, "file")])
    schemas: dict[str, Schema] = {}
    keys: dict[str, set[str]] = {"out": set(), "bind": set()}
    for node in document.root.value:
        fields = Fields(node, {"why"}, _KEYS, flaws, "an exception")
        if not fields.text("why"):
            flaws.append(Flaw(node.line, "a reason under 'why'", "none", "say why the rule does not hold here"))
        for item in fields.items("schema"):
            schema = _schema(item, is_installed, flaws)
            if schema is not None:
                schemas[f"{schema.name}.{schema.overload}"] = schema
        for kind, found in keys.items():
            found.update(_key(item, is_installed, flaws) for item in fields.items(kind))
        fields.close()
    if flaws:
        raise CodegenError([flaw.within(file, "overrides") for flaw in flaws])
    return Overrides(schemas, frozenset(keys["out"]), frozenset(keys["bind"]))


def _schema(item: Node, is_installed: _Check, flaws: list[Flaw]) -> Schema | None:
    try:
        schema = parse_schema(str(item.value))
    except Invalid as invalid:
        flaws.append(invalid.on(item.line))
        return None
    if not is_installed(schema.name, schema.overload):
        flaws.append(_stale(item))
    return schema


def _key(item: Node, is_installed: _Check, flaws: list[Flaw]) -> str:
    key = str(item.value)
    name, _, overload = key.partition(".")
    if not is_installed(name, overload):
        flaws.append(_stale(item))
    return key


def _stale(item: Node) -> Flaw:
    return Flaw(item.line, "an overload of the installed ATen", repr(item.value), "remove the stale exception")
