"""Mutations of real declarations: keys deleted, types swapped, odd names, entries twice, broken YAML."""

from __future__ import annotations

import copy
import lzma
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.conftest import DECLARATIONS

SAMPLES = Path(__file__).parents[1] / "samples"

#: What a mutation may put in the place of a value.
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=20),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(("name", "type", "x")), st.text(max_size=3), max_size=2),
    st.sampled_from(("__import__('os')", "at::Quux", "*", "aten::f() -> ()", "null", "{}", "a\nb", "'", '"')),
)
#: Names that mean something to Python, to the generated files or to a file system; and code.
NAMES = st.one_of(
    st.sampled_from(("self", "input", "out", "from", "lambda", "None", "print", "int", "_int", "float")),
    st.sampled_from(("tensor", "Tensor", "DT", "S", "T", "_A", "_K", "torch", "_partial", "_into", "add")),
    st.sampled_from(("_add", "mro", "__init__", "__getattr__", "__class__")),
    st.sampled_from(("", "1x", "a b", "a.b", "../x", "x" * 300, "é", "ﬁ", "x\n", "x; import os", "__import__('os')")),
    st.text(max_size=8),
)
TYPES = ("Tensor", "Tensor?", "Tensor[]", "int64_t", "double", "bool", "Scalar", "int", "float", "SymInt", "int[2]")
#: What YAML gives a meaning to.
MARKS = ("\n", "- ", ": ", "\t", "&a ", "*a", "!!python/name:os.system ", "{", "[", "|", "---\n", "#")


@cache
def _eras() -> Mapping[str, tuple[str, ...]]:
    """The entries of every real file, as text; of the samples alone where there are no real ones."""
    paths = sorted(DECLARATIONS.glob("*.xz")) or sorted(SAMPLES.glob("*.yaml"))
    texts = ((path.name, path.read_bytes()) for path in paths)
    plain = ((name, lzma.decompress(data) if name.endswith(".xz") else data) for name, data in texts)
    return {name: tuple(re.split(r"^(?=- )", data.decode(), flags=re.MULTILINE)[1:]) for name, data in plain}


@st.composite
def mutations(draw: st.DrawFn) -> str:
    """A few entries of one real file with one or two mutations."""
    entries = _eras()[draw(st.sampled_from(sorted(_eras())))]
    chosen = [entries[draw(st.integers(0, len(entries) - 1))] for _ in range(draw(st.integers(1, 4)))]
    text = "".join(dict.fromkeys(chosen))
    for _ in range(draw(st.integers(1, 2))):
        text = draw(st.sampled_from(MUTATORS))(draw, text)
    return text


def _deleted_key(draw: st.DrawFn, text: str) -> str:
    return _changed(draw, text, lambda place, key: place.pop(key))


def _other_value(draw: st.DrawFn, text: str) -> str:
    return _changed(draw, text, lambda place, key: place.__setitem__(key, draw(VALUES)))


def _added_value(draw: st.DrawFn, text: str) -> str:
    def add(place: Any, key: object) -> None:
        if isinstance(place, dict):
            place[draw(st.text(max_size=8))] = draw(VALUES)
        else:
            place.append(draw(VALUES))

    return _changed(draw, text, add)


def _swapped_values(draw: st.DrawFn, text: str) -> str:
    """Two values of one mapping change places: a type and a name, a flag and a list."""

    def swap(place: Any, key: Any) -> None:
        other = draw(st.sampled_from(_keys(place)))
        place[key], place[other] = place[other], place[key]

    return _changed(draw, text, swap)


def _swapped_types(draw: st.DrawFn, text: str) -> str:
    """One type for another wherever it stands, so that the entry may still agree with itself."""
    return _replaced(draw, text, TYPES, draw(st.sampled_from(TYPES)))


def _odd_name(draw: st.DrawFn, text: str) -> str:
    """A name for another wherever it stands, so that the entry may still agree with itself."""
    found = sorted(set(re.findall(r"\bname: '?(\w+)", text)) | set(re.findall(r"aten::(\w+)", text)))
    return _replaced(draw, text, found, draw(NAMES))


def _replaced(draw: st.DrawFn, text: str, words: Iterable[str], new: str) -> str:
    present = [word for word in words if word in text]
    if not present:
        return text
    old = draw(st.sampled_from(present))
    return re.sub(rf"(?<!\w){re.escape(old)}(?!\w)", lambda _: new, text)


def _duplicated(draw: st.DrawFn, text: str) -> str:
    """An entry, a key or any other stretch of lines twice."""
    lines = text.splitlines(keepends=True)
    start = draw(st.integers(0, len(lines)))
    stretch = lines[start : start + draw(st.integers(1, 80))]
    return "".join(lines[:start] + stretch + lines[start:])


def _broken(draw: st.DrawFn, text: str) -> str:
    """Some characters are gone and others stand there: no YAML any more, or another YAML."""
    start = draw(st.integers(0, len(text)))
    added = draw(st.sampled_from(MARKS) | st.text(max_size=6))
    return text[:start] + added + text[start + draw(st.integers(0, 40)) :]


MUTATORS = (
    _deleted_key, _other_value, _added_value, _swapped_values, _swapped_types, _odd_name, _duplicated, _broken
)  # fmt: skip


def _changed(draw: st.DrawFn, text: str, change: Callable[[Any, Any], object]) -> str:
    """The text after a change at some place of what it holds; as it is where an earlier mutation broke it."""
    try:
        data = yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return text
    place = copy.deepcopy(data)  # aliases are separate values
    data = place
    if not isinstance(place, dict | list) or not place:
        return text
    while True:
        key = draw(st.sampled_from(_keys(place)))
        if not place[key] or not isinstance(place[key], dict | list) or draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    change(place, key)
    return str(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10_000))


def _keys(place: Any) -> list[Any]:
    return sorted(place, key=repr) if isinstance(place, dict) else list(range(len(place)))
