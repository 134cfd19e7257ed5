"""A gradient or a state of another network, and hyperparameters of the wrong kind."""

from dataclasses import dataclass
from typing import Literal as L

from hasktorch.double import Linear, Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch_py import opt
from hasktorch_py.opt import Optimizer, State

Net = tuple[Linear[L[2], L[3]], Linear[L[3], L[1]]]
Other = tuple[Linear[L[2], L[4]], Linear[L[4], L[1]]]


@dataclass(frozen=True)
class Model:
    weight: Tensor[L[2], L[3]]


@dataclass(frozen=True)
class Twin:
    weight: Tensor[L[2], L[3]]


def stepped(optimizer: Optimizer, net: Net, other: Other, state: State[Net], others: State[Other]) -> None:
    optimizer.step(net, other, state)  # error
    optimizer.step(other, net, state)  # error
    optimizer.step(net, net, others)  # error
    optimizer.step(other, other, state)  # error
    optimizer.step(net, state, net)  # error
    optimizer.step(net, net)  # error
    optimizer.step_(net, other, state)  # error
    optimizer.step_(net, net, others)  # error
    a: tuple[Other, State[Other]] = optimizer.step(net, net, state)  # error
    b: State[Other] = optimizer.init(net)  # error


def dtypes(
    optimizer: Optimizer, x: Tensor[L[4]], y: FloatTensor[L[4]], z: Tensor[L[5]], s: State[Tensor[L[4]]]
) -> None:
    optimizer.step(x, y, s)  # error
    optimizer.step(x, z, s)  # error
    optimizer.step_(z, z, s)  # error
    optimizer.step(x, x[0], s)  # error


def named(optimizer: Optimizer, model: Model, twin: Twin, state: State[Model]) -> None:
    optimizer.step(model, twin, state)  # error
    c: Twin = optimizer.step(model, model, state)[0]  # error
    state.buffers["momentum"] = model  # error
    state.step = 3  # error


def settings() -> None:
    opt.adam("0.1")  # error
    opt.adam(0.1, betas=0.9)  # error
    opt.sgd(0.1, 0.9)  # error
    opt.sgd(0.1, nesterov="yes")  # error
    opt.rmsprop(rho=0.9)  # error
    opt.schedules.one_cycle(0.1, 100, anneal="quadratic")  # error
    opt.schedules.compose(opt.schedules.constant(0.1), (3,))  # error
    opt.adam(opt.adam())  # error
    opt.clip_grad_norm()  # error
