"""Strange entries: each cause is a finding with file, line, entry, what was expected and found, and a hint.

An entry that is not understood is skipped, and no other is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from codegen.errors import CodegenError, Finding, Location
from codegen.model import Declaration
from codegen.parse import Reading, parse
from codegen.parse.vocabulary import KEYS

SAMPLES = Path(__file__).parents[1] / "samples"
MODERN = (SAMPLES / "modern.yaml").read_text()
LEGACY = (SAMPLES / "legacy.yaml").read_text()


def read(text: str | bytes) -> Reading:
    """What is read of a text; every finding of it is a whole sentence about one place."""
    reading = parse(text, "D.yaml")
    for finding in reading.findings:
        first = finding.first
        assert first.location is not None
        assert first.location.file == "D.yaml"
        assert all((first.entry, first.expected, first.found, first.hint, finding.times)), finding
        assert set(finding.skipped) <= set(reading.skipped)
        assert len(str(finding)) < 1500
        assert "\n" not in str(finding)
    return reading


@dataclass(frozen=True)
class Case:
    """``old`` in the sample becomes ``new``; the problem is expected ``below`` lines under the start of ``old``."""

    name: str
    old: str
    new: str
    expected: str
    found: str
    entry: str = "add.Tensor"
    below: int = 0

    def line(self, text: str) -> int:
        return text[: text.index(self.old)].count("\n") + 1 + self.below


ADD_TYPE = "name: other\n    type: const at::Tensor &"
SCHEMA = "aten::add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor\n"
SELF = "  - annotation: null\n    dynamic_type: at::Tensor\n    is_nullable: false\n    name: self\n"
SUM_DIM = "  - annotation: null\n    dynamic_type: at::IntArrayRef\n    is_nullable: true\n    name: dim\n    size: 1\n"
METHOD_OF = "  method_of:\n  - Type\n  - Tensor\n  - namespace\n"
RESULT = "name: result\n    type: at::Tensor\n"
ORDER = f"  schema_order_arguments:\n{SELF}"
MODERN_CASES = [
    Case("unknown type", ADD_TYPE, "name: other\n    type: at::Quux", "C++ type", "'at::Quux'", below=1),
    Case("type is no string", ADD_TYPE, "name: other\n    type: 3", "C++ type", "3", below=1),
    Case("missing key", METHOD_OF, "", "'method_of'", "no such key", below=-43),
    Case("missing module", "  python_module: ''\n", "", "'python_module'", "no such key", below=-48),
    Case("missing schema", "  schema_string: aten::add.Tensor(", "  schemas: a(", "'schema_s", "no such", below=-5),
    Case("flag is no boolean", "  inplace: false", "  inplace: 0", "true or false", "0"),
    Case("flag is a YAML 1.1 boolean", "  inplace: false", "  inplace: no", "true or false", "'no'"),
    Case("argument without a name", "    name: other\n", "", "'name'", "no such key", below=-3),
    Case("order of other names", ORDER, ORDER.replace("self", "own"), "schema_order", "own, other, alpha", below=-25),
    Case("arguments are no list", "  arguments:\n", "  arguments: 3\n  buffers:\n", "a list", "3"),
    Case("method_of unknown", "  - Tensor\n  - namespace", "  - Storage\n  - namespace", "Tensor", "'Storage'"),
    Case("python_module unknown", "python_module: ''", "python_module: os", "'linalg'", "'os'"),
    Case("name is no identifier", "- name: add\n", "- name: add; import os\n", "an identifier", "'add; import os'"),
    Case("name is a number", "- name: add\n", "- name: 7\n", "an identifier", "7"),
    Case("name of an argument", "    name: other", "    name: o-ther", "an identifier", "'o-ther'"),
    Case("overload is no name", "overload_name: Tensor", "overload_name: '1 2'", "identifier", "'1 2'", "add"),
    Case("default that is code", "default: 1\n", "default: __import__('os')\n", "known form", "__import__('os')"),
    Case("default that is a list", "default: 1\n", "default: [1, 2]\n", "a single value", "a list"),
    Case("default that is null", "default: 1\n", "default: null\n", "known form", "None"),
    Case("default that differs", "default: 1\n", "default: 2\n", "the default 1", "2", below=-1),
    Case("default in the schema", SCHEMA, SCHEMA.replace("=1", "=__import__('os')"), "type Scalar", "__import__"),
    Case("type in the schema", SCHEMA, SCHEMA.replace("Tensor other", "Quux other"), "a type", "Quux"),
    Case("schema of another operator", SCHEMA, SCHEMA.replace("add", "sub"), "add.Tensor", "sub.Tensor"),
    Case("schema of another namespace", SCHEMA, SCHEMA.replace("aten", "os"), "a schema", "os::add"),
    Case("schema with other spacing", SCHEMA, SCHEMA.replace(", T", ",  T"), "an argument", "' Tensor other'"),
    Case("argument without schema", SCHEMA, SCHEMA.replace("Tensor other, ", ""), "only arguments", "'other'", below=7),
    Case("schema is no string", SCHEMA, "1\n", "a string", "1"),
    Case("anchor", "  with_gil: false", "  with_gil: &a false", "no anchors", "&a"),
    Case("tag", "  with_gil: false", "  with_gil: !!python/object/apply:os.abort []", "no anchors", "os.abort"),
    Case("key twice", "  mode: native", "  mode: native\n  mode: native", "every key once", "'mode'", below=1),
    Case("key is a number", "  mode: native", "  mode: native\n  5: native", "a name before", "5", below=1),
    Case("size", "    size: 1\n", "    size: -1\n", "a length", "-1", "sum.dim_IntList"),
    Case("size that differs", SUM_DIM, SUM_DIM.replace("1", "2"), "the size 1", "2", "sum.dim_IntList"),
    Case("result of an unknown type", RESULT, RESULT.replace("at::Tensor", "auto"), "C++ type", "'auto'", below=1),
    Case("types that differ", "dynamic_type: const at::Scalar &", "dynamic_type: bool", "Scalar", "'bool'", below=-2),
]  # fmt: skip
LEGACY_CASES = [
    Case("unknown type", "    type: Scalar\n", "    type: half\n", "C++ type", "'half'", "add"),
    Case("mode unknown", "mode: TH", "mode: eval", "'native'", "'eval'", "add"),
    Case("key of a later era", "mode: TH", "mode: TH\n  schema_string: x", "'python_module'", "no such", "add", -23),
    Case("default of another type", "default: -100\n", "default: -0.5\n", "the type int", "-0.5", "nll_loss"),
    Case("computed default that is code", "n_fft >> 2", "self.system('ls')", "known form", "self.system", "stft"),
    Case("default_init that is code", "init: kernel_size\n", "init: f()\n", "known form", "f()", "avg_pool2d_out"),
]  # fmt: skip


@pytest.mark.parametrize("case", MODERN_CASES, ids=lambda case: case.name)
def test_a_bad_entry(case: Case) -> None:
    check(case, MODERN)


@pytest.mark.parametrize("case", LEGACY_CASES, ids=lambda case: case.name)
def test_a_bad_entry_of_an_old_era(case: Case) -> None:
    check(case, LEGACY)


def check(case: Case, text: str) -> None:
    """The entry is skipped for one reason that names its place, and all others are read as before."""
    reading = read(text.replace(case.old, case.new, 1))
    findings = [each for each in reading.findings if each.skipped]
    matching = [each for each in findings if case.expected in each.first.expected and case.found in each.first.found]
    assert matching, [str(finding) for finding in reading.findings]
    assert {finding.skipped for finding in findings} == {(case.entry,)} == {reading.skipped}
    assert matching[0].first.location == Location("D.yaml", case.line(text)), str(matching[0])
    before, after = Counter(map(str, read(text).declarations)), Counter(map(str, reading.declarations))
    assert after <= before and before.total() - after.total() == 1


#: What the declarations are without: the schema says it as well, or it concerns C++ only.
HARMLESS = [
    ("  with_gil: false", "  with_gill: false\n  with_gil: false", "'with_gill'", "did you mean 'with_gil'?"),
    ("    name: other", "    shape: 1\n    name: other", "'shape'", "say what it means in codegen/parse/vocabulary.py"),
    ("  deprecated: false", "  kernels: {CPU: [a, b]}\n  deprecated: false", "'kernels'", "say what it means"),
    (RESULT, f"{RESULT}    owner: caller\n", "'owner'", "say what it means"),
]


@pytest.mark.parametrize(("old", "new", "found", "hint"), HARMLESS)
@pytest.mark.parametrize("text", [MODERN, LEGACY], ids=["modern", "legacy"])
def test_a_key_that_nobody_knows_is_said_and_read_over(text: str, old: str, new: str, found: str, hint: str) -> None:
    if old not in text:
        pytest.skip("nothing of that in this era")
    reading = read(text.replace(old, new, 1))
    (finding,) = reading.findings
    assert "that some ATen wrote" in finding.first.expected and found in finding.first.found
    assert hint in finding.first.hint and str(finding).endswith("; read without it")
    assert as_read(reading) == as_read(read(text))


def test_a_key_that_nobody_knows_may_nest_as_it_likes() -> None:
    reading = read(MODERN.replace("  with_gil: false", f"  brand_new: {'[' * 40}{']' * 40}", 1))
    assert [each.first.found for each in reading.findings] == ["the key 'brand_new'"] and not reading.skipped


def test_an_empty_schema_is_none_up_to_aten_1_2() -> None:
    """ATen 1.1 had it so for the functions that were TH's."""
    reading = read(LEGACY.replace("  mode: ", "  schema_string: ''\n  python_module: ''\n  mode: "))
    assert reading.findings == () and [str(each) for each in reading.declarations] == [
        str(each) for each in read(LEGACY).declarations
    ]
    (finding,) = read(re.sub("schema_string: .*", "schema_string: ''", MODERN, count=1)).findings
    assert finding.skipped == ("add.Tensor",)


def as_read(reading: Reading) -> list[Declaration]:
    return [replace(each, location=Location("", 0)) for each in reading.declarations]


NEEDLESS = [[key.name for key in keys.values() if not key.matters] for keys in KEYS.values()]
#: The schema, or another key, says it as well.
SAID_TWICE = ["inplace", "operator_name", "overload_name", "schema_order_arguments", "mode", "deprecated"]
FORMS = [["annotation", "is_nullable"], ["dynamic_type"], *([key] for key in SAID_TWICE)]


@pytest.mark.parametrize("keys", [*NEEDLESS, *FORMS])
def test_a_key_that_is_not_needed_may_go(keys: list[str]) -> None:
    reading = read(yaml.safe_dump(_without(yaml.safe_load(MODERN), keys), sort_keys=False, width=10_000))
    assert (reading.findings, as_read(reading)) == ((), as_read(read(MODERN)))


def _without(value: Any, keys: list[str]) -> Any:
    if isinstance(value, dict):
        return {key: _without(each, keys) for key, each in value.items() if key not in keys}
    return [_without(each, keys) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("value", ["0", "no", "[1, 2]", "{a: {b: c}}", "null"])
@pytest.mark.parametrize(
    "key", ["with_gil", "device_guard", "abstract", "category_override", "manual_kernel_registration"]
)
def test_what_concerns_c_plus_plus_alone_may_be_anything(key: str, value: str) -> None:
    reading = read(re.sub(rf"^  {key}: .*$", f"  {key}: {value}", MODERN, flags=re.MULTILINE))
    assert (reading.findings, as_read(reading)) == ((), as_read(read(MODERN)))


def test_a_cause_is_one_finding_at_its_first_place() -> None:
    text = MODERN.replace("  mode: native\n", "  mode: native\n  brand_new: 1\n")
    reading = read(text.replace("inplace: false", "inplace: 0").replace("inplace: 0", "inplace: false", 1))
    entries = MODERN.count("\n- name: ") + 1
    unknown, inplace = reading.findings
    assert (unknown.times, unknown.skipped, unknown.first.entry) == (entries, (), "add.Tensor")
    assert f"the key 'brand_new' ({entries} times)" in str(unknown)
    assert inplace.skipped == reading.skipped and inplace.first.entry == inplace.skipped[0] != "add.Tensor"
    assert str(inplace).endswith(f"; skipped: {inplace.skipped[0]} and {len(reading.skipped) - 1} more")
    assert len(reading.declarations) + len(reading.skipped) == entries


def test_an_unknown_type_is_one_finding_however_it_is_qualified() -> None:
    (finding,) = read(MODERN.replace("at::Scalar &", "at::Quux &")).findings
    assert (finding.first.found, finding.times, len(finding.skipped)) == ("'const at::Quux &'", 4, 2)
    (finding,) = read(MODERN.replace("type: at::IntArrayRef", "type: c10::optional<at::Quux>")).findings
    assert finding.first.found == "'c10::optional<at::Quux>'"


def test_equal_disagreements_are_one_finding_though_they_name_other_arguments() -> None:
    start = MODERN.index("- name: add_out")
    reading = read(MODERN[:start] + MODERN[start:].replace("is_nullable: false", "is_nullable: true"))
    (finding,) = reading.findings
    assert finding.first.expected == "is_nullable False for 'out'" and finding.times > 10


def test_a_file_in_which_nothing_is_understood_is_an_error() -> None:
    with pytest.raises(CodegenError) as raised:
        parse(MODERN.replace("returns: ", "results: ").replace("returns:", "results:"), "D.yaml")
    unknown, missing = sorted(raised.value.problems, key=lambda problem: problem.expected)
    assert missing.expected == "the key 'returns'" and "(8 times)" in missing.found
    assert unknown.expected == "only keys of an entry that some ATen wrote"


def test_an_entry_that_is_no_mapping() -> None:
    reading = read(MODERN + "- mm\n- [1]\n-\n")
    assert [(each.first.entry, each.first.found) for each in reading.findings] == [
        ("entry 9", "string 'mm'"),
        ("entry 10", "a list"),
        ("entry 11", "null"),
    ]
    assert all("a mapping" in each.first.expected for each in reading.findings)
    assert reading.skipped == ("entry 9", "entry 10", "entry 11") and len(reading.declarations) == 8


def twice(text: str, again: str) -> Finding:
    """The finding where some entries come a second time, of which the first is read."""
    reading = read(text + again)
    assert reading.declarations == read(text).declarations
    (finding,) = reading.findings
    assert finding.first.location == Location("D.yaml", text.count("\n") + 1)
    return finding


def test_an_overload_twice() -> None:
    finding = twice(MODERN, MODERN[: MODERN.index("- name: add_out")])
    assert finding.skipped == ("add.Tensor",)
    assert "the first is at line 1" in finding.first.found


def test_an_entry_that_is_skipped_is_no_first_one() -> None:
    again = MODERN[: MODERN.index("- name: add_out")]
    reading = read(MODERN.replace("Tensor other", "Tensor another", 1) + again)
    assert [each.key for each in reading.declarations].count("add.Tensor") == 1


def test_an_old_entry_twice_is_one_with_the_same_arguments() -> None:
    assert [each.key for each in read(LEGACY).declarations].count("add") == 2
    assert twice(LEGACY, LEGACY[LEGACY.rindex("\n- ") + 1 :]).skipped == ("add",)
