"""Batch norm with its state as a value, and dropout with its generator as an argument."""

from typing import Any

import pytest
import torch
from torch import nn

import hasktorch.double as T


def rand(*shape: int) -> Any:
    return torch.rand(shape, dtype=torch.float64, generator=torch.Generator().manual_seed(sum(shape)))


@pytest.mark.parametrize(
    "kind, shape",
    [
        (nn.BatchNorm1d, (5, 3)),
        (nn.BatchNorm1d, (5, 3, 4)),
        (nn.BatchNorm2d, (5, 3, 4, 2)),
        (nn.BatchNorm3d, (5, 3, 4, 2, 2)),
    ],
)
def test_batch_norm_is_torchs(kind: Any, shape: tuple[int, ...]) -> None:
    module: Any = kind(3, eps=1e-3, momentum=0.3).double()
    nn.init.normal_(module.weight)
    layer, state = T.BatchNorm.from_module(module)
    assert state == layer.init_state()
    for step in range(3):
        x = rand(*shape) * (step + 1)
        before = state * 1
        y, after = layer(x, state, train=True)
        assert torch.equal(y, module(x))
        assert state == before, "the given state is left as it is"
        assert torch.equal(after.mean, module.running_mean)
        assert torch.equal(after.var, module.running_var)
        state = after
    module.eval()
    y, same = layer(rand(*shape), state, train=False)
    assert torch.equal(y, module(rand(*shape)))
    assert same is state
    assert T.BatchNorm.from_module(layer.to_module(state, kind)) == (layer, state)


def test_batch_norm_gradients_are_torchs() -> None:
    module: Any = nn.BatchNorm2d(3).double()
    layer, state = T.BatchNorm.from_module(module)
    x = rand(5, 3, 4, 2)
    gradient: Any = T.grad_bp(lambda each: (each(x, state, train=True)[0] ** 3).sum(), layer)
    (module(x) ** 3).sum().backward()
    assert torch.equal(gradient.weight, module.weight.grad)
    assert torch.equal(gradient.bias, module.bias.grad)


def test_one_value_for_a_channel_cannot_be_normalised() -> None:
    layer = T.BatchNorm.init(3)
    with pytest.raises(ValueError, match="more than 1 value"):
        layer(rand(1, 3), layer.init_state(), train=True)


@pytest.mark.parametrize("p", [0.0, 0.25, 0.9, 1.0])
def test_dropout_draws_the_numbers_of_torch(p: float) -> None:
    x = rand(50, 3)
    torch.manual_seed(5)
    expected = nn.functional.dropout(x, p)
    assert torch.equal(T.Dropout(p)(x, torch.Generator().manual_seed(5), train=True), expected)


def test_dropout_does_nothing_in_evaluation() -> None:
    x, generator = rand(50, 3), torch.Generator().manual_seed(5)
    before = generator.get_state()
    assert T.Dropout(0.5)(x, generator, train=False) is x
    assert torch.equal(generator.get_state(), before)


@pytest.mark.parametrize("p", [-0.1, 1.5, float("nan")])
def test_no_probability_is_refused(p: float) -> None:
    with pytest.raises(ValueError, match="from 0 to 1"):
        T.Dropout(p)
