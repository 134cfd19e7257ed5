"""Products of vectors and matrices."""

from typing import Literal as L
from typing import assert_type

import hasktorch.double as T
from hasktorch.double import Tensor


def plain(
    a: Tensor[L[4], L[2]], b: Tensor[L[2], L[3]], u: Tensor[L[2]], v: Tensor[L[4]], p: Tensor[L[5], L[4], L[2]],
    q: Tensor[L[5], L[2], L[3]],
) -> None:  # fmt: skip
    assert_type(T.mm(a, b), Tensor[L[4], L[3]])
    assert_type(T.mv(a, u), Tensor[L[4]])
    assert_type(T.dot(u, u), Tensor[*tuple[()]])
    assert_type(T.vdot(v, v), Tensor[*tuple[()]])
    assert_type(T.bmm(p, q), Tensor[L[5], L[4], L[3]])
    assert_type(T.outer(v, u), Tensor[L[4], L[2]])
    assert_type(T.ger(u, v), Tensor[L[2], L[4]])
    assert_type(T.inner(u, u), Tensor[*tuple[()]])
    assert_type(T.matmul(a, b), Tensor[L[4], L[3]])
    assert_type(T.matmul(a, u), Tensor[L[4]])
    assert_type(T.matmul(v, a), Tensor[L[2]])
    assert_type(T.matmul(p, q), Tensor[L[5], L[4], L[3]])
    assert_type(T.matmul(p, b), Tensor[L[5], L[4], L[3]])
    assert_type(T.mm(T.mm(a, b), T.t(b)), Tensor[L[4], L[2]])


def added(
    m: Tensor[L[4], L[3]], a: Tensor[L[4], L[2]], b: Tensor[L[2], L[3]], u: Tensor[L[2]], v: Tensor[L[4]],
    p: Tensor[L[5], L[4], L[2]], q: Tensor[L[5], L[2], L[3]], r: Tensor[L[5], L[4], L[3]], w: Tensor[L[3]],
) -> None:  # fmt: skip
    assert_type(T.addmm(m, a, b), Tensor[L[4], L[3]])
    assert_type(T.addmm(w, a, b), Tensor[L[4], L[3]])
    assert_type(T.addmm(m, a, b, beta=0.5, alpha=2.0), Tensor[L[4], L[3]])
    assert_type(T.addmv(v, a, u), Tensor[L[4]])
    assert_type(T.addr(a, v, u), Tensor[L[4], L[2]])
    assert_type(T.baddbmm(r, p, q), Tensor[L[5], L[4], L[3]])
    assert_type(T.addbmm(m, p, q), Tensor[L[4], L[3]])


def layers(x: Tensor[L[8], L[5]], w: Tensor[L[3], L[5]], b: Tensor[L[3]], y: Tensor[L[8], L[2]]) -> None:
    assert_type(T.nn.linear(x, w), Tensor[L[8], L[3]])
    assert_type(T.nn.linear(x, w, b), Tensor[L[8], L[3]])
    assert_type(T.nn.linear(x, w, bias=b), Tensor[L[8], L[3]])
    assert_type(T.cdist(x, w), Tensor[L[8], L[3]])
    T.kron(x, y)


def xor(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[1]], b: Tensor[L[1]]) -> Tensor[L[4], L[1]]:
    return T.mm(x, w) + b
