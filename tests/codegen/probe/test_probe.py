"""ATen is asked, and its answers are the facts: rules that hold, what breaks them, dtypes, what is left open."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from codegen.errors import CodegenError
from codegen.paths import FACTS
from codegen.probe import ask as asking
from codegen.probe import book
from codegen.probe.confirm import Confirmed, Contradiction, judge
from codegen.probe.driver import probe
from codegen.probe.subject import Spec, Subject
from codegen.rules.facts import ANY, OWN, FactBook, Facts, load
from codegen.rules.language import Family, Shape, parse_rule
from codegen.select.operators import Operator

pytestmark = pytest.mark.aten


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ATen warns of deprecated calls, which probing makes on purpose
        yield


def subject(operators: dict[str, Operator], name: str, key: str) -> Subject:
    operator = operators[name]
    return Subject(operator, next(s for s in operator.signatures if s.key == key))


def facts(operators: dict[str, Operator], name: str, key: str) -> Facts:
    found = asking.ask(subject(operators, name, key)).facts
    assert found is not None
    return found


def rules(found: Facts) -> list[str]:
    return [str(fact.rule) for fact in found.rules]


def test_mm_follows_one_rule_and_nothing_else(operators: dict[str, Operator]) -> None:
    found = facts(operators, "mm", "mm")
    assert rules(found) == ["(n,k),(k,m)->(n,m)"]
    assert not found.open
    assert found.results[""]["double"] == (OWN,)
    assert "bool" not in found.instances


def test_an_argument_that_breaks_a_rule_is_pinned(operators: dict[str, Operator]) -> None:
    found = facts(operators, "sum", "sum.dim_IntList")
    pinned = {str(fact.rule): fact.pinned for fact in found.rules}
    assert pinned["[dim=0] (n,*s)->(*s)"] == ("keepdim",)
    assert pinned["[dim=0, keepdim=True] (n,*s)->(1,*s)"] == ()
    assert found.retypes == ("dtype",)
    assert found.results[""]["bool"] == ("Long",)
    assert "(*s)->(*?)" in pinned  # what no rule tells is let in, the shape unknown


def test_a_default_written_as_a_list_is_no_other_value(operators: dict[str, Operator]) -> None:
    pinned = {str(fact.rule): fact.pinned for fact in facts(operators, "rot90", "rot90").rules}
    assert "(a,b,*s)->(b,a,*s)" not in pinned and pinned["[k=1, dims=<0,1>] (a,b,*s)->(b,a,*s)"] == ()


def test_dimensions_are_permuted_at_every_rank(operators: dict[str, Operator]) -> None:
    found = facts(operators, "permute", "permute")
    ranks = {len(shape.dims) for fact in found.rules for shape in fact.rule.inputs if isinstance(shape, Shape)}
    assert ranks == {*range(9)} and not found.open


def test_what_a_pinned_argument_lets_in_is_let_in_where_it_is_given(operators: dict[str, Operator]) -> None:
    found = facts(operators, "diag_embed", "diag_embed")
    assert (found.open, found.given) == (False, ("offset", "dim1", "dim2"))
    assert {str(fact.rule): fact.pinned for fact in found.rules}["(*s,n)->(*s,n,n)"] == found.given
    assert [str(fact.rule) for fact in found.loose] == ["(*s,n)->(*?)", "(*s)->(*?)"]


def test_indices_are_long_and_masks_are_bool(operators: dict[str, Operator]) -> None:
    assert facts(operators, "gather", "gather").roles == (OWN, "Long")
    assert facts(operators, "masked_fill", "masked_fill.Scalar").roles == (OWN, "Bool")


def test_a_python_number_decides_the_dtype(operators: dict[str, Operator]) -> None:
    found = facts(operators, "mul", "mul.Scalar")
    assert found.results["int"]["long"] == (OWN,)
    assert found.results["float"]["long"] == ("Float",)
    assert found.results["float"]["double"] == (OWN,)


@pytest.mark.parametrize(
    ("name", "key", "rule"),
    [
        ("mm", "mm", "(n,k),(m,k)->(n,m)"),
        ("add", "add.Tensor", "(n),(m)->(n,m)"),
        ("relu", "relu", "(*s,n)->(*s)"),
        ("masked_select", "masked_select", "(*s),(*s)->(*s)"),
        ("cumsum", "cumsum", "(n,*s)->(*s)"),
    ],
)
def test_a_false_rule_is_not_confirmed(operators: dict[str, Operator], name: str, key: str, rule: str) -> None:
    roles = {"mask": "Bool"}
    assert not isinstance(judge(subject(operators, name, key), parse_rule(rule), roles, "Double"), Confirmed)


def test_a_contradicted_rule_stops_with_the_counter_example(
    operators: dict[str, Operator], monkeypatch: pytest.MonkeyPatch
) -> None:
    false = Family("false", (parse_rule("(n,k),(k,m)->(m,n)"),), ("mm",), why="planted")
    monkeypatch.setattr(asking, "families", lambda: (false,))
    found = asking.ask(subject(operators, "mm", "mm"))
    (contradiction,) = found.contradictions
    assert isinstance(contradiction, Contradiction)
    assert contradiction.key == "mm" and "Tensor[" in contradiction.call
    only = [operators["mm"]]
    with pytest.raises(Exception, match=r"mm: expected \(n,k\),\(k,m\)->\(m,n\), found sizes"):
        probe(only, "test", processes=1)


def test_a_call_of_no_tensors_is_asked_where_any_number_may_be_given(operators: dict[str, Operator]) -> None:
    """`block_diag()` is a Float tensor whatever the instance."""
    found = facts(operators, "block_diag", "torch.block_diag")
    assert found.results[""]["double"] == (ANY,) and found.results[""]["float"] == (OWN,)


def test_what_aten_raises_is_no_answer_where_no_tensor_comes_out(operators: dict[str, Operator]) -> None:
    asked = subject(operators, "Tensor.retain_grad", "retain_grad")
    assert asked.ask({"self": Spec((2,))}, "Double", 0) is None


def test_one_operator_is_asked_again_and_the_rest_stays(tmp_path: Path) -> None:
    known = load(FACTS)
    again = tmp_path / "facts.json"
    again.write_text(book.text(["mm"], FactBook(known.torch, {**known.facts, "mm": known.facts["bmm"]})))
    assert load(again).facts == known.facts
    with pytest.raises(CodegenError, match="the name of an operator that is bound"):
        book.text(["mmm"], known)
    with pytest.raises(CodegenError, match="facts of the installed torch"):
        book.text(["mm"], FactBook("1.2.3", known.facts))
