"""Pointwise operators keep the shape; two tensors broadcast."""

from typing import Literal as L
from typing import assert_type

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def unary(x: Tensor[L[4], L[2]], v: Tensor[L[5]], z: Tensor[*tuple[()]], c: Tensor[L[2], L[3], L[4], L[5]]) -> None:
    assert_type(T.exp(x), Tensor[L[4], L[2]])
    assert_type(T.sqrt(v), Tensor[L[5]])
    assert_type(T.neg(z), Tensor[*tuple[()]])
    assert_type(T.tanh(c), Tensor[L[2], L[3], L[4], L[5]])
    assert_type(T.abs(x), Tensor[L[4], L[2]])
    assert_type(T.sin(T.cos(x)), Tensor[L[4], L[2]])
    assert_type(T.round(x), Tensor[L[4], L[2]])
    assert_type(T.clamp(x, 0.0, 1.0), Tensor[L[4], L[2]])
    assert_type(T.isnan(x), BoolTensor[L[4], L[2]])
    assert_type(T.special.entr(v), Tensor[L[5]])


def broadcast(
    x: Tensor[L[4], L[3]],
    row: Tensor[L[3]],
    column: Tensor[L[4], L[1]],
    line: Tensor[L[1], L[3]],
    z: Tensor[*tuple[()]],
) -> None:
    assert_type(T.add(x, x), Tensor[L[4], L[3]])
    assert_type(T.add(x, row), Tensor[L[4], L[3]])
    assert_type(T.sub(row, x), Tensor[L[4], L[3]])
    assert_type(T.mul(x, column), Tensor[L[4], L[3]])
    assert_type(T.div(x, line), Tensor[L[4], L[3]])
    assert_type(T.mul(column, line), Tensor[L[4], L[3]])
    assert_type(T.add(column, row), Tensor[L[4], L[3]])
    assert_type(T.pow(x, z), Tensor[L[4], L[3]])
    assert_type(T.maximum(z, x), Tensor[L[4], L[3]])
    assert_type(T.atan2(x, x), Tensor[L[4], L[3]])
    assert_type(T.add(x, x, alpha=2), Tensor[L[4], L[3]])


def numbers(x: Tensor[L[4], L[3]], n: LongTensor[L[4]]) -> None:
    assert_type(T.add(x, 1), Tensor[L[4], L[3]])
    assert_type(T.mul(x, 2.5), Tensor[L[4], L[3]])
    assert_type(T.pow(x, 2), Tensor[L[4], L[3]])
    assert_type(T.pow(2.0, x), Tensor[L[4], L[3]])
    assert_type(N.mul(n, 2), LongTensor[L[4]])
    assert_type(N.div(n, n), FloatTensor[L[4]])


def three(x: Tensor[L[4], L[3]], y: Tensor[L[4], L[3]], m: BoolTensor[L[4], L[3]]) -> None:
    assert_type(T.addcmul(x, y, y), Tensor[L[4], L[3]])
    assert_type(T.lerp(x, y, 0.5), Tensor[L[4], L[3]])
    assert_type(T.where(m, x, y), Tensor[L[4], L[3]])
    assert_type(x.where(m, y), Tensor[L[4], L[3]])
    assert_type(x.where(m, 0.0), Tensor[L[4], L[3]])


def comparisons(x: Tensor[L[4], L[3]], row: Tensor[L[3]], n: LongTensor[L[4]]) -> None:
    assert_type(T.eq(x, x), BoolTensor[L[4], L[3]])
    assert_type(T.lt(x, row), BoolTensor[L[4], L[3]])
    assert_type(T.ge(x, 0.0), BoolTensor[L[4], L[3]])
    assert_type(N.ne(n, 3), BoolTensor[L[4]])
    assert_type(T.isclose(x, x), BoolTensor[L[4], L[3]])
    assert_type(T.logical_and(x, x), BoolTensor[L[4], L[3]])
    assert_type(T.equal(x, x), bool)
