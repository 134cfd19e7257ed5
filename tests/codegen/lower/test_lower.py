"""How operators and facts become overloads: which values parameters take, which dtypes share, what stands first."""

import itertools
from dataclasses import replace

import pytest

from codegen.lower import sizes
from codegen.lower.cases import ELEMENTS, cases_across, cases_at, facts_of, unprobed, words
from codegen.lower.closing import closing
from codegen.lower.definition import Definition, Slot, arrange
from codegen.lower.indexing import indices
from codegen.lower.module import module
from codegen.lower.overloads import Case, Writer
from codegen.lower.typing_of import ANY_SHAPE, Inexpressible, Spelling, bound, dims, returned, wide
from codegen.lower.unranked import unranked
from codegen.model import Base, BaseType, Default, ListType, OptionalType, Type
from codegen.parse.schema import parse_schema
from codegen.rules.facts import ANY, FactBook, Facts, RuleFact
from codegen.rules.language import Items, Shape, Symbol, Value, parse_rule
from codegen.select.signature import Param, ParamKind, Signature, param_of
from hasktorch_py.aten.dtypes import CLASSES, INSTANCES

DOUBLE = Spelling("Tensor[{dims}]", "_Tensor[{tag}, {dims}]", "Double", "Tensor")
TENSOR, INT = BaseType(Base.TENSOR), BaseType(Base.INT)
OWN = Case("", ("",))


def signature(schema: str, key: str = "f") -> Signature:
    parsed = parse_schema(f"aten::f{schema}")
    params = tuple(param_of(argument, method=False) for argument in parsed.arguments)
    return Signature(key, params, parsed.returns, False, schema)


def facts(rules: list[list[str]], roles: tuple[str, ...] = ("",), open_: bool = False) -> Facts:
    found = tuple(RuleFact(parse_rule(text), tuple(pinned)) for text, *pinned in rules)
    return Facts("f", roles, {"": {"double": ("",)}}, (), found, open_)


def texts(definitions: list[Definition]) -> list[str]:
    return [f"({each.parameters(False)}) -> {each.result}" for each in definitions]


def rules(*written: str) -> list[RuleFact]:
    return [RuleFact(parse_rule(text)) for text in written]


# Types


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (Shape(()), "*tuple[()]"),
        (Shape((2, "n"), None), "Literal[2], {n}"),
        (Shape((), "s"), "*{*s}"),
        (Shape(("a",), "s", ("?", 1)), "{a}, *{*s}, Any, Literal[1]"),
        (ANY_SHAPE, "*tuple[Any, ...]"),
    ],
)
def test_rank_0_and_unknown_rank_are_spelled_out(shape: Shape, text: str) -> None:
    assert dims(shape) == text


def test_a_tensor_is_spelled_by_its_own_or_another_dtype() -> None:
    vector = Shape(("n",))
    assert DOUBLE.tensor(vector, "") == DOUBLE.tensor(vector, "Double") == "Tensor[{n}]"
    assert DOUBLE.tensor(vector, "Long") == "_Tensor[Long, {n}]"
    assert DOUBLE.tensor(vector, ANY) == "_Tensor[Any, {n}]"
    assert DOUBLE.tensor(Shape(("n",), dtype="Bool"), "") == "_Tensor[Bool, {n}]"
    assert DOUBLE.tensor(ANY_SHAPE, "") == "Tensor"


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        (None, OptionalType(INT), "None"),
        (True, BaseType(Base.BOOL), "Literal[True]"),
        ("none", BaseType(Base.STR), "Literal['none']"),
        (-1, INT, "Literal[-1]"),
        (-1, OptionalType(ListType(INT, 1)), "Literal[-1] | tuple[Literal[-1]]"),
        (2, ListType(INT, 2), "Literal[2]"),
        (Symbol("int"), INT, "_int"),
        (Symbol("k"), INT, "{=k}"),
        (Items((0, Symbol("a"))), ListType(INT, 1), "tuple[Literal[0], {=a}]"),
        (Items(()), ListType(INT), "tuple[()]"),
    ],
)
def test_a_value_of_a_rule_is_a_literal(value: Value, type_: Type, text: str) -> None:
    assert bound(value, type_) == text


def test_no_literal_tells_one_float_from_others() -> None:
    with pytest.raises(Inexpressible):
        bound(2.0, BaseType(Base.FLOAT))


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (ListType(INT, 2), "_int | Sequence[_int]"),
        (OptionalType(ListType(INT)), "Sequence[_int] | None"),
        (ListType(BaseType(Base.BOOL), 3), "Sequence[_bool]"),
        (ListType(OptionalType(TENSOR)), "Sequence[T | None]"),
        (OptionalType(BaseType(Base.SCALAR)), "_float | None"),
        (BaseType(Base.STORAGE), "Any"),
    ],
)
def test_types_of_aten(type_: Type, text: str) -> None:
    assert wide(type_, lambda: "T", "_float") == text


def test_every_base_type_has_an_annotation_for_parameters_and_results() -> None:
    for base in Base:
        assert wide(BaseType(base), lambda: "T", "_float")
        assert returned(BaseType(base), "_float")


# Parameters


def test_variables_that_occur_once_say_nothing() -> None:
    slots = (
        Slot("x", "Tensor[{a}, {n}, *{*s}]", False, ParamKind.STANDARD),
        Slot("n", "{=n}", False, ParamKind.STANDARD),
        Slot("k", "{=k}", False, ParamKind.STANDARD),
    )
    finished = Definition(slots, "Tensor[{n}]").finish()
    assert texts([finished]) == ["(x: Tensor[Any, _NDim, *tuple[Any, ...]], n: _NDim, k: _int) -> Tensor[_NDim]"]


def test_what_follows_a_gap_is_given_by_keyword() -> None:
    x = Slot("x", "Tensor", False, ParamKind.STANDARD)
    mode = Slot("mode", "_str", False, ParamKind.STANDARD)
    ((_, after),) = arrange([x, None, mode])
    assert after.kind is ParamKind.KEYWORD
    assert arrange([x, None, Slot("y", "Tensor", False, ParamKind.POSITIONAL)]) == []


def test_a_required_parameter_behind_optional_ones_has_two_ways() -> None:
    x = Slot("x", "Tensor", False, ParamKind.STANDARD)
    dim = Slot("dim", "None", True, ParamKind.STANDARD, fixed=True)
    keepdim = Slot("keepdim", "Literal[True]", False, ParamKind.STANDARD)
    ways = texts([Definition(way, "None") for way in arrange([x, dim, keepdim])])
    assert ways == [
        "(x: Tensor, dim: None = ..., *, keepdim: Literal[True]) -> None",
        "(x: Tensor, dim: None, keepdim: Literal[True]) -> None",
    ]
    free = Slot("dim", "_int", True, ParamKind.STANDARD)
    assert len(arrange([x, free, keepdim])) == 1


def test_a_pinned_parameter_keeps_its_default_or_cannot_be_given() -> None:
    written = signature("(Tensor x, float p=2.0, bool keepdim=False, int dim=1) -> Tensor")
    known = facts([["(*s)->()", "p", "keepdim"]])
    (only,) = Writer(written, known, DOUBLE).under(known.rules[0], OWN)
    expected = "(x: Tensor[*tuple[Any, ...]], *, keepdim: Literal[False] = ..., dim: _int = ...) -> Tensor[*tuple[()]]"
    assert texts([only]) == [expected]


@pytest.mark.parametrize(
    ("loose", "beyond"),
    [
        ("(n,*s)->(*?)", "x: Tensor[Any, *tuple[Any, ...]]"),
        (None, "x: Tensor"),
    ],
)
def test_other_shapes_are_taken_where_a_pinned_parameter_is_given(loose: str | None, beyond: str) -> None:
    written = signature("(Tensor x, *, int groups=1, bool flip=False) -> Tensor")
    known = replace(
        facts([["(n)->(n)", "groups"]], open_=loose is None),
        given=("groups",),
        loose=tuple(rules(loose) if loose else ()),
    )
    narrow, rest = Writer(written, known, DOUBLE).every(OWN)
    assert texts(narrow) == ["(x: Tensor[_N], *, groups: Literal[1] = ..., flip: _bool = ...) -> Tensor[_N]"]
    same, other = texts(rest)
    assert same == "(x: Tensor[Any], *, groups: _int = ..., flip: _bool = ...) -> Tensor"
    assert other == f"({beyond}, *, groups: _int, flip: _bool = ...) -> Tensor"


def test_a_rule_that_no_annotation_can_express_leaves_the_wide_overload() -> None:
    written = signature("(Tensor x, float p) -> Tensor")
    known = facts([["[p=2.0] (*s)->(*s)"]])
    narrow, rest = Writer(written, known, DOUBLE).every(OWN)
    assert (narrow, texts(rest)) == ([], ["(x: Tensor, p: _float) -> Tensor"])


def test_separate_arguments_do_as_well_as_a_tuple() -> None:
    size = Param("size", ListType(INT), True, None, ParamKind.STANDARD, spread=True)
    written = Signature("f", (size,), signature("() -> Tensor").returns, False, "")
    known = facts([["[size=<a,b>] ->(a,b)"]], roles=())
    narrow, rest = Writer(written, known, DOUBLE).every(OWN)
    assert texts(narrow) == [
        "(size: tuple[_ADim, _BDim]) -> Tensor[_ADim, _BDim]",
        "(size0: _ADim, size1: _BDim, /) -> Tensor[_ADim, _BDim]",
    ]
    assert texts(rest) == [
        "(size: Sequence[_int]) -> Tensor",
        "(*size: _int) -> Tensor",
    ]


def test_a_flag_that_chooses_the_overload_has_one_value() -> None:
    flag = Param("both", BaseType(Base.BOOL), True, None, ParamKind.KEYWORD, only=Default(True))
    written = Signature("f", (flag,), (), False, "")
    assert texts(Writer(written, facts([], roles=()), DOUBLE).fallback(Case("", ()))) == [
        "(*, both: Literal[True]) -> None"
    ]


# Cases


def test_kinds_of_scalars_that_give_the_same_are_one() -> None:
    results = {
        "bool": {"double": ("",), "bool": ("",)},
        "int": {"double": ("",), "bool": ("Long",)},
        "float": {"double": ("",), "bool": ("Float",)},
        "complex": {"double": ("ComplexDouble",)},
    }
    known = Facts("f", (), results, (), (), False)
    assert cases_at(known, "double") == [Case("_float", ("",)), Case("_number", ("ComplexDouble",))]
    assert [case.scalar for case in cases_at(known, "bool")] == ["_bool", "_int", "_float"]
    assert cases_at(known, "long") == []


def test_a_kind_that_aten_rejects_is_not_accepted_with_a_wider_one() -> None:
    known = Facts("f", (), {"bool": {"double": ("",)}, "float": {"double": ("",)}}, (), (), False)
    assert [case.scalar for case in cases_at(known, "double")] == ["_bool", "_float"]


def test_instances_that_behave_alike_share_a_case_and_own_results_stand_first() -> None:
    table = {"int": ("Long",), "long": ("",), "double": ("",), "bool": ("Long",)}
    found = cases_across(signature("(Tensor x) -> Tensor"), Facts("f", ("",), {"": table}, (), (), False))
    assert found == [(OWN, ("double",)), (Case("", ("Long",)), ("int", "long", "bool"))]


def test_bool_is_like_all_others_where_these_give_bool() -> None:
    table = {"double": ("Bool",), "bool": ("",)}
    found = cases_across(signature("(Tensor x) -> Tensor"), Facts("f", ("",), {"": table}, (), (), False))
    assert found == [(Case("", ("Bool",)), ("double", "bool"))]


def test_groups_are_named_by_the_fewest_words() -> None:
    groups = list(itertools.combinations(INSTANCES, 7))
    assert len({tuple(words(group)) for group in groups}) == len(groups), "two groups of one name"
    assert list(words(INSTANCES)) == ["Integral", "Floating", "Bool", "Complex"]
    assert list(words(("long", "half", "double"))) == ["Long", "Half", "Double"]


def test_what_got_no_answer_is_as_unknown_as_what_was_never_asked() -> None:
    written = signature("(Tensor x, Tensor[] y) -> (Tensor, int)")
    silent = Facts("f", ("", ""), {}, (), (), False)
    assert facts_of(written, FactBook("", {"f": silent})) == facts_of(written, FactBook("", {})) == unprobed(written)
    assert unprobed(written).instances == set(INSTANCES)
    assert unprobed(written).roles == (ANY, ANY)
    assert unprobed(written).results[""]["double"] == (ANY,)


def test_of_an_overload_that_is_called_otherwise_than_the_one_that_answered_nothing_is_known() -> None:
    asked, other = signature("(Tensor x, int n=0) -> Tensor"), signature("(Tensor x, int n=1) -> Tensor")
    known = replace(facts([["(*s)->(*s)"]]), asked=asked.schema)
    book = FactBook("", {"f": known})
    assert facts_of(asked, book) is known
    assert facts_of(other, book) == unprobed(other)


def test_an_element_of_every_class_of_dtypes_is_a_number_of_python() -> None:
    assert ELEMENTS.keys() == set(CLASSES)


# What stands before and behind the rules


def test_an_unknown_rank_stands_first_where_it_would_decide() -> None:
    found = [str(fact.rule) for fact in unranked(rules("(n)->(n)", "(n,m)->(m,n)"))]
    assert found == ["(*!)->(*?)"]
    assert unranked(rules("(n,m)->(m,n)")) == []
    assert unranked(rules("[dim=0] (n,*s)->(*s)", "[dim=-1] (*s,n)->(*s)")) == []
    assert unranked(rules("(n,k),(k)->()", "(k),(k)->()")) == [], "the result is the same"


def test_an_unknown_size_beside_a_one_is_not_a_one() -> None:
    found = [str(fact.rule) for fact in unranked(rules("(*s),(*s)->(*s)", "(*s,n),(*s,1)->(*s,n)"))]
    assert found == ["(*!),(*?)->(*?)", "(*?),(*!)->(*?)", "(*?,-1),(*?,1)->(*?)"]


def test_values_that_no_literal_tells_keep_the_shapes_that_the_rules_ask_of_tensors() -> None:
    known = facts([["[reduction='none'] (*s),(*s)->(*s)"], ["[reduction='mean'] (*s),(*s)->()"]], roles=("", ""))
    assert [str(fact.rule) for fact in closing(known.rules)] == ["(*s),(*s)->(*?)"]
    assert closing(facts([["(n,k),(k,m)->(n,m)"]]).rules) == (), "it names no values"
    assert closing(facts([["[bias=(o)?] (*s,i),(o,i)->(*s,o)"]]).rules) == (), "a tensor is no value"
    assert closing(facts([["[k=int] (*s)->(*s)"], ["[k=k] (*s)->(k,*s)"]]).rules) == (), "any int is taken already"


def test_open_operators_have_a_last_overload_for_every_call() -> None:
    written = signature("(Tensor x) -> Tensor")
    _, rest = Writer(written, facts([["(n)->(n)"]], open_=True), DOUBLE).every(OWN)
    assert texts(rest) == ["(x: Tensor) -> Tensor"]


# Modules


def test_an_instance_has_what_aten_implements_for_it() -> None:
    assert module([], FactBook("", {}), "double", "").functions == ()


def test_sizes_are_few_enough_for_pyright_and_all_small_ones_are_there() -> None:
    assert len(sizes.SIZES) == len(set(sizes.SIZES)) <= 256
    assert set(range(129)) <= set(sizes.SIZES)
    assert all(len(line) < 120 for line in sizes.text().splitlines())


def test_indices_differ() -> None:
    found = [index.items for index in indices()]
    assert len(found) == len(set(found))
