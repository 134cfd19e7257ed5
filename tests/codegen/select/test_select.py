"""Every declaration is bound or skipped for a reason, and what is bound is the installed torch's own object."""

from __future__ import annotations

import collections
import types
from collections.abc import Mapping
from pathlib import Path

import pytest
import torch

from codegen.errors import CodegenError, Location
from codegen.figures import figures, manifest
from codegen.model import Base, Declaration
from codegen.origin import Origin
from codegen.parse import Reading, load
from codegen.parse.schema import parse_schema
from codegen.report import report
from codegen.rules.facts import FactBook, Facts
from codegen.select import Kind, Operator, Reason, Selection, dispatcher, overrides, select
from codegen.select.outs import partners
from codegen.select.python_functions import parse as parse_rows
from codegen.select.signature import base_of
from hasktorch_py.aten import callables
from hasktorch_py.aten.names import is_dunder, is_private, namespace_of
from tests.conformance.names import NAMESPACES

SAMPLES = Path(__file__).parents[1] / "samples"

#: Public names of PyTorch's operator database under which an instance has nothing, and why that is right.
NOT_OFFERED: Mapping[str, tuple[str, ...]] = {
    "torch writes it in Python over several of ATen's, which declares none of that name": (
        *(f"masked.{name}" for name in ("amax", "amin", "argmax", "argmin", "cumprod", "cumsum", "log_softmax")),
        *(f"masked.{name}" for name in ("logaddexp", "logsumexp", "mean", "median", "norm", "normalize", "prod")),
        *(f"masked.{name}" for name in ("softmax", "softmin", "std", "sum", "var")),
        *(f"signal.windows.{name}" for name in ("bartlett", "blackman", "cosine", "exponential", "gaussian")),
        *(f"signal.windows.{name}" for name in ("general_cosine", "general_hamming", "hamming", "hann", "kaiser")),
        "signal.windows.nuttall",
        "broadcast_shapes",
    ),
    "torch exposes it in place only, and so does the instance": (
        *("cauchy", "exponential", "geometric", "log_normal", "uniform"),
    ),
    "torch exposes it as indexing only": ("__getitem__", "slice"),
    "torch exposes ATen's private operator under a name of its own": ("sparse.mm",),
    "the namespace is sparse, the instance has it at the root": ("sparse.sampled_addmm",),
    "a kernel of the user's for a GPU": (
        *("jiterator_2inputs_2outputs", "jiterator_4inputs_with_extra_args", "jiterator_binary"),
        *("jiterator_binary_return_by_ref", "jiterator_unary"),
    ),
    "a backward kernel": ("max_pool2d_with_indices_backward", "native_dropout_backward"),
}

pytestmark = pytest.mark.aten


@pytest.fixture(scope="module")
def selection(installed: tuple[Declaration, ...]) -> Selection:
    return select(installed)


@pytest.fixture(scope="module")
def operators(selection: Selection) -> dict[str, Operator]:
    return {f"{operator.namespace}.{operator.name}".removeprefix("."): operator for operator in selection.operators}


def declared(schema: str, module: str = "") -> Declaration:
    parsed = parse_schema(f"aten::{schema}")
    location = Location("test", 1)
    return Declaration(
        parsed.name, parsed.overload, parsed.arguments, parsed.returns, module, True, True, False, False, location
    )


def test_every_declaration_is_accounted_for_once(installed: tuple[Declaration, ...], selection: Selection) -> None:
    accounted = collections.Counter([*selection.bound, *(skip.key for skip in selection.skips)])
    assert accounted == collections.Counter(declaration.key for declaration in installed)


def test_the_reason_fits_what_is_skipped(installed: tuple[Declaration, ...], selection: Selection) -> None:
    known = {declaration.key: declaration for declaration in installed}
    for skip in selection.skips:
        declaration = known[skip.key]
        match skip.reason:
            case Reason.PRIVATE:
                assert is_private(declaration.name, namespace_of(declaration.python_module))
            case Reason.BACKWARD:
                assert "_backward" in declaration.name or declaration.name.endswith("_jvp")
            case Reason.DIMNAME:
                assert any(base_of(argument.type) is Base.DIMNAME for argument in declaration.arguments)
            case Reason.VIEW_COPY:
                assert declaration.name.endswith("_copy")
            case Reason.BACKEND | Reason.NOT_EXPOSED:
                assert not is_private(declaration.name)
            case Reason.NOT_INSTALLED:
                pytest.fail(f"{skip.key} is declared by the torch that is installed")


def test_nothing_that_torch_exposes_is_called_unexposed(
    installed: tuple[Declaration, ...], selection: Selection
) -> None:
    """Only what neither torch nor its tensor has, and overloads that torchgen wrote beside the one that torch binds."""
    unexposed = {skip.key for skip in selection.skips if skip.reason is Reason.NOT_EXPOSED}
    for declaration in installed:
        if declaration.key not in unexposed or declaration.is_out:
            continue
        name, overload = declaration.name, declaration.overload
        exposed = callables.function_path(declaration.python_module, name) or callables.method_path(name)
        assert exposed is None or dispatcher.is_generated(name, overload), declaration.key


def test_what_the_operator_database_knows_is_there(selection: Selection, operators: dict[str, Operator]) -> None:
    from torch.testing._internal.common_methods_invocations import op_db  # takes seconds to import

    missing = set()
    for name in {info.name for info in op_db}:
        path, _, short = name.rpartition(".")
        own = f"{NAMESPACES[path]}.{short}".removeprefix(".") if path in NAMESPACES else name
        private = (short.startswith("_") and not is_dunder(short)) or path.startswith("torch")
        if not private and own not in operators and (path or f"Tensor.{short}" not in operators):
            missing.add(name)
    assert missing == {name for names in NOT_OFFERED.values() for name in names}
    for name in NOT_OFFERED["torch exposes it in place only, and so does the instance"]:
        assert f"{name}_" in operators


def test_what_is_bound_is_torchs_own_object(operators: dict[str, Operator]) -> None:
    for operator in operators.values():
        bound = callables.resolve(operator.target)
        if operator.kind is not Kind.PROPERTY:
            assert callable(bound), operator.target
    assert callables.resolve(operators["mm"].target) is torch.mm
    assert callables.resolve(operators["mm"].target) is torch._C._VariableFunctions.mm
    assert callables.resolve(operators["linalg.inv"].target) is callables.resolve("torch._C._linalg.linalg_inv")
    assert callables.resolve(operators["nn.gelu"].target) is torch._C._nn.gelu
    assert callables.resolve(operators["special.entr"].target) is torch.special.entr
    assert callables.resolve(operators["nn.cross_entropy"].target) is torch.nn.functional.cross_entropy
    assert callables.resolve(operators["split"].target) is torch.functional.split
    assert callables.resolve(operators["view"].target) is torch.Tensor.view
    assert callables.resolve(operators["add_"].target) is torch.Tensor.add_
    assert callables.resolve(operators["relu_"].target) is torch.relu_


def test_atens_signatures_stand_for_atens_objects_only(operators: dict[str, Operator]) -> None:
    """What torch writes in Python has the signatures of python.yaml: those of ATen say nothing of it."""
    for operator in operators.values():
        if isinstance(callables.resolve(operator.target), types.FunctionType):
            prefix = operator.target.removeprefix("torch.") if "Tensor." in operator.target else operator.target
            assert all(signature.key.startswith(prefix) for signature in operator.signatures), operator.target


def test_names_are_unique_and_public(selection: Selection) -> None:
    places = [(operator.namespace, operator.name) for operator in selection.operators]
    assert len(set(places)) == len(places)
    for namespace, name in places:
        assert name.isidentifier()
        assert not name.startswith("_") or (namespace == "Tensor" and is_dunder(name))
    for operator in selection.operators:
        keys = [signature.key for signature in operator.signatures]
        assert keys and len(set(keys)) == len(keys), operator.name


def test_what_only_a_method_does_is_a_function_too(operators: dict[str, Operator]) -> None:
    function, method = operators["masked_fill_"], operators["Tensor.masked_fill_"]
    assert function.target == method.target == "torch.Tensor.masked_fill_"
    assert function.signatures == method.signatures
    assert "index" not in operators, "torch.Tensor.index is another function, written in Python"


def test_functional_has_what_torch_offers_there(operators: dict[str, Operator]) -> None:
    assert operators["nn.conv2d"].signatures == operators["conv2d"].signatures
    assert operators["nn.logsigmoid"].signatures == operators["nn.log_sigmoid"].signatures
    assert [signature.key for signature in operators["nn.mse_loss"].signatures] == ["torch.nn.functional.mse_loss"]


def test_out_variants_belong_to_the_overload_with_the_same_arguments(operators: dict[str, Operator]) -> None:
    taking = {
        signature.key: signature.out
        for name in ("add", "arange", "max", "topk", "zeros", "zeros_like", "nn.gelu")
        for signature in operators[name].signatures
    }
    assert taking == {
        "add.Tensor": True,
        "add.Scalar": True,
        "arange": True,
        "arange.start": True,
        "arange.start_step": True,
        "max": True,
        "max.dim": True,
        "max.other": True,
        "topk": True,
        "zeros": True,
        "zeros_like": False,
        "gelu": True,
    }
    x = torch.ones(2)
    torch.add(x, 2, out=x)  # what the exception for add.Scalar says
    assert x.tolist() == [3, 3]


def test_two_overloads_may_share_an_out_variant() -> None:
    variant = declared("arange.start_out(Scalar start, Scalar end, Scalar step=1, *, Tensor(a!) out) -> Tensor(a!)")
    short = declared("arange.start(Scalar start, Scalar end) -> Tensor")
    long = declared("arange.start_step(Scalar start, Scalar end, Scalar step=1) -> Tensor")
    other = declared("arange(Scalar end) -> Tensor")
    assert partners(variant, [short, long, other]) == [short, long]


def test_an_out_variant_whose_overload_is_not_declared_serves_no_other() -> None:
    variant = declared("remainder.Tensor_out(Tensor self, Tensor other, *, Tensor(a!) out) -> Tensor(a!)")
    other = declared("remainder.Scalar_Tensor(Scalar self, Tensor other) -> Tensor")
    assert partners(variant, [other]) == []
    with pytest.raises(TypeError, match="invalid combination"):
        torch.remainder(2, torch.ones(3), out=torch.ones(3))  # type: ignore[call-overload]


def test_factories_take_the_dtype_of_their_instance(operators: dict[str, Operator]) -> None:
    factories = {name for name, operator in operators.items() if operator.factory}
    assert {"zeros", "full", "arange", "eye", "randn", "linspace", "fft.fftfreq"} <= factories
    assert factories.isdisjoint({"zeros_like", "normal", "sparse_csr_tensor", "Tensor.new_zeros", "sum"})
    assert torch.zeros(2, dtype=torch.float64).dtype == torch.float64


def test_a_row_takes_the_place_of_atens_signature(installed: tuple[Declaration, ...]) -> None:
    text = "torch.mm:\n  - (Tensor a, Tensor b) -> Tensor\ntorch.no_such_function:\n  - (Tensor a) -> Tensor\n"
    found = select(installed, parse_rows(text, "python.yaml"))
    operators = {(operator.namespace, operator.name): operator for operator in found.operators}
    assert [signature.key for signature in operators["", "mm"].signatures] == ["torch.mm"]
    assert ("", "no_such_function") not in operators
    assert "mm" in found.bound and "mm.out" not in found.bound


@pytest.mark.parametrize("sample", ["legacy.yaml", "modern.yaml"])
def test_declarations_of_other_versions_are_accounted_for(sample: str) -> None:
    declarations = load(SAMPLES / sample).declarations
    found = select(declarations)
    assert len(found.bound) + len(found.skips) == len(declarations)


def test_an_overload_of_another_version_is_found_by_its_arguments() -> None:
    unnamed = declared("add(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor")
    gone = declared("add.gone(Tensor self, Tensor another) -> Tensor")
    found = select([unnamed, gone], [])
    (function,) = [operator for operator in found.operators if operator.kind is Kind.FUNCTION]
    assert [signature.key for signature in function.signatures] == ["add.Tensor"]
    assert [(skip.key, skip.reason) for skip in found.skips] == [("add.gone", Reason.NOT_INSTALLED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- out: [add.Scalar]\n", "a reason under 'why'"),
        ("- out: [add.Gone]\n  why: because\n", "an overload of the installed ATen"),
        ("- bind: [gone]\n  why: because\n", "remove the stale exception"),
        ("- schema: [aten::gone.Tensor(Tensor self) -> Tensor]\n  why: because\n", "remove the stale exception"),
        ("- schema: [add]\n  why: because\n", "a schema such as"),
        ("- outs: [add.Scalar]\n  why: because\n", "did you mean 'out'"),
        ("out: [add.Scalar]\n", "a list of rows"),
    ],
)
def test_an_exception_is_well_formed_and_matches_something(text: str, expected: str) -> None:
    with pytest.raises(CodegenError, match=r"overrides\.yaml:\d") as caught:
        overrides.parse(text, "overrides.yaml", lambda name, overload: (name, overload) == ("add", "Scalar"))
    assert expected in str(caught.value)


def test_the_exceptions_change_how_an_overload_is_called(operators: dict[str, Operator]) -> None:
    (scalar,) = [signature for signature in operators["add"].signatures if signature.key == "add.Scalar"]
    assert [(param.name, param.kind.name) for param in scalar.params][-1] == ("alpha", "KEYWORD")


def test_the_report_counts_what_is_bound_and_what_is_not(selection: Selection) -> None:
    instances = {"double": ("",), "long": ("Float",)}
    known = Facts("mm", ("", ""), {"": instances}, (), (), True, asked="(Tensor self, Tensor mat2) -> Tensor")
    add = "(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor"
    unknown = Facts("add.Tensor", ("", ""), {"": {"double": ("",)}}, (), (), True, asked=add)
    book = FactBook("9.9.9", {"mm": known, "add.Tensor": unknown})
    made = manifest(
        selection, book, ("double", "long"), Origin("9.9.8", "0" * 64, "9.9.9"), Reading((), ("new.one",), ())
    )
    text = report(made)
    assert f"ATen declares {len(selection.bound) + len(selection.skips) + 1:,} overloads" in text
    assert "Generated by `hasktorch-py generate` from the declarations of ATen 9.9.8, for torch 9.9.9," in text
    assert f"| {Reason.UNREAD.value} | 1 |" in text and "`new.one`" in text
    for reason in set(Reason) - {Reason.UNREAD}:
        count = sum(skip.reason is reason for skip in selection.skips)
        assert f"| {reason.value} | {count:,} |" in text
    assert all(f"`{skip.key}`" in text for skip in selection.skips)
    assert sum(made.overloads.values()) == len(made.bound) + len(made.skipped)
    chosen = [operator for operator in selection.operators if operator.name in ("mm", "add")]
    double, long = (figures(chosen, book, instance) for instance in instances)
    assert (double.functions, double.methods, double.overloads) == (2, 2, 3)
    assert (long.functions, long.methods, long.overloads) == (2, 2, 2)
