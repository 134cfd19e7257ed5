"""Numbers that the program spells out, in all the ways in which it may."""

import enum
import functools
from typing import Any, Final, assert_type
from typing import Literal as L

import torch

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor

HIDDEN: Final = 300
DECLARED: Final[int] = 8
WIDTH = 12
PADDING = "same"
LAST = -1
SHAPE = (3, 2 * 4)
SCALE = 2.0
WHICH = torch.float32
rebound = 3
rebound = 4


def constants(x: Tensor[L[4], L[6]]) -> None:
    k = 4
    half = x.size(1) // 2
    n = x.numel()
    assert_type(T.zeros(HIDDEN, WIDTH), Tensor[L[300], L[12]])
    assert_type(T.zeros(k, half), Tensor[L[4], L[3]])
    assert_type(T.zeros(n + k), Tensor[L[28]])
    assert_type(T.zeros(-(k - 8)), Tensor[L[4]])
    rows, (_, columns) = x.size(0) - 1, (0, x.size(1) + 1)
    assert_type(T.zeros(rows, columns), Tensor[L[3], L[7]])
    assert_type(T.zeros((2**3, 7 % 4)), Tensor[L[8], L[3]])


def same_kind(x: Tensor[L[2], L[3]]) -> None:
    assert_type(T.zeros_like(x, dtype=x.dtype, device=x.device), Tensor[L[2], L[3]])


def displays(x: Tensor[L[4], L[6]], y: Tensor[L[2], L[6]]) -> None:
    rest = (x, y)
    assert_type(T.cat([x, *rest]), Tensor[L[10], L[6]])
    assert_type(T.cat(rest, dim=-2), Tensor[L[6], L[6]])
    assert_type(x.view(*(2, 12)), Tensor[L[2], L[12]])
    assert_type(T.tensor([[1, 2.5, -3]]), Tensor[L[1], L[3]])


def devices(x: Tensor[L[4]]) -> None:
    assert_type(x.to("cpu"), Tensor[L[4]])
    assert_type(x.to(torch.device("cpu")), Tensor[L[4]])
    assert_type(T.zeros(4, device="cpu"), Tensor[L[4]])


def of_other_kinds(x: Tensor[L[4], L[6]], y: Tensor[L[2], L[1], L[9]], w: Tensor[L[8], L[1], L[3]]) -> None:
    keep = True
    assert_type(T.zeros(DECLARED), Tensor[L[8]])
    assert_type(T.nn.conv1d(y, w, padding=PADDING), Tensor[L[2], L[8], L[9]])
    assert_type(T.sum(x, LAST, keep), Tensor[L[4], L[1]])
    assert_type(x.reshape(SHAPE), Tensor[L[3], L[8]])
    assert_type(T.nn.interpolate(y, scale_factor=SCALE), Tensor[L[2], L[1], L[18]])
    assert_type(x.to(WHICH), FloatTensor[L[4], L[6]])


class Rebound:
    """Names that are bound again are unknown, and what is unknown fits."""

    def names(self, x: Tensor[L[12]]) -> None:
        n = 4
        n += x.size(0)
        if (m := 4) > 2:
            m = 6
        y: Tensor[L[99]] = T.zeros(n)
        z: Tensor[L[99]] = T.zeros(m)
        w: Tensor[L[99]] = T.zeros(rebound)
        shape = (3, 4)
        shape = (2, 6)
        u: Tensor[L[99], L[99]] = T.zeros(shape)
        sizes = [3, 4]
        sizes[0] = 12
        t: Tensor[Any, Any] = T.zeros(sizes)
        for i in range(3):
            v: Tensor[L[99]] = T.zeros(i)


class Axis(enum.IntEnum):
    ROWS = 0
    COLUMNS = enum.auto()


class Rounding(enum.StrEnum):
    FLOOR = "floor"
    TRUNC = enum.auto()


def members(x: Tensor[L[4], L[6]]) -> None:
    assert_type(x.sum(Axis.ROWS), Tensor[L[6]])
    assert_type(x.sum(Axis.COLUMNS), Tensor)
    assert_type(T.zeros(Axis.COLUMNS, 3), Tensor[Any, Any])
    assert_type(x.div(2, rounding_mode=Rounding.FLOOR), Tensor[L[4], L[6]])
    assert_type(x.div(2, rounding_mode=Rounding.TRUNC), Tensor[L[4], L[6]])


def equal(k: int, x: Tensor[L[4], L[6]], y: Tensor) -> None:
    assert_type(k == x, BoolTensor[L[4], L[6]])
    assert_type(x != 2.5, BoolTensor[L[4], L[6]])
    assert_type(k == y, BoolTensor)
    assert_type(k == 3, bool)


def later(x: Tensor[L[4], L[6]]) -> None:
    rows = functools.partial(T.sum, dim=0)
    y: Tensor[L[6]] = rows(x)
    z: Tensor[L[4]] = functools.partial(x.sum, 1)()
    assert_type(functools.partial(int, base=2)("101"), int)


def parameters(x: Tensor[L[4], L[6]]) -> None:
    w: Tensor[L[6], L[2]] = torch.nn.Parameter(T.randn(6, 2))
    assert_type(x @ w, Tensor[L[4], L[2]])
    plain: torch.nn.Parameter = torch.nn.Parameter(T.randn(6, 2))


def length(x: Tensor[L[4], L[6]]) -> None:
    assert_type(T.zeros(len(x)), Tensor[L[4]])
