"""One mistake a line, whatever the sizes are that are not known."""

from typing import Any, TypeVar
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)


def sizes(x: Tensor[Any, L[8]], y: Tensor[L[4], L[9]]) -> None:
    x + y  # error: [Any, 8] + [4, 9]: The size of tensor a (8) must match the size of tensor b (9)
    x @ y  # error: mat1 and mat2 shapes cannot be multiplied (Anyx8 and 4x9)
    T.mm(x, y)  # error: mm([Any, 8], [4, 9]): mat1 and mat2 shapes cannot be multiplied
    T.cat([x, y])  # error: Expected size 8 but got size 9 for tensor number 1 in the list
    x.permute(0, 2, 1)  # error: [Any, 8].permute(0, 2, 1): permute(sparse_coo): number of dimensions
    x.sum(2)  # error: [Any, 8].sum(2): Dimension out of range
    x[:, 10]  # error: [Any, 8][:, 10]: index 10 is out of bounds for dimension 1 with size 8
    T.nn.layer_norm(x, (11,))  # error: Given normalized_shape=[11], expected input with shape [*, 11]


def images(h: Tensor[B, L[32], Any, Any], skip: Tensor[B, L[16], Any, Any], w: Tensor[L[8], L[4], L[3], L[3]]) -> None:
    (h + skip)  # error: The size of tensor a (32) must match the size of tensor b (16) at non-singleton dimension 1
    T.conv2d(h, w)  # error: conv2d([B, 32, Any, Any], [8, 4, 3, 3])
    T.pixel_shuffle(h, 3)  # error: pixel_shuffle([B, 32, Any, Any], 3)
    T.cat((h, skip))  # error: Expected size 32 but got size 16 for tensor number 1 in the list


def results(h: Tensor[B, L[16], Any, Any], x: Tensor[Any, L[8]], y: Tensor[L[4], L[8]]) -> None:
    T.cat((h, h), 1) + T.zeros(1, 16, 1, 1)  # error: The size of tensor a (32) must match the size of tensor b (16)
    (x + y) @ y  # error: mat1 and mat2 shapes cannot be multiplied (4x8 and 4x8)


def ranks(x: Tensor[B, *tuple[Any, ...], L[8]], y: Tensor[L[4], L[9]]) -> None:
    x @ y  # error: [B, *Any, 8] @ [4, 9]: mat1 and mat2 shapes cannot be multiplied (Bx8 and 4x9)
    x[..., 10]  # error: [B, *Any, 8][..., 10]: index 10 is out of bounds for dimension 1 with size 8
    T.nn.layer_norm(x, (11,))  # error: Given normalized_shape=[11], expected input with shape [*, 11]
    if x > 0:  # error: bool([B, *Any, 8]): Boolean value of Tensor with more than one value is ambiguous
        pass


def lists(xs: list[Tensor[B, L[8]]], ys: tuple[Tensor[L[4], L[9]], ...], w: Tensor[L[9], L[2]]) -> None:
    T.cat(xs, 2)  # error: cat([[B, 8], …], 2): Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.stack(ys, 3)  # error: stack(([4, 9], …), 3): Dimension out of range
    T.cat(xs) @ w  # error: [Any, 8] @ [9, 2]: mat1 and mat2 shapes cannot be multiplied (Anyx8 and 9x2)


def values(x: Tensor[L[4], L[5]], i: int) -> None:
    x[i] + T.zeros(4)  # error: [5] + [4]: The size of tensor a (5) must match the size of tensor b (4)
    x[i, 0, 0]  # error: [4, 5][int, 0, 0]: too many indices for tensor of dimension 2
    T.zeros(i, 3) + x  # error: [Any, 3] + [4, 5]: The size of tensor a (3) must match the size of tensor b (5)
