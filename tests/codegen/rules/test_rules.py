"""The language of shape rules, its axis macro, and the rules file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.errors import CodegenError
from codegen.rules.families import AXES, expand, families
from codegen.rules.language import Assignment, Shape, parse_rule

RULES = (
    "(n,k),(k,m)->(n,m)",
    "[dim=0, keepdim=True] (a,*s)->(1,*s)",
    "[bias=(o)?] (*s,i),(o,i)->(*s,o)",
    "[size=<a,b>] ->(a,b)",
    "[k=int] (*s,a)->(*s,?),(*s,?)",
    "[(*s),(*s)]->(2,*s)",
    "[dim=-1] [(*s)...]->(*s,?)",
    "(n,c),(n):Long->()",
    "[size=<-1,b>] (*?)->(?,b)",
    "[reduction='mean'] (*s),(*t)->()",
    "[dim=<>] (*s)->(*s)",
    "[dim=None] (*s)->[(*s)...]",
    "->()",
)


@pytest.mark.parametrize("text", RULES)
def test_a_rule_prints_back(text: str) -> None:
    assert str(parse_rule(text)) == text


def test_every_rule_of_the_file_prints_back() -> None:
    for family in families():
        for rule in family.rules:
            assert parse_rule(str(rule)) == rule


def test_a_family_that_is_an_exception_says_why() -> None:
    assert [f.name for f in families() if (f.only or f.nonempty or f.indices) and not f.why] == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("(n", "expected"),
        ("(n)->(n) x", "expected the end, found x"),
        ("(*s,*t)->()", "expected one run of dimensions in a shape, found two"),
        ("(n)", "expected ->"),
        ("[dim=0] (n)", "expected ->, found the end"),
        ("(n)->;", "found ';'"),
    ],
)
def test_what_is_no_rule_says_why(text: str, says: str) -> None:
    with pytest.raises(CodegenError, match=says) as raised:
        parse_rule(text)
    assert [problem.entry for problem in raised.value.problems] == [f"rule {text!r}"]


def test_the_axis_macro_stands_for_one_rule_per_axis() -> None:
    assert expand("[dim=@] (*s@n)->(*s@)") == (
        "[dim=0] (n,*s)->(*s)",
        "[dim=-1] (*s,n)->(*s)",
        "[dim=1] (u,n,*s)->(u,*s)",
        "[dim=-2] (*s,n,u)->(*s,u)",
        "[dim=2] (u,w,n,*s)->(u,w,*s)",
        "[dim=-3] (*s,n,u,w)->(*s,u,w)",
    )
    assert len(expand("[dim=@, k=k] (*s@n)->(*s@k),(*s@?)")) == len(AXES)
    assert expand("(n)->(n)") == ("(n)->(n)",)


sizes = st.lists(st.integers(0, 9), max_size=5).map(tuple)


@given(sizes)
def test_a_run_matches_any_sizes_and_says_them_again(given: tuple[int, ...]) -> None:
    assignment = Assignment()
    shape = parse_rule("(*s)->(*s)").outputs[0]
    assert isinstance(shape, Shape)
    assert assignment.match(shape, given)
    assert assignment.sizes(shape) == given


@given(sizes, sizes)
def test_matmul_matches_where_the_inner_sizes_agree(a: tuple[int, ...], b: tuple[int, ...]) -> None:
    rule = parse_rule("(n,k),(k,m)->(n,m)")
    assignment = Assignment()
    matched = all(
        isinstance(shape, Shape) and assignment.match(shape, s) for shape, s in zip(rule.inputs, (a, b), strict=True)
    )
    assert matched == (len(a) == 2 and len(b) == 2 and a[1] == b[0])


def test_what_a_rule_does_not_tell_is_unknown() -> None:
    rule = parse_rule("(n,*s)->(?,*s),(*?)")
    assignment = Assignment()
    shape, known, unknown = (*rule.inputs, *rule.outputs)
    assert isinstance(shape, Shape) and isinstance(known, Shape) and isinstance(unknown, Shape)
    assert assignment.match(shape, (4, 2, 3))
    assert assignment.sizes(known) == (None, 2, 3)
    assert assignment.sizes(unknown) is None
