"""Dimensions that type variables name."""

from typing import Literal as L
from typing import TypeVar, assert_type

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch_py.dimensions import Add, FloorDiv, Mul, Sub

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)


def lenet(
    x: Tensor[B, L[1], L[28], L[28]],
    w1: Tensor[L[6], L[1], L[5], L[5]],
    b1: Tensor[L[6]],
    w2: Tensor[L[16], L[6], L[5], L[5]],
    b2: Tensor[L[16]],
    w3: Tensor[L[10], L[400]],
    b3: Tensor[L[10]],
) -> Tensor[B, L[10]]:
    h = T.max_pool2d(T.relu(T.conv2d(x, w1, b1, padding=2)), 2)
    g = T.max_pool2d(T.relu(T.conv2d(h, w2, b2)), 2)
    return T.nn.linear(T.flatten(g, 1), w3, b3)


def attention(q: Tensor[B, N, L[64]], k: Tensor[B, N, L[64]]) -> Tensor[B, N, N]:
    return T.softmax(q @ k.transpose(1, 2) / 8.0, -1)


def heads(x: Tensor[B, N, L[64]]) -> Tensor[B, L[4], N, L[16]]:
    b, n, _ = x.shape
    return x.view(b, n, 4, -1).transpose(1, 2)


def joined(x: Tensor[B, L[2]], y: Tensor[N, L[2]]) -> Tensor[Add[N, B], L[2]]:
    return T.cat((x, y))


def flat(x: Tensor[B, N, L[2]]) -> Tensor[Mul[L[2], Mul[N, B]]]:
    return x.reshape(-1)


def halved(x: Tensor[B, L[3], N]) -> Tensor[B, L[3], FloorDiv[N, L[2]]]:
    return T.nn.max_pool1d(x, 2)


def convolved(x: Tensor[B, L[3], N], w: Tensor[L[4], L[3], L[5]]) -> Tensor[B, L[4], Sub[N, L[4]]]:
    return T.conv1d(x, w)


def canonical(x: Tensor[B], y: Tensor[N]) -> None:
    assert_type(T.cat((x, y)) + T.cat((y, x)), Tensor[Add[B, N]])
    assert_type(T.zeros(2 * x.size(0) // 2), Tensor[B])
    assert_type(T.cat((x, x)).view(2, -1), Tensor[L[2], B])


def of_unknown_order(x: Tensor[B, L[2]], y: Tensor[N, L[2]]) -> Tensor[Sub[N, B], L[2]]:
    return T.zeros(y.size(0) - x.size(0), 2)


def called(x: Tensor[L[3], L[2]], y: Tensor[L[5], L[2]], z: Tensor[L[7], L[3], L[9]]) -> None:
    assert_type(joined(x, y), Tensor[L[8], L[2]])
    assert_type(halved(z), Tensor[L[7], L[3], L[4]])
