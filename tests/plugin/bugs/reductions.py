"""Reductions, scans and sorting along dimensions that are not there, or with results that are used wrongly."""

from typing import Literal as L

import hasktorch.bool as bool_
import hasktorch.double as T
import hasktorch.long as long
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def statistics(x: Tensor[L[32], L[10]], v: Tensor[L[10]]) -> None:
    x - x.mean(0)
    x - x.mean(1)  # error: The size of tensor a (10) must match the size of tensor b (32) at non-singleton dimension 1
    x - x.mean(1, keepdim=True)
    x.mean(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    v.sum(1)  # error: Dimension out of range (expected to be in range of [-1, 0], but got 1)
    x.sum((0, 2))  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    x.sum((0, 0))  # error: dim 0 appears multiple times in the list of dims
    x.std(-3)  # error: Dimension out of range (expected to be in range of [-2, 1], but got -3)
    T.var(x, 2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.logsumexp(x, 2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    x / x.norm(dim=1)  # error: The size of tensor a (10) must match the size of tensor b (32) at non-singleton
    x / x.norm(dim=1, keepdim=True)
    T.amax(x, (0, 3))  # error: Dimension out of range (expected to be in range of [-2, 1], but got 3)
    T.prod(v, 1)  # error: Dimension out of range (expected to be in range of [-1, 0], but got 1)


def classes(logits: Tensor[L[32], L[10]], target: LongTensor[L[32]]) -> None:
    logits.argmax(1) == target
    logits.argmax(0) == target  # error: The size of tensor a (10) must match the size of tensor b (32) at
    logits.argmax(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    _, indices = logits.max(1)
    indices == target
    logits.max(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    logits.topk(5)
    logits.topk(11)  # error: selected index k out of range
    logits.topk(33, dim=0)  # error: selected index k out of range
    logits.topk(5, 1).indices == target  # error: The size of tensor a (5) must match the size of tensor b (32) at
    logits.kthvalue(11)  # error: selected number k out of range for dimension 1
    logits.median(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    logits.mode(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)


def ordered(x: Tensor[L[4], L[6]]) -> None:
    x.sort(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    x.argsort(-3)  # error: Dimension out of range (expected to be in range of [-2, 1], but got -3)
    x.cumsum(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.cumprod(x, 3)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 3)
    T.logcumsumexp(x, 2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.cummax(x, 2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.softmax(x, 2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.nn.log_softmax(x, dim=3)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 3)
    T.diff(x, dim=2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.trapezoid(x, T.zeros(5))  # error: trapezoid: There must be one `x` value for each sample point
    T.quantile(x, 0.5, dim=2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.searchsorted(x, T.zeros(3, 2))  # error: torch.searchsorted(): boundaries tensor should be 1 dimension or the
    T.bucketize(x, T.zeros(2, 2))  # error: boundaries tensor must be 1 dimension, but got dim(2)
    T.histc(x, bins=0)  # error: torch.histogram(): bins must be > 0, but got 0 for dimension 0


def of_integers(n: LongTensor[L[4], L[6]], m: BoolTensor[L[4]]) -> None:
    n.sum(1)
    n.mean()  # error: could not infer output dtype. Input dtype must be either a floating point or complex dtype
    n.double().mean()
    n.std()  # error: std and var only support floating point and complex dtypes
    n.var(0)  # error: std and var only support floating point and complex dtypes
    long.softmax(n, 1)  # error: "softmax_lastdim_kernel_impl" not implemented for 'Long'
    long.logsumexp(n, 2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    m.mean()  # error: could not infer output dtype. Input dtype must be either a floating point or complex dtype
    bool_.all(m, 1)  # error: Dimension out of range (expected to be in range of [-1, 0], but got 1)
    bool_.cumsum(m, 1)  # error: Dimension out of range (expected to be in range of [-1, 0], but got 1)
    long.bincount(n)  # error: bincount only supports 1-d non-negative integral inputs
