"""Signatures: torch's Python names, kinds and defaults; torch's own stubs are the witness for every one of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
import torch

from codegen.errors import Location
from codegen.model import Declaration, EnumDefault
from codegen.parse.schema import parse_schema
from codegen.select import Kind, Operator, Selection, select
from codegen.select.signature import Param, ParamKind, Signature, signature_of
from hasktorch_py.aten.dtypes import DTYPES

STUBS = Path(torch.__file__).parent / "_C"

_OVERLOADS = ("Tensor", "Tensor_mode", "Scalar", "Scalar_mode")
_CONVERSIONS = (*(dtype.conversion for dtype in DTYPES if dtype.dtype_class != "Complex"), "cpu", "cuda")
_SPARSE = ("compressed", "csr", "csc", "bsr", "bsc", "coo")

#: What torch's stub says of a signature that is right. Each was tried with the installed torch.
EXPLAINED = {
    "it merges the overload with a rounding mode and the one without": (
        *(f"div.{overload}" for overload in _OVERLOADS),
        *(f"div_.{overload}" for overload in _OVERLOADS),
    ),
    "it says that memory_format can be positional, which it cannot": ("contiguous", "Tensor.is_contiguous"),
    "it leaves memory_format out": tuple(f"Tensor.{name}" for name in _CONVERSIONS),
    "it leaves layout out": ("range", "range.step"),
    "it calls the argument mode, which torch does not": ("requires_grad_",),
    "it leaves out the form without arguments and the default of stride": (
        "set_",
        "set_.source_Storage_storage_offset",
        "set_.source_Tensor_storage_offset",
    ),
    "it allows size=None, which torch does not, and leaves pin_memory and layout out": (
        *(f"torch.sparse_{kind}_tensor" for kind in _SPARSE),
        *(f"torch.sparse_{kind}_tensor.of_size" for kind in _SPARSE),
        "torch.sparse_coo_tensor.size",
    ),
    "it writes the form without arguments with the argument None": ("Tensor.size", "Tensor.stride", "Tensor.type.name"),
}

Shown = tuple[str, bool, str | None]  # name, whether by keyword only, default


def declared(schema: str) -> Declaration:
    parsed = parse_schema(f"aten::{schema}")
    location = Location("test", 1)
    return Declaration(
        parsed.name, parsed.overload, parsed.arguments, parsed.returns, "", True, True, False, False, location
    )


def names(signature: Signature) -> list[str]:
    return [param.name for param in signature.params]


def test_self_is_input_for_functions_and_stands_first_for_methods() -> None:
    where = declared("where.self(Tensor condition, Tensor self, Tensor other) -> Tensor")
    assert names(signature_of(where, method=False)) == ["condition", "input", "other"]
    assert names(signature_of(where, method=True)) == ["self", "condition", "other"]
    assert signature_of(where, method=True).params[0].kind is ParamKind.POSITIONAL


def test_a_number_that_is_self_keeps_its_name() -> None:
    power = declared("pow.Scalar(Scalar self, Tensor exponent) -> Tensor")
    assert names(signature_of(power, method=False)) == ["self", "exponent"]


def test_a_keyword_of_python_is_positional_only() -> None:
    uniform = declared("uniform_(Tensor(a!) self, float from=0, float to=1) -> Tensor(a!)")
    _, start, end = signature_of(uniform, method=True).params
    assert (start.name, start.kind) == ("from_", ParamKind.POSITIONAL)
    assert (end.name, end.kind) == ("to", ParamKind.STANDARD)


def test_tensor_options_get_pythons_defaults_and_requires_grad() -> None:
    options = "ScalarType? dtype=long, Layout? layout=None, Device? device=None, bool? pin_memory=None"
    signature = signature_of(declared(f"randperm(SymInt n, *, {options}) -> Tensor"), method=False)
    defaults = {param.name: param.default for param in signature.params}
    assert names(signature)[1:] == ["dtype", "layout", "device", "pin_memory", "requires_grad"]
    assert [None if value is None else value.value for value in defaults.values()] == [None, *[None] * 3, False, False]
    assert signature.takes_options and not signature.tensors


def test_a_lone_dtype_is_no_tensor_options() -> None:
    total = declared("sum(Tensor self, *, ScalarType? dtype=None) -> Tensor")
    assert names(signature_of(total, method=False)) == ["input", "dtype"]


@pytest.mark.parametrize(
    ("schema", "method", "spread"),
    [
        ("view(Tensor(a) self, SymInt[] size) -> Tensor(a)", True, ["size"]),
        ("expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)", True, ["size"]),
        ("permute(Tensor(a) self, int[] dims) -> Tensor(a)", False, []),
        ("zeros(SymInt[] size, *, ScalarType? dtype=None) -> Tensor", False, ["size"]),
        ("movedim.intlist(Tensor(a) self, int[] source, int[] destination) -> Tensor(a)", True, []),
        ("sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False) -> Tensor", True, []),
    ],
)
def test_an_int_list_alone_may_be_separate_arguments(schema: str, method: bool, spread: list[str]) -> None:
    signature = signature_of(declared(schema), method=method)
    assert [param.name for param in signature.params if param.spread] == spread


@pytest.fixture(scope="module")
def selection(installed: tuple[Declaration, ...]) -> Selection:
    return select(installed)


@pytest.fixture(scope="module")
def stubs() -> dict[str, dict[str, list[ast.arguments]]]:
    """torch's own stubs: module → name → the parameters of each overload."""
    functions = _stub(ast.parse((STUBS / "_VariableFunctions.pyi").read_text()).body)
    module = ast.parse((STUBS / "__init__.pyi").read_text()).body
    methods = _stub(next(node.body for node in module if isinstance(node, ast.ClassDef) and node.name == "TensorBase"))
    return {"torch": functions, "torch._C._VariableFunctions": functions, "torch.Tensor": methods}


@pytest.mark.aten
def test_names_kinds_and_defaults_are_those_of_torchs_stubs(
    selection: Selection, stubs: dict[str, dict[str, list[ast.arguments]]]
) -> None:
    differing: dict[str, str] = {}
    checked = 0
    for operator in selection.operators:
        overloads = _overloads(operator, stubs)
        if operator.kind is Kind.PROPERTY or not overloads:  # written in Python, or in a stub torch has not got
            continue
        expected = [_theirs(arguments) for arguments in overloads]
        for signature in operator.signatures:
            checked += 1
            if _ours(signature) not in expected:
                differing[signature.key] = f"{_ours(signature)} is none of {expected}"
    explained = {key for keys in EXPLAINED.values() for key in keys}
    assert checked > 1600
    assert {key: text for key, text in differing.items() if key not in explained} == {}
    assert explained - differing.keys() == set()


@pytest.mark.aten
def test_int_lists_may_be_separate_arguments_where_torchs_stubs_say_so(
    selection: Selection, stubs: dict[str, dict[str, list[ast.arguments]]]
) -> None:
    differing = []
    for operator in selection.operators:
        expected = {each.vararg.arg for each in _overloads(operator, stubs) if each.vararg is not None}
        found = {param.name for signature in operator.signatures for param in signature.params if param.spread}
        if expected != found and _overloads(operator, stubs):
            differing.append((operator.target, found, expected))
    assert differing == []


def _overloads(operator: Operator, stubs: dict[str, dict[str, list[ast.arguments]]]) -> list[ast.arguments]:
    module, _, name = operator.target.rpartition(".")
    return stubs.get(module, {}).get(name, [])


def _stub(body: list[ast.stmt]) -> dict[str, list[ast.arguments]]:
    found: dict[str, list[ast.arguments]] = {}
    for node in body:
        if isinstance(node, ast.FunctionDef):
            found.setdefault(node.name, []).append(node.args)
    return found


def _theirs(arguments: ast.arguments) -> list[Shown]:
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    shown = [
        (argument.arg, False, _literal(default))
        for argument, default in zip(positional, [*defaults, *arguments.defaults], strict=True)
    ]
    shown += [
        (argument.arg, True, _literal(default))
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    ]
    return _ordered(shown)


def _ours(signature: Signature) -> list[Shown]:
    return _ordered([(param.name, param.kind is ParamKind.KEYWORD, _default(param)) for param in signature.params])


def _ordered(shown: list[Shown]) -> list[Shown]:
    """Without ``out``, which is no parameter of ours; the order of keywords does not matter."""
    own = [each for each in shown if each[0] != "out"]
    return [each for each in own if not each[1]] + sorted(each for each in own if each[1])


def _literal(default: ast.expr | None) -> str | None:
    if default is None:
        return None
    try:
        return _plain(ast.literal_eval(default))
    except ValueError:
        return ast.unparse(default).removeprefix("torch.")


def _default(param: Param) -> str | None:
    if param.default is None:
        return None
    value = param.default.value
    if isinstance(value, EnumDefault):
        return {"Mean": "1"}.get(value.name, value.name)
    return _plain(value)


def _plain(value: object) -> str:
    return repr(int(value)) if isinstance(value, float) and value.is_integer() else repr(value)
