"""The IR prints in ATen's notation, is frozen, and the schema parser is the printer's inverse."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codegen.errors import CodegenError, Invalid, Location, Problem, quoted
from codegen.model import (
    Annotation,
    Argument,
    Base,
    BaseType,
    Declaration,
    Default,
    DefaultValue,
    EnumDefault,
    ListType,
    OptionalType,
    Return,
    Type,
)
from codegen.parse.cpp import cpp_default, cpp_type
from codegen.parse.schema import (
    ENUMERATORS,
    fits,
    parse_argument,
    parse_default,
    parse_return,
    parse_schema,
    parse_type,
)

TENSOR = BaseType(Base.TENSOR)
INT = BaseType(Base.INT)


@pytest.mark.parametrize(
    ("type_", "spelling"),
    [
        (TENSOR, "Tensor"),
        (OptionalType(ListType(INT, 1)), "int[1]?"),
        (ListType(OptionalType(TENSOR)), "Tensor?[]"),
        (BaseType(Base.DTYPE), "ScalarType"),
    ],
)
def test_types_print_as_in_a_schema(type_: Type, spelling: str) -> None:
    assert str(type_) == spelling


@pytest.mark.parametrize(
    ("argument", "spelling"),
    [
        (Argument("out", ListType(TENSOR), annotation=Annotation("a!")), "Tensor(a!)[] out"),
        (Argument("x", OptionalType(TENSOR), annotation=Annotation("a!")), "Tensor(a!)? x"),
        (Argument("x", OptionalType(TENSOR), annotation=Annotation("a!", after_type=True)), "Tensor?(a!) x"),
        (Argument("self", TENSOR, annotation=Annotation("a -> *")), "Tensor(a -> *) self"),
        (Argument("dim", ListType(INT, 1), Default((-2, -1))), "int[1] dim=[-2,-1]"),
        (Argument("eps", BaseType(Base.FLOAT), Default(1e-05)), "float eps=1e-05"),
        (Argument("on", BaseType(Base.BOOL), Default(True)), "bool on=True"),
        (Argument("chars", BaseType(Base.STR), Default("\"'\\")), 'str chars="\\"\'\\\\"'),
        (Argument("chars", BaseType(Base.STR), Default("\"'\\", "'")), "str chars='\"\\'\\\\'"),
        (Argument("reduction", INT, Default(EnumDefault("Mean"))), "int reduction=Mean"),
    ],
)
def test_arguments_print_and_parse_back(argument: Argument, spelling: str) -> None:
    assert str(argument) == spelling
    assert parse_argument(spelling, argument.keyword_only) == argument


def test_a_result_that_the_caller_provides_is_out() -> None:
    schema = parse_schema("aten::add.out(Tensor self, Tensor other, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)")
    assert [(a.name, a.keyword_only, a.out) for a in schema.arguments] == [
        ("self", False, False),
        ("other", False, False),
        ("alpha", True, False),
        ("out", True, True),
    ]
    assert not parse_argument("Tensor(a!) self", False).out
    assert parse_argument("Tensor(a!) self", False).annotation == Annotation("a!")
    assert Annotation("a!").is_write
    assert not Annotation("a").is_write


def test_a_declaration_knows_its_key_and_schema() -> None:
    declaration = Declaration(
        "add", "out", (Argument("out", TENSOR, None, True, Annotation("a!"), True),),
        (Return(None, TENSOR, Annotation("a!")),), "", False, True, False, False, Location("f", 1),
    )  # fmt: skip
    assert declaration.key == "add.out"
    assert declaration.is_out
    assert str(declaration) == declaration.schema == "aten::add.out(*, Tensor(a!) out) -> Tensor(a!)"
    plain = dataclasses.replace(declaration, name="mm", overload="", arguments=(), returns=())
    assert plain.key == "mm"
    assert not plain.is_out
    assert str(plain) == "aten::mm() -> ()"
    with pytest.raises(dataclasses.FrozenInstanceError):
        plain.name = "other"  # type: ignore[misc]  # that it is an error is what is tested


@st.composite
def types(draw: st.DrawFn) -> Type:
    """A base type in up to three optionals and lists, as deep as ATen nests."""
    type_: Type = BaseType(draw(st.sampled_from([base for base in Base if base is not Base.POINTER])))
    for wrap in draw(st.lists(st.sampled_from(("?", "[]", "[2]")), max_size=3)):
        type_ = OptionalType(type_) if wrap == "?" else ListType(type_, 2 if wrap == "[2]" else None)
    return type_


VALUES: dict[Base, st.SearchStrategy[DefaultValue]] = {
    Base.INT: st.integers(-(2**63), 2**63 - 1),
    Base.FLOAT: st.floats(allow_nan=False, allow_infinity=False),
    Base.BOOL: st.booleans(),
    Base.STR: st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=8),
    Base.DTYPE: st.sampled_from([EnumDefault(name) for name in sorted(ENUMERATORS[Base.DTYPE])]),
}


@st.composite
def defaults(draw: st.DrawFn) -> tuple[Type, Default]:
    base = draw(st.sampled_from(list(VALUES)))
    value = draw(VALUES[base])
    type_: Type = BaseType(base)
    if base in (Base.INT, Base.BOOL) and draw(st.booleans()):
        type_, value = ListType(type_), tuple(draw(st.lists(VALUES[base], max_size=3)))
    if draw(st.booleans()):
        type_ = OptionalType(type_)
        value = draw(st.sampled_from((value, None)))
    return type_, Default(value, draw(st.sampled_from("\"'")) if isinstance(value, str) else '"')


@given(defaults())
def test_every_default_prints_and_parses_back(sample: tuple[Type, Default]) -> None:
    type_, default = sample
    assert fits(default.value, type_)
    assert parse_default(str(default), type_) == default


@given(types())
def test_every_type_prints_and_parses_back(type_: Type) -> None:
    result = Return("x", type_)
    assert parse_return(str(result)) == result


@pytest.mark.parametrize(
    ("default", "type_"),
    [
        ("__import__('os')", INT),
        ("__import__('os')", BaseType(Base.STR)),
        ("os.system", BaseType(Base.DTYPE)),
        ("Mean", BaseType(Base.DTYPE)),
        ("long", INT),
        ("1.5", INT),
        ("0x10", INT),
        ("01", INT),
        ("9223372036854775808", INT),
        ("1", BaseType(Base.BOOL)),
        ("None", INT),
        ("True", INT),
        ("1e999", BaseType(Base.FLOAT)),
        ("1.50", BaseType(Base.FLOAT)),
        ("[1", ListType(INT)),
        ("[1, 2]", ListType(INT)),
        ("[[1]]", ListType(INT)),
        ("1", ListType(INT)),
        ("\"a\" + f('x')", BaseType(Base.STR)),
        ('"a" "b"', BaseType(Base.STR)),
        ("'a", BaseType(Base.STR)),
        ("lambda: 0", BaseType(Base.SCALAR)),
    ],
)
def test_a_default_of_another_form_is_invalid(default: str, type_: Type) -> None:
    with pytest.raises(Invalid):
        parse_default(default, type_)


@pytest.mark.parametrize(
    "schema",
    [
        "",
        "mm(Tensor self) -> Tensor",
        "aten::mm(Tensor self)",
        "aten::mm(Tensor self) -> ",
        "aten::2mm(Tensor self) -> Tensor",
        "aten::mm(Tensor) -> Tensor",
        "aten::mm(Quux self) -> Tensor",
        "aten::mm(Tensor self) -> Quux",
        "aten::mm(Tensor self,Tensor other) -> Tensor",
        "aten::mm(*, *, Tensor self) -> Tensor",
        "aten::mm(Tensor(a!!) self) -> Tensor",
        "aten::mm(Tensor(a)?(b) self) -> Tensor",
        "aten::mm(Tensor self=0) -> Tensor",
        "aten::mm(Tensor[999] self) -> Tensor",
        "aten::" + "m" * 5000 + "(Tensor self) -> Tensor",
    ],
)
def test_a_schema_of_another_form_is_invalid(schema: str) -> None:
    with pytest.raises(Invalid):
        parse_schema(schema)


@pytest.mark.parametrize(
    ("spelling", "type_"),
    [
        ("const ::std::optional<at::Tensor> &", OptionalType(TENSOR)),
        ("const c10::List<c10::optional<at::Tensor>> &", ListType(OptionalType(TENSOR))),
        ("const at::ITensorListRef &", ListType(TENSOR)),
        ("at::OptionalIntArrayRef", OptionalType(ListType(INT))),
        ("c10::optional<ArrayRef<double>>", OptionalType(ListType(BaseType(Base.FLOAT)))),
        ("::std::array<bool,3>", ListType(BaseType(Base.BOOL), 3)),
        ("std::vector<Tensor>", ListType(TENSOR)),
        ("Generator *", BaseType(Base.GENERATOR)),
        ("c10::string_view", BaseType(Base.STR)),
        ("SparseTensorRef", BaseType(Base.SPARSE_TENSOR)),
        ("accreal", BaseType(Base.SCALAR)),
        ("::at::Tensor", TENSOR),
        ("::std::string_view", BaseType(Base.STR)),
        ("c10::SymIntArrayRef", ListType(INT)),
        ("void*", BaseType(Base.POINTER)),
    ],
)
def test_cpp_spellings_are_types(spelling: str, type_: Type) -> None:
    assert cpp_type(spelling) == type_


@pytest.mark.parametrize("spelling", ["", "Tensor3", "const", "&", "at::", "std::map<int>", "optional<", "a" * 500])
def test_other_cpp_spellings_are_invalid(spelling: str) -> None:
    with pytest.raises(Invalid):
        cpp_type(spelling)


@pytest.mark.parametrize(
    ("value", "type_", "expected"),
    [
        ("{}", ListType(INT), ()),
        ("{}", TENSOR, None),
        ("{0,1}", ListType(INT), (0, 1)),
        ("{{true, true, true}}", ListType(BaseType(Base.BOOL), 3), (True, True, True)),
        ("nullptr", BaseType(Base.GENERATOR), None),
        ("::std::nullopt", OptionalType(INT), None),
        ("std::nullopt", OptionalType(INT), None),
        ("at::Reduction::Mean", INT, EnumDefault("Mean")),
        ("c10::MemoryFormat::Contiguous", BaseType(Base.MEMORY_FORMAT), EnumDefault("contiguous_format")),
        ("0", ListType(INT), 0),
        (0, ListType(INT), 0),
        (9223372036854775807, INT, 2**63 - 1),
        ('"\\"\'\\\\"', BaseType(Base.STR), "\"'\\"),
    ],
)
def test_cpp_defaults_are_values(value: str | int, type_: Type, expected: DefaultValue) -> None:
    assert cpp_default(value, type_) == Default(expected)


@pytest.mark.parametrize(
    "value", [None, "", "__import__('os')", "{f()}", "{{}", "{1}}", "at::Reduction::Sum", '"a" "b"']
)
def test_other_cpp_defaults_are_invalid(value: str | None) -> None:
    with pytest.raises(Invalid):
        cpp_default(value, ListType(INT))


def test_the_base_types_are_a_closed_set() -> None:
    assert parse_type("Tensor", "?[]") == ListType(OptionalType(TENSOR))
    with pytest.raises(Invalid, match="Quux"):
        parse_type("Quux", "")


def test_an_error_says_where_what_and_how_to_mend_it() -> None:
    problem = Problem(Location("D.yaml", 7), "mm", "a list", "a string", "write a list")
    assert str(problem) == "D.yaml:7: mm: expected a list, found a string; hint: write a list"
    assert str(dataclasses.replace(problem, location=None)).startswith("mm: expected")
    assert str(CodegenError([problem, problem])).count("\n") == 1
    with pytest.raises(ValueError, match="at least one"):
        CodegenError([])
    assert quoted("a\nb") == "'a\\nb'"
    assert len(quoted("a" * 10_000)) == 120
