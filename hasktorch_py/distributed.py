"""Data-parallel training: the same program in several processes, each on its part of the data, gradients averaged.

Started as `torchrun --nproc-per-node=2 program.py`; started without torchrun it is one process, and every function here
does what is right for one.
"""

import os
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from itertools import groupby
from typing import Any, TypeVar

import torch
import torch.distributed as dist
from torch.utils.data import Dataset, DistributedSampler

from . import _pytree

P = TypeVar("P")

BUCKET_BYTES = 32 * 2**20  # of one message: large enough to hide its latency, small enough to overlap with the next


@contextmanager
def process_group() -> Iterator[None]:
    """Join the processes that torchrun has started, over NCCL where there are GPUs, else over gloo; leave at the end.

    Each process has the GPU of its local rank. No test has run over NCCL. Without torchrun nothing happens.
    """
    if "TORCHELASTIC_RUN_ID" not in os.environ:
        yield
        return
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))  # before NCCL takes the first one in every process
        dist.init_process_group("nccl")
    else:
        dist.init_process_group("gloo")
    try:
        yield
    finally:
        dist.destroy_process_group()


def rank() -> int:
    """The number of this process, from 0."""
    return dist.get_rank() if dist.is_initialized() else 0


def world_size() -> int:
    """How many processes there are."""
    return dist.get_world_size() if dist.is_initialized() else 1


@torch.no_grad()
def all_reduce_mean(tree: P) -> P:
    """The mean over all processes of each tensor, which must have the same shapes everywhere; new tensors.

    The mean of the gradients of mean losses on parts of equal size is the gradient on the joined batch.
    """
    leaves, build = _pytree.flatten(tree)
    if world_size() == 1:
        return build(leaf.clone() for leaf in leaves)
    messages = [_flat(bucket).div_(world_size()) for bucket in _buckets(leaves)]
    _wait([dist.all_reduce(message, async_op=True) for message in messages])
    return build(_unflat(messages, leaves))


@torch.no_grad()
def broadcast(tree: P, source: int = 0) -> P:
    """The tensors of the process `source` in all of them, where they must have the same shapes; new tensors."""
    leaves, build = _pytree.flatten(tree)
    if world_size() == 1:
        return build(leaf.clone() for leaf in leaves)
    messages = [_flat(bucket) for bucket in _buckets(leaves)]
    _wait([dist.broadcast(message, source, async_op=True) for message in messages])
    return build(_unflat(messages, leaves))


def _wait(works: Iterable[dist.Work | None]) -> None:
    """Wait until all is done; torch gives None where this process takes no part."""
    for work in works:
        if work is not None:
            work.wait()


def sampler(dataset: Dataset[Any], *, shuffle: bool = True, seed: int = 0) -> DistributedSampler[Any]:
    """This process's part of the dataset: every n-th of the same order, which `seed` and the epoch decide.

    The k-th batches of all processes together are the k-th batch of one process with the same seed and as much larger
    a batch. As many as are left over by a division among the processes are left out of each epoch. `train` tells it the
    epoch. Raises ValueError for a dataset without enough items for all processes.
    """
    if isinstance(dataset, Sized) and len(dataset) < world_size():
        raise ValueError(f"dataset: expected an item for each of {world_size()} processes, found {len(dataset)}")
    return DistributedSampler(dataset, world_size(), rank(), shuffle=shuffle, seed=seed, drop_last=True)


def _buckets(leaves: Sequence[torch.Tensor]) -> Iterator[list[torch.Tensor]]:
    """Neighbours of one dtype and device, about as many at a time as fill a message."""
    for _, group in groupby(leaves, lambda leaf: (leaf.dtype, leaf.device)):
        bucket: list[torch.Tensor] = []
        size = 0
        for leaf in group:
            if bucket and size + leaf.nbytes > BUCKET_BYTES:
                yield bucket
                bucket, size = [], 0
            bucket.append(leaf)
            size += leaf.nbytes
        yield bucket


def _flat(bucket: Sequence[torch.Tensor]) -> torch.Tensor:
    return torch.cat([leaf.reshape(-1) for leaf in bucket])


def _unflat(messages: Sequence[torch.Tensor], leaves: Sequence[torch.Tensor]) -> Iterator[torch.Tensor]:
    buckets = zip(messages, _buckets(leaves), strict=True)
    for message, bucket in buckets:
        parts = torch.split(message, [leaf.numel() for leaf in bucket])
        yield from (part.view(leaf.shape) for part, leaf in zip(parts, bucket, strict=True))
