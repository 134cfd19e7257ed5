"""The generated instances at run time: ATen's own callables, and the hand-written part at their dtype."""

import runpy
from pathlib import Path
from typing import Any
from typing import Literal as L

import numpy as np
import pytest
import torch

from hasktorch_py import DTypeError
from hasktorch_py.aten.dtypes import BY_TAG
from hasktorch_py.aten.torch_dtypes import TAGS, conversion

REPOSITORY = Path(__file__).parents[2]


def test_functions_are_those_of_aten(instance: Any) -> None:
    assert instance.mm is torch.mm
    assert instance.add is torch.add
    assert instance.nn.relu is torch.nn.functional.relu
    x, y = instance.zeros(2, 3), instance.tensor([[1, 2, 3], [4, 5, 6]])
    assert instance.add_(x, y) is x and x.equal(y)
    assert instance._add(x, y, y) is x and x.equal(y + y)


def test_factories_make_the_dtype(instance: Any) -> None:
    dtype = instance.zeros(1).dtype
    number = True if dtype is torch.bool else 1
    assert f"hasktorch.{BY_TAG[TAGS[dtype]].instance}" == instance.__name__
    for made in (
        instance.tensor([[number]], (1, 1)),
        instance.unsafe_tensor([[number]]),
        instance.matrix([[number]], (1, 1)),
        instance.unsafe_matrix([[number]]),
        instance.from_torch(torch.ones(1, 1, dtype=dtype), (1, 1)),
        instance.from_numpy(np.ones((1, 1), str(dtype).removeprefix("torch.")), (1, 1)),
        instance.as_static(torch.ones(1, 1, dtype=dtype), (1, 1)),
        instance.as_dynamic(torch.ones(1, 1, dtype=dtype)),
    ):
        assert isinstance(made, instance.Tensor[L[1], L[1]])
    for made in (instance.vector([number], 1), instance.unsafe_vector([number])):
        assert isinstance(made, instance.Tensor[L[1]])
    for made in (instance.cuboid([[[number]]], (1, 1, 1)), instance.unsafe_cuboid([[[number]]])):
        assert isinstance(made, instance.Tensor[L[1], L[1], L[1]])


def test_the_type_is_the_signature_at_one_dtype(instance: Any) -> None:
    signature = pytest.importorskip("hasktorch.tensor")
    tag = getattr(signature, TAGS[instance.zeros(1).dtype])
    assert instance.Tensor is signature.Tensor[tag, *signature.S]
    assert instance.Tensor[L[4], L[2]] is signature.Tensor[tag, L[4], L[2]]
    assert not isinstance(torch.zeros(4, 2, dtype=torch.int8), instance.Tensor)


def test_another_dtype_is_refused(instance: Any) -> None:
    with pytest.raises(DTypeError, match="found Char"):
        instance.from_torch(torch.zeros(1, dtype=torch.int8))


def test_a_missing_name_is_explained(instance: Any) -> None:
    with pytest.raises(AttributeError, match="did you mean 'matrix'"):
        _ = instance.matirx


def test_the_tags_have_the_names_that_messages_use() -> None:
    signature: Any = pytest.importorskip("hasktorch.tensor", reason="nothing is generated yet: make generate")
    assert {tag.dtype: tag.__name__ for tag in signature._TAGS} == TAGS


def test_the_conversions_that_messages_advise_convert() -> None:
    for dtype in TAGS:
        method = conversion(dtype)[1:-2]
        assert getattr(torch.zeros(1), method)().dtype is dtype


def test_the_exact_solution_of_xor(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("hasktorch.double", reason="nothing is generated yet: make generate")
    runpy.run_path(str(REPOSITORY / "examples" / "xor_exact.py"), run_name="__main__")
    table = ["x₁ x₂ │ y", " 0  0 │ 0", " 0  1 │ 1", " 1  0 │ 1", " 1  1 │ 0"]
    assert capsys.readouterr().out.splitlines() == table
