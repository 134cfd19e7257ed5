"""Matrices that are not square, systems that do not fit."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def square(a: Tensor[L[3], L[4]], v: Tensor[L[3]]) -> None:
    T.linalg.inv(a)  # error
    T.linalg.det(a)  # error
    T.linalg.cholesky(a)  # error
    T.linalg.eigh(a)  # error
    T.linalg.eigvals(a)  # error
    T.linalg.slogdet(a)  # error
    T.linalg.matrix_power(a, 2)  # error
    T.linalg.inv(v)  # error
    T.linalg.svd(v)  # error
    T.linalg.qr(v)  # error
    T.logdet(a)  # error
    T.trace(v)  # error


def dtypes(f: FloatTensor[L[3], L[3]], n: LongTensor[L[3], L[3]]) -> None:
    T.linalg.inv(f)  # error: strict
    T.linalg.inv(n)  # error


def results(a: Tensor[L[3], L[3]], b: Tensor[L[4], L[2]]) -> None:
    c_ = T.linalg.det(a)
    c: Tensor[L[3], L[3]] = c_  # error
    d_ = T.linalg.eigh(a)[0]
    d: Tensor[L[3], L[3]] = d_  # error
    e_ = T.linalg.eigvals(a)
    e: Tensor[L[3]] = e_  # error
    f_ = T.linalg.pinv(b)
    f: Tensor[L[4], L[2]] = f_  # error
    g_ = T.linalg.svd(b)[0]
    g: Tensor[L[2], L[2]] = g_  # error
