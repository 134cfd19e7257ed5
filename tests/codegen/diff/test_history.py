"""The diff of real versions agrees with plain set arithmetic over the text of the files, and with what is known."""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from codegen.diff.aspects import Meaning
from codegen.diff.compare import Diff, Event, compare
from codegen.diff.layout import Comparison, unchanged
from codegen.diff.machine import machine
from codegen.model import Declaration
from codegen.parse import load

#: Two versions; overloads only in the old one, only in the new one, and in both with another schema.
HISTORY = [
    ("1.7.1", "1.10.2", (55, 552, 48)),
    ("1.13.0", "2.0.0", (57, 82, 185)),
    ("2.11.0", "2.14.1", (120, 29, 7)),
]
_SCHEMA = re.compile(r"^  schema_string: (aten::([^(]*).*)$", re.MULTILINE)


def schemas(folder: Path, version: str) -> dict[str, str]:
    """Key → schema, read without the parser."""
    text = lzma.decompress((folder / f"Declarations-{version}.yaml.xz").read_bytes()).decode()
    return {key: schema for schema, key in _SCHEMA.findall(text)}


@cache
def read(path: Path) -> tuple[Declaration, ...]:
    return load(path).declarations


def compared(folder: Path, old: str, new: str) -> Diff:
    return compare(*(read(folder / f"Declarations-{version}.yaml.xz") for version in (old, new)))


@pytest.fixture(scope="module")
def history(declarations: Path) -> dict[tuple[str, str], Diff]:
    return {(old, new): compared(declarations, old, new) for old, new, _ in HISTORY}


@pytest.mark.parametrize(("old", "new", "figures"), HISTORY)
def test_the_counts_are_those_of_plain_sets(
    old: str, new: str, figures: tuple[int, int, int], declarations: Path, history: dict[tuple[str, str], Diff]
) -> None:
    before, after = schemas(declarations, old), schemas(declarations, new)
    changed = {key for key in before.keys() & after.keys() if before[key] != after[key]}
    assert (len(before.keys() - after.keys()), len(after.keys() - before.keys()), len(changed)) == figures

    found = json.loads(machine(Comparison(old, new, history[old, new])))
    pairs = [(change["old"] or {}, change["new"] or {}) for change in found["changes"]]
    moved = [(first, second) for first, second in pairs if first.get("key") != second.get("key")]
    assert {first["key"] for first, _ in moved if first} == before.keys() - after.keys()
    assert {second["key"] for _, second in moved if second} == after.keys() - before.keys()
    kept = [(first, second) for first, second in pairs if first.get("key") == second.get("key")]
    assert {first["key"] for first, second in kept if first["schema"] != second["schema"]} == changed
    assert all(before[first["key"]] == first["schema"] for first, _ in pairs if first)
    assert all(after[second["key"]] == second["schema"] for _, second in pairs if second)
    assert found["counts"]["unchanged"] == len(before.keys() & after.keys()) - len(kept)
    assert sum(found["counts"].values()) == len(pairs) + found["counts"]["unchanged"]


@pytest.mark.parametrize(("old", "new", "figures"), HISTORY)
def test_operators_are_counted_by_their_names(
    old: str, new: str, figures: tuple[int, int, int], declarations: Path, history: dict[tuple[str, str], Diff]
) -> None:
    before, after = ({key.split(".")[0] for key in schemas(declarations, version)} for version in (old, new))
    changes = history[old, new].changes
    gone = {c.old.name for c in changes if c.old and c.event in (Event.OPERATOR_REMOVED, Event.OPERATOR_RENAMED)}
    came = {c.new.name for c in changes if c.new and c.event is Event.OPERATOR_ADDED}
    renamed = {c.new.name for c in changes if c.new and c.event is Event.OPERATOR_RENAMED}
    assert gone == before - after
    assert came | (renamed - before) == after - before


KNOWN = [
    # https://github.com/pytorch/pytorch/releases: torch.fft, rfft, … gave way to the module of that name in 1.8.
    ("1.7.1", "1.10.2", "fft", Event.OPERATOR_REMOVED, Meaning.BREAKING),
    ("1.7.1", "1.10.2", "thnn_conv_depthwise2d_forward", Event.OPERATOR_RENAMED, Meaning.BREAKING),
    ("1.7.1", "1.10.2", "native_layer_norm", Event.CHANGED, Meaning.BREAKING),
    ("1.7.1", "1.10.2", "repeat_interleave.self_int", Event.CHANGED, Meaning.ADDITIVE),
    ("1.7.1", "1.10.2", "randperm", Event.CHANGED, Meaning.NEUTRAL),
    ("1.7.1", "1.10.2", "coalesce", Event.CHANGED, Meaning.NEUTRAL),
    # torch.symeig was removed in 2.0, which brought scaled_dot_product_attention.
    ("1.13.0", "2.0.0", "symeig", Event.OPERATOR_REMOVED, Meaning.BREAKING),
    ("1.13.0", "2.0.0", "scaled_dot_product_attention", Event.OPERATOR_ADDED, Meaning.ADDITIVE),
    ("1.13.0", "2.0.0", "std.correction", Event.CHANGED, Meaning.ADDITIVE),
    ("1.13.0", "2.0.0", "narrow", Event.CHANGED, Meaning.NEUTRAL),
    # torch.cholesky and torch.qr, deprecated since 1.8, and named tensors are gone.
    ("2.11.0", "2.14.1", "cholesky", Event.OPERATOR_REMOVED, Meaning.BREAKING),
    ("2.11.0", "2.14.1", "qr.Q", Event.OPERATOR_REMOVED, Meaning.BREAKING),
    ("2.11.0", "2.14.1", "linalg_polar", Event.OPERATOR_ADDED, Meaning.ADDITIVE),
    ("2.11.0", "2.14.1", "all.dimname", Event.OVERLOAD_REMOVED, Meaning.NEUTRAL),
]


@pytest.mark.parametrize(("old", "new", "key", "event", "meaning"), KNOWN)
def test_what_is_known_of_the_history(
    old: str, new: str, key: str, event: Event, meaning: Meaning, history: dict[tuple[str, str], Diff]
) -> None:
    (found,) = (change for change in history[old, new].changes if change.key == key)
    assert (found.event, found.meaning) == (event, meaning)


@pytest.mark.parametrize(("old", "new"), [("0.3", "hasktorch-aten-fork"), ("1.0.0", "1.2.0"), ("0.3", "2.14.1")])
def test_eras_without_overload_names_are_accounted_for_exactly(old: str, new: str, declarations: Path) -> None:
    found = compared(declarations, old, new)
    before = Counter(id(change.old) for change in found.changes if change.old)
    after = Counter(id(change.new) for change in found.changes if change.new)
    assert set(before.values()) | set(after.values()) == {1}
    assert len(before) + unchanged(found) == len(found.old)
    assert len(after) + unchanged(found) == len(found.new)
    names = {each.name for each in found.new}
    assert all(c.old.name not in names for c in found.changes if c.old and c.event is Event.OPERATOR_REMOVED)


def test_nothing_changed_between_a_version_and_itself(declarations: Path) -> None:
    assert compared(declarations, "0.4.1", "0.4.1").changes == ()
