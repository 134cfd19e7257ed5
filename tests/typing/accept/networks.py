"""Activations, losses, normalisation, dropout, convolution, pooling, embeddings, recurrent cells, Fourier."""

from typing import Any, assert_type
from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as N
from hasktorch.complexdouble import Tensor as ComplexTensor
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def activations(x: Tensor[L[4], L[6]]) -> None:
    assert_type(T.relu(x), Tensor[L[4], L[6]])
    assert_type(T.nn.relu(x), Tensor[L[4], L[6]])
    assert_type(T.sigmoid(x), Tensor[L[4], L[6]])
    assert_type(T.nn.gelu(x), Tensor[L[4], L[6]])
    assert_type(T.softmax(x, 1), Tensor[L[4], L[6]])
    assert_type(T.log_softmax(x, -1), Tensor[L[4], L[6]])
    assert_type(T.nn.leaky_relu(x, 0.1), Tensor[L[4], L[6]])
    assert_type(T.nn.elu(x), Tensor[L[4], L[6]])
    assert_type(T.nn.softplus(x), Tensor[L[4], L[6]])
    assert_type(T.nn.hardtanh(x), Tensor[L[4], L[6]])


def losses(x: Tensor[L[8], L[10]], y: Tensor[L[8], L[10]], t: LongTensor[L[8]]) -> None:
    assert_type(T.nn.mse_loss(x, y), Tensor[*tuple[()]])
    assert_type(T.nn.mse_loss(x, y, reduction="none"), Tensor[L[8], L[10]])
    assert_type(T.nn.l1_loss(x, y, reduction="sum"), Tensor[*tuple[()]])
    assert_type(T.nn.smooth_l1_loss(x, y), Tensor[*tuple[()]])
    assert_type(T.nn.binary_cross_entropy(x, y), Tensor[*tuple[()]])
    logits = T.log_softmax(x, 1)
    assert_type(T.nn.nll_loss(logits, t), Tensor[*tuple[()]])
    assert_type(T.nn.nll_loss(x, t, reduction="none"), Tensor[L[8]])
    assert_type(T.nn.cross_entropy(x, t), Tensor[*tuple[()]])
    assert_type(T.nn.cross_entropy(x, t, reduction="none"), Tensor[L[8]])
    assert_type(T.nn.kl_div(x, y, reduction="batchmean"), Tensor[*tuple[()]])


def normalised(x: Tensor[L[8], L[6]], w: Tensor[L[6]], image: Tensor[L[2], L[6], L[5], L[5]]) -> None:
    assert_type(T.nn.layer_norm(x, (6,)), Tensor[L[8], L[6]])
    assert_type(T.nn.layer_norm(x, (6,), w, w), Tensor[L[8], L[6]])
    assert_type(T.nn.batch_norm(x, w, w), Tensor[L[8], L[6]])
    assert_type(T.nn.batch_norm(image, w, w, training=True), Tensor[L[2], L[6], L[5], L[5]])
    assert_type(T.nn.group_norm(image, 3), Tensor[L[2], L[6], L[5], L[5]])


def dropped(x: Tensor[L[8], L[6]]) -> None:
    assert_type(T.nn.dropout(x), Tensor[L[8], L[6]])
    assert_type(T.nn.dropout(x, 0.2, training=False), Tensor[L[8], L[6]])
    assert_type(T.dropout(x, 0.5, True), Tensor[L[8], L[6]])
    assert_type(T.nn.alpha_dropout(x), Tensor[L[8], L[6]])


def images(
    x: Tensor[L[2], L[3], L[9], L[9]], w: Tensor[L[6], L[3], L[5], L[5]], b: Tensor[L[6]], s: Tensor[L[2], L[3], L[9]],
    k: Tensor[L[4], L[3], L[3]],
) -> None:  # fmt: skip
    assert_type(T.nn.conv2d(x, w), Tensor[L[2], L[6], Any, Any])
    assert_type(T.nn.conv2d(x, w, b, stride=2, padding=(1, 1)), Tensor[L[2], L[6], Any, Any])
    assert_type(T.nn.conv1d(s, k), Tensor[L[2], L[4], Any])
    assert_type(T.nn.max_pool2d(x, 2), Tensor[L[2], L[3], Any, Any])
    assert_type(T.nn.avg_pool2d(x, (2, 2)), Tensor[L[2], L[3], Any, Any])
    assert_type(T.nn.adaptive_avg_pool2d(x, (1, 1)), Tensor[L[2], L[3], L[1], L[1]])
    assert_type(T.nn.adaptive_avg_pool1d(s, 4), Tensor[L[2], L[3], L[4]])
    assert_type(T.nn.max_pool1d(s, 2), Tensor[L[2], L[3], Any])


def embedded(i: LongTensor[L[7]], ij: LongTensor[L[7], L[5]], w: Tensor[L[100], L[16]]) -> None:
    assert_type(T.nn.embedding(i, w), Tensor[L[7], L[16]])
    assert_type(T.nn.embedding(ij, w), Tensor[L[7], L[5], L[16]])
    assert_type(N.nn.one_hot(i, 4), LongTensor[L[7], L[4]])


def cells(
    x: Tensor[L[8], L[5]], h: Tensor[L[8], L[4]], w_ih: Tensor[L[12], L[5]], w_hh: Tensor[L[12], L[4]],
    v_ih: Tensor[L[16], L[5]], v_hh: Tensor[L[16], L[4]], u_ih: Tensor[L[4], L[5]], u_hh: Tensor[L[4], L[4]],
) -> None:  # fmt: skip
    assert_type(T.gru_cell(x, h, w_ih, w_hh), Tensor[L[8], L[4]])
    assert_type(T.rnn_tanh_cell(x, h, u_ih, u_hh), Tensor[L[8], L[4]])
    assert_type(T.lstm_cell(x, (h, h), v_ih, v_hh)[0], Tensor[L[8], L[4]])


def attention(q: Tensor[L[2], L[5], L[4]], k: Tensor[L[2], L[7], L[4]], v: Tensor[L[2], L[7], L[6]]) -> None:
    assert_type(T.nn.scaled_dot_product_attention(q, k, v), Tensor[L[2], L[5], L[6]])


def transformed(x: Tensor[L[4], L[8]]) -> None:
    assert_type(T.fft.fft(x), ComplexTensor[L[4], L[8]])
    assert_type(T.fft.fft(x, 6), ComplexTensor[L[4], L[6]])
    assert_type(T.fft.fft2(x), ComplexTensor[L[4], L[8]])
    assert_type(T.fft.rfft(x), ComplexTensor[L[4], Any])
    assert_type(T.fft.fftshift(x), Tensor[L[4], L[8]])
