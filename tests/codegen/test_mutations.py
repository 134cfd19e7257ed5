"""Whatever a file holds, it is read into the IR or refused with problems; nothing else ever happens."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from codegen.errors import CodegenError
from codegen.model import Declaration
from codegen.parse import parse
from codegen.parse.schema import parse_schema

SAMPLES = Path(__file__).with_name("samples")
MODERN = (SAMPLES / "modern.yaml").read_bytes()
ENTRIES = [yaml.safe_load((SAMPLES / name).read_bytes()) for name in ("modern.yaml", "legacy.yaml")]

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


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """A sample in which one value, key or list element is replaced, removed or added."""
    data = copy.deepcopy(draw(st.sampled_from(ENTRIES)))
    place: Any = draw(st.sampled_from(data))
    while True:
        key = draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not place[key] or not isinstance(place[key], dict | list) or draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    action = draw(st.sampled_from(("replace", "remove", "add")))
    if action == "replace":
        place[key] = draw(VALUES)
    elif action == "remove":
        del place[key]
    elif isinstance(place, dict):
        place[draw(st.text(max_size=8))] = draw(VALUES)
    else:
        place.append(draw(VALUES))
    return bytes(yaml.dump(data, Dumper=yaml.CSafeDumper, encoding="utf-8", allow_unicode=draw(st.booleans())))


def read_or_refused(text: bytes) -> tuple[Declaration, ...]:
    """The declarations, or none where the text was refused in the proper way; any other exception fails the test."""
    try:
        return parse(text, "D.yaml")
    except CodegenError as error:
        assert str(error)
        return ()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(mutations())
def test_a_mutation_is_read_or_refused(text: bytes) -> None:
    for declaration in read_or_refused(text):
        schema = parse_schema(str(declaration))
        assert schema.arguments == declaration.arguments
        assert schema.returns == declaration.returns
        assert "__import__" not in str(declaration)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(MODERN) - 1), st.integers(0, 40), st.binary(max_size=12))
@example(0, 0, b"\xef\xbb\xbf")
@example(0, 0, b"%YAML 9.9\n---\n")
def test_any_bytes_are_read_or_refused(start: int, removed: int, added: bytes) -> None:
    read_or_refused(MODERN[:start] + added + MODERN[start + removed :])
