"""The facts file reads back what was written, a fact per entry."""

from __future__ import annotations

import json
from pathlib import Path

from codegen.rules.facts import ANY, OWN, FactBook, Facts, RuleFact, dump, load
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
        "equal": Facts("equal", (OWN, OWN), {"": {"double": ()}}, (), (), True),
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
