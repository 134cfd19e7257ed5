"""Loaded trees of another type than was asked for."""

from typing import Literal as L

from hasktorch.double import Linear, Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch_py import opt, saving
from hasktorch_py.opt import State

Net = tuple[Linear[L[2], L[3]], Linear[L[3], L[1]]]
Other = tuple[Linear[L[2], L[4]], Linear[L[4], L[1]]]


def loaded(net: Net, x: Tensor[L[4]], state: State[Net]) -> None:
    a: Other = saving.load("net", net)  # error
    b: Tensor[L[5]] = saving.load("x", x)  # error
    c: FloatTensor[L[4]] = saving.load("x", like=x)  # error
    d: State[Other] = saving.load("state", state)  # error
    saving.load("net")  # error
    saving.load(net, "net")  # error
    saving.save("net")  # error
    saving.save(net, "net")  # error
    opt.adam().step(net, net, saving.load("state", net))  # error
