"""Optimizers keep the type of the parameters, whatever tree they are."""

from dataclasses import dataclass
from typing import Literal as L
from typing import assert_type

import hasktorch.double as T
from hasktorch.double import Linear, Tensor
from hasktorch_py import opt
from hasktorch_py.opt import State

Net = tuple[Linear[L[2], L[3]], Linear[L[3], L[1]]]


@dataclass(frozen=True)
class Model:
    weight: Tensor[L[2], L[3]]
    bias: Tensor[L[3]]


def stepped(net: Net, grads: Net) -> None:
    optimizer = opt.adam(lr=1e-3, betas=(0.9, 0.99))
    state = optimizer.init(net)
    assert_type(state, State[Net])
    after, state = optimizer.step(net, grads, state)
    assert_type(after, Net)
    assert_type(state, State[Net])
    assert_type(state.buffers["exp_avg"], Net)
    optimizer.step_(net, grads, state)


def other_trees(model: Model, x: Tensor[L[4]], pair: dict[str, Tensor[L[4]]]) -> None:
    optimizer = opt.sgd(opt.schedules.cosine(0.1, 100), momentum=0.9)
    assert_type(optimizer.step(model, model, optimizer.init(model)), tuple[Model, State[Model]])
    assert_type(optimizer.step(x, x, optimizer.init(x)), tuple[Tensor[L[4]], State[Tensor[L[4]]]])
    assert_type(optimizer.init(pair), State[dict[str, Tensor[L[4]]]])


def learned(net: Net, x: Tensor[L[8], L[2]], y: Tensor[L[8], L[1]]) -> None:
    def loss(net: Net) -> Tensor[L[1]]:
        hidden = T.relu(net[0](x))
        return T.mse_criterion(y, net[1](hidden))

    _, grads = T.backprop(loss, net)
    optimizer = opt.adamw()
    assert_type(optimizer.step(net, grads, optimizer.init(net)), tuple[Net, State[Net]])


def clipped(grads: Net) -> None:
    assert_type(opt.clip_grad_norm(grads, 1.0)[0], Net)


def schedules() -> None:
    s = opt.schedules
    assert_type(s.one_cycle(0.1, 100)(3), float)
    composed = s.compose((s.linear_warmup(0.1, 10), s.exponential(0.1, 0.9)), (10,))
    opt.rmsprop(composed, momentum=0.9)
    opt.adagrad(0.1)
    opt.adadelta()
    opt.nadam(lambda step: 0.1 / (step + 1))
