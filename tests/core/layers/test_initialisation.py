"""Initialisers: the numbers of torch.nn.init from the same generator, in each layer's own layout."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.nn import init

import hasktorch.double as T
import hasktorch.float as F


def rng() -> torch.Generator:
    return torch.Generator().manual_seed(11)


PAIRS: list[tuple[Any, Callable[..., Any]]] = [
    (T.xavier_uniform(), init.xavier_uniform_),
    (T.xavier_uniform(2.5), lambda w, generator: init.xavier_uniform_(w, 2.5, generator)),
    (T.xavier_normal(0.5), lambda w, generator: init.xavier_normal_(w, 0.5, generator)),
    (T.kaiming_uniform(), lambda w, generator: init.kaiming_uniform_(w, nonlinearity="relu", generator=generator)),
    (
        T.kaiming_uniform("leaky_relu", 0.2, "fan_out"),
        lambda w, generator: init.kaiming_uniform_(w, 0.2, "fan_out", "leaky_relu", generator),
    ),
    (T.kaiming_normal("tanh"), lambda w, generator: init.kaiming_normal_(w, nonlinearity="tanh", generator=generator)),
]


@pytest.mark.parametrize("ours, torchs", PAIRS)
def test_weights_are_torchs(ours: Any, torchs: Callable[..., Any]) -> None:
    linear = T.Linear.init(rng(), 5, 3, ours)
    assert torch.equal(linear.weight.t(), torchs(torch.empty(3, 5).double(), generator=rng()))
    conv = F.Conv2d.init(rng(), 3, 4, (2, 5), weights=ours)
    assert torch.equal(conv.weight, torchs(torch.empty(4, 3, 2, 5), generator=rng()))


@pytest.mark.parametrize("name", ["linear", "conv2d", "sigmoid", "tanh", "relu", "leaky_relu", "selu"])
def test_gains_are_torchs(name: Any) -> None:
    assert T.calculate_gain(name) == init.calculate_gain(name)


def test_the_gain_of_a_leaky_relu_depends_on_its_slope() -> None:
    assert T.calculate_gain("leaky_relu", 0.5) == math.sqrt(2 / 1.25)


def test_the_padding_row_is_zero() -> None:
    weight = T.Embedding.init(rng(), 5, 3, 2).weight
    assert weight.abs().sum(1).eq(0).tolist() == [False, False, True, False, False]


@pytest.mark.parametrize(
    "make, message",
    [
        (lambda: T.MultiheadAttention.init(rng(), 8, 3), "heads that divide 8"),
        (lambda: T.LSTM.init(rng(), 2, 3, 0), "at least 1 layer"),
        (lambda: T.Conv2d.init(rng(), 2, 3, 2, stride=(1, 2, 3)), "a number or 2 of them"),
    ],
)
def test_what_is_no_layer_is_refused(make: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()
