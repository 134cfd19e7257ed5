"""Which names are those of generated bindings, in whatever package."""

import pytest
from mypy.nodes import MDEF, Block, ClassDef, SymbolTable, SymbolTableNode, TypeInfo, Var

from hasktorch_py.mypy_plugin.packages import (
    Bound,
    OfCore,
    asked_in,
    core,
    function,
    is_tensor,
    method,
    package_of,
)


def tensor(package: str, marked: bool) -> TypeInfo:
    definition = ClassDef("Tensor", Block([]))
    definition.fullname = f"{package}.tensor.Tensor"
    names = SymbolTable({"_hasktorch": SymbolTableNode(MDEF, Var("_hasktorch"))} if marked else {})
    return TypeInfo(names, definition, f"{package}.tensor")


LOADED = {f"{name}.tensor.Tensor": tensor(name, name != "foreign") for name in ("hasktorch", "my.own.aten", "foreign")}


def look_up(fullname: str) -> SymbolTableNode | None:
    return SymbolTableNode(MDEF, LOADED[fullname]) if fullname in LOADED else None


@pytest.mark.parametrize(
    ("fullname", "package", "name"),
    [
        ("hasktorch.double.mm", "hasktorch", "double.mm"),
        ("my.own.aten.long.linalg.inv", "my.own.aten", "long.linalg.inv"),
    ],
)
def test_a_function(fullname: str, package: str, name: str) -> None:
    bound = function(fullname, look_up)
    assert bound == Bound(package, name)
    assert bound.fullname == fullname
    assert bound.asked == f"hasktorch.{name}"
    assert bound.instance == f"{package}.{name.partition('.')[0]}"


def test_a_method() -> None:
    bound = method("my.own.aten.tensor.Tensor.view", look_up)
    assert bound == Bound("my.own.aten", "tensor.Tensor.view")
    assert (bound.asked, bound.instance) == ("hasktorch.tensor.Tensor.view", None)


@pytest.mark.parametrize(
    ("fullname", "package"),
    [
        ("hasktorch_py.layers.linear.Linear.__call__", "hasktorch"),
        ("my.own.aten._core.layers.linear.Linear.__call__", "my.own.aten"),
    ],
)
def test_the_core_of_a_package(fullname: str, package: str) -> None:
    bound = core(fullname, look_up)
    assert bound == OfCore(package, "layers.linear.Linear.__call__")
    assert (bound.fullname, bound.instance) == (fullname, None)
    assert bound.asked == asked_in(package, fullname) == "hasktorch_py.layers.linear.Linear.__call__"


def test_what_a_package_has_is_asked_under_the_names_of_hasktorch() -> None:
    assert asked_in("my.own.aten", "my.own.aten.double.nn.relu") == "hasktorch.double.nn.relu"
    assert asked_in("my.own.aten", "my.own.aten.tensor.Tensor.relu") == "hasktorch.tensor.Tensor.relu"
    assert asked_in("my.own.aten", "hasktorch_py.layers.stage.Stage") == "hasktorch_py.layers.stage.Stage"
    for fullname in ("hasktorch.double.relu", "other._core.layers.linear.linear", "my.own.net.relu", ""):
        assert asked_in("my.own.aten", fullname) is None


@pytest.mark.parametrize(
    "fullname", ["foreign._core.layers.linear.linear", "my.own.aten.double.mm", "my._core", "builtins.len"]
)
def test_what_is_of_no_core(fullname: str) -> None:
    assert core(fullname, look_up) is None


@pytest.mark.parametrize(
    "fullname",
    [
        "foreign.double.mm", "foreign.tensor.Tensor.view", "unknown.double.mm", "builtins.float.hex", "builtins.int",
        "double.mm", "nn.relu", "my.own.aten.mm", "my.own.aten._core.layers.linear.linear_batch", "f",
    ],
)  # fmt: skip
def test_what_is_neither(fullname: str) -> None:
    assert function(fullname, look_up) is None
    assert method(fullname, look_up) is None


def test_the_class_is_known_by_its_mark() -> None:
    assert {info.fullname for info in LOADED.values() if is_tensor(info)} == {
        "hasktorch.tensor.Tensor", "my.own.aten.tensor.Tensor"
    }  # fmt: skip
    assert package_of(LOADED["my.own.aten.tensor.Tensor"]) == "my.own.aten"
