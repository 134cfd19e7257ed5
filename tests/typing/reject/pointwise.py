"""Shapes that do not broadcast, and dtypes that do not mix."""

from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def shapes(x: Tensor[L[4], L[3]], y: Tensor[L[3], L[4]], v: Tensor[L[4]], u: Tensor[L[3]], w: Tensor[L[2]]) -> None:
    T.add(x, y)  # error
    T.sub(x, v)  # error
    T.mul(v, x)  # error
    T.div(u, v)  # error
    T.maximum(x, y)  # error
    T.atan2(x, v)  # error
    T.pow(x, y)  # error
    T.hypot(u, w)  # error
    T.eq(x, y)  # error
    T.lt(x, v)  # error
    T.ge(u, v)  # error
    T.logical_or(u, w)  # error
    T.fmod(x, w)  # error
    T.isclose(x, y)  # error


def three(x: Tensor[L[4], L[3]], y: Tensor[L[3], L[4]], m: BoolTensor[L[4], L[3]]) -> None:
    T.lerp(x, y, 0.5)  # error


def dtypes(x: Tensor[L[4]], f: FloatTensor[L[4]], n: LongTensor[L[4]], m: BoolTensor[L[4]]) -> None:
    m.where(x, x)  # error
    T.add(x, n)  # error: strict
    T.mul(f, x)  # error: strict
    T.sub(x, f)  # error: strict
    T.exp(f)  # error: strict
    T.exp(n)  # error: strict
    T.eq(x, n)  # error: strict
    N.add(n, x)  # error: strict
    N.mul(x, n)  # error: strict
    N.bitwise_and(n, x)  # error
    T.where(x, x, x)  # error
    T.relu(m)  # error


def arguments(x: Tensor[L[4]]) -> None:
    T.exp()  # error
    T.exp(x, x)  # error
    T.add(x)  # error
    T.add(x, x, x)  # error
    T.add(x, "1")  # error
    T.exp(3.0)  # error
    T.exp([1.0, 2.0])  # error
    T.clamp(x, "0", "1")  # error
    T.exp(x, dim=0)  # error
    T.no_such_function(x)  # error


def results(x: Tensor[L[4], L[3]], n: LongTensor[L[4]]) -> None:
    a_ = T.exp(x)
    a: Tensor[L[3], L[4]] = a_  # error
    b_ = T.neg(x)
    b: Tensor[L[4]] = b_  # error
    c_ = T.eq(x, x)
    c: Tensor[L[4], L[3]] = c_  # error
    d_ = N.div(n, n)
    d: LongTensor[L[4]] = d_  # error
    e_ = N.neg(n)
    e: Tensor[L[4]] = e_  # error
    f_ = T.add(x, x)
    f: FloatTensor[L[4], L[3]] = f_  # error


def nested(x: Tensor[L[4], L[3]], y: Tensor[L[3], L[4]]) -> None:
    T.add(T.exp(x), T.exp(y))  # error
    T.mul(x, T.add(y, y))  # error
