"""What travels between the client and a worker, and into the cache: a line of JSON for each thing."""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from . import answer, question, size_algebra


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is asked: the text of a question, and whether to leave real tensors alone."""

    text: str
    meta_only: bool = False


READY = "ready"  # what a worker says first; then, to each request, its text and an Answer or Lost


_CLASSES: dict[str, Any] = {
    name: found
    for room in (question, answer, size_algebra)
    for name, found in vars(room).items()
    if dataclasses.is_dataclass(found) and isinstance(found, type)
} | {"Request": Request}


def dumps(value: object) -> str:
    """One line of JSON."""
    return json.dumps(_plain(value), separators=(",", ":"))


def loads(text: str) -> Any:
    """What `dumps` wrote.  Raises ValueError, KeyError or TypeError for anything else."""
    return _rich(json.loads(text))


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, f.name)) for f in dataclasses.fields(value))]
    if isinstance(value, tuple):
        return ["", *map(_plain, value)]
    if isinstance(value, complex):
        return ["complex", value.real, value.imag]
    return ["..."] if value is ... else value


def _rich(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    name, *fields = value
    if name == "...":
        return ...
    if name == "complex":
        return complex(*fields)
    items = tuple(map(_rich, fields))
    return _CLASSES[name](*items) if name else items
