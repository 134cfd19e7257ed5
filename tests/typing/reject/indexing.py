"""Indices of the wrong dtype or rank, masks that do not fit."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def by_index(
    x: Tensor[L[4], L[3]], i: LongTensor[L[5]], g: LongTensor[L[4], L[2]], v: Tensor[L[5]], y: Tensor[L[6], L[3]]
) -> None:
    T.index_select(x, 0, v)  # error
    T.gather(x, 1, v)  # error
    T.gather(x, 1, x)  # error
    T.take(x, v)  # error
    T.index_add(x, 0, v, y)  # error
    T.index_select(x, i)  # error
    T.index_fill(x, 0, v, 1.0)  # error
    a_ = T.index_select(x, 0, i)
    a: Tensor[L[4], L[5]] = a_  # error
    b_ = T.gather(x, 1, g)
    b: Tensor[L[4], L[3]] = b_  # error
    c_ = T.take(x, i)
    c: LongTensor[L[5]] = c_  # error


def scattered(x: Tensor[L[4], L[3]], g: LongTensor[L[4], L[3]], y: Tensor[L[4], L[3]], v: LongTensor[L[4]]) -> None:
    T.scatter(x, 1, y, y)  # error
    T.scatter_add(x, 0, y, y)  # error
    T.scatter(x, g, y)  # error


def by_mask(
    x: Tensor[L[4], L[3]], m: BoolTensor[L[4], L[3]], n: BoolTensor[L[3], L[4]], i: LongTensor[L[4], L[3]]
) -> None:
    T.masked_fill(x, x, 0.0)  # error
    T.masked_fill(x, i, 0.0)  # error
    T.masked_fill(x, n, 0.0)  # error
    T.masked_select(x, x)  # error
    T.masked_fill(x, m)  # error
    a_ = T.masked_select(x, m)
    a: Tensor[L[4], L[3]] = a_  # error
    b_ = T.nonzero(x)
    b: Tensor[L[12]] = b_  # error


def subscripts(x: Tensor[L[4], L[3]], c: Tensor[L[2], L[3], L[5]], y: Tensor[L[4]]) -> None:
    a_ = x[0]
    a: Tensor[L[4]] = a_  # error
    b_ = c[1]
    b: Tensor[L[2], L[3]] = b_  # error
    d_ = x[None]
    d: Tensor[L[4], L[3]] = d_  # error
    x["0"]  # error
    x[y]  # error
    x[0.5]  # error
