"""Methods, operators with their reflected forms, properties, conversions, and what a tensor tells of itself."""

from typing import Any, assert_type
from typing import Literal as L

import torch

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor
from hasktorch.tensor import Tensor as AnyTensor


def operators(x: Tensor[L[4], L[3]], row: Tensor[L[3]], w: Tensor[L[3], L[2]], n: LongTensor[L[4]]) -> None:
    assert_type(x + x, Tensor[L[4], L[3]])
    assert_type(x + row, Tensor[L[4], L[3]])
    assert_type(row * x, Tensor[L[4], L[3]])
    assert_type(x - 1.0, Tensor[L[4], L[3]])
    assert_type(2.0 * x, Tensor[L[4], L[3]])
    assert_type(1 - x, Tensor[L[4], L[3]])
    assert_type(1 / x, Tensor[L[4], L[3]])
    assert_type(x / 2, Tensor[L[4], L[3]])
    assert_type(x**2, Tensor[L[4], L[3]])
    assert_type(2**x, Tensor[L[4], L[3]])
    assert_type(-x, Tensor[L[4], L[3]])
    assert_type(x.abs(), Tensor[L[4], L[3]])
    assert_type(x @ w, Tensor[L[4], L[2]])
    assert_type(x @ row, Tensor[L[4]])
    assert_type(x < 0.5, BoolTensor[L[4], L[3]])
    assert_type(x == x, BoolTensor[L[4], L[3]])
    assert_type(n % 2, LongTensor[L[4]])
    assert_type(n // 2, LongTensor[L[4]])
    assert_type(n & n, LongTensor[L[4]])
    assert_type(~(x > row), BoolTensor[L[4], L[3]])


def rounded(x: Tensor[L[4]], n: LongTensor[L[4]], k: int) -> None:
    assert_type(n.div(k), FloatTensor[L[4]])
    assert_type(n.div(2.5, rounding_mode="floor"), FloatTensor[L[4]])
    assert_type(n.div(k, rounding_mode="floor"), AnyTensor[Any, L[4]])
    assert_type(N.div(n, k, rounding_mode=None), AnyTensor[Any, L[4]])
    assert_type(x.div(k, rounding_mode="floor"), Tensor[L[4]])


def decomposed(x: Tensor[L[4], L[3]]) -> None:
    assert_type(x.svd().V, Tensor[L[3], Any])
    assert_type(x.diagonal(), Tensor[Any])
    assert_type(x.rot90(dims=(0, 1)), Tensor[L[3], L[4]])


def methods(x: Tensor[L[4], L[3]], w: Tensor[L[3], L[2]], v: Tensor[L[3]]) -> None:
    assert_type(x.mm(w), Tensor[L[4], L[2]])
    assert_type(x.exp().sum(0), Tensor[L[3]])
    assert_type(x.sum(), Tensor[*tuple[()]])
    assert_type(x.mean(1, keepdim=True), Tensor[L[4], L[1]])
    assert_type(x.argmax(1), LongTensor[L[4]])
    assert_type(x.max(0).values, Tensor[L[3]])
    assert_type(x.add(v), Tensor[L[4], L[3]])
    assert_type(x.transpose(0, 1), Tensor[L[3], L[4]])
    assert_type(x.t().mm(x), Tensor[L[3], L[3]])
    assert_type(x.unsqueeze(0), Tensor[L[1], L[4], L[3]])
    assert_type(x.relu(), Tensor[L[4], L[3]])
    assert_type(x.clone().detach(), Tensor[L[4], L[3]])
    assert_type(x.contiguous(), Tensor[L[4], L[3]])
    assert_type(x.softmax(1), Tensor[L[4], L[3]])


def properties(x: Tensor[L[4], L[3]], c: Tensor[L[2], L[4], L[3]]) -> None:
    assert_type(x.T, Tensor[L[3], L[4]])
    assert_type(c.mT, Tensor[L[2], L[3], L[4]])
    assert_type(x.H, Tensor[L[3], L[4]])
    assert_type(x.shape, tuple[L[4], L[3]])
    assert_type(x.size(0), L[4])
    assert_type(x.size(-1), L[3])
    assert_type(x.dim(), L[2])
    assert_type(x.numel(), int)
    assert_type(x.is_floating_point(), bool)


def conversions(x: Tensor[L[4], L[3]], n: LongTensor[L[4]]) -> None:
    assert_type(x.float(), FloatTensor[L[4], L[3]])
    assert_type(x.long(), LongTensor[L[4], L[3]])
    assert_type(n.double(), Tensor[L[4]])
    assert_type(n.bool(), BoolTensor[L[4]])
    assert_type(x.to("cpu"), Tensor[L[4], L[3]])
    assert_type(x.float().double() + x, Tensor[L[4], L[3]])


def python_values(z: Tensor[*tuple[()]], n: LongTensor[*tuple[()]], b: BoolTensor[*tuple[()]]) -> None:
    assert_type(z.item(), float)
    assert_type(T.item(z), float)
    assert_type(n.item(), int)
    assert_type(b.item(), bool)


def in_place(x: Tensor[L[4], L[3]], row: Tensor[L[3]], w: Tensor[L[3], L[3]]) -> None:
    assert_type(T.add_(x, row), Tensor[L[4], L[3]])
    assert_type(T._add(x, x, row), Tensor[L[4], L[3]])
    assert_type(T._mm(x, x, w), Tensor[L[4], L[3]])
    assert_type(T.zero_(x), Tensor[L[4], L[3]])
    assert_type(x.add_(1.0), Tensor[L[4], L[3]])
    assert_type(x.mul_(row), Tensor[L[4], L[3]])
    assert_type(x.fill_(3.0), Tensor[L[4], L[3]])
    assert_type(x.normal_(), Tensor[L[4], L[3]])
    assert_type(x.uniform_(-1.0, 1.0), Tensor[L[4], L[3]])
    x += row
    assert_type(x, Tensor[L[4], L[3]])


def untyped(x: Tensor[L[4], L[3]]) -> torch.Tensor:
    return torch.sum(x)
