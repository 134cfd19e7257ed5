"""Reductions over everything, over one dimension, and with the dimension kept; scans and order statistics."""

from typing import Literal as L
from typing import assert_type

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def everything(x: Tensor[L[4], L[2]], n: LongTensor[L[5]]) -> None:
    assert_type(T.sum(x), Tensor[*tuple[()]])
    assert_type(T.mean(x), Tensor[*tuple[()]])
    assert_type(T.prod(x), Tensor[*tuple[()]])
    assert_type(T.max(x), Tensor[*tuple[()]])
    assert_type(T.std(x), Tensor[*tuple[()]])
    assert_type(T.gt(x, 0).any(), BoolTensor[*tuple[()]])
    assert_type(N.sum(n), LongTensor[*tuple[()]])
    assert_type(T.argmax(x), LongTensor[*tuple[()]])


def one_dimension(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]]) -> None:
    assert_type(T.sum(x, 0), Tensor[L[2]])
    assert_type(T.sum(x, 1), Tensor[L[4]])
    assert_type(T.sum(x, -1), Tensor[L[4]])
    assert_type(T.mean(c, 1), Tensor[L[2], L[5]])
    assert_type(T.sum(c, dim=0), Tensor[L[3], L[5]])
    assert_type(T.amax(c, -1), Tensor[L[2], L[3]])
    assert_type(T.logsumexp(c, 1), Tensor[L[2], L[5]])
    assert_type(T.gt(x, 0).all(0), BoolTensor[L[2]])


def kept(x: Tensor[L[4], L[2]]) -> None:
    assert_type(T.sum(x, 0, True), Tensor[L[1], L[2]])
    assert_type(T.sum(x, 1, keepdim=True), Tensor[L[4], L[1]])
    assert_type(T.mean(x, -1, keepdim=True), Tensor[L[4], L[1]])
    assert_type(T.argmax(x, 1, keepdim=True), LongTensor[L[4], L[1]])


def with_indices(x: Tensor[L[4], L[2]]) -> None:
    assert_type(T.argmax(x, 0), LongTensor[L[2]])
    assert_type(T.argmin(x, 1), LongTensor[L[4]])
    assert_type(T.max(x, 0).values, Tensor[L[2]])
    assert_type(T.max(x, 0).indices, LongTensor[L[2]])
    assert_type(T.min(x, 1, keepdim=True)[0], Tensor[L[4], L[1]])
    assert_type(T.median(x, 1)[1], LongTensor[L[4]])
    assert_type(T.mode(x, -1).values, Tensor[L[4]])


def scans(x: Tensor[L[4], L[2]]) -> None:
    assert_type(T.cumsum(x, 0), Tensor[L[4], L[2]])
    assert_type(T.cumprod(x, -1), Tensor[L[4], L[2]])
    assert_type(T.logcumsumexp(x, 1), Tensor[L[4], L[2]])
    assert_type(T.cummax(x, 1).values, Tensor[L[4], L[2]])
    assert_type(T.cummin(x, 0).indices, LongTensor[L[4], L[2]])


def ordered(x: Tensor[L[4], L[6]]) -> None:
    assert_type(T.sort(x).values, Tensor[L[4], L[6]])
    assert_type(T.sort(x, 0, descending=True).indices, LongTensor[L[4], L[6]])
    assert_type(T.argsort(x, 1), LongTensor[L[4], L[6]])
    assert_type(T.topk(x, 3).values, Tensor[L[4], L[3]])
    assert_type(T.topk(x, 2, 0).indices, LongTensor[L[2], L[6]])
    assert_type(T.kthvalue(x, 2).values, Tensor[L[4]])
    assert_type(T.kthvalue(x, 2, 0, keepdim=True).indices, LongTensor[L[1], L[6]])


def in_numpys_words(x: Tensor[L[4], L[2]]) -> None:
    assert_type(T.sum(x, axis=1), Tensor)
    assert_type(x.mean(axis=0, keepdims=True), Tensor)
    assert_type(x.amax(1, keepdims=True), Tensor)
    assert_type(x.argmax(axis=None), LongTensor)
    assert_type(T.softmax(x, axis=0), Tensor[L[4], L[2]])
    assert_type(T.cumsum(x, axis=1), Tensor[L[4], L[2]])
