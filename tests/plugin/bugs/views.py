"""Views and reshapes that do not fit, dimensions that are not there."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor


def flatten_for_linear(x: Tensor[L[8], L[16], L[5], L[5]]) -> None:
    x.view(-1, 16 * 5 * 5)
    x.view(-1, 16 * 6 * 6)  # error: shape '[-1, 576]' is invalid for input of size 3200
    x.view(8, 400)
    x.view(8, 16, 5)  # error: shape '[8, 16, 5]' is invalid for input of size 3200
    x.reshape(4, -1, 7)  # error: shape '[4, -1, 7]' is invalid for input of size 3200
    x.view(-1, -1)  # error: only one dimension can be inferred
    x.reshape((8, -1, 16))
    T.reshape(x, (8, 25, 15))  # error: shape '[8, 25, 15]' is invalid for input of size 3200
    x.permute(0, 2, 3, 1).reshape(8, 25, 16)
    x.unflatten(1, (4, 4))
    x.unflatten(1, (3, 5))  # error: unflatten: Provided sizes [3, 5] don't multiply up to the size of dim 1 (16) in
    x.flatten(2, 1)  # error: flatten() has invalid args: start_dim cannot come after end_dim
    x.flatten(4)  # error: Dimension out of range (expected to be in range of [-4, 3], but got 4)


def channels_last(x: Tensor[L[3], L[32], L[32]]) -> None:
    x.permute(1, 2, 0)
    x.permute(0, 3, 1, 2)  # error: permute(sparse_coo): number of dimensions in the tensor input does not match the
    x.permute(1, 2)  # error: permute(sparse_coo): number of dimensions in the tensor input does not match the length
    x.permute(0, 0, 1)  # error: duplicate dims are not allowed
    T.transpose(x, 1, 3)  # error: Dimension out of range (expected to be in range of [-3, 2], but got 3)
    x.transpose(-1, -2)
    x.transpose(-4, 0)  # error: Dimension out of range (expected to be in range of [-3, 2], but got -4)
    x.t()  # error: t() expects a tensor with <= 2 dimensions, but self is 3D
    T.movedim(x, (0, 1), (2,))  # error: movedim: Invalid source or destination dims: source ([0, 1] dims) should
    T.movedim(x, 3, 0)  # error: Dimension out of range (expected to be in range of [-3, 2], but got 3)
    T.swapaxes(x, 0, 3)  # error: Dimension out of range (expected to be in range of [-3, 2], but got 3)
    T.rot90(x, 1, (0, 3))  # error: Dimension out of range (expected to be in range of [-3, 2], but got 3)
    T.flip(x, (3,))  # error: Dimension out of range (expected to be in range of [-3, 2], but got 3)
    T.flip(x, (0, 0))  # error: dim 0 appears multiple times in the list of dims
    T.roll(x, (1, 2), (0,))  # error: shifts and dimensions must align. shifts: 2, dims:1


def singletons(x: Tensor[L[1], L[5]], y: Tensor[L[5]]) -> None:
    x.squeeze(0) + y
    x.squeeze(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    y.unsqueeze(1)
    y.unsqueeze(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.unsqueeze(y, -3)  # error: Dimension out of range (expected to be in range of [-2, 1], but got -3)
    T.squeeze(x, (0, 2))  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)


def expanded(x: Tensor[L[4], L[1]], y: Tensor[L[3]]) -> None:
    x.expand(4, 6)
    x.expand(3, 6)  # error: The expanded size of the tensor (3) must match the existing size (4) at non-singleton
    x.expand(4)  # error: expand(torch.DoubleTensor{[4, 1]}, size=[4]): the number of sizes provided (1) must be
    x.expand(-1, 6)
    y.expand(-1, 3)  # error: The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension 0
    x.expand_as(y)  # error: expand(torch.DoubleTensor{[4, 1]}, size=[3]): the number of sizes provided (1) must be
    T.broadcast_to(y, (3, 4))  # error: The expanded size of the tensor (4) must match the existing size (3) at
    T.broadcast_to(y, (4, 3))
    x.repeat(2)  # error: Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor
    x.repeat(2, 3)
    T.broadcast_tensors(x, T.zeros(5, 1))  # error: The size of tensor a (4) must match the size of tensor b (5) at
    x.view_as(y)  # error: shape '[3]' is invalid for input of size 4


def parts(x: Tensor[L[6], L[4]]) -> None:
    a, b = x.split(3)
    a + b
    c, d = x.split((4, 2))
    c + d  # error: The size of tensor a (4) must match the size of tensor b (2) at non-singleton dimension 0
    x.split((4, 3))  # error: split_with_sizes expects split_sizes to sum exactly to 6 (input tensor's size at
    x.split(2, dim=2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.chunk(x, 0)  # error: chunk expects `chunks` to be greater than 0, got: 0
    x.narrow(0, 4, 3)  # error: start (4) + length (3) exceeds dimension size (6)
    x.select(0, 6)  # error: index 6 out of range for tensor of size [6, 4] at dimension 0
    x.select(2, 0)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    x.unbind(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.diagonal(x, 0, 1, 1)  # error: diagonal dimensions cannot be identical 1, 1
    x.unfold(1, 5, 1)  # error: maximum size for tensor at dimension 1 is 4 but size is 5
    T.tensor_split(x, 2, dim=2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    T.hsplit(x, 3)  # error: torch.hsplit attempted to split along dimension 1, but the size of the dimension 4 is not
    T.tile(x, (2, -1))  # error: Trying to create tensor with negative dimension -4: [12, -4]
    x.as_strided((2, 2), (1,))  # error: mismatch in length of strides and shape
