"""One training step of the XOR network, over the idiomatic loop of PyTorch on the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal as L

import torch
from torch import nn

import hasktorch.double as T
from benchmarks.rows import Row
from benchmarks.timing import ratio
from examples import xor
from hasktorch.double import Tensor


def xor_step(_: Path) -> Iterator[Row]:
    """Forward, gradients and update; one thread. The second figure has the gradient by the inputs, too."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for gradient, most, note in (
            (_by_network, 0.8, "the same gradients"),
            (xor.by_backprop, 1.0, "and the gradient by the inputs, which torch's loop does not compute"),
        ):
            figure = ratio("ours()", "theirs()", {"ours": _ours(gradient), "theirs": _theirs()}, calls=50)
            yield Row("XOR, one training step over nn.Sequential, SGD, MSELoss", figure, most, "×", note)
    finally:
        torch.set_num_threads(threads)


def _by_network(net: xor.Net, xs: xor.Inputs, ys: xor.Targets) -> tuple[Tensor[L[1]], xor.Net]:
    return T.backprop(lambda net: T.mse_criterion(ys, xor.xor_forward(net, xs)), net)


def _ours(gradient: xor.Gradient) -> Callable[[], None]:
    xs, ys = xor.mk_exact_data()
    net = xor.mk_network(T.new_rng(0))

    def step() -> None:
        nonlocal net
        _, slope = gradient(net, xs, ys)
        net = xor.update(net, (xor.RATE, slope))

    return step


def _theirs() -> Callable[[], None]:
    xs, ys = xor.mk_exact_data()
    net = nn.Sequential(*(layer.to_module() for layer in xor.mk_network(T.new_rng(0))))
    net.insert(1, nn.ReLU())
    optimizer = torch.optim.SGD(net.parameters(), lr=xor.RATE)
    criterion = nn.MSELoss()

    def step() -> None:
        optimizer.zero_grad()
        loss = criterion(net(xs), ys)
        loss.backward()
        optimizer.step()

    return step
