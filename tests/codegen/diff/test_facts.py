"""What changed in ATen's answers, and what that means: a case for every rule, and files that hold no answers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from codegen.diff.aspects import Aspect, Meaning
from codegen.diff.facts import compare_facts
from codegen.errors import CodegenError
from codegen.rules.facts import FactBook, read

FACTS = {
    "roles": ["own", "Long"],
    "results": {"": {"own": "float double", "Bool": "bool"}},
    "open": False,
    "rules": [["(n)->(n)"], ["(n,m)->(n)", "dim"]],
}


def book(path: Path, **differences: object) -> FactBook:
    """The facts of one operator."""
    entry = {**FACTS, **differences}
    path.write_text(json.dumps({"torch": "9.9.9", "operators": {"f": entry}}))
    return read(path)


CASES: list[tuple[dict[str, object], Aspect, str]] = [
    ({"roles": ["own", "*"]}, Aspect.ROLE_WIDENED, "own, Long → own, any"),
    ({"roles": ["own", "own"]}, Aspect.ROLE, "own, Long → own, own"),
    ({"results": {"": {"own": "float double half", "Bool": "bool"}}}, Aspect.DTYPE_GAINED, "half"),
    ({"results": {"": {"own": "float", "Bool": "bool"}}}, Aspect.DTYPE_LOST, "double"),
    ({"results": {"": {"own": "float double", "Long": "bool"}}}, Aspect.RESULT_DTYPE, "bool: Bool → Long"),
    ({"results": {"": {"*": "float double", "Bool": "bool"}}}, Aspect.RESULT_DTYPE_UNKNOWN, "double float: own → any"),
    ({"results": {**FACTS["results"], "int": {"own": "long"}}}, Aspect.DTYPE_GAINED, "long with a scalar int"),  # type: ignore[dict-item]  # a mapping
    ({"rules": [["(n)->(n)"], ["(n,m)->(n)", "dim"], ["()->()"]]}, Aspect.RULE_GAINED, "()->()"),
    ({"rules": [["(n)->(n)"]]}, Aspect.RULE_REFUSED, "(n,m)->(n)"),
    ({"rules": [["(n)->(n)", "out"], ["(n,m)->(n)", "dim"]]}, Aspect.PINS, "(n)->(n): none → out"),
    ({"retypes": ["dtype"]}, Aspect.RETYPES, "none → dtype"),
    ({"open": True}, Aspect.OPENED, ""),
]
BACK = {
    Aspect.ROLE_WIDENED: Aspect.ROLE,
    Aspect.DTYPE_GAINED: Aspect.DTYPE_LOST,
    Aspect.DTYPE_LOST: Aspect.DTYPE_GAINED,
    Aspect.RESULT_DTYPE_UNKNOWN: Aspect.RESULT_DTYPE_KNOWN,
    Aspect.RULE_GAINED: Aspect.RULE_REFUSED,
    Aspect.RULE_REFUSED: Aspect.RULE_GAINED,
    Aspect.OPENED: Aspect.CLOSED,
}


@pytest.mark.parametrize(("differences", "aspect", "text"), CASES)
def test_a_change_of_facts(differences: dict[str, object], aspect: Aspect, text: str, tmp_path: Path) -> None:
    old, new = book(tmp_path / "old.json"), book(tmp_path / "new.json", **differences)
    (change,) = compare_facts(old, new)
    assert [(detail.aspect, detail.text) for detail in change.details] == [(aspect, text)]
    (back,) = compare_facts(new, old)
    assert [detail.aspect for detail in back.details] == [BACK.get(aspect, aspect)]
    assert compare_facts(new, new) == ()


def test_a_rule_that_went_breaks_nothing_where_other_calls_are_taken(tmp_path: Path) -> None:
    old, new = book(tmp_path / "o", open=True), book(tmp_path / "n", open=True, rules=[["(n)->(n)"]])
    (change,) = compare_facts(old, new)
    assert (change.details[0].aspect, change.meaning) == (Aspect.RULE_LOST, Meaning.NEUTRAL)


def test_what_was_never_asked_before(tmp_path: Path) -> None:
    known, nothing = book(tmp_path / "known"), FactBook("9.9.9", {})
    (new,), (gone,) = compare_facts(nothing, known), compare_facts(known, nothing)
    assert (new.details[0].aspect, new.details[0].text) == (Aspect.PROBED, "3 dtypes, 2 shape rules")
    assert (gone.details[0].aspect, gone.meaning) == (Aspect.UNPROBED, Meaning.NEUTRAL)


def test_every_rule_about_facts_has_a_case() -> None:
    rest = {Aspect.RULE_LOST, Aspect.PROBED, Aspect.UNPROBED}
    here = rest.union((aspect for _, aspect, _ in CASES), BACK.values())
    assert here == set(list(Aspect)[list(Aspect).index(Aspect.DTYPE_GAINED) :])


NO_FACTS = ["", "[]", "{}", "nonsense", '{"torch": "1"}', '{"torch": "1", "operators": []}']
NO_FACTS += [
    json.dumps({"torch": "1", "operators": {"f": entry}})
    for entry in ({}, {**FACTS, "rules": [["("]]}, {**FACTS, "results": 1}, {**FACTS, "results": {"": 1}})
]


@pytest.mark.parametrize("text", NO_FACTS)
def test_a_file_that_holds_no_facts(text: str, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(text)
    expected = r"facts\.json:1: file: expected the facts that `probe` wrote, found .+; hint: name a facts\.json"
    with pytest.raises(CodegenError, match=expected):
        read(tmp_path / "facts.json")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(CodegenError, match=r"found (No such file|Is a directory)"):
            read(path)
    (tmp_path / "bytes").write_bytes(b"\xff")
    with pytest.raises(CodegenError, match="found UnicodeDecodeError"):
        read(tmp_path / "bytes")
