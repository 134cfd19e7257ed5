"""The rows of python.yaml: read as ATen's notation with three additions, and true of the installed torch."""

from __future__ import annotations

import inspect
import types
from collections.abc import Mapping

import pytest
import torch
import torch.nn.functional as functional
from torch import functional as functions

from codegen.errors import CodegenError
from codegen.model import Declaration
from codegen.select.operators import Kind, Operator
from codegen.select.python_functions import load, parse
from codegen.select.signature import Param, ParamKind, Signature
from hasktorch_py.aten import callables

#: Public functions of torch's Python modules that are no operators, or that no row can say; the reason for each.
LEFT_OUT: Mapping[str, str] = {
    "assert_int_or_pair": "a helper of torch's own",
    "boolean_dispatch": "a helper of torch's own",
    "handle_torch_function": "a helper of torch's own",
    "scaled_addmm": "takes enumerations of torch's own, for which ATen has no type",
    "scaled_addmm_": "takes enumerations of torch's own, for which ATen has no type",
    "scaled_mm": "takes enumerations of torch's own, for which ATen has no type",
    "scaled_grouped_mm": "takes enumerations of torch's own, for which ATen has no type",
    "broadcast_shapes": "takes and returns shapes, no tensors",
}
#: Parameters that a row leaves out.
SHORTENED: Mapping[str, frozenset[str]] = {
    "torch.nn.functional.linear_cross_entropy": frozenset({"options"}),
    "torch.nn.functional.triplet_margin_with_distance_loss": frozenset({"distance_function"}),
}
#: Parameters whose default is of another type than the one that an overload gives them, so that it has none.
RETYPED = frozenset({"p", "dims"})
#: Functions that choose between two others by a flag; this one has all parameters.
DISPATCHED: Mapping[str, str] = {
    "torch.lu": "torch.functional._lu_no_infos",
    "torch.unique": "torch.functional._unique_impl",
    "torch.unique_consecutive": "torch.functional._unique_consecutive_impl",
}


def row(text: str) -> Operator:
    (found,) = parse(text, "python.yaml")
    return found.operator


def kinds(signature: Signature) -> list[tuple[str, ParamKind]]:
    return [(param.name, param.kind) for param in signature.params]


def test_a_row_is_an_operator() -> None:
    operator = row("torch.split:\n  - size(Tensor tensor, SymInt split_size, int dim=0) -> Tensor[]\n")
    assert (operator.namespace, operator.name, operator.kind) == ("", "split", Kind.FUNCTION)
    (signature,) = operator.signatures
    assert signature.key == "torch.split.size"
    assert [str(param.type) for param in signature.params] == ["Tensor", "SymInt", "int"]
    assert [param.required for param in signature.params] == [True, True, False]


def test_methods_and_properties_are_keyed_by_their_class() -> None:
    method = row("torch.Tensor.__radd__:\n  - Scalar(Tensor self, Scalar other) -> Tensor\n")
    assert (method.kind, method.signatures[0].key) == (Kind.METHOD, "Tensor.__radd__.Scalar")
    descriptor = row(
        "torch.Tensor.T:\n  property: true\n  signatures: ['(Tensor self) -> Tensor']\n  covers: [numpy_T]\n"
    )
    assert (descriptor.kind, descriptor.signatures[0].key) == (Kind.PROPERTY, "Tensor.T")


def test_separate_arguments_end_the_positional_ones() -> None:
    operator = row("torch.chain_matmul:\n  - (Tensor[] *matrices, bool check=True, Tensor(a!) out) -> Tensor\n")
    (signature,) = operator.signatures
    assert kinds(signature) == [("matrices", ParamKind.VARIADIC), ("check", ParamKind.KEYWORD)]
    assert signature.out and operator.out


def test_a_slash_ends_the_positional_only_ones() -> None:
    (signature,) = row("torch.einsum:\n  - (str equation, Tensor? x=None, /, int n=1) -> Tensor\n").signatures
    expected = [ParamKind.POSITIONAL, ParamKind.POSITIONAL, ParamKind.STANDARD]
    assert [param.kind for param in signature.params] == expected


def test_a_flag_may_be_bound_to_an_overload() -> None:
    text = (
        "torch.lu:\n  - (Tensor A, *, bool{True} infos) -> Tensor\n  - b(Tensor A, bool{False} infos=False) -> Tensor\n"
    )
    with_, without = row(text).signatures
    assert with_.params[1].only is not None and with_.params[1].only.value is True and with_.params[1].required
    assert without.params[1].only is not None and without.params[1].only.value is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- torch.split\n", "a mapping from paths to signatures"),
        ("os.system:\n  - (Tensor x) -> Tensor\n", "a name in one of torch"),
        ("torch.not a name:\n  - (Tensor x) -> Tensor\n", "a name in one of torch"),
        ("torch.split: []\n", "a list of signatures"),
        ("torch.split: 3\n", "a list of signatures"),
        ("torch.split:\n  - 3\n", "overload(Tensor x, …) -> Tensor"),
        ("torch.split:\n  - (Tensor x)\n", "a schema such as"),
        ("torch.split:\n  - (Thing x) -> Tensor\n", "a type that ATen uses"),
        ("torch.split:\n  - (int x=__import__('os')) -> Tensor\n", "a default of the type int"),
        ("torch.split:\n  - (Tensor x) -> Tensor\n  - (Tensor y) -> Tensor\n", "every overload name once"),
        ("torch.split:\n  signatures: ['(Tensor x) -> Tensor']\n  cover: [x]\n", "only known keys"),
    ],
)
def test_what_cannot_be_read_is_an_error_at_its_line(text: str, expected: str) -> None:
    with pytest.raises(CodegenError) as caught:
        parse(text, "python.yaml")
    assert "python.yaml:" in str(caught.value)
    assert expected in str(caught.value)


def test_all_bad_rows_are_reported() -> None:
    with pytest.raises(CodegenError) as caught:
        parse("torch.a: []\ntorch.b:\n  - (Tensor x)\ntorch.c:\n  - (Tensor x) -> Tensor\n", "python.yaml")
    assert [problem.entry for problem in caught.value.problems] == ["torch.a", "torch.b"]


def test_the_installed_torch_has_every_row() -> None:
    assert [row.operator.target for row in load() if not callables.exists(row.operator.target)] == []


def test_every_covered_operator_is_declared(installed: tuple[Declaration, ...]) -> None:
    declared = {declaration.name for declaration in installed}
    assert {name for row in load() for name in row.covers} - declared == set()


@pytest.mark.parametrize("module", [functional, functions])
def test_every_public_function_that_torch_writes_in_python_has_a_row(module: types.ModuleType) -> None:
    rows = {row.operator.target.rpartition(".")[2] for row in load()}
    public = {
        name
        for name, value in vars(module).items()
        if isinstance(value, types.FunctionType) and not name.startswith("_") and name in _offered(module)
    }
    assert public - rows - LEFT_OUT.keys() == set()


def _offered(module: types.ModuleType) -> set[str]:
    return set(functions.__all__) if module is functions else set(vars(module))


def test_names_kinds_and_defaults_are_those_of_pythons_functions() -> None:
    differing = []
    checked = 0
    for operator in (row.operator for row in load()):
        expected = _parameters(operator.target)
        if expected is None or operator.kind is Kind.PROPERTY:
            continue
        for signature in operator.signatures:
            checked += 1
            differing += [f"{signature.key}: {each}" for each in _differences(operator.target, signature, expected)]
    assert differing == []
    assert checked > 150


def _parameters(target: str) -> dict[str, inspect.Parameter] | None:
    """The parameters of a function that is written in Python; None for one that is not."""
    function = callables.resolve(DISPATCHED.get(target, target))
    if not isinstance(function, types.FunctionType) or hasattr(function, "__wrapped__"):  # a wrapper of one in C
        return None
    found = dict(inspect.signature(function).parameters)
    if {each.kind for each in found.values()} == {inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD}:
        return dict(inspect.signature(callables.resolve(f"{target}_with_indices")).parameters)
    return found


def _differences(target: str, signature: Signature, expected: dict[str, inspect.Parameter]) -> list[str]:
    variadic = any(each.kind is inspect.Parameter.VAR_POSITIONAL for each in expected.values())
    found = [
        f"{param.name} is not as in {expected}"
        for param in signature.params
        if not (variadic and param.kind in (ParamKind.POSITIONAL, ParamKind.VARIADIC))
        and not (param.name in expected and _agrees(param, expected[param.name]))
    ]
    names = [param.name for param in signature.params]
    missing = expected.keys() - set(names) - {"out"} - SHORTENED.get(target, frozenset())
    found += [f"{name} is missing" for name in missing if not variadic]
    standing = [param.name for param in signature.params if param.kind is ParamKind.STANDARD]
    in_order = [name for name in expected if name in standing]
    return found if standing == in_order else [*found, f"the order is {in_order}"]


def _agrees(param: Param, expected: inspect.Parameter) -> bool:
    """Whether a call that the row allows is one that Python allows, with the same default."""
    if expected.kind is inspect.Parameter.KEYWORD_ONLY and param.kind is not ParamKind.KEYWORD:
        return False
    if param.default is None:
        return expected.default is inspect.Parameter.empty or param.only is not None or param.name in RETYPED
    return bool(param.default.value == expected.default)


#: A call of functions whose result depends on a flag.
CALLS: Mapping[str, tuple[object, ...]] = {
    "torch.lu": (torch.eye(3),),
    "torch.nonzero": (torch.eye(3),),
    "torch.unique": (torch.eye(3),),
    "torch.unique_consecutive": (torch.eye(3),),
    "torch.Tensor.lu": (torch.eye(3),),
    "torch.Tensor.nonzero": (torch.eye(3),),
    "torch.Tensor.unique": (torch.eye(3),),
    "torch.Tensor.unique_consecutive": (torch.eye(3),),
    **{f"torch.nn.functional.max_pool{n}d": (torch.ones(1, *[6] * n), 2) for n in (1, 2, 3)},
    **{f"torch.nn.functional.adaptive_max_pool{n}d": (torch.ones(1, *[6] * n), 2) for n in (1, 2, 3)},
    **{f"torch.nn.functional.fractional_max_pool{n}d": (torch.ones(1, 1, *[6] * n), 2, 3) for n in (2, 3)},
    "torch.nn.functional.multi_head_attention_forward": (
        *[torch.ones(2, 4)] * 3, 4, 1, torch.ones(12, 4), torch.ones(12), None, None, False, 0.0, torch.eye(4), None
    ),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore")  # torch.lu is deprecated
def test_a_flag_gives_the_results_of_its_overload() -> None:
    flagged = {
        operator.target: operator.signatures
        for operator in (row.operator for row in load())
        if any(param.only for signature in operator.signatures for param in signature.params)
    }
    assert flagged.keys() == CALLS.keys()
    for target, arguments in CALLS.items():
        for signature in flagged[target]:
            flags = {param.name: param.only.value for param in signature.params if param.only is not None}
            result = callables.resolve(target)(*arguments, **flags)
            several = len(signature.returns) > 1
            assert isinstance(result, tuple) is (several or str(signature.returns[0].type) == "Tensor[]"), signature.key
            assert not several or len(result) == len(signature.returns), signature.key
