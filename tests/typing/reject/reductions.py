"""Dimensions that a tensor does not have, and results of the wrong shape."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def results(x: Tensor[L[4], L[2]]) -> None:
    a: Tensor[L[4]] = T.sum(x)  # error
    b: Tensor[L[4]] = T.sum(x, 0)  # error
    c: Tensor[L[2]] = T.sum(x, 1)  # error
    d: Tensor[L[2]] = T.mean(x, -1)  # error
    e: Tensor[L[4]] = T.sum(x, 1, keepdim=True)  # error
    f: Tensor[L[2]] = T.argmax(x, 0)  # error
    g: LongTensor[L[2]] = T.amax(x, 0)  # error
    h: LongTensor[L[2]] = T.max(x, 0).values  # error
    i: Tensor[L[2]] = T.max(x, 0).indices  # error
    j: Tensor[L[4]] = T.cumsum(x, 0)  # error
    k: LongTensor[L[4], L[2]] = T.sort(x).values  # error
    m: Tensor[L[4], L[2]] = T.argsort(x)  # error
    n: Tensor[L[4], L[2]] = T.topk(x, 1).values  # error
    o: Tensor[L[1], L[2]] = T.kthvalue(x, 1, 0).values  # error


def used(x: Tensor[L[4], L[2]]) -> None:
    T.add(x, T.sum(x, 1))  # error
    T.sub(x, T.mean(x, -1))  # error
    T.mm(x, T.sum(x, 0, keepdim=True))  # error
    T.mv(x, T.sum(x, 1))  # error
    T.div(x, T.amax(x, 1))  # error
    T.add(x, T.argmax(x))  # error: strict


def arguments(x: Tensor[L[4], L[2]], n: LongTensor[L[4]]) -> None:
    T.sum(x, "0")  # error
    T.sum(x, 0.5)  # error
    T.cumsum(x)  # error
    T.topk(x)  # error
    T.kthvalue(x)  # error
    T.argmax(x, 1.0)  # error
    T.sum(n)  # error: strict
    T.mean(n)  # error
    T.max(x, 0).no_such_field  # error
