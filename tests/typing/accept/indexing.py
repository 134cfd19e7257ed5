"""Gather, scatter, select by index tensors and masks; subscripts."""

from typing import Any, assert_type
from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.int import Tensor as IntTensor
from hasktorch.long import Tensor as LongTensor


def by_index(x: Tensor[L[4], L[3]], i: LongTensor[L[5]], g: LongTensor[L[4], L[2]], y: Tensor[L[5], L[3]]) -> None:
    assert_type(T.index_select(x, 0, i), Tensor[L[5], L[3]])
    assert_type(T.index_select(x, 1, i), Tensor[L[4], L[5]])
    assert_type(T.gather(x, 1, g), Tensor[L[4], L[2]])
    assert_type(T.take(x, i), Tensor[L[5]])
    assert_type(T.take_along_dim(x, g, 1), Tensor[L[4], L[2]])
    assert_type(T.index_add(x, 0, i, y), Tensor[L[4], L[3]])
    assert_type(T.index_fill(x, 0, i, 1.0), Tensor[L[4], L[3]])


def scattered(x: Tensor[L[4], L[3]], g: LongTensor[L[4], L[3]], y: Tensor[L[4], L[3]]) -> None:
    assert_type(T.scatter(x, 1, g, y), Tensor[L[4], L[3]])
    assert_type(T.scatter(x, 1, g, 2.0), Tensor[L[4], L[3]])
    assert_type(T.scatter_add(x, 0, g, y), Tensor[L[4], L[3]])


def by_mask(x: Tensor[L[4], L[3]], m: BoolTensor[L[4], L[3]]) -> None:
    assert_type(T.masked_fill(x, m, 0.0), Tensor[L[4], L[3]])
    assert_type(T.masked_select(x, m), Tensor[Any])
    assert_type(T.nonzero(x), LongTensor[Any, L[2]])
    assert_type(x[m], Tensor[Any])


def subscripts(x: Tensor[L[4], L[3]], c: Tensor[L[2], L[3], L[5]], i: LongTensor[L[6]]) -> None:
    assert_type(x[0], Tensor[L[3]])
    assert_type(c[1], Tensor[L[3], L[5]])
    assert_type(x[None], Tensor[L[1], L[4], L[3]])
    assert_type(x[...], Tensor[L[4], L[3]])
    assert_type(x[0, 1], Tensor[*tuple[()]])
    assert_type(x[1:], Tensor[Any, L[3]])
    assert_type(x[i], Tensor[L[6], L[3]])


def searched(s: Tensor[L[7]], v: Tensor[L[4], L[3]]) -> None:
    assert_type(T.searchsorted(s, v), LongTensor[L[4], L[3]])
    assert_type(T.bucketize(v, s), LongTensor[L[4], L[3]])


def by_other_integers(x: Tensor[L[4], L[3]], i: IntTensor[L[4], L[1]], k: IntTensor[L[2]]) -> None:
    assert_type(T.gather(x, 1, i), Tensor[L[4], L[1]])
    assert_type(x.scatter(1, i, 0.5), Tensor[L[4], L[3]])
    assert_type(T.index_select(x, 0, k), Tensor[L[2], L[3]])
    assert_type(T.embedding(x, k), Tensor[L[2], L[3]])


def masks(m: BoolTensor[L[2], L[1], L[4], L[4]], q: Tensor[L[2], L[3], L[4], L[8]]) -> None:
    assert_type(T.nn.scaled_dot_product_attention(q, q, q, attn_mask=m), Tensor[L[2], L[3], L[4], L[8]])
    assert_type(T.where(m, 1.0, 0.0), FloatTensor[L[2], L[1], L[4], L[4]])
    assert_type(T.where(m, 1, 0), LongTensor[L[2], L[1], L[4], L[4]])
