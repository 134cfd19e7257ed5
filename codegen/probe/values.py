"""Argument values to ask ATen with: tensors of a dtype and shape, and candidates for every other type."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import torch

from hasktorch_py.aten.torch_dtypes import TORCH_DTYPES

from ..model import Base, ListType, OptionalType, Type
from ..rules.facts import OWN
from ..select.signature import base_of

#: The dtypes at which an overload is tried, the likeliest first, and those that ATen wants of other tensors.
TRIED = ("Double", "Long", "Bool", "ComplexDouble", "Float")
OTHER = ("Long", "Bool", "Int")
#: By a tensor's role, the tags that ATen may take beside it, and those that it takes only where it promotes any dtype.
ALSO = {OWN: ("Bool",), "Long": ("Int",), "Int": ("Long",), "Bool": ()}
PROMOTED = {OWN: ("Long",), "Long": ("Double",), "Int": ("Double",), "Bool": ()}

WORDS: dict[str, tuple[str, ...]] = {
    "reduction": ("mean", "none", "sum", "batchmean"),
    "mode": ("reduced", "complete", "r", "constant", "reflect", "nearest", "bilinear", "linear", "trilinear", "mean"),
    "rounding_mode": ("floor", "trunc"),
    "indexing": ("ij", "xy"),
    "UPLO": ("L", "U"),
    "side": ("left", "right"),
    "norm": ("forward", "backward", "ortho"),
    "approximate": ("none", "tanh"),
    "padding_mode": ("zeros", "border", "reflection"),
    "padding": ("valid", "same"),
    "reduce": ("sum", "prod", "mean", "amax", "amin", "add", "multiply"),
    "p": ("fro", "nuc"),
    "ord": ("fro", "nuc"),
    "interpolation": ("linear", "lower", "higher", "midpoint", "nearest"),
    "driver": ("gelsy", "gels"),
    "compute_mode": ("use_mm_for_euclid_dist", "donot_use_mm_for_euclid_dist"),
    "equation": ("ij,jk->ik", "i,i->i", "ij,ij->", "i,j", "ij->ji", "...->..."),
}
"""The words that ATen knows for a string argument; those of one that is not here are not asked."""


def tensor(shape: Sequence[int], tag: str, role: str, rng: random.Random) -> torch.Tensor:
    """A tensor that as many operators as possible accept.

    Floating values lie in (0, 1), and are symmetric positive definite where the last two dimensions agree; indices
    are 0 or 1, pivots (the only Int arguments) 1; the instance's own integers are 1 or 2.
    """
    dtype = TORCH_DTYPES[tag]
    if dtype == torch.bool:
        return torch.rand(tuple(shape)) < 0.6
    if not dtype.is_floating_point and not dtype.is_complex:
        low, high = (1, 3) if role == OWN else (1, 2) if role == "Int" else (0, rng.choice((1, 1, 2)))
        return torch.randint(low, high, tuple(shape)).to(dtype)
    made = torch.rand(tuple(shape), dtype=torch.float64) * 0.3 + 0.05
    if rng.random() < 0.25:
        made = (made * 5).round() / 5  # few values: what depends on equal elements shows
    if len(shape) >= 2 and shape[-1] == shape[-2]:
        n = shape[-1]
        made = (made + made.mT) / 2 / max(n, 1) + torch.eye(n, dtype=torch.float64) * 0.5
    return made.to(dtype)


class Number(int):
    """An int of which no type knows the value: only `int` in a rule speaks of it."""


def numbers(kind: str) -> tuple[bool | int | float | complex | None, ...]:
    """Python numbers of a kind; some operators take only few (the orders of norms). None where there is no kind."""
    kinds: dict[str, tuple[bool | int | float | complex | None, ...]] = {
        "bool": (True,), "int": (2, 1), "float": (0.5, float("inf")), "complex": (0.5 + 0.25j,)
    }  # fmt: skip
    return kinds.get(kind, (None,))


def is_list(type_: Type) -> bool:
    """Whether the argument takes several values."""
    return isinstance(type_, ListType) or (isinstance(type_, OptionalType) and is_list(type_.element))


def candidates(name: str, type_: Type) -> tuple[Any, ...]:
    """Values to try for an argument that is no tensor, the likeliest first; () where none is known."""
    if isinstance(type_, OptionalType):
        return candidates(name, type_.element)
    if isinstance(type_, ListType):
        return _lists(name, type_)
    match type_.base:
        case Base.INT | Base.SYMINT:
            return (1, 0, 2, -1, 3, -2)
        case Base.FLOAT:
            return (0.5, 2.0, 1.0, 0.0)
        case Base.SCALAR:
            return (0.5, 1, 2, -1)
        case Base.BOOL:
            return (False, True)
        case Base.STR:
            return WORDS.get(name, ())
        case Base.DTYPE:
            return (torch.float32, torch.float64, torch.int64, torch.complex128)
        case _:
            return ()


_LISTS: tuple[list[int], ...] = (
    [1], [0], [1, 1], [2], [0, 1], [2, 2], [-1], [1, 1, 1], [2, 2, 2], [0, 1, 2], [2, 1, 2, 1], [1] * 6, [],
)  # fmt: skip
_PERMUTATIONS = ([2, 0], *(list(range(rank))[::-1] for rank in range(5, 9)))


def _lists(name: str, type_: ListType) -> tuple[Any, ...]:
    base = base_of(type_)
    if base in (Base.INT, Base.SYMINT):
        if type_.size is not None and type_.size > 1:
            return tuple([n] * type_.size for n in (1, 2, 0, 3))
        return (*_LISTS, *_PERMUTATIONS) if name == "dims" else _LISTS
    if base is Base.BOOL:
        return ([True] * (type_.size or 2), [False] * (type_.size or 2))
    if base in (Base.FLOAT, Base.SCALAR):
        return ([0.5], [0.5, 0.5], [0.0, 1.0])
    return ()
