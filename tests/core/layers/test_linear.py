"""The affine map, in its three spellings."""

from typing import Any

import pytest
import torch

import hasktorch.double as T

LAYER: Any = T.Linear(T.matrix([[1, 2, 3], [4, 5, 6]]), T.vector([0.5, 0.25, 0.125]))
X: Any = T.matrix([[1, 1], [2, 0], [0, -1]])


def test_a_batch_is_xw_plus_b() -> None:
    expected = torch.tensor([[5.5, 7.25, 9.125], [2.5, 4.25, 6.125], [-3.5, -4.75, -5.875]]).double()
    assert torch.equal(T.linear_batch(LAYER, X), expected)
    assert torch.equal(LAYER(X), expected)
    assert torch.equal(LAYER(X.reshape(3, 1, 2)), expected.reshape(3, 1, 3))
    for x, y in zip(X, expected, strict=True):
        assert torch.equal(T.linear(LAYER, x), y)
        assert torch.equal(LAYER(x), y)


def test_get_tensors_gives_the_tensors_themselves() -> None:
    weight, bias = T.get_tensors(LAYER)
    assert weight is LAYER.weight
    assert bias is LAYER.bias


def test_another_width_is_refused() -> None:
    with pytest.raises(RuntimeError, match="cannot be multiplied"):
        LAYER(X.t())


def test_a_layer_without_inputs_can_be_made() -> None:
    layer: Any = T.Linear.init(torch.Generator(), 0, 3, T.xavier_uniform())
    assert torch.equal(layer(X[:, :0]), torch.zeros(3, 3).double())
