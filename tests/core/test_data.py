"""What a loader gives, checked at the boundary."""

from typing import Any
from typing import Literal as L

import pytest
import torch
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

import hasktorch.double as T
import hasktorch.long as N
from hasktorch_py import data
from hasktorch_py.errors import DTypeError, ShapeError

ROWS = 7


def loader(*tensors: torch.Tensor, **settings: Any) -> DataLoader[Any]:
    return DataLoader(TensorDataset(*tensors), batch_size=3, **settings)


def rows(columns: int = 4) -> torch.Tensor:
    return torch.arange(ROWS * columns).reshape(ROWS, columns).double()


def test_batches_are_the_loaders_own_as_tuples() -> None:
    x, y = rows(), torch.arange(ROWS)
    checked = data.batches(loader(x, y), T.Tensor[Any, L[4]], N.Tensor[Any])
    assert len(checked) == 3
    for _ in range(2):  # every iteration is a new pass
        found = list(checked)
        assert all(type(batch) is tuple for batch in found)
        assert torch.equal(torch.cat([a for a, _ in found]), x)
        assert torch.equal(torch.cat([b for _, b in found]), y)


def test_a_batch_that_is_one_tensor() -> None:
    alone: DataLoader[Any] = DataLoader([torch.zeros(4).double()] * 4, batch_size=2)  # type: ignore[arg-type] # a list is a dataset
    (x,), _ = data.batches(alone, T.Tensor[L[2], L[4]])
    assert x.shape == (2, 4)


def test_the_error_says_which_batch_and_what_is_wrong() -> None:
    x, y = rows(), torch.arange(ROWS)
    with pytest.raises(ShapeError, match=r"batch 2, item 0: expected Tensor\[Double, L\[3\], L\[4\]\], .* \[1, 4\]"):
        list(data.batches(loader(x, y), T.Tensor[L[3], L[4]], N.Tensor[Any]))
    with pytest.raises(ShapeError, match=r"batch 0, item 0: .* found Double of shape \[3, 4\]; declare the shape"):
        list(data.batches(loader(x, y), T.Tensor[Any, L[5]], N.Tensor[Any]))
    with pytest.raises(
        DTypeError, match=r"batch 0, item 0: .* found Float of shape .* convert the data with \.double\(\)"
    ):
        list(data.batches(loader(x.float(), y), T.Tensor[Any, L[4]], N.Tensor[Any]))
    with pytest.raises(ShapeError, match=r"item 0: .* found Float of shape"):  # neither fits: the shape is told
        list(data.batches(loader(x.float(), y), T.Tensor[Any, L[5]], N.Tensor[Any]))
    with pytest.raises(ShapeError, match="batch 0: expected 1 items, found 2"):
        list(data.batches(loader(x, y), T.Tensor[Any, L[4]]))
    named: DataLoader[Any] = DataLoader(["a", "b"], batch_size=2)  # type: ignore[arg-type] # a list is a dataset
    with pytest.raises(DTypeError, match=r"batch 0, item 0: .* found str; collate it to a tensor"):
        list(data.batches(named, T.Tensor[Any], T.Tensor[Any]))


def test_the_generators_of_a_loader() -> None:
    g, h = torch.Generator(), torch.Generator()
    assert data.generators(loader(rows())) == []
    assert data.generators(data.batches(loader(rows(), shuffle=True, generator=g), T.Tensor[Any, L[4]])) == [g]
    sampler = torch.utils.data.RandomSampler(range(ROWS), generator=h)
    assert data.generators(loader(rows(), sampler=sampler, generator=g)) == [g, h]
    assert data.generators([1, 2]) == []


def test_a_distributed_sampler_learns_the_epoch() -> None:
    x = rows()
    sampler: DistributedSampler[Any] = DistributedSampler(TensorDataset(x), num_replicas=2, rank=0)
    checked = data.batches(loader(x, sampler=sampler), T.Tensor[Any, L[4]])
    data.set_epoch(checked, 5)
    assert sampler.epoch == 5
    data.set_epoch([1], 5)  # nothing to tell
