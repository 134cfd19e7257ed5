"""What is loaded has the type of what it is to be like."""

from pathlib import Path
from typing import Literal as L
from typing import assert_type

from hasktorch.double import Linear, Tensor
from hasktorch_py import opt, saving
from hasktorch_py.opt import State

Net = tuple[Linear[L[2], L[3]], Linear[L[3], L[1]]]


def loaded(net: Net, x: Tensor[L[4]]) -> None:
    saving.save("net.safetensors", net)
    saving.save(Path("x"), x)
    assert_type(saving.load("net.safetensors", net), Net)
    assert_type(saving.load(Path("net"), like=net), Net)
    assert_type(saving.load("x", like=x), Tensor[L[4]])
    assert_type(saving.load("x", {"x": x}), dict[str, Tensor[L[4]]])
    assert_type(saving.load("state", opt.adam().init(net)), State[Net])
