"""Batches that do not fit the loss, losses that do not fit the network, and what is learned under a wrong type."""

from typing import Any
from typing import Literal as L

from torch.utils.data import DataLoader

import hasktorch.double as T
from hasktorch.double import Linear, Tensor
from hasktorch.long import Tensor as LongTensor
from hasktorch_py import data, distributed, opt
from hasktorch_py.data import Batches
from hasktorch_py.training import EarlyStop, Fit, gradient_step, train

Net = Linear[L[64], L[10]]
Other = Linear[L[64], L[9]]
Batch = tuple[Tensor[Any, L[64]], LongTensor[Any]]


def loss(net: Net, batch: Batch) -> Tensor[L[1]]:
    x, y = batch
    return T.cross_entropy_criterion(y, net(x))


def unreduced(net: Net, batch: Batch) -> Tensor[Any, L[10]]:
    return net(batch[0])


def checked(loader: DataLoader[Any], x: Tensor[L[8], L[64]]) -> None:
    a: Batches[tuple[Tensor[L[8], L[63]]]] = data.batches(loader, Tensor[L[8], L[64]])  # error
    b: Batches[Batch] = data.batches(loader, LongTensor[Any], Tensor[Any, L[64]])  # error
    data.batches(loader)  # error
    data.batches(loader, x)  # error
    for images, classes in data.batches(loader, Tensor[L[8], L[64]], LongTensor[L[8]]):
        c: Tensor[L[8], L[63]] = images  # error
        d: Tensor[L[8]] = classes  # error


def trained(fit: Fit[Net], other: Fit[Other], good: Batches[Batch], bad: Batches[tuple[Tensor[Any, L[64]]]]) -> None:
    step = gradient_step(loss, opt.adam())
    train(step, other, good, 3)  # error
    train(step, fit, bad, 3)  # error
    train(step, fit, good, "3")  # error
    train(step, fit, good)  # error
    train(loss, fit, good, 3)  # error
    e: Fit[Other] = train(step, fit, good, 3).carry  # error
    train(step, fit, good, 3, stop=3)  # error
    gradient_step(unreduced, opt.adam())  # error
    gradient_step(loss, fit)  # error
    EarlyStop("2")  # error


def averaged(net: Net) -> None:
    f: Other = distributed.all_reduce_mean(net)  # error
    g: Other = distributed.broadcast(net)  # error
