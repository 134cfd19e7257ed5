"""Tensors that are put together and do not fit."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor


def unet(
    up: Tensor[L[1], L[64], L[56], L[56]], skip: Tensor[L[1], L[64], L[57], L[57]], x: Tensor[L[1], L[32], L[56], L[56]]
) -> None:
    T.cat((up, x), dim=1)
    T.cat((up, skip), dim=1)  # error: Sizes of tensors must match except in dimension 1. Expected size 56 but got
    T.cat([up, skip], 1)  # error: Sizes of tensors must match except in dimension 1. Expected size 56 but got size 57
    T.cat((up, x))  # error: Sizes of tensors must match except in dimension 0. Expected size 64 but got size 32 for
    T.concat((up, x), dim=2)  # error: Sizes of tensors must match except in dimension 2. Expected size 64 but got
    T.cat((up, x), dim=4)  # error: Dimension out of range (expected to be in range of [-4, 3], but got 4)
    T.cat((up, skip[:, :, :56, :56]), dim=1)


def batch(a: Tensor[L[5], L[8]], b: Tensor[L[7], L[8]], v: Tensor[L[8]]) -> None:
    T.stack((a, b))  # error: stack expects each tensor to be equal size, but got [5, 8] at entry 0 and [7, 8] at
    T.stack((a, a), dim=2)
    T.stack((a, a), dim=3)  # error: Dimension out of range (expected to be in range of [-3, 2], but got 3)
    T.cat((a, b))
    T.cat((a, v))  # error: Tensors must have same number of dimensions: got 2 and 1
    T.cat((a, v.unsqueeze(0)))
    T.vstack((a, v))
    T.hstack((a, b))  # error: Sizes of tensors must match except in dimension 1. Expected size 5 but got size 7 for
    T.hstack((a, v))  # error: Tensors must have same number of dimensions: got 2 and 1
    T.dstack((a, b))  # error: Sizes of tensors must match except in dimension 2. Expected size 5 but got size 7 for
    T.column_stack((a, v))  # error: Sizes of tensors must match except in dimension 1. Expected size 5 but got size 8
    T.vstack((a, T.zeros(9)))  # error: Sizes of tensors must match except in dimension 0. Expected size 8 but got
    T.stack([a, b.T])  # error: stack expects each tensor to be equal size, but got [5, 8] at entry 0 and [8, 7] at
    T.block_diag(a, b)
    T.cartesian_prod(v, a)  # error: Expect a 1D vector, but got shape [5, 8]
    T.meshgrid(a, v)  # error: Expected 0D or 1D tensor in the tensor list
    T.cat(())  # error: torch.cat(): expected a non-empty list of Tensors
