"""Layers, criteria and chains of the core."""

from dataclasses import dataclass
from typing import Any, Final, TypeVar, assert_type
from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import (
    LSTM,
    BatchNorm,
    BiGRU,
    Conv1d,
    Conv2d,
    Embedding,
    GRUCell,
    LayerNorm,
    Linear,
    MultiheadAttention,
    Tensor,
)
from hasktorch.long import Tensor as LongTensor
from hasktorch_py.dimensions import FloorDiv, Mul
from hasktorch_py.random import positive

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)
HIDDEN = 1001
RNG: Final = T.new_rng(0)
STRIDED: Final = Conv2d.init(RNG, 3, 8, (3, 5), stride=2, padding=(1, 2))


def made() -> None:
    k = 2
    assert_type(Linear.init(RNG, HIDDEN, 3 * HIDDEN).weight, Tensor[L[1001], L[3003]])
    assert_type(Linear.init(T.new_rng(1), 28 * 28, out_features=10).bias, Tensor[L[10]])
    assert_type(Embedding.init(RNG, 5001, 129).weight, Tensor[L[5001], L[129]])
    assert_type(Conv2d.init(RNG, 1, 6 * k, (3, 2 * k)).weight, Tensor[L[12], Any, L[3], L[4]])
    assert_type(Conv1d.init(RNG, 1, 1023 + k, 3).weight, Tensor[L[1025], Any, L[3]])
    assert_type(T.random.normal(RNG, 0.0, positive(1.0), (HIDDEN, k * k)), Tensor[L[1001], L[4]])


def sized(x: Tensor[B, N]) -> Tensor[N, L[7]]:
    linear: Linear[N, L[7]]
    linear = Linear.init(RNG, x.size(1), 7)
    return linear.weight


def called(x: Tensor[B, L[4]], y: Tensor[B, N, L[4]], z: Tensor[L[2], L[4]], v: Tensor[L[4]]) -> None:
    linear = Linear.init(RNG, 4, 3)
    assert_type(linear(x), Tensor[B, L[3]])
    assert_type(linear(y), Tensor[B, N, L[3]])
    assert_type(linear(T.cat((z, z))), Tensor[L[4], L[3]])
    assert_type(linear.__call__(z), Tensor[L[2], L[3]])
    assert_type(T.linear(linear, v), Tensor[L[3]])
    assert_type(T.linear_batch(linear, z), Tensor[L[2], L[3]])
    assert_type(Linear.init(RNG, 4, HIDDEN)(z), Tensor[L[2], L[1001]])


def others(i: LongTensor[B, N], x: Tensor[B, L[6]], h: Tensor[B, L[5]], m: BoolTensor[N, N]) -> None:
    batch_norm = BatchNorm.init(6)
    attention = MultiheadAttention.init(RNG, 6, 2)
    e = Embedding.init(RNG, 100, 6)(i)
    assert_type(e, Tensor[B, N, L[6]])
    assert_type(LayerNorm.init(6)(e), Tensor[B, N, L[6]])
    assert_type(GRUCell.init(RNG, 6, 5)(x, h), Tensor[B, L[5]])
    assert_type(attention(e, e, e, m), Tensor[B, N, L[6]])
    assert_type(batch_norm(x, batch_norm.init_state(), train=False)[0], Tensor[B, L[6]])


def convolved(x: Tensor[B, L[3], L[32], L[32]], image: Tensor[L[3], L[9], L[9]], w: Tensor[B, L[3], N]) -> None:
    same = Conv2d.init(RNG, 3, 6, 3, padding="same")
    k = 4
    assert_type(STRIDED(x), Tensor[B, L[8], L[16], L[16]])
    assert_type(same(x), Tensor[B, L[6], L[32], L[32]])
    assert_type(Conv2d.init(RNG, 3, 6, 5)(image), Tensor[L[6], L[5], L[5]])
    assert_type(Conv2d.init(RNG, 3, 6, k, stride=k)(x), Tensor[B, L[6], L[8], L[8]])
    assert_type(Conv1d.init(RNG, 3, 2, 2, stride=2)(w), Tensor[B, L[2], FloorDiv[N, L[2]]])
    assert_type(Conv2d.init(RNG, 3, 6, 5, groups=3)(T.zeros(2, 3, 32, 32)), Tensor[L[2], L[6], L[28], L[28]])


@dataclass(frozen=True)
class Net:
    """What made a layer is unknown here: so is its stride."""

    first: Conv2d[L[3], L[6], L[3], L[3]]

    def forward(self, x: Tensor[B, L[3], L[32], L[32]]) -> Tensor[B, L[6], Any, Any]:
        return self.first(x)


class Other:
    @staticmethod
    def init() -> Conv2d[L[3], L[6], L[3], L[3]]:
        return Conv2d.init(RNG, 3, 6, 3, stride=2)


def unknown_stride(x: Tensor[B, L[3], L[32], L[32]]) -> None:
    conv = Other.init()
    assert_type(conv(x), Tensor[B, L[6], Any, Any])
    assert_type(Net(conv).forward(x), Tensor[B, L[6], Any, Any])
    again = Conv2d.init(RNG, 3, 6, 3, stride=2)
    again = Conv2d.init(RNG, 3, 6, 3)
    assert_type(again(x), Tensor[B, L[6], Any, Any])


def recurrent(x: Tensor[L[9], B, L[6]]) -> None:
    """How many layers there are is unknown: what the stubs say."""
    y, (h, _) = LSTM.init(RNG, 6, 5, layers=2)(x)
    assert_type((y, h), tuple[Tensor[L[9], B, L[5]], Tensor[Any, B, L[5]]])
    assert_type(BiGRU.init(RNG, 6, 5)(x), tuple[Tensor[L[9], B, Any], Tensor[Any, B, L[5]]])


def chained(x: Tensor[B, L[4]], y: Tensor[B, N, L[4]]) -> None:
    net = T.sequential(Linear.init(RNG, 4, 3), T.relu, Linear.init(RNG, 3, 7))
    assert_type(net(x), Tensor[B, L[7]])
    assert_type(net(y), Tensor[B, N, L[7]])
    assert_type(T.sequential(net, LayerNorm.init(7))(x), Tensor[B, L[7]])


def criteria(
    p: Tensor[B, L[10]], t: LongTensor[B], q: Tensor[L[4], L[3]], c: Tensor[B, L[10], N], u: LongTensor[B, N]
) -> None:
    assert_type(T.cross_entropy_criterion(t, p), Tensor[L[1]])
    assert_type(T.cross_entropy_criterion(t, p, reduction="none"), Tensor[B])
    assert_type(T.class_nll_criterion(u, c, reduction="none"), Tensor[B, N])
    assert_type(T.mse_criterion(q, q), Tensor[L[1]])
    assert_type(T.huber_criterion(q, q + 1, 0.5, reduction="none"), Tensor[L[4], L[3]])
    assert_type(T.triplet_margin_criterion(q, q, q, reduction="none"), Tensor[L[4]])
    assert_type(T.margin_ranking_criterion(q, (q, q), reduction="sum"), Tensor[L[1]])


def flattened(x: Tensor[B, N, L[4]]) -> Tensor[Mul[L[3], Mul[B, N]]]:
    return Linear.init(RNG, 4, 3)(x).reshape(-1)
