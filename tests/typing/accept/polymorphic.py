"""A batch of any size, dimensions that are not known, and ranks that are not known."""

from typing import Any, TypeVar, assert_type
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor

B = TypeVar("B")
N = TypeVar("N")


def affine(x: Tensor[B, L[2]], w: Tensor[L[2], L[3]], b: Tensor[L[3]]) -> Tensor[B, L[3]]:
    return T.mm(x, w) + b


def network(x: Tensor[B, L[4]], v: Tensor[L[8], L[4]], w: Tensor[L[3], L[8]]) -> Tensor[B, L[3]]:
    return T.softmax(T.nn.linear(T.relu(T.nn.linear(x, v)), w), -1)


def convolved(x: Tensor[B, L[3], L[9], L[9]], w: Tensor[L[6], L[3], L[5], L[5]]) -> Tensor[B, L[6], Any, Any]:
    return T.nn.max_pool2d(T.relu(T.nn.conv2d(x, w)), 2)


def loss(x: Tensor[B, L[10]], t: LongTensor[B]) -> Tensor[*tuple[()]]:
    return T.nn.cross_entropy(x, t)


def gram(x: Tensor[N, B]) -> Tensor[N, N]:
    return T.mm(x, T.t(x))


def mean(x: Tensor[B, N]) -> Tensor[N]:
    return T.mean(x, 0)


def unknown_dimension(x: Tensor[Any, L[2]], w: Tensor[L[2], L[4]], v: Tensor[L[5], L[3]]) -> None:
    assert_type(T.mm(x, w), Tensor[Any, L[4]])
    assert_type(T.exp(x), Tensor[Any, L[2]])
    assert_type(T.t(x), Tensor[L[2], Any])
    assert_type(T.mm(v, x), Tensor[L[5], L[2]])


def unknown_rank(x: Tensor, w: Tensor[L[3], L[4]], b: Tensor[L[2], L[1]]) -> None:
    assert_type(T.exp(x), Tensor)
    assert_type(T.sum(x), Tensor[*tuple[()]])
    T.mm(x, w)
    T.mm(w, x.new_zeros(4, 2))
    T.add(x, T.sum(x))
    static: Tensor[L[3], L[3]] = x
    dynamic: Tensor = w
    assert_type(T.mm(static, w), Tensor[L[3], L[4]])
    T.cat((dynamic, w))
    T.mul(x, x)
    T.linalg.inv(x)
    T.add(b, x[:2])


def specialised(x: Tensor[L[7], L[2]], w: Tensor[L[2], L[3]], b: Tensor[L[3]]) -> None:
    assert_type(affine(x, w, b), Tensor[L[7], L[3]])
    assert_type(gram(x), Tensor[L[7], L[7]])
