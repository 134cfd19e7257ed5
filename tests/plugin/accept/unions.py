"""A tensor that has one of several types: ATen is asked about each."""

from typing import Literal as L
from typing import assert_type

import hasktorch.double as T
from hasktorch.double import Tensor


def functions(a: Tensor[L[2], L[3]] | Tensor[L[3]], w: Tensor[L[3], L[4]]) -> None:
    assert_type(T.relu(a), Tensor[L[2], L[3]] | Tensor[L[3]])
    assert_type(T.matmul(a, w), Tensor[L[2], L[4]] | Tensor[L[4]])
    assert_type(a @ w, Tensor[L[2], L[4]] | Tensor[L[4]])
    assert_type(a.sum(-1), Tensor[L[2]] | Tensor[*tuple[()]])


def the_same_one_twice(a: Tensor[L[2], L[3]] | Tensor[L[3]], b: Tensor[L[4], L[3]]) -> None:
    assert_type(T.cat((a, a)), Tensor[L[4], L[3]] | Tensor[L[6]])
    assert_type(T.linalg.vector_norm(a, dim=0, keepdim=True), Tensor[L[1], L[3]] | Tensor[L[1]])


def optional(x: Tensor[L[2], L[3]], weight: Tensor[L[3]] | None) -> Tensor[L[2], L[3]]:
    return T.layer_norm(x, (3,), weight, weight)
