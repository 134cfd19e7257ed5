"""Dimensions that a tensor does not have, and results of the wrong shape.

Not mypy: it prefers an overload that says less where the expected type, pushed inwards, rules out the one that fits.
"""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def results(x: Tensor[L[4], L[2]]) -> None:
    a_ = T.sum(x)
    a: Tensor[L[4]] = a_  # error
    b_ = T.sum(x, 0)
    b: Tensor[L[4]] = b_  # error
    c_ = T.sum(x, 1)
    c: Tensor[L[2]] = c_  # error
    d_ = T.mean(x, -1)
    d: Tensor[L[2]] = d_  # error
    e_ = T.sum(x, 1, keepdim=True)
    e: Tensor[L[4]] = e_  # error
    f_ = T.argmax(x, 0)
    f: Tensor[L[2]] = f_  # error
    g_ = T.amax(x, 0)
    g: LongTensor[L[2]] = g_  # error
    h_ = T.max(x, 0).values
    h: LongTensor[L[2]] = h_  # error
    i_ = T.max(x, 0).indices
    i: Tensor[L[2]] = i_  # error
    j_ = T.cumsum(x, 0)
    j: Tensor[L[4]] = j_  # error
    k_ = T.sort(x).values
    k: LongTensor[L[4], L[2]] = k_  # error
    m_ = T.argsort(x)
    m: Tensor[L[4], L[2]] = m_  # error
    n_ = T.topk(x, 1).values
    n: Tensor[L[4], L[2]] = n_  # error
    o_ = T.kthvalue(x, 1, 0).values
    o: Tensor[L[1], L[2]] = o_  # error


def used(x: Tensor[L[4], L[2]]) -> None:
    T.add(x, T.sum(x, 1))  # error: not mypy
    T.sub(x, T.mean(x, -1))  # error: not mypy
    T.mm(x, T.sum(x, 0, keepdim=True))  # error
    T.mv(x, T.sum(x, 1))  # error
    T.div(x, T.amax(x, 1))  # error: not mypy
    T.add(x, T.argmax(x))  # error: strict


def arguments(x: Tensor[L[4], L[2]], n: LongTensor[L[4]]) -> None:
    T.sum(x, "0")  # error
    T.sum(x, 0.5)  # error
    T.cumsum(x)  # error
    T.cumsum(x, axis=0.5)  # error
    T.nn.softmax(x, axis=0)  # error
    T.topk(x)  # error
    T.kthvalue(x)  # error
    T.argmax(x, 1.0)  # error
    T.sum(n)  # error: strict
    T.mean(n)  # error
    T.max(x, 0).no_such_field  # error
