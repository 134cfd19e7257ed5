"""Tensors that do not have the declared sizes."""

from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def sizes() -> None:
    a_ = T.zeros(2, 4)
    a: Tensor[L[4], L[2]] = a_  # error
    b_ = T.ones(3, 1)
    b: Tensor[L[3]] = b_  # error
    c_ = T.randn(2, 3, 5)
    c: Tensor[L[2], L[3]] = c_  # error
    d_ = T.full((4, 3), 7.0)
    d: Tensor[L[4], L[2]] = d_  # error
    e_ = T.eye(3)
    e: Tensor[L[3], L[4]] = e_  # error
    f_ = T.linspace(0, 1, 5)
    f: Tensor[L[6]] = f_  # error
    g_ = N.zeros(2, 3)
    g: LongTensor[L[2], L[2]] = g_  # error
    h_ = T.empty((2, 4))
    h: Tensor[L[4], L[2]] = h_  # error


def dtypes() -> None:
    a_ = T.zeros(3)
    a: FloatTensor[L[3]] = a_  # error
    b_ = N.ones(3)
    b: Tensor[L[3]] = b_  # error
    c_ = T.eye(3)
    c: LongTensor[L[3], L[3]] = c_  # error


def arguments() -> None:
    T.zeros("4", 2)  # error
    T.zeros(4.0)  # error
    T.full((4, 2))  # error
    T.eye()  # error
    T.linspace(0)  # error


def like(x: Tensor[L[4], L[2]], n: LongTensor[L[4]]) -> None:
    a_ = T.zeros_like(x)
    a: Tensor[L[2], L[4]] = a_  # error
    b_ = T.rand_like(x)
    b: LongTensor[L[4], L[2]] = b_  # error
    T.zeros_like(n)  # error: strict
    T.full_like(x, "3")  # error
    T.full_like(x)  # error
    c_ = x.new_zeros(3)
    c: Tensor[L[4]] = c_  # error
