"""Indices that are out of range, of the wrong rank or of the wrong dtype."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def numbers(x: Tensor[L[4], L[6]], v: Tensor[L[3]], s: Tensor[*tuple[()]]) -> None:
    x[3, 5]
    x[4]  # error: index 4 is out of bounds for dimension 0 with size 4
    x[0, 6]  # error: index 6 is out of bounds for dimension 1 with size 6
    x[-5]  # error: index -5 is out of bounds for dimension 0 with size 4
    x[:, 6]  # error: index 6 is out of bounds for dimension 1 with size 6
    x[0, 0, 0]  # error: too many indices for tensor of dimension 2
    v[3]  # error: index 3 is out of bounds for dimension 0 with size 3
    v[0][0]  # error: invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to
    s[0]  # error: invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to
    x[..., 6]  # error: index 6 is out of bounds for dimension 1 with size 6
    x[None, 0, 5]
    x[None, 4]  # error: index 4 is out of bounds for dimension 1 with size 4
    x[::-1]  # error: step must be greater than zero
    x[1:3] + x[:2]
    x[1:3] + x[1:]  # error: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0
    x[:, :5] + x  # error: The size of tensor a (5) must match the size of tensor b (6) at non-singleton dimension 1
    x.size(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    a, b, c = x.shape  # error: Need more than 2 values to unpack


def masks(x: Tensor[L[4], L[6]], rows: BoolTensor[L[4]], columns: BoolTensor[L[6]], m: BoolTensor[L[6], L[4]]) -> None:
    x[rows]
    x[columns]  # error: The shape of the mask [6] at index 0 does not match the shape of the indexed tensor [4, 6] at
    x[:, columns]
    x[:, rows]  # error: The shape of the mask [4] at index 0 does not match the shape of the indexed tensor [4, 6] at
    x[m]  # error: The shape of the mask [6, 4] at index 0 does not match the shape of the indexed tensor [4, 6] at
    x[m.T]
    T.masked_select(x, m)  # error: The size of tensor a (4) must match the size of tensor b (6) at non-singleton
    x.masked_scatter(m, x)  # error: The size of tensor a (4) must match the size of tensor b (6) at non-singleton


def tensors(x: Tensor[L[4], L[6]], i: LongTensor[L[3]], j: LongTensor[L[5]], d: Tensor[L[3]]) -> None:
    x[i]
    x[d]  # error: tensors used as indices must be long, int, byte or bool tensors
    x[i, i]
    x[i, j]  # error: shape mismatch: indexing tensors could not be broadcast together with shapes [3], [5]
    x[i, i, i]  # error: too many indices for tensor of dimension 2
    T.index_select(x, 1, i)
    T.index_select(x, 2, i)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.index_select(x, 1, d)  # error: Expected dtype int32 or int64 for index
    T.index_select(x, 0, i.unsqueeze(1))  # error: Index is supposed to be a vector
    T.take(x, d)  # error: Expected a long tensor for index, but got Double


def picked(logits: Tensor[L[8], L[10]], labels: LongTensor[L[8]]) -> None:
    logits.gather(1, labels.unsqueeze(1))
    logits.gather(1, labels)  # error: Index tensor must have the same number of dimensions as input tensor
    logits.gather(2, labels.unsqueeze(1))  # error: Dimension out of range (expected to be in range of [-2, 1], but
    logits.gather(1, logits)  # error: Expected dtype int32/int64 for index
    logits.gather(1, T.zeros(9, 1).long())  # error: Size does not match at dimension 0 expected index [9, 1] to be no
    T.take_along_dim(logits, labels, 1)  # error: torch.take_along_dim(): input and indices should have the same
    T.zeros(8, 10).scatter(1, labels.unsqueeze(1), 1.0)
    T.zeros(8, 10).scatter(1, labels, 1.0)  # error: Index tensor must have the same number of dimensions as self
    T.zeros(8, 10).scatter_(1, labels, 1.0)  # error: Index tensor must have the same number of dimensions as self
    T.scatter_add(logits, 0, labels.unsqueeze(1), T.zeros(7, 1))  # error: Expected index [8, 1] to be no larger than
    T.index_add(logits, 0, labels, T.zeros(8, 9))  # error: source tensor shape must match self tensor shape
    T.index_copy(logits, 0, labels, T.zeros(7, 10))  # error: Number of indices (8) should be equal to
    T.index_fill(logits, 2, labels, 0.0)  # error: Dimension out of range (expected to be in range of [-2, 1], but got
    T.index_put(logits, (labels,), T.zeros(9))  # error: shape mismatch: value tensor of shape [9] cannot be broadcast
    T.select_scatter(logits, T.zeros(10), 1, 0)  # error: expected src to have a size equal to the slice of self. src
    T.diagonal_scatter(logits, T.zeros(9))  # error: expected src to have a size equal to the slice of self. src size
