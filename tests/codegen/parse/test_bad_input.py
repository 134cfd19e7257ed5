"""Bad entries: every problem is named with file, line, entry, what was expected, what was found and a hint."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from codegen.errors import CodegenError, Location, Problem
from codegen.parse import parse

SAMPLES = Path(__file__).parents[1] / "samples"
MODERN = (SAMPLES / "modern.yaml").read_text()
LEGACY = (SAMPLES / "legacy.yaml").read_text()


def problems_of(text: str | bytes) -> tuple[Problem, ...]:
    with pytest.raises(CodegenError) as raised:
        parse(text, "D.yaml")
    for problem in raised.value.problems:
        assert problem.location is not None
        assert problem.location.file == "D.yaml"
        assert all((problem.entry, problem.expected, problem.found, problem.hint)), problem
        assert len(str(problem)) < 1500
        assert "\n" not in str(problem)
    return raised.value.problems


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
RESULT = "name: result\n    type: at::Tensor\n"
MODERN_CASES = [
    Case("unknown type", ADD_TYPE, "name: other\n    type: at::Quux", "C++ type", "'at::Quux'", below=1),
    Case("type is no string", ADD_TYPE, "name: other\n    type: 3", "C++ type", "3", below=1),
    Case("unknown key", "  with_gil: false", "  with_gill: false\n  with_gil: false", "keys", "'with_gill'"),
    Case("unknown key of an argument", "    name: other", "    shape: 1\n    name: other", "keys", "'shape'"),
    Case("missing key", "  deprecated: false\n", "", "'deprecated'", "no such key", below=-58),
    Case("missing schema", "  schema_string: aten::add.Tensor(", "  schema_strin: aten(", "keys", "'schema_strin'"),
    Case("missing key of an argument", SELF, SELF.replace("annotation: null\n    ", ""), "'annotation'", "no such key"),
    Case("flag is no boolean", "  with_gil: false", "  with_gil: 0", "true or false", "0"),
    Case("flag is a YAML 1.1 boolean", "  with_gil: false", "  with_gil: no", "true or false", "'no'"),
    Case("arguments are no list", "  arguments:\n", "  arguments: 3\n  buffers:\n", "a list", "3"),
    Case("method_of unknown", "  - Tensor\n  - namespace", "  - Storage\n  - namespace", "Tensor", "'Storage'"),
    Case("python_module unknown", "python_module: ''", "python_module: os", "'linalg'", "'os'"),
    Case("mode unknown", "mode: native", "mode: eval", "'native'", "'eval'"),
    Case("name is no identifier", "- name: add\n", "- name: add; import os\n", "an identifier", "'add; import os'"),
    Case("name is a number", "- name: add\n", "- name: 7\n", "an identifier", "7"),
    Case("name of an argument", "    name: other", "    name: o-ther", "an identifier", "'o-ther'"),
    Case("overload is no name", "overload_name: Tensor", "overload_name: '1 2'", "identifier", "'1 2'", "add", -2),
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
    Case("key of a later era", "  mode: TH", "  mode: TH\n  schema_string: x", "keys", "'schema_string'", "add", 1),
    Case("default of another type", "default: -100\n", "default: -0.5\n", "the type int", "-0.5", "nll_loss"),
    Case("computed default that is code", "n_fft >> 2", "self.system('ls')", "known form", "self.system", "stft"),
    Case("default_init that is code", "init: kernel_size\n", "init: f()\n", "known form", "f()", "avg_pool2d_out"),
    Case("missing key", "  device_guard: true\n", "", "'device_guard'", "no such key", "add", -16),
    Case("buffer", "  buffers: []\n", "  buffers: [1]\n", "a name", "1", "add"),
]  # fmt: skip


@pytest.mark.parametrize("case", MODERN_CASES, ids=lambda case: case.name)
def test_a_bad_entry(case: Case) -> None:
    check(case, MODERN)


@pytest.mark.parametrize("case", LEGACY_CASES, ids=lambda case: case.name)
def test_a_bad_entry_of_an_old_era(case: Case) -> None:
    check(case, LEGACY)


def check(case: Case, text: str) -> None:
    problems = problems_of(text.replace(case.old, case.new, 1))
    matching = [problem for problem in problems if case.expected in problem.expected and case.found in problem.found]
    assert matching, [str(problem) for problem in problems]
    assert {problem.entry for problem in problems} == {matching[0].entry}, "other entries are fine"
    assert matching[0].entry == case.entry
    assert matching[0].location == Location("D.yaml", case.line(text)), str(matching[0])


def test_all_bad_entries_are_reported_in_the_order_of_the_file() -> None:
    text = MODERN.replace("with_gil: false", "with_gil: 0").replace("mode: native", "mode: none")
    problems = problems_of(text)
    assert len(problems) == 2 * MODERN.count("\n- name: ") + 2
    lines = [problem.location.line for problem in problems if problem.location is not None]
    assert lines == sorted(lines)


def test_an_entry_that_is_no_mapping() -> None:
    problems = problems_of(MODERN + "- mm\n- [1]\n-\n")
    assert [(p.entry, p.found) for p in problems] == [
        ("entry 9", "string 'mm'"),
        ("entry 10", "a list"),
        ("entry 11", "null"),
    ]
    assert all("a mapping" in problem.expected for problem in problems)


def test_an_overload_twice() -> None:
    (problem,) = problems_of(MODERN + MODERN[: MODERN.index("- name: add_out")])
    assert problem.entry == "add.Tensor"
    assert problem.location == Location("D.yaml", MODERN.count("\n") + 1)
    assert "the first is at line 1" in problem.found


def test_an_old_entry_twice_is_one_with_the_same_arguments() -> None:
    assert [d.key for d in parse(LEGACY, "D.yaml")].count("add") == 2
    start = LEGACY.rindex("\n- ") + 1
    (problem,) = problems_of(LEGACY + LEGACY[start:])
    assert problem.entry == "add"
    assert problem.location == Location("D.yaml", LEGACY.count("\n") + 1)
