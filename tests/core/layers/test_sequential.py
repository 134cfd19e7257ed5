"""Stages one after another."""

from typing import Any

import pytest
import torch
from torch import nn

import hasktorch.double as T
from hasktorch_py.errors import ShapeError


def rng() -> torch.Generator:
    return torch.Generator().manual_seed(2)


FIRST: Any = T.Linear.init(rng(), 2, 3)
SECOND: Any = T.Linear.init(rng(), 3, 1)
X = torch.rand(4, 2, dtype=torch.float64, generator=rng())


def flat(x: Any) -> Any:
    return x.flatten(1)


def test_it_is_torchs() -> None:
    net: Any = T.sequential(FIRST, T.relu, SECOND)
    module = nn.Sequential(FIRST.to_module(), nn.ReLU(), SECOND.to_module())
    torch.testing.assert_close(net(X), module(X), rtol=0, atol=1e-12)
    gradient: Any = T.grad_bp(lambda each: (each(X) ** 2).sum(), net)
    (module(X) ** 2).sum().backward()
    first, activation, second = gradient.stages
    torch.testing.assert_close(first.weight.t(), module[0].weight.grad, rtol=0, atol=1e-12)
    torch.testing.assert_close(second.bias, module[2].bias.grad, rtol=0, atol=1e-12)
    assert activation == net.stages[1]


def test_functions_that_change_the_shape_are_stages() -> None:
    conv: Any = T.Conv2d.init(rng(), 1, 2, 2)
    head: Any = T.Linear.init(rng(), 8, 3)
    net: Any = T.sequential(T.sequential(conv, T.relu), T.stage(flat), head)
    x = torch.rand(5, 1, 3, 3, dtype=torch.float64, generator=rng())
    assert torch.equal(net(x), head(torch.relu(conv(x)).flatten(1)))


def test_eight_stages() -> None:
    square: Any = T.Linear.init(rng(), 2, 2)
    expected: Any = X
    for _ in range(8):
        expected = square(expected)
    assert torch.equal(T.sequential(*[square] * 8)(X), expected)


def test_a_plain_function_must_keep_the_shape() -> None:
    net: Any = T.sequential(FIRST, flat, SECOND)
    assert net(X).shape == (4, 1)
    with pytest.raises(ShapeError, match=r"flat: expected a function that keeps the shape \[4, 2, 3\].*stage\(flat\)"):
        net(X.reshape(4, 1, 2).expand(4, 2, 2))


def test_what_cannot_be_called_is_refused() -> None:
    join: Any = T.sequential
    with pytest.raises(TypeError, match="in place 1, found 'relu'"):
        join(FIRST, "relu")
