"""What every checker accepts, and what runs: bindings and core at this package's own tensors."""

from typing import Literal as L
from typing import TypeVar, assert_type

import myapp.aten.double as T
from hasktorch_py.opt import State
from myapp.aten import long as N
from myapp.aten.double import Linear, Tensor
from myapp.aten.tensor import Double
from myapp.aten.tensor import Tensor as AnyTensor

B = TypeVar("B", bound=int)
Net = tuple[Linear[L[2], L[3]], Linear[L[3], L[1]]]


def forward(net: Net, x: Tensor[B, L[2]]) -> Tensor[B, L[1]]:
    first, second = net
    return T.linear_batch(second, T.relu(T.linear_batch(first, x)))


def functions(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]]) -> None:
    assert_type(T.mm(x, w), Tensor[L[4], L[3]])
    assert_type(T.mm(x, w), AnyTensor[Double, L[4], L[3]])
    assert_type(T.linalg.inv(T.mm(T.t(x), x)), Tensor[L[2], L[2]])
    assert_type(T.eq(x, x).long(), N.Tensor[L[4], L[2]])


def methods(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]]) -> None:
    assert_type((x @ w) * 2.0 + 1.0, Tensor[L[4], L[3]])
    assert_type(x.t(), Tensor[L[2], L[4]])
    assert_type(x[0], Tensor[L[2]])


def results(x: Tensor[L[4], L[2]]) -> None:
    found = T.max(x, 0)
    assert_type(found.values, Tensor[L[2]])
    assert_type(found.indices, N.Tensor[L[2]])


def layers(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]], b: Tensor[L[3]]) -> None:
    layer = Linear[L[2], L[3]](w, b)
    assert_type(layer.weight, Tensor[L[2], L[3]])
    assert_type(T.linear_batch(layer, x), Tensor[L[4], L[3]])
    assert_type(T.mm(x, layer.weight), Tensor[L[4], L[3]])
    assert_type(T.mse_criterion(T.mm(x, w), T.linear_batch(layer, x)), Tensor[L[1]])


def gradients(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]]) -> None:
    value, (dx, dw) = T.backprop2(lambda x, w: T.mm(x, w).sum(), x, w)
    assert_type(dx, Tensor[L[4], L[2]])
    assert_type(dw, Tensor[L[2], L[3]])
    value.item()


def learning(net: Net, x: Tensor[L[4], L[2]], y: Tensor[L[4], L[1]]) -> None:
    optimizer = T.opt.adam(lr=0.1)
    state = optimizer.init(net)
    assert_type(state, State[Net])
    losses: list[float] = []
    for _step in range(20):
        loss, gradient = T.backprop(lambda net: T.mse_criterion(y, forward(net, x)), net)
        net, state = optimizer.step(net, gradient, state)
        losses.append(loss.item())
    assert losses[-1] < losses[0]


def random_numbers() -> None:
    rng = T.new_rng(0)
    assert_type(T.random.uniform(rng, T.ord2_tuple(0, 1), (4, 2)), Tensor[L[4], L[2]])
