"""Memory that pure steps use again: never any that somebody still has."""

import weakref
from typing import Any

import numpy as np
import pytest
import torch

from hasktorch_py import opt
from hasktorch_py.opt._memory import LEAST, Memory

SIDE = 256  # a matrix of so many rows and columns is large enough


def rand(*shape: int, dtype: torch.dtype = torch.float64) -> torch.Tensor:
    return torch.rand(shape, dtype=dtype, generator=torch.Generator().manual_seed(1))


def test_a_step_takes_the_memory_of_parameters_that_are_gone() -> None:
    optimizer = opt.adam()
    params, grads = rand(SIDE, SIDE), rand(SIDE, SIDE)
    state = optimizer.init(params)
    places = []
    for _ in range(6):
        params, state = optimizer.step(params, grads, state)
        places.append({params.data_ptr(), *(buffer.data_ptr() for buffer in state.buffers.values())})
    assert places[2:4] == places[4:6]
    assert places[4].isdisjoint(places[5])


KEEP: dict[str, Any] = {
    "the tensor": lambda x: x,
    "a view": lambda x: x[1:],
    "an array": lambda x: x.numpy(),
    "the storage": lambda x: x.untyped_storage(),
}


@pytest.mark.parametrize("keep", KEEP.values(), ids=KEEP)
def test_what_somebody_has_is_never_taken(keep: Any) -> None:
    optimizer = opt.sgd(0.1, momentum=0.9)
    params, grads = rand(SIDE, SIDE), rand(SIDE, SIDE)
    state = optimizer.init(params)
    kept, expected = [], []
    for _ in range(4):
        params, state = optimizer.step(params, grads, state)
        kept.append(keep(params))
        expected.append(params.numpy().tobytes())
    del params, state
    fresh = rand(SIDE, SIDE)
    for _ in range(3):
        fresh, _ = optimizer.step(fresh, grads, optimizer.init(fresh))
    for each, whole in zip(kept, expected, strict=True):
        there = torch.empty(0, dtype=torch.uint8).set_(each) if isinstance(each, torch.UntypedStorage) else each
        assert whole.endswith(np.asarray(there).tobytes())


def test_what_is_not_taken_again_goes_back_to_the_system() -> None:
    memory = Memory()
    x = rand(SIDE, SIDE)
    owners = []
    for _ in range(2):
        lent = memory.clone(x)
        owners.append(weakref.ref(next(iter(memory._lent.values()))[2]))
        del lent
    assert owners[0]() is owners[1]() is not None, "the second tensor has the first one's memory"
    memory.trim()
    assert owners[0]() is None


def test_tensors_outlive_their_memory() -> None:
    memory = Memory()
    x = rand(SIDE, SIDE)
    copy = memory.clone(x)
    del memory
    assert torch.equal(copy, x)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
@pytest.mark.parametrize("size", [1, LEAST])
def test_a_copy_is_like_its_original(dtype: torch.dtype, size: int) -> None:
    x = rand(size, 1, 2, 3, dtype=dtype).contiguous(memory_format=torch.channels_last)
    for _ in range(2):
        copy = Memory().clone(x)
        assert (copy.dtype, copy.stride(), copy.is_leaf, copy._is_view()) == (dtype, x.stride(), True, False)
        assert torch.equal(copy, x)


@pytest.mark.parametrize(
    ("name", "settings"), [("Adam", {"amsgrad": True}), ("AdamW", {}), ("SGD", {"momentum": 0.9}), ("Adadelta", {})]
)
def test_large_parameters_are_torchs_bit_for_bit(name: str, settings: Any) -> None:
    start = [rand(SIDE, SIDE), rand(SIDE, SIDE).t() - 0.5, rand(3)]
    optimizer = getattr(opt, name.lower())(lr=1e-2, **settings)
    reference = [torch.nn.Parameter(x.clone()) for x in start]
    theirs: Any = getattr(torch.optim, name)(reference, lr=1e-2, foreach=True, **settings)
    params: Any = start
    state = optimizer.init(params)
    for number in range(5):
        grads = [torch.sin(x * number) for x in params]
        params, state = optimizer.step(params, grads, state)
        for parameter, grad in zip(reference, grads, strict=True):
            parameter.grad = grad
        theirs.step()
    assert all(map(torch.equal, params, reference))
