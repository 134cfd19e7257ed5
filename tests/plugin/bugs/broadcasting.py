"""Elementwise arithmetic, comparisons and masks whose sizes do not meet."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor


def labels_against_predictions(out: Tensor[L[16], L[10]], y: Tensor[L[16]], one_hot: Tensor[L[16], L[10]]) -> None:
    out - one_hot
    out - y  # error: The size of tensor a (10) must match the size of tensor b (16) at non-singleton dimension 1
    (out.argmax(1) + 1).double() - y
    out * T.unsqueeze(y, 1)
    out * T.unsqueeze(y, 0)  # error: The size of tensor a (10) must match the size of tensor b (16) at non-singleton


def normalise(image: Tensor[L[3], L[32], L[32]], mean: Tensor[L[3]], std: Tensor[L[3]]) -> None:
    (image - T.view(mean, 3, 1, 1)) / T.view(std, 3, 1, 1)
    image - mean  # error: The size of tensor a (32) must match the size of tensor b (3) at non-singleton dimension 2
    image / T.view(std, 3, 1)  # error: The size of tensor a (32) must match the size of tensor b (3) at non-singleton
    T.sub(image, mean)  # error: The size of tensor a (32) must match the size of tensor b (3) at non-singleton
    T.permute(image, (1, 2, 0)) - mean


def skip_connection(x: Tensor[L[8], L[64], L[28], L[28]], f: Tensor[L[8], L[64], L[14], L[14]]) -> None:
    x + f  # error: The size of tensor a (28) must match the size of tensor b (14) at non-singleton dimension 3
    T.max_pool2d(x, 2) + f
    T.add(x, f, alpha=2)  # error: The size of tensor a (28) must match the size of tensor b (14) at non-singleton
    T.addcmul(x, x, f)  # error: The size of tensor a (28) must match the size of tensor b (14) at non-singleton
    T.lerp(x, f, 0.5)  # error: The size of tensor a (28) must match the size of tensor b (14) at non-singleton


def masks(x: Tensor[L[4], L[6]], m: BoolTensor[L[4], L[6]], rows: BoolTensor[L[4]], wide: Tensor[L[4], L[8]]) -> None:
    T.where(m, x, 0.0)
    T.where(rows, x, 0.0)  # error: The size of tensor a (4) must match the size of tensor b (6) at non-singleton
    T.where(rows.unsqueeze(1), x, x)
    T.where(m, x, wide)  # error: The size of tensor a (6) must match the size of tensor b (8) at non-singleton
    x.masked_fill(m, -1e9)
    x.masked_fill(rows, -1e9)  # error: The size of tensor a (4) must match the size of tensor b (6) at non-singleton
    T.eq(x, wide)  # error: The size of tensor a (6) must match the size of tensor b (8) at non-singleton dimension 1
    x > wide  # error: The size of tensor a (6) must match the size of tensor b (8) at non-singleton dimension 1
    T.logical_and(m, rows)  # error: The size of tensor a (6) must match the size of tensor b (4) at non-singleton


def reflected(x: Tensor[L[4], L[6]], v: Tensor[L[4]]) -> None:
    1 - x
    2.0 / x
    v - x  # error: The size of tensor a (4) must match the size of tensor b (6) at non-singleton dimension 1
    v @ x
    x @ v  # error: size mismatch, got input (4), mat (4x6), vec (4)
    T.atan2(x, v)  # error: The size of tensor a (6) must match the size of tensor b (4) at non-singleton dimension 1
    T.maximum(v, x)  # error: The size of tensor a (4) must match the size of tensor b (6) at non-singleton dimension 1
    T.pow(x, v)  # error: The size of tensor a (6) must match the size of tensor b (4) at non-singleton dimension 1
    T.hypot(v, x.T) + T.sum(x, 0)  # error: The size of tensor a (4) must match the size of tensor b (6) at
