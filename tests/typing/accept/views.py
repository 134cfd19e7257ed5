"""Transposed, permuted, reshaped, selected; several tensors out of one and one out of several."""

from typing import Any, assert_type
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor


def permuted(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]]) -> None:
    assert_type(T.t(x), Tensor[L[2], L[4]])
    assert_type(T.transpose(x, 0, 1), Tensor[L[2], L[4]])
    assert_type(T.transpose(c, -2, -1), Tensor[L[2], L[5], L[3]])
    assert_type(T.transpose(c, 0, 2), Tensor[L[5], L[3], L[2]])
    assert_type(T.permute(c, (2, 0, 1)), Tensor[L[5], L[2], L[3]])
    assert_type(T.permute(x, (1, 0)), Tensor[L[2], L[4]])
    assert_type(T.movedim(c, 0, -1), Tensor[L[3], L[5], L[2]])
    assert_type(T.swapaxes(x, 0, 1), Tensor[L[2], L[4]])
    assert_type(T.flip(x, (0,)), Tensor[L[4], L[2]])
    assert_type(T.rot90(c), Tensor[L[3], L[2], L[5]])
    assert_type(T.rot90(c, 1, (1, 2)), Tensor[L[2], L[5], L[3]])
    assert_type(T.rot90(c, 1, (0, 2)), Tensor)
    assert_type(c.rot90(1, [0, 2]), Tensor)
    assert_type(x.rot90(dims=(1, 0)), Tensor[L[2], L[4]])


def permuted_patches(x: Tensor[L[2], L[4], L[8], L[5], L[6], L[7]]) -> None:
    assert_type(x.permute(0, 1, 3, 2, 4, 5), Tensor[L[2], L[4], L[5], L[8], L[6], L[7]])
    assert_type(T.permute(x, (0, 2, 4, 3, 5, 1)), Tensor[L[2], L[8], L[6], L[5], L[7], L[4]])
    assert_type(x.permute(1, 0, 2, 3, 4, 5), Tensor)
    assert_type(x.unsqueeze(0).permute(6, 5, 4, 3, 2, 1, 0), Tensor[L[7], L[6], L[5], L[8], L[4], L[2], L[1]])


def with_ones(x: Tensor[L[4], L[2]], o: Tensor[L[1], L[4], L[1]]) -> None:
    assert_type(T.unsqueeze(x, 0), Tensor[L[1], L[4], L[2]])
    assert_type(T.unsqueeze(x, 1), Tensor[L[4], L[1], L[2]])
    assert_type(T.unsqueeze(x, -1), Tensor[L[4], L[2], L[1]])
    assert_type(T.squeeze(o, 0), Tensor[L[4], L[1]])
    assert_type(T.squeeze(o, -1), Tensor[L[1], L[4]])


def reshaped(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]], y: Tensor[L[8]]) -> None:
    assert_type(T.reshape(x, (2, 4)), Tensor[L[2], L[4]])
    assert_type(T.flatten(c, 1), Tensor[L[2], Any])
    assert_type(T.flatten(c), Tensor[Any])
    assert_type(T.unflatten(y, 0, (4, 2)), Tensor[L[4], L[2]])
    assert_type(x.view(8), Tensor[L[8]])
    assert_type(x.view_as(y), Tensor[L[8]])
    assert_type(x.reshape(2, 2, 2), Tensor[L[2], L[2], L[2]])


def expanded(row: Tensor[L[1], L[3]], x: Tensor[L[4], L[3]]) -> None:
    assert_type(row.expand(4, 3), Tensor[L[4], L[3]])
    assert_type(row.expand_as(x), Tensor[L[4], L[3]])
    assert_type(T.broadcast_to(row, (4, 3)), Tensor[L[4], L[3]])


def selected(x: Tensor[L[4], L[2]], c: Tensor[L[2], L[3], L[5]], s: Tensor[L[3], L[3]]) -> None:
    assert_type(T.select(x, 0, 1), Tensor[L[2]])
    assert_type(T.select(c, 1, 0), Tensor[L[2], L[5]])
    assert_type(T.narrow(x, 0, 1, 2), Tensor[L[2], L[2]])
    assert_type(T.diagonal(s), Tensor[L[3]])
    assert_type(T.unbind(x)[0], Tensor[L[2]])
    assert_type(T.unbind(x, 1)[0], Tensor[L[4]])
    assert_type(T.chunk(x, 2)[0], Tensor[Any, L[2]])
    assert_type(T.tril(s), Tensor[L[3], L[3]])


def joined(x: Tensor[L[4], L[2]], y: Tensor[L[3], L[2]], v: Tensor[L[5]]) -> None:
    assert_type(T.stack((v, v)), Tensor[L[2], L[5]])
    assert_type(T.stack((v, v, v), -1), Tensor[L[5], L[3]])
    assert_type(T.stack((x, x), 1), Tensor[L[4], L[2], L[2]])
    assert_type(T.cat((x, y)), Tensor[Any, L[2]])
    assert_type(T.cat((x, x), 1), Tensor[L[4], Any])
    assert_type(T.cat((x, y, x), 0), Tensor[Any, L[2]])
