"""Constructors, methods, operators, properties, indices."""

from typing import Any, assert_type
from typing import Literal as L

import torch

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def made() -> None:
    assert_type(T.zeros(50257, 3), Tensor[L[50257], L[3]])
    assert_type(T.arange(2, 12, 3), Tensor[L[4]])
    assert_type(T.linspace(0.0, 1.0, 11), Tensor[L[11]])
    assert_type(T.eye(3, 4), Tensor[L[3], L[4]])
    assert_type(T.full([2, 3], 7), Tensor[L[2], L[3]])
    assert_type(T.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), Tensor[L[3], L[2]])
    assert_type(T.zeros(3, 4).new_ones(2), Tensor[L[2]])
    assert_type(T.zeros_like(T.ones(130, 2)), Tensor[L[130], L[2]])


def methods(x: Tensor[L[4], L[6]]) -> None:
    assert_type(x.view(2, -1), Tensor[L[2], L[12]])
    assert_type(x.repeat(2, 1, 3), Tensor[L[2], L[4], L[18]])
    assert_type(x.expand(3, -1, -1), Tensor[L[3], L[4], L[6]])
    assert_type(x.sum(dim=1, keepdim=True), Tensor[L[4], L[1]])
    assert_type(x.unfold(1, 3, 2), Tensor[L[4], L[2], L[3]])
    assert_type(x.to(dtype=torch.float32), FloatTensor[L[4], L[6]])
    assert_type(x.add_(1.0), Tensor[L[4], L[6]])
    assert_type(x.chunk(2), tuple[Tensor[L[2], L[6]], Tensor[L[2], L[6]]])
    assert_type(x.T, Tensor[L[6], L[4]])


def operators(x: Tensor[L[4], L[1]], y: Tensor[L[3]], z: Tensor[L[1], L[3]]) -> None:
    assert_type(x + y, Tensor[L[4], L[3]])
    assert_type(2.0 * x - y / 3, Tensor[L[4], L[3]])
    assert_type(x @ z, Tensor[L[4], L[3]])
    assert_type(-x, Tensor[L[4], L[1]])
    assert_type(x < y, BoolTensor[L[4], L[3]])


def indexed(x: Tensor[L[10], L[6], L[2]], i: LongTensor[L[3]], mask: BoolTensor[L[10]]) -> None:
    assert_type(x[0], Tensor[L[6], L[2]])
    assert_type(x[-1, 2], Tensor[L[2]])
    assert_type(x[1:7:2], Tensor[L[3], L[6], L[2]])
    assert_type(x[..., 0], Tensor[L[10], L[6]])
    assert_type(x[:, None, 4:], Tensor[L[10], L[1], L[2], L[2]])
    assert_type(x[i], Tensor[L[3], L[6], L[2]])
    assert_type(x[[0, 1]], Tensor[L[2], L[6], L[2]])
    assert_type(x[mask], Tensor[Any, L[6], L[2]])


def sizes(x: Tensor[L[10], L[6], L[2]]) -> None:
    b, n, _ = x.shape
    assert_type(T.zeros(b * n), Tensor[L[60]])
    assert_type(x.view(b, -1), Tensor[L[10], L[12]])
    assert_type(x.reshape(x.size(0) // 2, x.size(-1) * 2, 3, 2), Tensor[L[5], L[4], L[3], L[2]])
    assert_type(T.zeros(x.shape), Tensor[L[10], L[6], L[2]])


def of_many_dimensions(x: Tensor[L[2], L[8], L[8], L[6]]) -> Tensor[L[2], L[2], L[2], L[4], L[4], L[6]]:
    """The stubs have the permutations of five dimensions."""
    windows = x.view(2, 2, 4, 2, 4, 6)
    return windows.permute(0, 1, 3, 2, 4, 5)


def as_large_as_another(x: Tensor[L[192]], y: Tensor[L[8], L[6], L[4]]) -> None:
    assert_type(x.resize_as_(y), Tensor[L[8], L[6], L[4]])
