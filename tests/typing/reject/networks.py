"""Layers, losses and cells that do not fit."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def activations(x: Tensor[L[4], L[6]], n: LongTensor[L[4]], f: FloatTensor[L[4]]) -> None:
    a_ = T.relu(x)
    a: Tensor[L[6], L[4]] = a_  # error
    b_ = T.softmax(x, 1)
    b: Tensor[L[4]] = b_  # error
    T.nn.gelu(n)  # error
    T.sigmoid(f)  # error: strict
    T.nn.softplus(n)  # error
    T.softmax()  # error


def losses(x: Tensor[L[8], L[10]], t: LongTensor[L[8]], d: Tensor[L[8]], s: LongTensor[L[7]]) -> None:
    T.nn.nll_loss(x, d)  # error
    T.nn.cross_entropy(x, s)  # error
    T.nn.mse_loss(x, t)  # error
    T.nn.binary_cross_entropy(x, d)  # error
    a_ = T.nn.nll_loss(x, t)
    a: Tensor[L[8]] = a_  # error
    b_ = T.nn.nll_loss(x, t, reduction="none")
    b: Tensor[*tuple[()]] = b_  # error
    T.nn.nll_loss(x)  # error


def compared(
    x: Tensor[L[8], L[10]], y: Tensor[L[8], L[9]], z: Tensor[L[7], L[10]], t: LongTensor[L[7]], v: Tensor[L[9]]
) -> None:
    T.nn.nll_loss(x, t)  # error
    T.nn.cross_entropy(x, t, reduction="sum")  # error
    T.nn.mse_loss(x, y)  # error
    T.nn.mse_loss(x, z, reduction="none")  # error
    T.nn.l1_loss(x, v)  # error
    T.nn.smooth_l1_loss(x, z)  # error
    T.nn.huber_loss(x, y, delta=2.0)  # error
    T.nn.kl_div(x, y, reduction="batchmean")  # error
    T.nn.poisson_nll_loss(x, z)  # error
    T.nn.soft_margin_loss(x, y)  # error
    T.dist(x, y)  # error
    T.where(x > 0, x, y)  # error


def convolved(
    signal: Tensor[L[2], L[3], L[9]], image: Tensor[L[2], L[3], L[9], L[9]], w1: Tensor[L[6], L[4], L[5]],
    w2: Tensor[L[6], L[4], L[5], L[5]],
) -> None:  # fmt: skip
    T.nn.conv1d(signal, w1)  # error
    T.nn.conv2d(image, w2)  # error
    T.nn.conv2d(image, w2, padding=2, stride=2)  # error
    T.nn.conv_transpose2d(image, w2)  # error


def normalised(x: Tensor[L[8], L[6]], w: Tensor[L[5]], image: Tensor[L[2], L[6], L[5], L[5]]) -> None:
    T.nn.batch_norm(x, w, w)  # error
    T.nn.batch_norm(image, w, w)  # error
    T.nn.group_norm(image)  # error


def dropped(x: Tensor[L[8], L[6]]) -> None:
    a_ = T.nn.dropout(x)
    a: Tensor[L[6], L[8]] = a_  # error
    T.nn.dropout(x, "half")  # error
    T.nn.dropout()  # error


def images(
    x: Tensor[L[2], L[3], L[9], L[9]], w: Tensor[L[6], L[3], L[5], L[5]], b: Tensor[L[5]], s: Tensor[L[2], L[3], L[9]]
) -> None:
    T.nn.conv2d(x, w, b)  # error
    T.nn.conv2d(x, s)  # error
    T.nn.conv1d(s, w)  # error
    T.nn.conv2d(x)  # error
    T.nn.conv1d(x, s)  # error
    a_ = T.nn.conv2d(x, w)
    a: Tensor[L[2], L[3], L[5], L[5]] = a_  # error
    c_ = T.nn.max_pool2d(x, 2)
    c: Tensor[L[2], L[6], L[4], L[4]] = c_  # error
    d_ = T.nn.adaptive_avg_pool2d(x, (1, 1))
    d: Tensor[L[2], L[3], L[2], L[2]] = d_  # error
    T.nn.max_pool2d(x)  # error
    T.nn.avg_pool2d(x, "2")  # error


def embedded(i: LongTensor[L[7]], w: Tensor[L[100], L[16]], d: Tensor[L[7]]) -> None:
    T.nn.embedding(d, w)  # error
    T.nn.embedding(w, i)  # error
    T.nn.embedding(i, d)  # error
    T.nn.one_hot(d)  # error
    a_ = T.nn.embedding(i, w)
    a: Tensor[L[7], L[100]] = a_  # error


def cells(
    x: Tensor[L[8], L[5]], h: Tensor[L[8], L[4]], g: Tensor[L[7], L[4]], w_ih: Tensor[L[12], L[5]],
    w_hh: Tensor[L[12], L[4]],
) -> None:  # fmt: skip
    T.gru_cell(x, g, w_ih, w_hh)  # error
    T.gru_cell(x, h, w_ih)  # error
    T.lstm_cell(x, h, w_ih, w_hh)  # error
    a_ = T.gru_cell(x, h, w_ih, w_hh)
    a: Tensor[L[8], L[5]] = a_  # error


def transformed(x: Tensor[L[4], L[8]]) -> None:
    a_ = T.fft.fft(x)
    a: Tensor[L[4], L[8]] = a_  # error
    T.fft.fft(x, "6")  # error
    T.fft.irfft()  # error
