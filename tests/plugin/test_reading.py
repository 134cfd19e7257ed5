"""The rooms that handle mypy's types, without starting mypy."""

from typing import cast

import pytest
from mypy.nodes import ARG_POS, MDEF, Block, ClassDef, SymbolTable, SymbolTableNode, TypeInfo, Var
from mypy.plugin import CheckerPluginInterface
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    LiteralType,
    NoneType,
    TupleType,
    Type,
    TypeOfAny,
    TypeVarId,
    TypeVarType,
    UnionType,
    UnpackType,
)

from hasktorch_py.mypy_plugin import operators, overloads, refusals, sizes, symbolic
from hasktorch_py.mypy_plugin.bound_once import BoundNames
from hasktorch_py.mypy_plugin.dtypes import conflict, takes
from hasktorch_py.mypy_plugin.layers import CoreReader
from hasktorch_py.mypy_plugin.reading import Reader, Unreadable
from hasktorch_py.mypy_plugin.writing import Unwritable, Writer
from hasktorch_py.oracle.answer import SequenceResult, TensorResult, ValueResult
from hasktorch_py.oracle.question import Constant, Layer, Question, Sequence, Size, Some, Tensor
from hasktorch_py.oracle.size_algebra import Symbol, Unknown, operation
from hasktorch_py.oracle.wording import call

_INFOS: dict[str, TypeInfo] = {}
ANY = AnyType(TypeOfAny.special_form)
S, T = Symbol(0), Symbol(1)


def info(fullname: str) -> TypeInfo:
    if fullname not in _INFOS:
        module, _, name = fullname.rpartition(".")
        definition = ClassDef(name, Block([]))
        definition.fullname = fullname
        _INFOS[fullname] = TypeInfo(SymbolTable(), definition, module)
        _INFOS[fullname].mro = [_INFOS[fullname]]
        if name == "Tensor":
            _INFOS[fullname].names["_hasktorch"] = SymbolTableNode(MDEF, Var("_hasktorch"))
    return _INFOS[fullname]


def instance(fullname: str, *args: Type) -> Instance:
    return Instance(info(fullname), list(args))


def literal(n: int) -> LiteralType:
    return LiteralType(n, instance("builtins.int"))


def tensor(tag: str, *dims: Type) -> Instance:
    return instance("hasktorch.tensor.Tensor", instance(f"hasktorch.tensor.{tag}"), *dims)


def variable(name: str, number: int, bound: str = "int") -> TypeVarType:
    id_ = TypeVarId(number)
    return TypeVarType(name, name, id_, [], instance(f"builtins.{bound}"), AnyType(TypeOfAny.from_omitted_generics))


N, M = variable("N", 1), variable("M", 2)


@pytest.fixture
def reader() -> Reader:
    api = cast(CheckerPluginInterface, None)  # types are read without it, expressions are not
    return Reader(api, BoundNames(api), "hasktorch")


def add(a: Type, b: Type) -> Instance:
    return instance("hasktorch_py.dimensions.Add", a, b)


def test_tensors(reader: Reader) -> None:
    assert reader.type(tensor("Double", literal(4), N, M, N)) == Tensor("Double", (4, S, T, S))
    assert reader.type(tensor("Long", ANY, ANY)) == Tensor("Long", (Unknown(0), Unknown(1)))
    rest = UnpackType(instance("builtins.tuple", ANY))
    assert reader.type(tensor("Double", literal(4), rest, N)) == Tensor("Double", (4, S), rest=1)
    assert reader.type(tensor("Double", add(N, literal(1)))) == Tensor("Double", (operation("+", S, 1),))
    assert reader.type(tensor("Double", add(literal(2), literal(1)))) == Tensor("Double", (3,))


def test_values(reader: Reader) -> None:
    assert reader.type(literal(-3)) == Constant(-3)
    assert reader.type(NoneType()) == Constant(None)
    assert reader.type(instance("builtins.float")) == Some("float", 0)
    assert reader.type(instance("builtins.int")) == Some("int", 1)
    assert reader.type(N) == Size(S)
    pair = TupleType([literal(1), literal(2)], instance("builtins.tuple", ANY))
    assert reader.type(pair) == Sequence("tuple", (Constant(1), Constant(2)))


@pytest.mark.parametrize(
    "t",
    [
        instance("builtins.list", instance("builtins.int")),
        instance("hasktorch.tensor.Tensor", ANY, literal(4)),
        tensor("Floating", literal(4)),
        variable("S", 3, "str"),
        ANY,
    ],
)
def test_what_the_types_do_not_tell(reader: Reader, t: Type) -> None:
    with pytest.raises(Unreadable):
        reader.type(t)


def test_results_become_types() -> None:
    writer = Writer(info, {S: N, T: M}, "hasktorch")
    found = writer.type(TensorResult("Double", (4, S, operation("+", T, S), None)))
    assert found == tensor("Double", literal(4), N, add(M, N), ANY)
    unranked = writer.type(TensorResult(None, (), rest=0))
    assert isinstance(unranked, Instance) and isinstance(unranked.args[1], UnpackType)


def test_formulas_have_one_order_whatever_the_names_of_the_call() -> None:
    assert symbolic.canonical(add(N, M), info) == symbolic.canonical(add(M, N), info) == add(M, N)
    assert symbolic.canonical(add(literal(2), literal(3)), info) == literal(5)
    assert isinstance(symbolic.canonical(add(N, ANY), info), AnyType)


def declared(*formals: Type) -> CallableType:
    kinds, names = [ARG_POS] * len(formals), [f"p{i}" for i in range(len(formals))]
    return CallableType(list(formals), kinds, names, ANY, instance("builtins.function"))


def question(*tags: str) -> Question:
    return Question("hasktorch.double.f", tuple(Tensor(tag, (4,)) for tag in tags))


def test_dtypes_that_the_stubs_take() -> None:
    limit = instance("hasktorch.tensor.Floating")
    dt = TypeVarType("DT", "DT", TypeVarId(5), [], limit, AnyType(TypeOfAny.from_omitted_generics))
    same = declared(instance("hasktorch.tensor.Tensor", dt, ANY), instance("hasktorch.tensor.Tensor", dt, ANY))
    assert takes(same, question("Float", "Float"))
    assert not takes(same, question("Float", "Double"))
    indexed = declared(tensor("Double", ANY), tensor("Long", ANY))
    assert takes(indexed, question("Double", "Long"))
    assert not takes(indexed, question("Double", "Int"))
    assert not takes(indexed, question("Double", "Long", "Long"))
    assert "Double and Float" in conflict(question("Double", "Float"), None)
    assert takes(declared(ANY), question("Half"))


def returning(result: Type, *formals: Type) -> CallableType:
    return declared(*formals).copy_modified(ret_type=result)


def test_overloads_that_a_call_may_mean() -> None:
    by_dim = returning(instance("builtins.int"), tensor("Double", ANY), instance("builtins.int"))
    first = returning(N, tensor("Double", ANY), literal(0))
    other = returning(ANY, tensor("Double", ANY), tensor("Double", ANY))
    whole = returning(ANY, tensor("Double", ANY))
    items = [whole, first, by_dim, other]
    x = Tensor("Float", (4,))
    assert overloads.meant(items, Question("f", (x, Constant(5)))) == [by_dim]
    assert overloads.meant(items, Question("f", (x, Constant(0)))) == [first, by_dim]
    assert overloads.meant(items, Question("f", (x, x))) == [other]
    assert overloads.meant(items, Question("f", (x,))) == [whole]
    assert overloads.meant(items, Question("f", (x,), (("p1", Constant(None)),))) == []


def test_what_is_left_of_a_refused_call() -> None:
    tuple_ = info("builtins.tuple")
    unranked = UnpackType(Instance(tuple_, [ANY]))
    pair = TupleType([tensor("Double", N), tensor("Long", N)], instance("builtins.tuple", ANY))
    assert refusals.after_an_error(tensor("Double", literal(4)), tuple_, True) == tensor("Double", unranked)
    assert refusals.after_an_error(pair, tuple_, True) == TupleType(
        [tensor("Double", unranked), tensor("Long", unranked)], instance("builtins.tuple", ANY)
    )
    forgotten = refusals.after_an_error(tensor("Double", literal(4)), tuple_, False)
    assert isinstance(forgotten, Instance) and isinstance(forgotten.args[0], AnyType)
    assert isinstance(refusals.after_an_error(N, tuple_, True), AnyType)
    int_, real = returning(instance("builtins.int")), returning(tensor("Double", N))
    assert refusals.after_errors([int_, returning(N), int_], tuple_, True) == instance("builtins.int")
    assert isinstance(refusals.after_errors([int_, real], tuple_, True), AnyType)
    mixed = refusals.after_errors([real, returning(tensor("Bool", N))], tuple_, True)
    assert isinstance(mixed, Instance) and isinstance(mixed.args[0], AnyType)


def layer_class() -> TypeInfo:
    """`Linear[F, I]` with a weight, and a class with a setting that sizes depend on."""
    found = info("hasktorch_py.layers.linear.Linear")
    if not found.type_vars:
        f, i = variable("F", 11, "object"), variable("I", 12, "object")
        found.type_vars, found.defn.type_vars = ["F", "I"], [f, i]
        weight = Var("weight", instance("hasktorch.tensor.Tensor", f, i))
        found.names["weight"] = SymbolTableNode(MDEF, weight)
        found.metadata["dataclass"] = {"attributes": [{"name": "weight"}]}
    return found


def core_reader() -> CoreReader:
    api = cast(CheckerPluginInterface, None)
    return CoreReader(api, BoundNames(api), "hasktorch")


def test_layers_are_read_from_their_types() -> None:
    linear = Instance(layer_class(), [instance("hasktorch.tensor.Double"), literal(4)])
    expected = Layer("hasktorch_py.layers.linear.Linear", (("weight", Tensor("Double", (4,))),), (4,))
    assert core_reader().type(linear) == expected
    other = Question("f", (expected, Tensor("Double", (3,))))
    assert call(Question("hasktorch_py.layers.linear.Linear.__call__", other.args), False) == "Linear[4]([3])"


def test_what_a_type_does_not_tell_of_a_layer() -> None:
    with pytest.raises(Unreadable):
        core_reader().type(instance("hasktorch_py.layers.sequential.Sequential", ANY, ANY))


def test_sizes_in_signatures() -> None:
    bound = UnionType([literal(n) for n in range(4)])
    size = TypeVarType("A", "A", TypeVarId(21), [], bound, ANY)
    item = returning(instance("hasktorch.tensor.Tensor", ANY, size), TupleType([size], instance("builtins.tuple", ANY)))
    item = item.copy_modified(variables=[size])
    fixed = sizes.put(item, {size.id: 1001}, Writer(info, {}, "hasktorch"))
    assert fixed.ret_type == instance("hasktorch.tensor.Tensor", ANY, literal(1001))
    assert fixed.arg_types == [TupleType([instance("builtins.int")], instance("builtins.tuple", ANY))]
    assert fixed.variables == ()
    assert sizes.put(item, {}, Writer(info, {}, "hasktorch")) is item


@pytest.mark.parametrize(
    ("name", "mirrored"),
    [
        ("__rand__", "__and__"),
        ("__sub__", "__rsub__"),
        ("__lt__", "__gt__"),
        ("__eq__", "__eq__"),
        ("__or__", "__ror__"),
    ],
)
def test_operators_of_numbers_and_of_tensors(name: str, mirrored: str) -> None:
    assert operators.of_the_tensor(name) == mirrored
    assert operators.is_operator(f"builtins.int.{name}")
    assert not operators.is_operator(f"builtins.str.{name}")


def test_what_has_no_type() -> None:
    with pytest.raises(Unwritable):
        Writer(info, {}, "hasktorch").type(ValueResult("float"))
    with pytest.raises(Unwritable):
        Writer(info, {}, "hasktorch").type(
            SequenceResult("list", (TensorResult("Double", (1,)), TensorResult("Double", (2,))))
        )
