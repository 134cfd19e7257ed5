"""The program of hasktorch's announcement, line for line, its batch a type variable without a bound."""

from collections.abc import Iterator
from typing import Literal as L
from typing import TypeVar, assert_type

import torch

import hasktorch.double as T
from hasktorch.double import Linear, Tensor

B = TypeVar("B")
Net = tuple[Linear[L[2], L[2]], Linear[L[2], L[1]]]


def xor_forward(net: Net, x: Tensor[B, L[2]]) -> Tensor[B, L[1]]:
    layer1, layer2 = net
    return T.linear_batch(layer2, T.relu(T.linear_batch(layer1, x)))


def mk_exact_data() -> tuple[Tensor[L[4], L[2]], Tensor[L[4], L[1]]]:
    xs = T.matrix([[0, 0], [0, 1], [1, 0], [1, 1]], (4, 2))
    ys = T.matrix([[0], [1], [1], [0]], (4, 1))
    return xs, ys


def mk_network(rng: torch.Generator) -> Net:
    pair = T.ord2_tuple(0, 1)
    w1: Tensor[L[2], L[2]] = T.random.uniform(rng, pair, (2, 2))
    b1: Tensor[L[2]] = T.random.uniform(rng, pair, (2,))
    w2: Tensor[L[2], L[1]] = T.random.uniform(rng, pair, (2, 1))
    b2: Tensor[L[1]] = T.random.uniform(rng, pair, (1,))
    return Linear[L[2], L[2]](w1, b1), Linear[L[2], L[1]](w2, b2)


def loss(net: Net, xs: Tensor[L[4], L[2]]) -> Tensor[L[1]]:
    _xs, ys = mk_exact_data()
    return T.mse_criterion(ys, xor_forward(net, xs))


def update(net: Net, step: tuple[float, Net]) -> Net:
    (l1, l2), (lr, (g1, g2)) = net, step
    return l1 - g1 * lr, l2 - g2 * lr


def trainer(net: Net, xs: Tensor[L[4], L[2]]) -> Iterator[Net]:
    while True:
        value, (net_grad, xs_grad) = T.backprop2(loss, net, xs)
        assert_type(value, Tensor[L[1]])
        assert_type(net_grad, Net)
        assert_type(xs_grad, Tensor[L[4], L[2]])
        net = update(net, (0.1, net_grad))
        yield net


def inferred(net: Net, xs: Tensor[L[4], L[2]]) -> Tensor[L[4], L[1]]:
    y: Tensor[L[4], L[1]] = T.eval_bp2(xor_forward, net, xs)
    return y


def final_error(net: Net, xs: Tensor[L[4], L[2]]) -> Tensor[L[1]]:
    assert_type(T.get_tensors(net[1]), tuple[Tensor[L[2], L[1]], Tensor[L[1]]])
    return T.eval_bp(lambda net: loss(net, xs), net)
