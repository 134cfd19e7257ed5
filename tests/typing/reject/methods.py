"""Methods, operators, properties and conversions misused.

Not mypy: it prefers an overload that says less where the expected type, pushed inwards, rules out the one that fits.
"""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def operators(
    x: Tensor[L[4], L[3]], y: Tensor[L[3], L[4]], v: Tensor[L[4]], n: LongTensor[L[3]], f: FloatTensor[L[4], L[3]]
) -> None:
    x + y  # error
    x - v  # error
    v * x  # error
    x / y  # error
    x @ x  # error
    x @ v  # error
    x + n  # error: strict
    n + x  # error: strict
    x * f  # error: strict
    x < v  # error
    x & x  # error
    ~x  # error
    x + "1"  # error
    "1" + x  # error
    2.0 @ x  # error


def methods(x: Tensor[L[4], L[3]], v: Tensor[L[4]]) -> None:
    x.mm(x)  # error
    x.mv(v)  # error
    x.add(v)  # error
    x.sum(0).add(v)  # error
    x.t().add(x)  # error
    x.no_such_method()  # error
    x.exp(1)  # error
    v.t().mm(x)  # error
    a_ = x.sum(0)
    a: Tensor[L[4]] = a_  # error
    b_ = x.argmax(1)
    b: Tensor[L[4]] = b_  # error
    c_ = x.transpose(0, 1)
    c: Tensor[L[4], L[3]] = c_  # error
    d_ = x.unsqueeze(0)
    d: Tensor[L[4], L[3]] = d_  # error


def properties(x: Tensor[L[4], L[3]]) -> None:
    a_ = x.T
    a: Tensor[L[4], L[3]] = a_  # error
    b_ = x.mT
    b: Tensor[L[4], L[3]] = b_  # error
    x.T.mm(x.T)  # error: not mypy


def conversions(x: Tensor[L[4], L[3]], n: LongTensor[L[4]]) -> None:
    a_ = x.float()
    a: Tensor[L[4], L[3]] = a_  # error
    b_ = x.long()
    b: Tensor[L[4], L[3]] = b_  # error
    c_ = n.bool()
    c: LongTensor[L[4]] = c_  # error
    d_ = n.double()
    d: FloatTensor[L[4]] = d_  # error
    x.float() + x  # error: strict
    T.mm(x.t().float(), x)  # error


def told(x: Tensor[L[4], L[3]], z: Tensor[*tuple[()]], m: BoolTensor[*tuple[()]]) -> None:
    x.size("0")  # error
    x.size(0, 1)  # error
    x.dim(0)  # error


def in_place(
    x: Tensor[L[4], L[3]], v: Tensor[L[4]], u: Tensor[L[3]], n: LongTensor[L[4], L[3]], s: Tensor[L[3], L[3]]
) -> None:
    T.add_(x, v)  # error
    T.add_(u, x)  # error
    T._add(u, x, v)  # error
    T._mm(s, x, x)  # error
    T.add_(n, x)  # error
    x.add_(v)  # error
    x.mul_(n)  # error: strict
    x.copy_("1")  # error
    u += x  # error
