"""Matrix products whose inner dimensions, batches or ranks do not meet."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor


def linear_layers(x: Tensor[L[64], L[784]], w1: Tensor[L[784], L[128]], w2: Tensor[L[10], L[128]]) -> None:
    h = T.mm(x, w1)
    T.mm(h, w2)  # error: mat1 and mat2 shapes cannot be multiplied (64x128 and 10x128)
    T.mm(h, T.t(w2))
    T.nn.linear(h, w2)
    T.nn.linear(x, w1)  # error: mat1 and mat2 shapes cannot be multiplied (64x784 and 128x784)
    T.nn.linear(h, w2, T.zeros(64))  # error: The expanded size of the tensor (10) must match the existing size (64)
    x @ w1 @ w2  # error: mat1 and mat2 shapes cannot be multiplied (64x128 and 10x128)
    w1 @ x  # error: mat1 and mat2 shapes cannot be multiplied (784x128 and 64x784)


def flattened(image: Tensor[L[2], L[32], L[7], L[7]], w: Tensor[L[10], L[1050]]) -> None:
    T.nn.linear(T.flatten(image, 1), w)  # error: mat1 and mat2 shapes cannot be multiplied (2x1568 and 1050x10)
    T.nn.linear(T.flatten(image, 1), T.zeros(10, 1568))
    T.nn.linear(image, T.zeros(10, 1568))  # error: mat1 and mat2 shapes cannot be multiplied (448x7 and 1568x10)


def attention(
    q: Tensor[L[2], L[8], L[5], L[64]], k: Tensor[L[2], L[8], L[7], L[64]], v: Tensor[L[2], L[8], L[7], L[32]]
) -> None:
    scores = T.matmul(q, k.transpose(-2, -1))
    T.matmul(q, k)  # error: Expected size for first two dimensions of batch2 tensor to be: [16, 64] but got: [16, 7]
    T.matmul(scores, v)
    T.matmul(scores.mT, v)  # error: Expected size for first two dimensions of batch2 tensor to be: [16, 5] but got
    T.matmul(q, k.transpose(1, 2))  # error: The size of tensor a (8) must match the size of tensor b (7) at
    T.nn.scaled_dot_product_attention(q, k, v)
    T.nn.scaled_dot_product_attention(q, k, v[:, :, :6])  # error: Expected size for first two dimensions of batch2
    scores + T.zeros(5, 5)  # error: The size of tensor a (7) must match the size of tensor b (5) at non-singleton


def batches(
    a: Tensor[L[4], L[3], L[5]], b: Tensor[L[4], L[5], L[2]], c: Tensor[L[3], L[5], L[2]], m: Tensor[L[5], L[2]]
) -> None:
    T.bmm(a, b)
    T.bmm(a, c)  # error: Expected size for first two dimensions of batch2 tensor to be: [4, 5] but got: [3, 5]
    T.bmm(a, m)  # error: batch2 must be a 3D tensor
    a @ m
    a @ c  # error: The size of tensor a (4) must match the size of tensor b (3) at non-singleton dimension 0
    T.baddbmm(T.zeros(4, 3, 2), a, b)
    T.baddbmm(T.zeros(4, 2, 3), a, b)  # error: The expanded size of the tensor (2) must match the existing size (3)
    T.mm(a, m)  # error: self must be a matrix


def vectors(m: Tensor[L[4], L[6]], v: Tensor[L[4]], u: Tensor[L[6]]) -> None:
    T.mv(m, u)
    T.mv(m, v)  # error: size mismatch, got input (4), mat (4x6), vec (4)
    T.dot(u, u)
    T.dot(u, v)  # error: inconsistent tensor size, expected tensor [6] and src [4] to have the same number of
    T.dot(m, m)  # error: 1D tensors expected, but got 2D and 2D tensors
    T.outer(u, v) @ m
    T.outer(v, u) @ m  # error: mat1 and mat2 shapes cannot be multiplied (4x6 and 4x6)
    T.outer(m, v)  # error: outer: Expected 1-D argument self, but got 2-D
    T.addmm(m, v, u)  # error: must be a matrix, got 1-D tensor
    T.addmv(v, m, u)
    T.addmv(u, m, v)  # error: size mismatch, got input (6), mat (4x6), vec (4)
    T.addr(T.zeros(6, 4), v, u)  # error: The expanded size of the tensor (6) must match the existing size (4) at
    T.inner(m, v)  # error: inner() the last dimension must match on both input tensors but got shapes [4, 6] and [4]
    T.linalg.multi_dot((m, m, m))  # error: tensors 0 and 1 with shapes [4, 6] and [4, 6] cannot be multiplied
    T.tensordot(m, m, 1)  # error: contracted dimensions need to match, but first has size 6 in dim -1 and second has
    T.cdist(m, T.zeros(3, 5))  # error: X1 and X2 must have the same number of columns. X1: 6 X2: 5
    T.chain_matmul(m, m)  # error: tensors 0 and 1 with shapes [4, 6] and [4, 6] cannot be multiplied


def subscripts(x: Tensor[L[4], L[6]], y: Tensor[L[6], L[5]], b: Tensor[L[2], L[4], L[6]]) -> None:
    T.einsum("ij,jk->ik", x, y)
    T.einsum("ij,jk->ik", y, x)  # error: subscript j has size 4 for operand 1 which does not broadcast with
    T.einsum("bij,jk->bik", x, y)  # error: the number of subscripts in the equation (3) does not match the number of
    T.einsum("bij,jk->bik", b, y)
    T.einsum("ij,kj->ik", x, y)  # error: subscript j has size 5 for operand 1 which does not broadcast with
    T.einsum("ij->ijk", x)  # error: output subscript k does not appear in the equation for any input operand
    T.einsum("ij,jk", x)  # error: fewer operands were provided than specified in the equation
    T.einsum("ii->i", x)  # error: subscript i is repeated for operand 0 but the sizes don't match, 6 != 4


def bilinear(x: Tensor[L[8], L[3]], y: Tensor[L[8], L[4]], w: Tensor[L[2], L[3], L[4]]) -> None:
    T.nn.bilinear(x, y, w)
    T.nn.bilinear(y, x, w)  # error: input1 size does not match weight size: got 4 but expected 3
