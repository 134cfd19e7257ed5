"""The facts file reads back what was written, a fact per entry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.errors import CodegenError
from codegen.rules.facts import ANY, OWN, FactBook, Facts, RuleFact, asked_of, dump, load, read
from codegen.rules.language import parse_rule

BOOK = FactBook(
    "2.13.0",
    {
        "div.Scalar": Facts(
            "div.Scalar",
            (OWN,),
            {
                "int": {"long": ("Float",), "double": (OWN,)},
                "complex": {"double": ("ComplexDouble",), "half": (ANY,)},
            },
            (),
            (RuleFact(parse_rule("(*s)->(*s)")),),
            False,
        ),
        "sum.dim_IntList": Facts(
            "sum.dim_IntList",
            (OWN,),
            {"": {"double": (OWN,), "bool": ("Long",)}},
            ("dtype",),
            (
                RuleFact(parse_rule("[dim=0] (n,*s)->(*s)"), ("keepdim",)),
                RuleFact(parse_rule("[dim=0, keepdim=True] (n,*s)->(1,*s)")),
            ),
            True,
        ),
        "conv2d": Facts(
            "conv2d",
            (OWN, OWN, OWN),
            {"": {"double": (OWN,)}},
            (),
            (RuleFact(parse_rule("(n,i,h,w),(o,i,?,?)->(n,o,?,?)"), ("groups",)),),
            False,
            ("groups",),
            (RuleFact(parse_rule("(n,?,h,w),(o,?,?,?)->(*?)")),),
        ),
        "equal": Facts(
            "equal", (OWN, OWN), {"": {"double": ()}}, (), (), True, asked="(Tensor self, Tensor other) -> bool"
        ),
    },
)


def test_facts_read_back(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text(dump(BOOK), encoding="utf-8")
    assert load(path) == BOOK


def test_the_file_is_json_in_the_order_of_the_keys() -> None:
    data = json.loads(dump(BOOK))
    assert data["torch"] == "2.13.0"
    assert list(data["operators"]) == ["conv2d", "div.Scalar", "equal", "sum.dim_IntList"]
    assert data["operators"]["div.Scalar"]["results"]["int"] == {"Float": "long", "own": "double"}


def test_a_file_of_before_the_overload_was_written_down_has_facts_of_nobody(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"torch": "2.13.0", "operators": {"t": {"roles": ["own"], "results": {}, "open": true}}}')
    assert load(path).facts["t"].asked == ""


def test_a_file_with_a_rule_that_cannot_be_read_says_which(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    entry = '{"roles": ["own"], "results": {}, "open": true, "rules": [["(n)->(n"]]}'
    path.write_text(f'{{"torch": "2.13.0", "operators": {{"t": {entry}}}}}')
    with pytest.raises(CodegenError, match=r"facts\.json:1: file: .* found RuleError: rule '\(n\)->\(n'"):
        read(path)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("aten::t(Tensor(a) self) -> Tensor(a)", "t(Tensor self) -> Tensor", True),
        ("f(SymInt[2] n=[0,0], SymBool? b=None) -> SymInt", "f(int[2] n=0, bool? b=None) -> int", True),
        ("f(float p=1.0, int reduction=Mean) -> int", "f(float p=1, int reduction=1) -> int", True),
        ("f(str approximate='none') -> Tensor", 'f(str approximate="none") -> Tensor', True),
        ("f(int[2] n=[0,1]) -> Tensor", "f(int[2] n=0) -> Tensor", False),
        ("f(float p=1.05) -> Tensor", "f(float p=1.0) -> Tensor", False),
        ("f(Tensor self) -> Tensor", "f(Tensor? self) -> Tensor", False),
        ("f(Tensor self, *, int n) -> Tensor", "f(Tensor self, int n) -> Tensor", False),
        ("f(Tensor self, bool unbiased=True) -> Tensor", "f(Tensor self, bool unbiased=False) -> Tensor", False),
    ],
)
def test_schemas_that_are_called_alike_are_one(first: str, second: str, same: bool) -> None:
    assert (asked_of(first) == asked_of(second)) is same
    assert asked_of(asked_of(first)) == asked_of(first)
