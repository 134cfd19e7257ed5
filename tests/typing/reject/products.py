"""Products whose inner dimensions differ, or whose operands have the wrong rank."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def inner(
    a: Tensor[L[4], L[2]], b: Tensor[L[2], L[3]], u: Tensor[L[2]], v: Tensor[L[4]], p: Tensor[L[5], L[4], L[2]],
    q: Tensor[L[6], L[2], L[3]],
) -> None:  # fmt: skip
    T.mm(b, a)  # error
    T.mm(a, a)  # error
    T.mv(a, v)  # error
    T.mv(b, u)  # error
    T.dot(u, v)  # error
    T.vdot(u, v)  # error
    T.bmm(p, q)  # error
    T.bmm(p, p)  # error
    T.matmul(b, a)  # error
    T.matmul(a, v)  # error
    T.matmul(u, a)  # error
    T.inner(u, v)  # error
    T.mm(T.t(a), b)  # error
    T.mm(T.mm(a, b), a)  # error


def ranks(a: Tensor[L[4], L[4]], v: Tensor[L[4]], p: Tensor[L[5], L[4], L[4]]) -> None:
    T.mm(a, v)  # error
    T.mm(p, p)  # error
    T.mv(v, v)  # error
    T.mv(a, a)  # error
    T.dot(a, a)  # error
    T.bmm(a, a)  # error
    T.outer(a, v)  # error
    T.t(p)  # error


def added(
    m: Tensor[L[4], L[3]], a: Tensor[L[4], L[2]], b: Tensor[L[2], L[3]], u: Tensor[L[2]], v: Tensor[L[4]]
) -> None:
    T.addmm(a, a, b)  # error
    T.addmm(m, b, a)  # error
    T.addmv(u, a, u)  # error
    T.addmv(v, a, v)  # error
    T.addr(m, v, u)  # error
    T.addr(a, u, v)  # error


def layers(x: Tensor[L[8], L[5]], w: Tensor[L[3], L[5]], wt: Tensor[L[5], L[3]], b: Tensor[L[5]]) -> None:
    T.nn.linear(x, wt)  # error
    T.nn.linear(w, wt)  # error
    T.nn.linear(x)  # error


def dtypes(a: Tensor[L[4], L[4]], f: FloatTensor[L[4], L[4]], n: LongTensor[L[4], L[4]]) -> None:
    T.mm(a, f)  # error
    T.mm(n, a)  # error
    T.matmul(f, a)  # error
    T.mm(f, f)  # error: strict
    T.mm(a, 2.0)  # error


def results(a: Tensor[L[4], L[2]], b: Tensor[L[2], L[3]], u: Tensor[L[2]]) -> None:
    c_ = T.mm(a, b)
    c: Tensor[L[3], L[4]] = c_  # error
    d_ = T.mv(a, u)
    d: Tensor[L[2]] = d_  # error
    e_ = T.dot(u, u)
    e: Tensor[L[1]] = e_  # error
    f_ = T.mm(a, b)
    f: FloatTensor[L[4], L[3]] = f_  # error


def wrong_result(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[1]]) -> Tensor[L[1], L[4]]:
    return T.mm(x, w)  # error


def wrong_rank(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[1]], b: Tensor[L[3]]) -> Tensor[L[4], L[1]]:
    return T.mm(x, w) + T.mm(w, b)  # error
