"""What the elements of tensors are that are made up for a call."""

import math
from collections.abc import Callable
from typing import TypeAlias

import torch

from hasktorch_py.aten.torch_dtypes import TORCH_DTYPES

from .question import Tensor

Sizes: TypeAlias = tuple[int, ...]
Filling: TypeAlias = Callable[[Tensor, Sizes], torch.Tensor]
#: An element that is larger than any int of a call that is asked, so that a size which elements decide shows it.
PEAK = 2**12 + 1


def meta(of: Tensor, sizes: Sizes) -> torch.Tensor:
    """None at all: a tensor on the device `meta`, which costs nothing whatever its sizes are."""
    return torch.empty(sizes, dtype=TORCH_DTYPES[of.tag], device="meta")


def zero(of: Tensor, sizes: Sizes) -> torch.Tensor:
    """Zeros."""
    return torch.zeros(sizes, dtype=TORCH_DTYPES[of.tag])


def one(of: Tensor, sizes: Sizes) -> torch.Tensor:
    """Ones."""
    return torch.ones(sizes, dtype=TORCH_DTYPES[of.tag])


def rising(of: Tensor, sizes: Sizes) -> torch.Tensor:
    """0, 1, 2, …"""
    return torch.arange(math.prod(sizes)).reshape(sizes).to(TORCH_DTYPES[of.tag])


def peak(of: Tensor, sizes: Sizes) -> torch.Tensor:
    """Zeros, and of integers one peak."""
    dtype, count = TORCH_DTYPES[of.tag], math.prod(sizes)
    made = torch.zeros(count, dtype=dtype)
    if count and not (dtype.is_floating_point or dtype.is_complex):
        made[-1] = 1 if dtype is torch.bool else min(PEAK, torch.iinfo(dtype).max)
    return made.reshape(sizes)


def varied(of: Tensor, sizes: Sizes) -> torch.Tensor:
    """Small numbers, of which square matrices are positive definite; of integers 1 and 0 in turn."""
    dtype, count = TORCH_DTYPES[of.tag], math.prod(sizes)
    if not (dtype.is_floating_point or dtype.is_complex):
        return ((torch.arange(count) + 1) % 2).reshape(sizes).to(dtype)
    x = ((torch.arange(count, dtype=torch.float64) + 1) * 0.618034 % 1).reshape(sizes)
    if len(sizes) >= 2 and sizes[-1] == sizes[-2]:
        x = x @ x.mT + sizes[-1] * torch.eye(sizes[-1], dtype=torch.float64)
    return x.to(dtype)
