"""Layers: made, called, added, joined, and differentiated as pytrees."""

from typing import Any, TypeVar, assert_type
from typing import Literal as L

import torch

import hasktorch.double as T
import hasktorch.float as F
from hasktorch.double import Conv2d, Linear, Tensor
from hasktorch.long import Tensor as LongTensor

B = TypeVar("B", bound=int)
Net = tuple[Linear[L[2], L[2]], Linear[L[2], L[1]]]


def xor_forward(net: Net, x: Tensor[B, L[2]]) -> Tensor[B, L[1]]:
    layer1, layer2 = net
    return T.linear_batch(layer2, T.relu(T.linear_batch(layer1, x)))


def made(g: torch.Generator, size: int, w: Tensor[L[2], L[1]], b: Tensor[L[1]]) -> None:
    assert_type(T.Linear.init(g, 2, 1), Linear[L[2], L[1]])
    assert_type(F.Linear.init(g, 2, 1), F.Linear[L[2], L[1]])
    assert_type(T.Linear.init(g, 2, 1, T.xavier_uniform()), Linear[L[2], L[1]])
    assert_type(T.Linear.init(g, size, 1), Linear[Any, Any])
    assert_type(T.Linear.init(g, 2, 1000003), Linear[Any, Any])
    assert_type(T.Linear[L[2], L[1]](w, b), Linear[L[2], L[1]])
    assert_type(T.Conv1d.init(g, 3, 6, 5, stride=2), T.Conv1d[L[3], L[6], L[5]])
    assert_type(T.Conv2d.init(g, 3, 6, 5), Conv2d[L[3], L[6], L[5], L[5]])
    assert_type(T.Conv2d.init(g, 3, 6, (5, 4), padding="same"), Conv2d[L[3], L[6], L[5], L[4]])
    assert_type(T.Conv3d.init(g, 3, 6, (2, 3, 4)), T.Conv3d[L[3], L[6], L[2], L[3], L[4]])
    assert_type(T.Embedding.init(g, 100, 16), T.Embedding[L[100], L[16]])
    assert_type(T.LayerNorm.init(6), T.LayerNorm[L[6]])
    assert_type(T.BatchNorm.init(6), T.BatchNorm[L[6]])
    assert_type(T.LSTM.init(g, 5, 4, 2), T.LSTM[L[5], L[4]])
    assert_type(T.BiLSTM.init(g, 5, 4, 2), T.BiLSTM[L[5], L[4]])
    assert_type(T.GRUCell.init(g, 5, 4), T.GRUCell[L[5], L[4]])
    assert_type(T.Conv2d.init(g, 4, 8, 3, groups=2), Conv2d[L[4], L[8], L[3], L[3]])
    assert_type(T.Conv2d.init(g, 4, 8, 3, groups=2).weight, Tensor[L[8], Any, L[3], L[3]])
    assert_type(T.Conv1d.from_module(torch.nn.Conv1d(4, 8, 3)), T.Conv1d[Any, Any, Any])
    assert_type(T.LSTM.from_module(torch.nn.LSTM(5, 4)), T.LSTM[Any, Any])
    assert_type(T.GRUCell.init(g, 5, 4).to_module(), torch.nn.GRUCell)
    assert_type(T.MultiheadAttention.init(g, 8, 2), T.MultiheadAttention[L[8]])
    unknown: Linear = T.Linear.init(g, 2, 1)
    assert_type(unknown.bias, Tensor[Any])


def affine(k: Linear[L[2], L[3]], v: Tensor[L[2]], x: Tensor[L[8], L[2]], y: Tensor[L[5], L[8], L[2]]) -> None:
    assert_type(T.linear(k, v), Tensor[L[3]])
    assert_type(T.linear_batch(k, x), Tensor[L[8], L[3]])
    assert_type(k(v), Tensor[L[3]])
    assert_type(k(x), Tensor[L[8], L[3]])
    assert_type(k(y), Tensor[L[5], L[8], L[3]])
    assert_type(T.get_tensors(k), tuple[Tensor[L[2], L[3]], Tensor[L[3]]])
    assert_type(k.weight, Tensor[L[2], L[3]])
    assert_type(k.to_module(), torch.nn.Linear)


def polymorphic(k: Linear[L[2], L[3]], x: Tensor[B, L[2]]) -> Tensor[B, L[3]]:
    return k(x)


def arithmetic(k: Linear[L[2], L[3]], g: Linear[L[2], L[3]], c: Conv2d[L[3], L[6], L[5], L[5]]) -> None:
    assert_type(k - g * 0.1, Linear[L[2], L[3]])
    assert_type(k + g, Linear[L[2], L[3]])
    assert_type(2 * k, Linear[L[2], L[3]])
    assert_type(1 / (1 - k), Linear[L[2], L[3]])
    assert_type(-k / g, Linear[L[2], L[3]])
    assert_type(c - c * 0.1, Conv2d[L[3], L[6], L[5], L[5]])
    assert_type(k == g, bool)


def images(
    c: Conv2d[L[3], L[6], L[5], L[5]], x: Tensor[L[8], L[3], L[9], L[9]], one: Tensor[L[3], L[9], L[9]],
    d: T.Conv1d[L[3], L[6], L[5]], signal: Tensor[L[3], L[9]], n: T.BatchNorm[L[3]],
    g: torch.Generator,
) -> None:  # fmt: skip
    assert_type(c(x), Tensor[L[8], L[6], Any, Any])
    assert_type(c(one), Tensor[L[6], Any, Any])
    assert_type(d(signal), Tensor[L[6], Any])
    assert_type(T.Conv1d.init(g, 9, 2, 3)(one), Tensor[L[3], L[2], Any])
    normalised, state = n(x, n.init_state(), train=True)
    assert_type(normalised, Tensor[L[8], L[3], L[9], L[9]])
    assert_type(state, T.BatchNormState[L[3]])


def texts(
    e: T.Embedding[L[100], L[4]], i: LongTensor[L[8], L[7]], n: T.LayerNorm[L[4]], a: T.MultiheadAttention[L[4]],
    d: T.Dropout, g: torch.Generator,
) -> None:  # fmt: skip
    x = e(i)
    assert_type(x, Tensor[L[8], L[7], L[4]])
    assert_type(n(x), Tensor[L[8], L[7], L[4]])
    assert_type(a(x, x, x), Tensor[L[8], L[7], L[4]])
    assert_type(d(x, g, train=True), Tensor[L[8], L[7], L[4]])


def sequences(
    lstm: T.LSTM[L[5], L[4]], gru: T.GRU[L[5], L[4]], x: Tensor[L[9], L[8], L[5]], h: Tensor[L[8], L[4]],
    step: Tensor[L[8], L[5]], cell: T.LSTMCell[L[5], L[4]], gated: T.GRUCell[L[5], L[4]],
    both: T.BiLSTM[L[5], L[4]], gated_both: T.BiGRU[L[5], L[4]],
) -> None:  # fmt: skip
    y, (hidden, _) = lstm(x)
    assert_type(both(x)[0], Tensor[L[9], L[8], Any])
    assert_type(gated_both(x), tuple[Tensor[L[9], L[8], Any], Tensor[Any, L[8], L[4]]])
    assert_type(lstm.first.weight_ih, Tensor[L[4], L[4], L[5]])
    assert_type(gru.rest[0].bias_hh, Tensor[L[3], L[4]])
    assert_type(both.first[1].weight_ih, Tensor[L[4], L[4], L[5]])
    assert_type(gru - gru * 0.1, T.GRU[L[5], L[4]])
    assert_type(y, Tensor[L[9], L[8], L[4]])
    assert_type(hidden, Tensor[Any, L[8], L[4]])
    assert_type(gru(x)[0], Tensor[L[9], L[8], L[4]])
    assert_type(cell(step, (h, h)), tuple[Tensor[L[8], L[4]], Tensor[L[8], L[4]]])
    assert_type(gated(step, h), Tensor[L[8], L[4]])


def flat(x: Tensor[Any, L[6], Any, Any]) -> Tensor[*tuple[Any, ...], L[150]]:
    return T.flatten(x, 1)


def joined(
    l1: Linear[L[2], L[3]], l2: Linear[L[3], L[1]], x: Tensor[L[8], L[2]], c: Conv2d[L[3], L[6], L[5], L[5]],
    top: Linear[L[150], L[10]], image: Tensor[L[8], L[3], L[9], L[9]], n: T.LayerNorm[L[3]],
    e: T.Embedding[L[9], L[2]], words: LongTensor[L[7]],
) -> None:  # fmt: skip
    net = T.sequential(l1, T.relu, l2)
    assert_type(net(x), Tensor[L[8], L[1]])
    assert_type(net(x[0]), Tensor[L[1]])
    assert_type(T.sequential(l1, T.nn.gelu, l2, lambda x: x * 2)(x), Tensor[L[8], L[1]])
    assert_type(T.sequential(l1, l2)(x), Tensor[L[8], L[1]])
    assert_type(T.sequential(T.sequential(l1, n), l2)(x), Tensor[L[8], L[1]])
    assert_type((net - net * 0.1)(x), Tensor[L[8], L[1]])
    wide: T.Sequential[Tensor[*tuple[Any, ...], L[2]], Tensor[*tuple[Any, ...], L[1]]] = net
    y: Tensor[L[8], L[1]] = net(x)
    convolved = T.sequential(T.sequential(c, T.relu), T.stage(flat), top)
    assert_type(convolved(image), Tensor[*tuple[Any, ...], L[10]])
    assert_type(T.sequential(c, T.relu)(image), Tensor[Any, L[6], Any, Any])
    assert_type(T.sequential(e, net)(words), Tensor[*tuple[Any, ...], L[1]])
    T.mse_criterion(y, y)


def joined_for_any_batch(l1: Linear[L[2], L[3]], l2: Linear[L[3], L[1]], x: Tensor[B, L[2]]) -> Tensor[B, L[1]]:
    net = T.sequential(l1, T.relu, l2)
    return net(x)


def differentiated(net: Net, x: Tensor[L[4], L[2]], t: Tensor[L[4], L[1]]) -> None:
    def loss(net: Net, x: Tensor[L[4], L[2]]) -> Tensor[L[1]]:
        return T.mse_criterion(t, xor_forward(net, x))

    value, (gradient, by_x) = T.backprop2(loss, net, x)
    assert_type(value, Tensor[L[1]])
    assert_type(gradient, Net)
    assert_type(by_x, Tensor[L[4], L[2]])
    assert_type(net[0] - gradient[0] * 0.1, Linear[L[2], L[2]])
