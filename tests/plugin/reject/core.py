"""Mistakes with layers, criteria and chains of the core."""

from typing import Literal as L
from typing import TypeVar

import hasktorch.double as T
from hasktorch.double import Conv2d, Embedding, GRUCell, LayerNorm, Linear, MultiheadAttention, Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)


def layers(x: Tensor[L[2], L[5]], i: LongTensor[L[2]], f: FloatTensor[L[2], L[4]]) -> None:
    linear = Linear.init(T.new_rng(0), 4, 3)
    linear(x)  # error: Linear[4, 3]([2, 5]): mat1 and mat2 shapes cannot be multiplied (2x5 and 4x3)  [tensor-shape]
    linear(f)  # error: Linear[4, 3](Float[2, 4]): mat1 and mat2 must have the same dtype, but got Float and Double
    linear(i)  # error: Linear[4, 3]
    T.linear(linear, x)  # error: linear(Linear[4, 3], [2, 5])
    LayerNorm.init(7)(x)  # error: LayerNorm[7]([2, 5]): Given normalized_shape=[7], expected input with shape [*, 7]
    Embedding.init(T.new_rng(0), 9, 2)(x)  # error: Embedding[9, 2](Double[2, 5]): Expected tensor for argument
    GRUCell.init(T.new_rng(0), 5, 3)(x, x)  # error: GRUCell[5, 3]([2, 5], [2, 5])


def attention(x: Tensor[L[2], L[16], L[32]], memory: Tensor[L[2], L[10], L[32]]) -> None:
    layer = MultiheadAttention.init(T.new_rng(0), 32, 4)
    layer(x, memory, memory) + memory  # error: The size of tensor a (16) must match the size of tensor b (10)
    layer(x, memory, x)  # error: strict: Cannot infer value of type parameter "T" of "__call__" of "MultiheadAttention"
    layer(x, x, x, T.ones(16, 16))  # error: strict: Argument 4 to "__call__" of "MultiheadAttention" has incompatible


def convolutions(x: Tensor[L[2], L[3], L[9], L[9]], y: Tensor[L[2], L[1], L[9], L[9]]) -> None:
    conv = Conv2d.init(T.new_rng(0), 3, 6, 5, stride=2)
    conv(y)  # error: to have 3 channels, but got 1 channels instead  [tensor-shape]
    conv(conv(x))  # error: to have 3 channels, but got 6 channels instead  [tensor-shape]
    Conv2d.init(T.new_rng(0), 6, 6, 5, groups=2)(x)  # error: to have 6 channels, but got 3 channels instead
    Conv2d.init(T.new_rng(0), 3, 6, 11)(x)  # error: Kernel size can't be greater than actual input size
    T.flatten(conv(x), 1) @ T.zeros(50, 2)  # error: cannot be multiplied (2x54 and 50x2)  [tensor-shape]


def chains(x: Tensor[L[2], L[5]]) -> None:
    first = Linear.init(T.new_rng(0), 4, 3)
    second = Linear.init(T.new_rng(0), 3, 7)
    T.sequential(first, second)(x)  # error: sequential(Linear[4, 3], Linear[3, 7])([2, 5]): mat1 and mat2
    T.sequential(first, first)  # error: strict: sequential(Linear[4, 3], Linear[4, 3])([B, 4]): mat1 and mat2 shapes
    T.sequential(first, T.relu, first)  # error: strict: cannot be multiplied (Bx3 and 4x3)  [tensor-shape]


def criteria(p: Tensor[L[4], L[3]], q: Tensor[L[4], L[2]], t: LongTensor[L[5]], f: FloatTensor[L[4], L[3]]) -> None:
    T.mse_criterion(p, q)  # error: target: expected the prediction's shape [4, 2], found [4, 3]; reshape one of them
    T.cross_entropy_criterion(t, p)  # error: target: expected the shape [4], found [5]; reshape it  [tensor-shape]
    T.mse_criterion(f, p)  # error: target: expected the prediction's dtype Double, found Float; convert it
    T.triplet_margin_criterion(p, p, q)  # error: negative: expected the prediction's shape [4, 3], found [4, 2]


def symbols(x: Tensor[B, L[4]], y: Tensor[B, N], z: Tensor[B, L[3]]) -> None:
    Linear.init(T.new_rng(0), y.size(1), 3)(x)  # error: (Bx4 and Nx3) (needs N == 4)  [tensor-shape]
    T.mse_criterion(y, z)  # error: (needs N == 3)
    T.sub(y, y.float())  # error: strict: sub(Double[B, N], Float[B, N]): dtypes do not mix implicitly


def returned(x: Tensor[L[2], L[5]]) -> Tensor[L[2], L[3]]:
    return Linear.init(T.new_rng(0), 4, 3)(x)  # error: cannot be multiplied


def returned_by_a_chain(x: Tensor[L[2], L[5]]) -> Tensor[L[2], L[3]]:
    return T.sequential(Linear.init(T.new_rng(0), 4, 3), T.relu)(x)  # error: cannot be multiplied
