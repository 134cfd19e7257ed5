"""An overload of any version is bound as the installed torch has it: its own arguments and results decide."""

from __future__ import annotations

import pytest

from codegen.model import Declaration
from codegen.select.counterpart import installed as counterpart
from tests.codegen.diff.test_diff import declared


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        # Before 1.3 the arguments tell overloads apart.
        ("add(Tensor self, Scalar other, *, Scalar alpha=1) -> Tensor", "add.Scalar"),
        ("max(Tensor self, int dim, bool keepdim=False) -> (Tensor, Tensor)", "max.dim"),
        ("max(Tensor self) -> Tensor", "max"),
        # The same key, whatever became of its arguments.
        (
            "std.correction(Tensor self, int[1]? dim, *, int? correction, bool keepdim=False) -> Tensor",
            "std.correction",
        ),
        ("add.Tensor(Tensor self, Tensor other) -> Tensor", "add.Tensor"),
    ],
)
def test_it_is_found_by_its_arguments_or_else_by_its_key(declaration: str, expected: str) -> None:
    found = counterpart(declared(declaration))
    assert found is not None
    assert found.key == expected


def test_arguments_and_results_are_those_of_the_installed_one() -> None:
    """Facts are of the installed overload: a result of another type would get the dtype of another result."""
    found = counterpart(declared("storage_offset(Tensor self) -> Tensor"))
    assert found is not None and str(found.returns[0]) == "int"
    found = counterpart(declared("index_add.out(Tensor self, int dim, Tensor index, *, Tensor(a!) out) -> Tensor(a!)"))
    assert found is not None and "alpha" in {argument.name for argument in found.arguments}


def test_what_is_gone_has_none() -> None:
    assert counterpart(declared("symeig(Tensor self, bool eigenvectors=False) -> (Tensor, Tensor)")) is None
    for overload in ("Quux", "default", "__init__"):
        assert counterpart(declared(f"add.{overload}(Tensor self, str other) -> Tensor")) is None


@pytest.mark.parametrize(
    ("key", "schema"),
    [
        ("randperm", "randperm(int n, *, ScalarType? dtype=None) -> Tensor"),
        ("contiguous", "contiguous(Tensor self) -> Tensor"),
        ("conv2d", "conv2d(Tensor input) -> Tensor"),
        ("group_norm", "group_norm(Tensor input) -> Tensor"),
        ("rot90", "rot90(Tensor self) -> Tensor"),
    ],
)
def test_what_torchscript_prints_otherwise_is_read(key: str, schema: str, installed: tuple[Declaration, ...]) -> None:
    (own,) = (declaration for declaration in installed if declaration.key == key)
    found = counterpart(declared(schema))
    assert found is not None
    assert [(a.name, a.type, a.default is None) for a in found.arguments] == [
        (a.name, a.type, a.default is None) for a in own.arguments
    ]


def test_declarations_of_the_installed_torch_stay_as_they_are(installed: tuple[Declaration, ...]) -> None:
    other = [declaration.key for declaration in installed if counterpart(declaration) is not declaration]
    assert all(key.startswith("_cufft_") for key in other), "TorchScript calls a DeviceIndex an int"
