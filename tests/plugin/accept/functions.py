"""Functions whose sizes need arithmetic."""

from typing import Any, assert_type
from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as long
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor


def joined(x: Tensor[L[4], L[2]], y: Tensor[L[5], L[2]], z: Tensor[L[4], L[3]]) -> None:
    assert_type(T.cat((x, y)), Tensor[L[9], L[2]])
    assert_type(T.cat([x, y, x]), Tensor[L[13], L[2]])
    assert_type(T.cat([x, z], dim=1), Tensor[L[4], L[5]])
    assert_type(T.cat([x, z], -1), Tensor[L[4], L[5]])
    assert_type(T.stack([x, x, x], 1), Tensor[L[4], L[3], L[2]])
    assert_type(T.kron(x, y), Tensor[L[20], L[4]])


def reshaped(x: Tensor[L[4], L[6]]) -> None:
    assert_type(T.reshape(x, (3, -1)), Tensor[L[3], L[8]])
    assert_type(T.flatten(x), Tensor[L[24]])
    assert_type(T.unsqueeze(x, 1), Tensor[L[4], L[1], L[6]])
    assert_type(T.tile(x, (2, 3)), Tensor[L[8], L[18]])
    assert_type(T.nn.pad(x, (1, 2)), Tensor[L[4], L[9]])
    assert_type(T.permute(x, (1, 0)), Tensor[L[6], L[4]])


def convolved(x: Tensor[L[8], L[3], L[32], L[32]], w: Tensor[L[6], L[3], L[5], L[5]], b: Tensor[L[6]]) -> None:
    assert_type(T.conv2d(x, w), Tensor[L[8], L[6], L[28], L[28]])
    assert_type(T.nn.conv2d(x, w, b, stride=2, padding=(1, 2)), Tensor[L[8], L[6], L[15], L[16]])
    assert_type(T.nn.conv2d(x, w, padding="same"), Tensor[L[8], L[6], L[32], L[32]])
    assert_type(T.max_pool2d(x, 2), Tensor[L[8], L[3], L[16], L[16]])
    assert_type(T.nn.avg_pool2d(x, (4, 2)), Tensor[L[8], L[3], L[8], L[16]])
    assert_type(T.nn.interpolate(x, scale_factor=2), Tensor[L[8], L[3], L[64], L[64]])


def several(x: Tensor[L[4], L[6]]) -> None:
    assert_type(T.split(x, 4, dim=1), tuple[Tensor[L[4], L[4]], Tensor[L[4], L[2]]])
    values, indices = T.topk(x, 3)
    assert_type(values, Tensor[L[4], L[3]])
    assert_type(indices, LongTensor[L[4], L[3]])
    assert_type(T.max(x, dim=0).values, Tensor[L[6]])
    u, s, v = T.linalg.svd(x, full_matrices=False)
    assert_type(u, Tensor[L[4], L[4]])
    assert_type(s, Tensor[L[4]])
    assert_type(v, Tensor[L[4], L[6]])


def products(x: Tensor[L[7], L[4], L[2]], y: Tensor[L[2], L[3]], a: Tensor[L[4], L[5]], b: Tensor[L[5], L[6]]) -> None:
    assert_type(T.matmul(x, y), Tensor[L[7], L[4], L[3]])
    assert_type(T.einsum("bij,jk->bk", x, y), Tensor[L[7], L[3]])
    assert_type(T.einsum("ij,jk->ki", a, b), Tensor[L[6], L[4]])
    assert_type(T.tensordot(x, y, 1), Tensor[L[7], L[4], L[3]])


def data_dependent(x: Tensor[L[4]], mask: LongTensor[L[4]]) -> None:
    """Sizes that only the elements tell are unknown."""
    assert_type(T.nonzero(x), LongTensor[Any, L[1]])
    assert_type(T.unique(x), Tensor[Any])
    assert_type(long.bincount(mask), LongTensor[Any])
    assert_type(mask.bincount(minlength=9), LongTensor[Any])
    assert_type(T.repeat_interleave(x, mask), Tensor[Any])
