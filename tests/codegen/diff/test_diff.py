"""What changed between two declarations, and what that means: a case for every rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codegen.diff.aspects import Aspect, Meaning
from codegen.diff.compare import Change, Diff, Event, compare
from codegen.diff.overload import details_of
from codegen.errors import Location
from codegen.model import Declaration
from codegen.parse.schema import parse_schema
from codegen.select import Reason


def declared(text: str, **differences: object) -> Declaration:
    """The declaration of a function with a schema; `f(Tensor self) -> Tensor` is `aten::f(Tensor self) -> Tensor`."""
    schema = parse_schema(f"aten::{text}")
    declaration = Declaration(
        name=schema.name,
        overload=schema.overload,
        arguments=schema.arguments,
        returns=schema.returns,
        python_module="",
        is_method=False,
        is_function=True,
        inplace=schema.name.endswith("_"),
        deprecated=False,
        location=Location("D.yaml", 1),
    )
    return replace(declaration, **differences)  # type: ignore[arg-type]  # the fields differ in type


def diff(old: list[str], new: list[str]) -> Diff:
    return compare([declared(text) for text in old], [declared(text) for text in new])


def only(found: Diff) -> Change:
    (change,) = found.changes
    return change


OPTIONS = "ScalarType? dtype={}, Layout? layout=None, Device? device=None, bool? pin_memory=None"
CASES = [
    ("f(Tensor self) -> Tensor", "f(Tensor self, int dim=0) -> Tensor", {Aspect.ARGUMENT_APPENDED}),
    ("f(Tensor self, int a) -> Tensor", "f(Tensor self, int a, *, int b=0) -> Tensor", {Aspect.ARGUMENT_APPENDED}),
    ("f(Tensor self, *, int b) -> Tensor", "f(Tensor self, int a=0, *, int b) -> Tensor", {Aspect.ARGUMENT_APPENDED}),
    ("f(Tensor self, int b=0) -> Tensor", "f(Tensor self, int a=0, int b=0) -> Tensor", {Aspect.ARGUMENT_INSERTED}),
    ("f(Tensor self) -> Tensor", "f(Tensor self, int dim) -> Tensor", {Aspect.ARGUMENT_REQUIRED}),
    ("f(Tensor self) -> Tensor", "f(Tensor self, *, int dim) -> Tensor", {Aspect.ARGUMENT_REQUIRED}),
    ("f(Tensor self, int dim=0) -> Tensor", "f(Tensor self) -> Tensor", {Aspect.ARGUMENT_REMOVED}),
    ("f(Tensor self, int a) -> Tensor", "f(Tensor self, int b) -> Tensor", {Aspect.ARGUMENT_RENAMED}),
    (
        "f(Tensor self, int a) -> Tensor",
        "f(Tensor self, Tensor b) -> Tensor",
        {Aspect.ARGUMENT_REMOVED, Aspect.ARGUMENT_REQUIRED},
    ),
    ("f(Tensor self, Tensor b) -> Tensor", "f(Tensor input, Tensor b) -> Tensor", {Aspect.ARGUMENT_RESPELLED}),
    ("f(Tensor a, Tensor b) -> Tensor", "f(Tensor b, Tensor a) -> Tensor", {Aspect.ARGUMENT_REORDERED}),
    ("f(Tensor self, *, int a, int b) -> Tensor", "f(Tensor self, *, int b, int a) -> Tensor", {Aspect.NOTATION}),
    ("f(Tensor self, int a) -> Tensor", "f(Tensor self, *, int a) -> Tensor", {Aspect.KEYWORD_ONLY}),
    ("f(Tensor self, *, int a) -> Tensor", "f(Tensor self, int a) -> Tensor", {Aspect.POSITIONAL}),
    ("f(int[2] a) -> Tensor", "f(SymInt[2] a) -> Tensor", {Aspect.TYPE_RESPELLED}),
    ("f(int a) -> Tensor", "f(int? a) -> Tensor", {Aspect.TYPE_WIDENED}),
    ("f(int a) -> Tensor", "f(int[1] a) -> Tensor", {Aspect.TYPE_WIDENED}),
    ("f(int[] a) -> Tensor", "f(SymInt[2]? a) -> Tensor", {Aspect.TYPE_WIDENED}),
    ("f(float a) -> Tensor", "f(Scalar a) -> Tensor", {Aspect.TYPE_WIDENED}),
    ("f(Tensor? a) -> Tensor", "f(Tensor a) -> Tensor", {Aspect.TYPE_NARROWED}),
    ("f(int[2] a) -> Tensor", "f(int[] a) -> Tensor", {Aspect.TYPE_NARROWED}),
    ("f(bool a) -> Tensor", "f(int a) -> Tensor", {Aspect.TYPE_NARROWED}),
    ("f(Tensor a) -> Tensor", "f(Scalar a) -> Tensor", {Aspect.TYPE_NARROWED}),
    ("f(int a) -> Tensor", "f(int a=0) -> Tensor", {Aspect.DEFAULT_ADDED}),
    ("f(int a=0) -> Tensor", "f(int a) -> Tensor", {Aspect.DEFAULT_REMOVED}),
    ("f(int a=0) -> Tensor", "f(int a=1) -> Tensor", {Aspect.DEFAULT_CHANGED}),
    ("f(Scalar a=1) -> Tensor", "f(Scalar a=True) -> Tensor", {Aspect.DEFAULT_CHANGED}),
    ("f(Scalar a=1) -> Tensor", "f(Scalar a=1.0) -> Tensor", {Aspect.NOTATION}),
    (
        f"f(int n, *, {OPTIONS.format('None')}) -> Tensor",
        f"f(int n, *, {OPTIONS.format('long')}) -> Tensor",
        {Aspect.OPTION_DEFAULT},
    ),
    (
        "f(int n, *, TensorOptions options) -> Tensor",
        f"f(int n, *, {OPTIONS.format('None')}) -> Tensor",
        {Aspect.OPTIONS_SCATTERED},
    ),
    ("f(Tensor self) -> Tensor", "f(Tensor self) -> (Tensor, Tensor)", {Aspect.RESULT_COUNT}),
    (
        "f.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)",
        "f.out(Tensor self, *, Tensor(a!) out, Tensor(b!) out2) -> (Tensor(a!), Tensor(b!))",
        {Aspect.RESULT_COUNT},
    ),
    (
        "f.out(Tensor self, *, Tensor(a!) result) -> Tensor(a!)",
        "f.out(Tensor self, *, Tensor(a!) out) -> Tensor(a!)",
        {Aspect.ARGUMENT_RESPELLED},
    ),
    ("f_(Tensor(a!) self) -> ()", "f_(Tensor(a!) self) -> Tensor(a!)", {Aspect.RESULT_GIVEN}),
    ("f(Tensor self) -> Tensor", "f(Tensor self) -> int", {Aspect.RESULT_TYPE}),
    ("f(Tensor self) -> int", "f(Tensor self) -> SymInt", {Aspect.TYPE_RESPELLED}),
    ("f(Tensor self) -> (Tensor, Tensor)", "f(Tensor self) -> (Tensor a, Tensor b)", {Aspect.RESULT_NAMED}),
    ("f(Tensor self) -> (Tensor a, Tensor b)", "f(Tensor self) -> (Tensor a, Tensor c)", {Aspect.RESULT_RENAMED}),
    ("f(Tensor self) -> Tensor a", "f(Tensor self) -> Tensor b", {Aspect.RESULT_RESPELLED}),
    ("f(Tensor self) -> Tensor", "f(Tensor(a) self) -> Tensor(a)", {Aspect.ALIASING}),
    ("f.a(Tensor self) -> Tensor", "f.b(Tensor self) -> Tensor", {Aspect.LABEL}),
    ("f(Tensor self) -> Tensor", "g(Tensor self) -> Tensor", {Aspect.OPERATOR_RENAMED}),
]


@pytest.mark.parametrize(("old", "new", "aspects"), CASES)
def test_a_change_of_a_schema(old: str, new: str, aspects: set[Aspect]) -> None:
    assert {detail.aspect for detail in details_of(declared(old), declared(new))} == aspects
    assert details_of(declared(old), declared(old)) == ()


PLACES: list[tuple[dict[str, object], Aspect]] = [
    ({"is_method": True}, Aspect.METHOD_GAINED),
    ({"is_function": False}, Aspect.FUNCTION_LOST),
    ({"python_module": "nn"}, Aspect.NAMESPACE),
    ({"deprecated": True}, Aspect.DEPRECATED),
]
BACK = {Aspect.METHOD_GAINED: Aspect.METHOD_LOST, Aspect.FUNCTION_LOST: Aspect.FUNCTION_GAINED}


@pytest.mark.parametrize(("differences", "aspect"), PLACES)
def test_a_change_of_place(differences: dict[str, object], aspect: Aspect) -> None:
    old, new = declared("f(Tensor self) -> Tensor"), declared("f(Tensor self) -> Tensor", **differences)
    assert [detail.aspect for detail in details_of(old, new)] == [aspect]
    back = BACK.get(aspect, Aspect.UNDEPRECATED if aspect is Aspect.DEPRECATED else aspect)
    assert [detail.aspect for detail in details_of(new, old)] == [back]


def test_what_is_appended_is_additive_and_what_is_inserted_breaks() -> None:
    found = diff(["f(Tensor self, int b=0) -> Tensor"], ["f(Tensor self, int b=0, int c=0) -> Tensor"])
    assert (only(found).event, only(found).meaning) == (Event.CHANGED, Meaning.ADDITIVE)
    found = diff(["f(Tensor self, int b=0) -> Tensor"], ["f(Tensor self, int a=0, int b=0, int c=0) -> Tensor"])
    assert only(found).meaning is Meaning.BREAKING, "the worst detail decides"


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        ("_f(Tensor self) -> Tensor", Reason.PRIVATE),
        ("f_backward(Tensor self) -> Tensor", Reason.BACKWARD),
        ("cudnn_f(Tensor self) -> Tensor", Reason.BACKEND),
        ("f.names(Tensor self, Dimname dim) -> Tensor", Reason.DIMNAME),
    ],
)
def test_what_was_never_public_is_neutral(schema: str, reason: Reason) -> None:
    for change in (only(diff([schema], [])), only(diff([], [schema]))):
        assert (change.meaning, change.hidden) == (Meaning.NEUTRAL, reason)


def test_an_operator_that_came_or_went() -> None:
    schema = "f(Tensor self) -> Tensor"
    gone, new = only(diff([schema], [])), only(diff([], [schema]))
    assert (gone.event, gone.meaning) == (Event.OPERATOR_REMOVED, Meaning.BREAKING)
    assert (new.event, new.meaning) == (Event.OPERATOR_ADDED, Meaning.ADDITIVE)


def test_an_overload_that_went_is_neutral_where_another_takes_its_calls() -> None:
    wide = "f.wide(Tensor self, Scalar value, int dim=0) -> Tensor"
    found = only(diff(["f.narrow(Tensor self, float value) -> Tensor", wide], [wide]))
    assert (found.event, found.meaning) == (Event.OVERLOAD_REMOVED, Meaning.NEUTRAL)
    assert found.details[0].text == "by f.wide"
    found = only(diff(["f.narrow(Tensor self, Tensor value) -> Tensor", wide], [wide]))
    assert (found.event, found.meaning) == (Event.OVERLOAD_REMOVED, Meaning.BREAKING)


def test_an_overload_with_another_label_that_takes_all_calls_is_the_same_one() -> None:
    found = only(diff(["f(Tensor self, int dim) -> Tensor"], ["f.dim(Tensor self, int[1]? dim, int k=0) -> Tensor"]))
    assert (found.event, found.meaning) == (Event.CHANGED, Meaning.ADDITIVE)
    assert {detail.aspect for detail in found.details} == {
        Aspect.LABEL,
        Aspect.TYPE_WIDENED,
        Aspect.ARGUMENT_APPENDED,
    }


SHORT = "(Tensor self) -> Tensor"
LONG = "(Tensor self, Tensor weight, int[2] kernel, Tensor? bias=None, int[2] stride=1) -> Tensor"


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("s_copy" + SHORT, "copy" + SHORT, True),
        ("conv" + SHORT, "slow_conv" + SHORT, True),
        ("sigmoid" + SHORT, "hardsigmoid" + SHORT, False),
        ("upsample_linear" + SHORT, "upsample_cubic" + SHORT, False),
        ("thnn_conv" + LONG, "slow_conv" + LONG, True),
        ("thnn_conv" + LONG, "slow_pool" + LONG, False),
        ("s_copy" + SHORT, "copy" + LONG, False),
    ],
)
def test_a_rename_is_recognised_by_the_signature_and_words_of_the_name(old: str, new: str, same: bool) -> None:
    found = diff([old], [new])
    events = {change.event for change in found.changes}
    assert events == ({Event.OPERATOR_RENAMED} if same else {Event.OPERATOR_REMOVED, Event.OPERATOR_ADDED})
    assert {change.meaning for change in found.changes} >= {Meaning.BREAKING}


def test_of_several_candidates_the_most_alike_name_is_the_new_one() -> None:
    found = diff(["mul_list" + SHORT], ["foreach_mul_list_out" + SHORT, "mul_lists_list" + SHORT])
    renamed = next(change for change in found.changes if change.event is Event.OPERATOR_RENAMED)
    assert renamed.new is not None and renamed.new.name == "mul_lists_list"


def test_an_operator_that_is_still_there_was_not_renamed() -> None:
    assert only(diff(["copy" + SHORT], ["copy" + SHORT, "s_copy" + SHORT])).event is Event.OPERATOR_ADDED


def test_a_rename_into_the_public_surface_is_additive_and_out_of_it_breaks() -> None:
    assert only(diff(["_copy" + SHORT], ["copy" + SHORT])).meaning is Meaning.ADDITIVE
    assert only(diff(["copy" + SHORT], ["_copy" + SHORT])).meaning is Meaning.BREAKING
    assert only(diff(["_copy" + SHORT], ["_s_copy" + SHORT])).meaning is Meaning.NEUTRAL


def test_overloads_without_names_are_told_apart_by_their_arguments() -> None:
    old = [f"add(Tensor self, {kind} other) -> Tensor" for kind in ("Tensor", "Scalar")]
    new = ["add.Scalar(Tensor self, Scalar other) -> Tensor", "add.Tensor(Tensor self, Tensor other) -> Tensor"]
    found = diff(old, new)
    assert [(c.event, c.new and c.new.key, c.meaning) for c in found.changes] == [
        (Event.CHANGED, "add.Scalar", Meaning.NEUTRAL),
        (Event.CHANGED, "add.Tensor", Meaning.NEUTRAL),
    ]


def test_every_rule_about_declarations_has_a_case() -> None:
    whole = {Aspect.OVERLOAD_ADDED, Aspect.OVERLOAD_REMOVED, Aspect.OVERLOAD_REPLACED}
    here = whole.union(*(aspects for _, _, aspects in CASES), (aspect for _, aspect in PLACES), BACK.values())
    first_of_facts = list(Aspect).index(Aspect.DTYPE_GAINED)
    assert set(list(Aspect)[:first_of_facts]) - here - {Aspect.UNDEPRECATED} == set()
