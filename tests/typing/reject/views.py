"""Views of the wrong shape or rank."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor


def permuted(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]]) -> None:
    a: Tensor[L[4], L[2]] = T.t(x)  # error
    b: Tensor[L[4], L[2]] = T.transpose(x, 0, 1)  # error
    d: Tensor[L[2], L[3], L[5]] = T.transpose(c, -2, -1)  # error
    e: Tensor[L[2], L[3], L[5]] = T.permute(c, (2, 0, 1))  # error
    f: Tensor[L[2], L[3], L[5]] = T.movedim(c, 0, -1)  # error
    T.t(c)  # error
    T.transpose(x)  # error
    T.transpose(x, 0, "1")  # error
    T.permute(x, 1.0)  # error


def with_ones(x: Tensor[L[4], L[2]], o: Tensor[L[1], L[4]]) -> None:
    a: Tensor[L[4], L[2], L[1]] = T.unsqueeze(x, 0)  # error
    b: Tensor[L[1], L[4], L[2]] = T.unsqueeze(x, -1)  # error
    c: Tensor[L[1], L[4]] = T.squeeze(o, 0)  # error
    T.unsqueeze(x)  # error
    T.add(x, T.unsqueeze(T.sum(x, 1), 0))  # error


def reshaped(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]]) -> None:
    a: Tensor[L[4], L[2]] = T.reshape(x, (2, 4))  # error
    b: Tensor[L[3], L[10]] = T.flatten(c, 1)  # error
    d: Tensor[L[4], L[2]] = x.view(8)  # error
    e: Tensor[L[2], L[4]] = x.reshape(8)  # error
    x.view("8")  # error
    T.reshape(x)  # error


def selected(x: Tensor[L[4], L[2]], s: Tensor[L[3], L[3]]) -> None:
    a: Tensor[L[4]] = T.select(x, 0, 1)  # error
    b: Tensor[L[4], L[2]] = T.narrow(x, 0, 1, 2)  # error
    c: Tensor[L[3], L[3]] = T.diagonal(s)  # error
    d: Tensor[L[4]] = T.unbind(x)[0]  # error
    T.mv(x, T.unbind(x, 1)[0])  # error


def joined(
    x: Tensor[L[4], L[2]], y: Tensor[L[3], L[2]], v: Tensor[L[5]], u: Tensor[L[4]], f: FloatTensor[L[5]]
) -> None:
    T.stack((v, u))  # error
    T.stack((x, y), 1)  # error
    T.cat((x, y), 1)  # error
    T.cat((x, v))  # error
    T.stack((v, f))  # error: strict
    T.stack(3)  # error
    T.cat()  # error
    a: Tensor[L[5], L[2]] = T.stack((v, v))  # error


def expanded(row: Tensor[L[1], L[3]]) -> None:
    a: Tensor[L[3], L[4]] = row.expand(4, 3)  # error
    b: Tensor[L[1], L[3]] = T.broadcast_to(row, (4, 3))  # error
