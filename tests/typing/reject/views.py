"""Views of the wrong shape or rank.

Not mypy: it prefers an overload that says less where the expected type, pushed inwards, rules out the one that fits.
"""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor


def permuted(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]]) -> None:
    a_ = T.t(x)
    a: Tensor[L[4], L[2]] = a_  # error
    b_ = T.transpose(x, 0, 1)
    b: Tensor[L[4], L[2]] = b_  # error
    d_ = T.transpose(c, -2, -1)
    d: Tensor[L[2], L[3], L[5]] = d_  # error
    e_ = T.permute(c, (2, 0, 1))
    e: Tensor[L[2], L[3], L[5]] = e_  # error
    f_ = T.movedim(c, 0, -1)
    f: Tensor[L[2], L[3], L[5]] = f_  # error
    T.t(c)  # error
    T.transpose(x)  # error
    T.transpose(x, 0, "1")  # error
    T.permute(x, 1.0)  # error


def with_ones(x: Tensor[L[4], L[2]], o: Tensor[L[1], L[4]]) -> None:
    a_ = T.unsqueeze(x, 0)
    a: Tensor[L[4], L[2], L[1]] = a_  # error
    b_ = T.unsqueeze(x, -1)
    b: Tensor[L[1], L[4], L[2]] = b_  # error
    c_ = T.squeeze(o, 0)
    c: Tensor[L[1], L[4]] = c_  # error
    T.unsqueeze(x)  # error
    T.add(x, T.unsqueeze(T.sum(x, 1), 0))  # error: not mypy


def reshaped(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]]) -> None:
    a_ = T.reshape(x, (2, 4))
    a: Tensor[L[4], L[2]] = a_  # error
    b_ = T.flatten(c, 1)
    b: Tensor[L[3], L[10]] = b_  # error
    d_ = x.view(8)
    d: Tensor[L[4], L[2]] = d_  # error
    e_ = x.reshape(8)
    e: Tensor[L[2], L[4]] = e_  # error
    x.view("8")  # error
    T.reshape(x)  # error


def selected(x: Tensor[L[4], L[2]], s: Tensor[L[3], L[3]]) -> None:
    a_ = T.select(x, 0, 1)
    a: Tensor[L[4]] = a_  # error
    b_ = T.narrow(x, 0, 1, 2)
    b: Tensor[L[4], L[2]] = b_  # error
    c_ = T.diagonal(s)
    c: Tensor[L[3], L[3]] = c_  # error
    d_ = T.unbind(x)[0]
    d: Tensor[L[4]] = d_  # error
    T.mv(x, T.unbind(x, 1)[0])  # error


def joined(
    x: Tensor[L[4], L[2]], y: Tensor[L[3], L[2]], v: Tensor[L[5]], u: Tensor[L[4]], f: FloatTensor[L[5]]
) -> None:
    T.stack((x, y), 1)  # error
    T.cat((x, v))  # error
    T.stack((v, f))  # error: strict
    T.stack(3)  # error
    T.cat()  # error
    a_ = T.stack((v, v))
    a: Tensor[L[5], L[2]] = a_  # error


def expanded(row: Tensor[L[1], L[3]]) -> None:
    a_ = row.expand(4, 3)
    a: Tensor[L[3], L[4]] = a_  # error
    b_ = T.broadcast_to(row, (4, 3))
    b: Tensor[L[1], L[3]] = b_  # error
