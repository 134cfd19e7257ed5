"""Tensors that do not have the declared sizes."""

from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def sizes() -> None:
    a: Tensor[L[4], L[2]] = T.zeros(2, 4)  # error
    b: Tensor[L[3]] = T.ones(3, 1)  # error
    c: Tensor[L[2], L[3]] = T.randn(2, 3, 5)  # error
    d: Tensor[L[4], L[2]] = T.full((4, 3), 7.0)  # error
    e: Tensor[L[3], L[4]] = T.eye(3)  # error
    f: Tensor[L[6]] = T.linspace(0, 1, 5)  # error
    g: LongTensor[L[2], L[2]] = N.zeros(2, 3)  # error
    h: Tensor[L[4], L[2]] = T.empty((2, 4))  # error


def dtypes() -> None:
    a: FloatTensor[L[3]] = T.zeros(3)  # error
    b: Tensor[L[3]] = N.ones(3)  # error
    c: LongTensor[L[3], L[3]] = T.eye(3)  # error


def arguments() -> None:
    T.zeros("4", 2)  # error
    T.zeros(4.0)  # error
    T.full((4, 2))  # error
    T.eye()  # error
    T.linspace(0)  # error


def like(x: Tensor[L[4], L[2]], n: LongTensor[L[4]]) -> None:
    a: Tensor[L[2], L[4]] = T.zeros_like(x)  # error
    b: LongTensor[L[4], L[2]] = T.rand_like(x)  # error
    T.zeros_like(n)  # error: strict
    T.full_like(x, "3")  # error
    T.full_like(x)  # error
    c: Tensor[L[4]] = x.new_zeros(3)  # error
