"""Tensors from sizes, and tensors like others."""

from typing import Literal as L
from typing import assert_type

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def from_sizes() -> None:
    a: Tensor[L[4], L[2]] = T.zeros(4, 2)
    b: Tensor[L[3]] = T.ones(3)
    c: Tensor[L[2], L[3], L[5]] = T.randn(2, 3, 5)
    d: Tensor[L[4], L[2]] = T.full((4, 2), 7.0)
    e: Tensor[L[3], L[3]] = T.eye(3)
    f: Tensor[L[5]] = T.linspace(0, 1, 5)
    g: Tensor[L[6]] = T.arange(6)
    h: LongTensor[L[8]] = N.randperm(8)
    i: LongTensor[L[2], L[2]] = N.zeros(2, 2)
    j: Tensor[L[4], L[2]] = T.empty((4, 2))
    assert_type(T.add(a, d), Tensor[L[4], L[2]])
    assert_type(T.mm(e, e), Tensor[L[3], L[3]])
    assert_type(T.mul(b, b), Tensor[L[3]])
    T.exp(c)
    T.exp(f)
    T.exp(g)
    N.neg(h)
    N.neg(i)
    T.exp(j)


def unknown_sizes(n: int) -> None:
    x: Tensor = T.zeros(n, n)
    assert_type(T.exp(x), Tensor)


def like(x: Tensor[L[4], L[2]]) -> None:
    assert_type(T.zeros_like(x), Tensor[L[4], L[2]])
    assert_type(T.rand_like(x), Tensor[L[4], L[2]])
    assert_type(T.full_like(x, 3.0), Tensor[L[4], L[2]])
    assert_type(T.empty_like(x), Tensor[L[4], L[2]])
    assert_type(T.bernoulli(T.sigmoid(x)), Tensor[L[4], L[2]])
    y: Tensor[L[3]] = x.new_zeros(3)
    assert_type(T.exp(y), Tensor[L[3]])


def from_numbers() -> None:
    v: Tensor[L[2]] = T.vector((1.0, 2.0), 2)
    m: Tensor[L[2], L[2]] = T.matrix(((1.0, 2.0), (3.0, 4.0)), (2, 2))
    assert_type(T.mv(m, v), Tensor[L[2]])
