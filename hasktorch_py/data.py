"""Typed batches out of a `torch.utils.data.DataLoader`, whose own batches have no types."""

from collections.abc import Iterator
from typing import Any, Generic, TypeVar, cast, overload

import torch
from torch.utils.data import DataLoader, DistributedSampler

from .aten.torch_dtypes import TAGS, conversion, tag
from .errors import DTypeError, ShapeError
from .runtime.shapes import spell

X = TypeVar("X")
X1 = TypeVar("X1")
X2 = TypeVar("X2")
X3 = TypeVar("X3")
X4 = TypeVar("X4")


class Batches(Generic[X]):
    """The batches of a loader, each checked as it comes; every iteration is a new pass over the data.

    Iterating raises DTypeError for an item that is no tensor of the declared dtype, ShapeError for one of another
    shape and for a batch of another number of items; the message says which batch.
    """

    def __init__(self, loader: DataLoader[Any], kinds: tuple[type, ...]) -> None:
        self.loader = loader
        self.kinds = kinds

    def __len__(self) -> int:
        return len(self.loader)

    def __iter__(self) -> Iterator[X]:
        for number, batch in enumerate(self.loader):
            items = (batch,) if isinstance(batch, torch.Tensor) else tuple(batch)
            if len(items) != len(self.kinds):
                raise ShapeError(f"batch {number}: expected {len(self.kinds)} items, found {len(items)}")
            for place, (item, kind) in enumerate(zip(items, self.kinds, strict=True)):
                if not isinstance(item, kind):
                    raise _unfit(f"batch {number}, item {place}", item, kind)
            yield cast(X, items)  # every item is of its kind


@overload
def batches(loader: DataLoader[Any], x1: type[X1], /) -> Batches[tuple[X1]]: ...
@overload
def batches(loader: DataLoader[Any], x1: type[X1], x2: type[X2], /) -> Batches[tuple[X1, X2]]: ...
@overload
def batches(loader: DataLoader[Any], x1: type[X1], x2: type[X2], x3: type[X3], /) -> Batches[tuple[X1, X2, X3]]: ...
@overload
def batches(
    loader: DataLoader[Any], x1: type[X1], x2: type[X2], x3: type[X3], x4: type[X4], /
) -> Batches[tuple[X1, X2, X3, X4]]: ...
def batches(loader: DataLoader[Any], /, *kinds: type) -> Batches[Any]:
    """The loader's batches as tuples of tensors of the given types: `batches(loader, Tensor[Any, L[64]], Labels[Any])`.

    A batch of one tensor is a tuple of one. A size of `Any` is not checked: the last batch of a loader may be smaller.
    """
    return Batches(loader, kinds)


def generators(batches: object) -> list[torch.Generator]:
    """Those from which a loader draws the order of its data and its workers' seeds, if it is one and was given any."""
    loader = batches.loader if isinstance(batches, Batches) else batches
    if not isinstance(loader, DataLoader):
        return []
    found = (loader.generator, getattr(loader.sampler, "generator", None))
    return list({id(each): each for each in found if isinstance(each, torch.Generator)}.values())


def set_epoch(batches: object, epoch: int) -> None:
    """Tell a loader's DistributedSampler which epoch begins: it shuffles by that number."""
    loader = batches.loader if isinstance(batches, Batches) else batches
    sampler = loader.sampler if isinstance(loader, DataLoader) else None
    if isinstance(sampler, DistributedSampler):
        sampler.set_epoch(epoch)


def _unfit(place: str, item: object, kind: type) -> ShapeError | DTypeError:
    """What is wrong with the item: its dtype, if some other dtype would do with its shape, else its shape."""
    if not isinstance(item, torch.Tensor):
        return DTypeError(f"{place}: expected {kind.__qualname__}, found {type(item).__name__}; collate it to a tensor")
    found = f"{tag(item.dtype)} of shape {spell(item.shape)}"
    for dtype in TAGS:
        if isinstance(torch.empty(item.shape, dtype=dtype, device="meta"), kind):
            advice = f"convert the data with {conversion(dtype)}"
            return DTypeError(f"{place}: expected {kind.__qualname__}, found {found}; {advice}")
    return ShapeError(f"{place}: expected {kind.__qualname__}, found {found}; declare the shape that the data has")
