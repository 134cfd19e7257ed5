"""Dimensions that a type variable or the known part of a shape rules out.

Not mypy: it prefers an overload that says less where the expected type, pushed inwards, rules out the one that fits.
"""

from typing import Any, TypeVar
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor

B = TypeVar("B")
N = TypeVar("N")


def affine(x: Tensor[B, L[2]], w: Tensor[L[2], L[3]], b: Tensor[L[3]]) -> Tensor[B, L[3]]:
    return T.mm(x, w) + b


def swapped(x: Tensor[B, L[2]], w: Tensor[L[2], L[3]]) -> Tensor[B, L[3]]:
    return T.mm(w, x)  # error


def transposed(x: Tensor[B, L[2]], w: Tensor[L[2], L[3]]) -> Tensor[L[3], B]:
    return T.mm(x, w)  # error


def not_square(x: Tensor[B, N]) -> Tensor[B, B]:
    return T.mm(x, x)  # error


def reduced(x: Tensor[B, N]) -> Tensor[B]:
    return T.mean(x, 0)  # error: not mypy


def fixed(x: Tensor[B, L[2]]) -> Tensor[L[4], L[2]]:
    return T.exp(x)  # error


def bias(x: Tensor[B, L[2]], w: Tensor[L[2], L[3]], b: Tensor[L[2]]) -> Tensor[B, L[3]]:
    return T.mm(x, w) + b  # error


def loss(x: Tensor[B, L[10]], t: LongTensor[N]) -> Tensor[B]:
    return T.nn.cross_entropy(x, t, reduction="none")  # error


def called(
    x: Tensor[L[7], L[3]], y: Tensor[L[7], L[2]], w: Tensor[L[2], L[3]], b: Tensor[L[3]], v: Tensor[L[2]]
) -> None:
    affine(x, w, b)  # error
    affine(y, w, v)  # error
    affine(w, y, b)  # error
    a_ = affine(y, w, b)
    a: Tensor[L[2], L[3]] = a_  # error


def unknown(x: Tensor[Any, L[2]], w: Tensor[L[4], L[5]], z: Tensor) -> None:
    T.mm(x, w)  # error
    T.mv(x, x)  # error
    a_ = T.exp(x)
    a: Tensor[L[3]] = a_  # error
    b: LongTensor = T.exp(z)  # error
    T.nn.nll_loss(z, z)  # error
    T.mm(z, "x")  # error
