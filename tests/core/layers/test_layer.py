"""What all layers share: arithmetic, equality, hash, text, pytree, and being frozen."""

import copy
import operator
import pickle
from dataclasses import FrozenInstanceError, fields
from typing import Any

import optree
import pytest
import torch

import hasktorch.double as T
import hasktorch.float as F
from hasktorch_py._pytree import NAMESPACE, flatten


def rng() -> torch.Generator:
    return torch.Generator().manual_seed(3)


LAYERS: list[Any] = [
    T.Linear.init(rng(), 2, 3),
    T.Conv2d.init(rng(), 2, 3, 2, stride=2),
    T.Conv1d.init(rng(), 2, 4, 3, groups=2),
    T.Conv3d.init(rng(), 1, 2, 1),
    T.Embedding.init(rng(), 4, 3, 1),
    T.LayerNorm.init(3),
    T.BatchNorm.init(3),
    T.BatchNorm.init(3).init_state(),
    T.LSTMCell.init(rng(), 2, 3),
    T.GRUCell.init(rng(), 2, 3),
    T.LSTM.init(rng(), 2, 3, 2),
    T.GRU.init(rng(), 2, 3),
    T.BiLSTM.init(rng(), 2, 3, 2),
    T.BiGRU.init(rng(), 2, 3),
    T.MultiheadAttention.init(rng(), 4, 2),
    T.sequential(T.Linear.init(rng(), 2, 3), torch.relu, T.Linear.init(rng(), 3, 1)),
]
IDS = [type(each).__name__ for each in LAYERS]
OPERATORS = [operator.add, operator.sub, operator.mul, operator.truediv]


def tensors(layer: Any) -> list[torch.Tensor]:
    return flatten(layer)[0]


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
@pytest.mark.parametrize("operation", OPERATORS)
def test_arithmetic_is_elementwise_on_every_tensor(layer: Any, operation: Any) -> None:
    other = operation(layer, 0.5) + 1
    for combined, pairs in (
        (operation(layer, other), zip(tensors(layer), tensors(other), strict=True)),
        (operation(layer, 3), ((x, 3) for x in tensors(layer))),
        (operation(0.5, layer), ((0.5, x) for x in tensors(layer))),
    ):
        assert type(combined) is type(layer)
        for found, (one, two) in zip(tensors(combined), pairs, strict=True):
            assert torch.equal(found, operation(one, two))


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_a_layer_is_equal_to_a_copy_and_has_its_hash(layer: Any) -> None:
    same = copy.deepcopy(layer)
    assert layer == same == pickle.loads(pickle.dumps(layer))
    assert hash(layer) == hash(same)
    assert layer != layer * 2
    assert -layer == layer * -1
    assert len({layer, same, layer * 2}) == 2


def test_layers_of_another_shape_dtype_class_or_setting_are_not_equal() -> None:
    linear: Any = T.Linear.init(rng(), 2, 3)
    single = F.Linear(linear.weight.float(), linear.bias.float())
    exact = T.Linear(single.weight.double(), single.bias.double())
    conv: Any = T.Conv1d.init(rng(), 2, 3, 2)
    assert exact != single, "the numbers are equal, the dtypes are not"
    assert linear != T.Linear.init(rng(), 3, 3)
    assert linear != "a string"
    assert linear != conv
    assert conv != T.Conv1d.init(rng(), 2, 3, 2, stride=2)
    assert T.Linear(linear.weight * torch.nan, linear.bias) != T.Linear(linear.weight * torch.nan, linear.bias)


def test_layers_without_elements_can_be_compared() -> None:
    linear: Any = T.Linear.init(rng(), 2, 3)
    meta = optree.tree_map(lambda x: x.to("meta"), linear, namespace=NAMESPACE)
    assert meta == meta and meta != linear and linear != meta
    assert meta != optree.tree_map(lambda x: x.to("meta"), linear, namespace=NAMESPACE)


def test_dropout_is_a_layer_without_tensors() -> None:
    dropout = T.Dropout(0.25)
    assert dropout == dropout * 2 == T.Dropout(0.25) != T.Dropout(0.5)
    assert repr(dropout) == "Dropout(p=0.25)" and not tensors(dropout)
    assert hash(dropout) == hash(T.Dropout(0.25))


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_text_names_class_and_every_field(layer: Any) -> None:
    text = repr(layer)
    assert text.startswith(f"{type(layer).__name__}(") and "\n" not in text
    assert all(f"{field.name}=" in text for field in fields(layer))
    assert all(f"Double{list(x.shape)}" in text for x in tensors(layer))


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_a_gradient_is_a_layer_like_it(layer: Any) -> None:
    def squares(layer: Any) -> Any:
        return torch.stack([x.square().sum() for x in tensors(layer)]).sum()

    gradient: Any = T.grad_bp(squares, layer)
    assert type(gradient) is type(layer) and gradient == layer * 2
    assert layer - gradient / 2 == layer * 0


def test_the_hash_stays_when_a_tensor_is_changed_in_place() -> None:
    layer: Any = T.Linear.init(rng(), 2, 3)
    before = hash(layer)
    layer.weight.zero_()
    assert hash(layer) == before


def test_what_does_not_combine_is_refused() -> None:
    linear: Any = T.Linear.init(rng(), 2, 3)
    conv: Any = T.Conv1d.init(rng(), 2, 3, 2)
    for other in ("1", conv, linear.weight.sum, None):
        with pytest.raises(TypeError, match="unsupported operand"):
            linear - other
    with pytest.raises(ValueError, match=r"(?i)mismatch"):
        conv - T.Conv1d.init(rng(), 2, 3, 2, stride=2)


def test_text_has_shapes_and_settings() -> None:
    assert repr(LAYERS[0]) == "Linear(weight=Double[2, 3], bias=Double[3])"
    assert repr(LAYERS[1]).endswith("bias=Double[3], stride=(2, 2), padding=(0, 0), dilation=(1, 1), groups=1)")
    assert "Activation(function=relu)" in repr(LAYERS[-1])


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_layers_are_pytrees(layer: Any) -> None:
    doubled = optree.tree_map(lambda x: x * 2, layer, namespace=NAMESPACE)
    assert doubled == layer * 2
    assert all(isinstance(x, torch.Tensor) for x in optree.tree_leaves(layer, namespace=NAMESPACE))


@pytest.mark.parametrize("layer", LAYERS, ids=IDS)
def test_layers_are_frozen(layer: Any) -> None:
    for field in fields(layer):
        with pytest.raises(FrozenInstanceError):
            setattr(layer, field.name, None)
    with pytest.raises(FrozenInstanceError):
        layer.another = 1
