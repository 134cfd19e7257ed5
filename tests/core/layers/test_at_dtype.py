"""An instance's layer class at run time: it makes, recognises and annotates layers of its dtype."""

import pickle
from typing import Any, get_type_hints
from typing import Literal as L

import beartype
import beartype.roar
import pytest
import torch

import hasktorch.bfloat16
import hasktorch.double as T
import hasktorch.float as F
import hasktorch.half
import hasktorch.long
from hasktorch_py import layers
from hasktorch_py.errors import DTypeError


def rng() -> torch.Generator:
    return torch.Generator().manual_seed(0)


DOUBLE: Any = T.Linear.init(rng(), 2, 1)
FLOAT: Any = F.Linear.init(rng(), 2, 1)


@pytest.mark.parametrize("instance", [T, F, hasktorch.half, hasktorch.bfloat16])
def test_init_has_the_instances_dtype(instance: Any) -> None:
    for layer in (instance.Linear.init(rng(), 2, 1), instance.LSTM.init(rng(), 2, 1), instance.LayerNorm.init(3)):
        dtypes = {x.dtype for x in layers.at_dtype.tensors(layer)}
        assert dtypes == {instance.zeros(()).dtype}


def test_a_subscripted_class_makes_the_same() -> None:
    assert T.Linear[L[2], L[1]].init(rng(), 2, 1) == DOUBLE
    assert T.Linear[L[2], L[1]](weight=DOUBLE.weight, bias=DOUBLE.bias) == DOUBLE


def test_a_layer_is_an_instance_at_its_own_dtype_only() -> None:
    linear: Any = T.Linear
    assert isinstance(DOUBLE, linear)
    assert isinstance(DOUBLE, layers.Linear)
    assert not isinstance(FLOAT, linear)
    assert not isinstance(DOUBLE, T.LayerNorm)
    assert not isinstance(DOUBLE.weight, linear)
    assert issubclass(T.Linear, layers.Linear)


def test_tensors_of_another_dtype_are_refused() -> None:
    with pytest.raises(DTypeError, match=r"expected a tensor of Double .*found Float"):
        T.Linear(weight=FLOAT.weight, bias=DOUBLE.bias)


def test_a_class_without_a_dtype_says_where_to_find_one() -> None:
    with pytest.raises(TypeError, match=r"an instance: double\.Linear"):
        layers.Linear.init(rng(), 2, 1)


def test_other_instances_have_no_layers() -> None:
    assert not hasattr(hasktorch.long, "Linear")


def test_the_class_is_found_by_its_name() -> None:
    assert pickle.loads(pickle.dumps(T.Linear)) is T.Linear
    assert repr(T.Linear) == "<class 'hasktorch.double.Linear'>"


def test_annotations_are_evaluated_and_checked() -> None:
    Net = tuple[T.Linear[L[2], L[1]], T.Linear]

    @beartype.beartype
    def f(net: Net, layer: T.Linear[L[2], L[1]] | None) -> T.Linear:
        return net[0]

    assert get_type_hints(f)["net"] == Net
    assert f((DOUBLE, DOUBLE), None) is DOUBLE
    with pytest.raises(beartype.roar.BeartypeCallHintParamViolation):
        f((DOUBLE, FLOAT), None)
    with pytest.raises(beartype.roar.BeartypeCallHintParamViolation):
        f((FLOAT, DOUBLE), DOUBLE)
