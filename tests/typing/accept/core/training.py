"""Typed batches, and a fold over them that keeps the type of what is learned."""

from typing import Any, assert_type
from typing import Literal as L

from torch.utils.data import DataLoader

import hasktorch.double as T
from hasktorch.double import Linear, Tensor
from hasktorch.long import Tensor as LongTensor
from hasktorch_py import data, distributed, opt
from hasktorch_py.checkpoint import Checkpoint
from hasktorch_py.data import Batches
from hasktorch_py.training import EarlyStop, Fit, Run, gradient_step, train

Net = Linear[L[64], L[10]]
Batch = tuple[Tensor[Any, L[64]], LongTensor[Any]]


def loss(net: Net, batch: Batch) -> Tensor[L[1]]:
    x, y = batch
    return T.cross_entropy_criterion(y, net(x))


def checked(loader: DataLoader[Any]) -> None:
    assert_type(data.batches(loader, Tensor[L[8], L[64]]), Batches[tuple[Tensor[L[8], L[64]]]])
    assert_type(data.batches(loader, Tensor[Any, L[64]], LongTensor[Any]), Batches[Batch])
    for x, y in data.batches(loader, Tensor[L[8], L[64]], LongTensor[L[8]]):
        assert_type(x, Tensor[L[8], L[64]])
        assert_type(y, LongTensor[L[8]])


def trained(net: Net, loader: DataLoader[Any]) -> None:
    optimizer = opt.adam()
    step = gradient_step(loss, optimizer)
    batches = data.batches(loader, Tensor[Any, L[64]], LongTensor[Any])
    run = train(step, Fit(net, optimizer.init(net)), batches, 3, stop=EarlyStop(2), checkpoint=Checkpoint("run"))
    assert_type(run, Run[Fit[Net]])
    assert_type(run.carry.params, Net)
    assert_type(run.losses, tuple[float, ...])


def counted(batches: list[Tensor[L[4]]]) -> None:
    def step(total: Tensor[L[1]], batch: Tensor[L[4]]) -> tuple[Tensor[L[1]], Tensor[L[1]]]:
        more = T.add(total, T.sum(batch))
        return more, more

    assert_type(train(step, T.zeros(1), batches, 1).carry, Tensor[L[1]])


def averaged(net: Net) -> None:
    assert_type(distributed.all_reduce_mean(net), Net)
    assert_type(distributed.broadcast(net), Net)
    gradient_step(loss, opt.sgd(), distributed.all_reduce_mean)
