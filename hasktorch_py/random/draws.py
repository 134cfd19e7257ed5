"""The types of functions that draw a tensor of a given size: a size written as a tuple of numbers is the static shape.

`rng` comes first, then the parameters, then the size: all by position.
"""

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar, overload

import torch

from hasktorch.sizes import Dim
from hasktorch.tensor import Floating, Tensor

DT = TypeVar("DT", bound=Floating)
X = TypeVar("X", contravariant=True)
Y = TypeVar("Y", contravariant=True)
A = TypeVar("A", bound=Dim)
B = TypeVar("B", bound=Dim)
C = TypeVar("C", bound=Dim)
D = TypeVar("D", bound=Dim)
Rng = torch.Generator


class Draw(Protocol[DT]):
    """Without a parameter."""

    @overload
    def __call__(self, rng: Rng, size: tuple[()], /) -> Tensor[DT, *tuple[()]]: ...
    @overload
    def __call__(self, rng: Rng, size: tuple[A], /) -> Tensor[DT, A]: ...
    @overload
    def __call__(self, rng: Rng, size: tuple[A, B], /) -> Tensor[DT, A, B]: ...
    @overload
    def __call__(self, rng: Rng, size: tuple[A, B, C], /) -> Tensor[DT, A, B, C]: ...
    @overload
    def __call__(self, rng: Rng, size: tuple[A, B, C, D], /) -> Tensor[DT, A, B, C, D]: ...
    @overload
    def __call__(self, rng: Rng, size: Sequence[int], /) -> Tensor[DT, *tuple[Any, ...]]: ...


class Draw1(Protocol[DT, X]):
    """With one parameter."""

    @overload
    def __call__(self, rng: Rng, x: X, size: tuple[()], /) -> Tensor[DT, *tuple[()]]: ...
    @overload
    def __call__(self, rng: Rng, x: X, size: tuple[A], /) -> Tensor[DT, A]: ...
    @overload
    def __call__(self, rng: Rng, x: X, size: tuple[A, B], /) -> Tensor[DT, A, B]: ...
    @overload
    def __call__(self, rng: Rng, x: X, size: tuple[A, B, C], /) -> Tensor[DT, A, B, C]: ...
    @overload
    def __call__(self, rng: Rng, x: X, size: tuple[A, B, C, D], /) -> Tensor[DT, A, B, C, D]: ...
    @overload
    def __call__(self, rng: Rng, x: X, size: Sequence[int], /) -> Tensor[DT, *tuple[Any, ...]]: ...


class Draw2(Protocol[DT, X, Y]):
    """With two parameters."""

    @overload
    def __call__(self, rng: Rng, x: X, y: Y, size: tuple[()], /) -> Tensor[DT, *tuple[()]]: ...
    @overload
    def __call__(self, rng: Rng, x: X, y: Y, size: tuple[A], /) -> Tensor[DT, A]: ...
    @overload
    def __call__(self, rng: Rng, x: X, y: Y, size: tuple[A, B], /) -> Tensor[DT, A, B]: ...
    @overload
    def __call__(self, rng: Rng, x: X, y: Y, size: tuple[A, B, C], /) -> Tensor[DT, A, B, C]: ...
    @overload
    def __call__(self, rng: Rng, x: X, y: Y, size: tuple[A, B, C, D], /) -> Tensor[DT, A, B, C, D]: ...
    @overload
    def __call__(self, rng: Rng, x: X, y: Y, size: Sequence[int], /) -> Tensor[DT, *tuple[Any, ...]]: ...
