"""Tensors that cannot be made, and conversions that cannot be done."""

from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as long
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def sizes(x: Tensor[L[4], L[6]]) -> None:
    T.zeros(4, 6) + x
    T.zeros(6, 4) + x  # error: The size of tensor a (4) must match the size of tensor b (6) at non-singleton
    T.zeros(-1, 4)  # error: zeros: Dimension size must be non-negative
    T.ones((2, -3))  # error: Trying to create tensor with negative dimension -3: [2, -3]
    T.eye(-2)  # error: n must be greater or equal to 0, got -2
    T.eye(4) @ x
    T.eye(6) @ x  # error: mat1 and mat2 shapes cannot be multiplied (6x6 and 4x6)
    T.full((4, 5), 1.0) - x  # error: The size of tensor a (5) must match the size of tensor b (6) at non-singleton
    T.arange(0, 6) + x
    T.arange(0, 5) + x  # error: The size of tensor a (5) must match the size of tensor b (6) at non-singleton
    T.arange(0, 5, -1)  # error: upper bound and lower bound inconsistent with step sign
    T.arange(0, 5, 0)  # error: step must be nonzero
    T.linspace(0, 1, 7) * x  # error: The size of tensor a (7) must match the size of tensor b (6) at non-singleton
    T.linspace(0, 1, -1)  # error: number of steps must be non-negative
    T.randn(4, 5) * x  # error: The size of tensor a (5) must match the size of tensor b (6) at non-singleton
    T.rand_like(x) @ x  # error: mat1 and mat2 shapes cannot be multiplied (4x6 and 4x6)
    x.new_zeros(3, 6) + x  # error: The size of tensor a (3) must match the size of tensor b (4) at non-singleton
    long.randint(5, 5, (3,))  # error: random_ expects 'from' to be less than 'to', but got from=5 >= to=5
    long.randperm(-1)  # error: Trying to create tensor with negative dimension -1: [-1]
    T.empty_strided((2, 3), (1,))  # error: dimensionality of sizes (2) must match dimensionality of strides (1)


def scalars(x: Tensor[L[4]], s: Tensor[L[1]], n: LongTensor[L[4]]) -> None:
    s.item()
    x.item()  # error: a Tensor with 4 elements cannot be converted to Scalar
    x.sum().item()


def random_numbers(p: Tensor[L[3], L[5]], q: Tensor[L[4]], t: Tensor[L[2], L[2], L[2]]) -> None:
    T.multinomial(p, 5)
    T.multinomial(p, 6)  # error: cannot sample n_sample > prob_dist.size(-1) samples without replacement
    T.multinomial(t, 1)  # error: prob_dist must be 1 or 2 dim
    T.normal(p, q)  # error: The size of tensor a (5) must match the size of tensor b (4) at non-singleton dimension 1
    T.normal(p, p) @ q  # error: size mismatch, got input (3), mat (3x5), vec (4)
    T.bernoulli(p) + q  # error: The size of tensor a (5) must match the size of tensor b (4) at non-singleton
    T.bernoulli(p, 1.5)  # error: bernoulli_ expects p to be in [0, 1], but got p=1.5
    p.bernoulli_(q)  # error: The expanded size of the tensor (5) must match the existing size (4) at non-singleton
    p.uniform_(1.0, 0.0)  # error: uniform_ expects to return a [from, to) range, but found from=1 > to=0
    p.normal_(0.0, -1.0)  # error: normal expects std >= 0.0, but found std -1
    T.nn.gumbel_softmax(p, dim=2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)


def literals(x: Tensor[L[2], L[2]]) -> None:
    T.tensor([[1.0, 2.0], [3.0, 4.0]]) @ x
    T.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]) @ x  # error: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x2)
    T.tensor([[1.0, 2.0], [3.0]])  # error: data[1] has 1 item, expected 2 (as in data[0])
    T.matrix([[1.0, 2.0, 3.0]]) @ x  # error: mat1 and mat2 shapes cannot be multiplied (1x3 and 2x2)
    T.vector([1.0, 2.0, 3.0]) + x  # error: The size of tensor a (3) must match the size of tensor b (2) at
