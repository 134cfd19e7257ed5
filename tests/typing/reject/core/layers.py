"""Layers of the wrong width, shape or dtype."""

from typing import Literal as L

import torch

import hasktorch.double as T
import hasktorch.float as F
from hasktorch.double import Conv2d, Linear, Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def widths(
    k: Linear[L[2], L[3]], m: Linear[L[3], L[1]], v: Tensor[L[2]], x: Tensor[L[8], L[2]], s: Tensor[L[3], L[3], L[3]]
) -> None:
    m(x)  # error
    m(v)  # error
    k(s)  # error
    k(k(x))  # error
    T.linear(m, v)  # error
    T.linear(k, x)  # error
    T.linear_batch(k, v)  # error
    T.linear_batch(m, x)  # error
    T.linear_batch(m, T.relu(T.linear_batch(m, x)))  # error
    a_ = k(x)
    a: Tensor[L[8], L[2]] = a_  # error
    b_ = T.get_tensors(k)
    b: tuple[Tensor[L[3], L[2]], Tensor[L[3]]] = b_  # error
    k.weight = m.weight  # error
    T.Linear[L[2], L[1]](k.weight, m.bias)  # error
    T.Linear[L[2], L[3]](k.weight, m.bias)  # error


def dtypes(k: Linear[L[2], L[3]], f: F.Linear[L[2], L[3]], x: Tensor[L[8], L[2]], y: FloatTensor[L[8], L[2]]) -> None:
    f(x)  # error
    k(y)  # error
    T.linear_batch(f, x)  # error
    k - f  # error
    f - k  # error
    a: Linear[L[2], L[3]] = f  # error
    T.Linear[L[2], L[3]](f.weight, f.bias)  # error


def arithmetic(k: Linear[L[2], L[3]], m: Linear[L[3], L[1]], c: Conv2d[L[3], L[6], L[5], L[5]]) -> None:
    k + m  # error
    k - m * 0.1  # error
    k * c  # error
    k / m  # error
    k + "1"  # error
    "1" * k  # error
    k - k.weight  # error
    a_ = k - k * 0.1
    a: Linear[L[3], L[1]] = a_  # error


def made(g: torch.Generator) -> None:
    a_ = T.Linear.init(g, 2, 1)
    a: Linear[L[1], L[2]] = a_  # error
    b: F.Linear[L[2], L[1]] = a_  # error
    T.Linear.init(2, 1)  # error
    T.Linear.init(g, 2, 1, "xavier")  # error
    T.Conv2d.init(g, 3, 6, (5, 5, 5))  # error
    T.Conv1d.init(g, 3, 6, 5, padding="full")  # error


def images(
    c: Conv2d[L[3], L[6], L[5], L[5]], x: Tensor[L[8], L[4], L[9], L[9]], v: Tensor[L[3]], n: T.BatchNorm[L[3]],
    d: T.Conv1d[L[3], L[6], L[5]], fit: Tensor[L[8], L[3], L[9]],
) -> None:  # fmt: skip
    c(x)  # error
    c(v)  # error
    c(c(fit))  # error
    d(x)  # error
    n(x, n.init_state(), train=True)  # error
    n(fit, n.init_state())  # error
    n(fit, v, train=False)  # error


def texts(
    e: T.Embedding[L[100], L[4]], i: LongTensor[L[8]], x: Tensor[L[8], L[7], L[6]], a: T.MultiheadAttention[L[4]],
    n: T.LayerNorm[L[4]], d: T.Dropout, g: torch.Generator, k: Tensor[L[8], L[9], L[4]], v: Tensor[L[8], L[5], L[4]],
) -> None:  # fmt: skip
    e(x)  # error
    n(x)  # error
    a(x, x, x)  # error
    a(k, k, v)  # error
    d(x, train=True)  # error
    d(x, g)  # error
    b_ = e(i)
    b: Tensor[L[8], L[100]] = b_  # error


def sequences(
    lstm: T.LSTM[L[5], L[4]], x: Tensor[L[9], L[8], L[4]], h: Tensor[L[8], L[5]], step: Tensor[L[8], L[5]],
    cell: T.LSTMCell[L[5], L[4]], gated: T.GRUCell[L[5], L[4]], both: T.BiLSTM[L[5], L[4]], wider: T.BiLSTM[L[6], L[4]],
) -> None:  # fmt: skip
    lstm(x)  # error
    both(x)  # error
    lstm - both  # error
    both - wider * 0.1  # error
    T.LSTMCell[L[5], L[4]](gated.weight_ih, cell.weight_hh, cell.bias_ih, cell.bias_hh)  # error
    T.GRU.from_module(torch.nn.LSTM(5, 4))  # error
    cell(step, (h, h))  # error
    gated(step, h)  # error


def joined(
    k: Linear[L[2], L[3]], m: Linear[L[3], L[1]], f: F.Linear[L[3], L[1]], x: Tensor[L[8], L[3]],
    c: Conv2d[L[3], L[6], L[5], L[5]], right: Tensor[L[8], L[2]],
) -> None:  # fmt: skip
    T.sequential(k, k)  # error
    T.sequential(k, m, m)  # error
    T.sequential(k, T.relu, k)  # error
    T.sequential(k, T.relu, m, T.relu, m)  # error
    T.sequential(k, f)  # error
    T.sequential(c, T.relu, c)  # error
    T.sequential(k, "relu", m)  # error
    T.sequential(k, T.relu, m)(x)  # error
    T.sequential(k, m) - T.sequential(m, T.relu)  # error
    y_ = T.sequential(k, T.relu, m)(right)
    y: Tensor[L[7], L[1]] = y_  # error
    m(T.sequential(k, T.relu, m)(right))  # error


def differentiated(net: tuple[Linear[L[2], L[2]], Linear[L[2], L[1]]], x: Tensor[L[4], L[2]]) -> None:
    def loss(net: tuple[Linear[L[2], L[2]], Linear[L[2], L[1]]], x: Tensor[L[4], L[2]]) -> Tensor[L[1]]:
        return T.mse_criterion(net[1](net[0](x)), net[1](x))

    _, (gradient, _) = T.backprop2(loss, net, x)
    net[0] - gradient[1]  # error
    T.backprop2(loss, net, net[0](x)[0])  # error
    T.backprop2(loss, (net[1], net[0]), x)  # error
