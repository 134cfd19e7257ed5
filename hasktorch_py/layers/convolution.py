"""Convolutions over one, two and three spatial dimensions. The sizes of their results are unknown to the stubs.

So is I / groups, the second size of a weight. `from_module` refuses modules that pad with other numbers than zeros.
"""

from dataclasses import field
from typing import Any, Generic, TypeAlias, overload

import torch
from typing_extensions import Unpack

from hasktorch.tensor import Tensor

from ._convolution import Convolution, Named, Settings
from ._layer import STATIC, layer
from ._variables import KD, KH, KW, B, F, I, IDim, KDDim, KHDim, KWDim, O, ODim
from .stage import Stage

One: TypeAlias = tuple[int]
Two: TypeAlias = tuple[int, int]
Three: TypeAlias = tuple[int, int, int]


@layer
class Conv1d(
    Convolution["Conv1d[F, I, O, KW]", "Conv1d[F, Any, Any, Any]", torch.nn.Conv1d],
    Stage[Tensor[F, Any, I, Any], Tensor[F, Any, O, Any]],
    Generic[F, I, O, KW],
):
    """Weight `[O, I / groups, KW]` and bias `[O]`, as torch.nn's with zeros for padding."""

    _kind = torch.nn.Conv1d
    _rank = 1

    weight: Tensor[F, O, Any, KW]
    bias: Tensor[F, O]
    stride: One = field(default=(1,), metadata=STATIC)
    padding: One | Named = field(default=(0,), metadata=STATIC)
    dilation: One = field(default=(1,), metadata=STATIC)
    groups: int = field(default=1, metadata=STATIC)

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: IDim, out_channels: ODim, kernel_size: KWDim | tuple[KWDim],
        **settings: Unpack[Settings],
    ) -> "Conv1d[F, IDim, ODim, KWDim]": ...  # fmt: skip
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: int, out_channels: int, kernel_size: int | tuple[int],
        **settings: Unpack[Settings],
    ) -> "Conv1d[F, Any, Any, Any]": ...  # fmt: skip
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: int, out_channels: int, kernel_size: int | tuple[int],
        **settings: Unpack[Settings],
    ) -> "Conv1d[F, Any, Any, Any]":  # fmt: skip
        """Weight, then bias: the numbers of torch.nn.Conv1d."""
        return cls._drawn(generator, in_channels, out_channels, kernel_size, settings)

    @overload
    def __call__(self, x: Tensor[F, B, I, Any]) -> Tensor[F, B, O, Any]: ...
    @overload
    def __call__(self, x: Tensor[F, I, Any]) -> Tensor[F, O, Any]: ...
    def __call__(self, x: Any) -> Any:
        """x `[B, I, W]` or `[I, W]` to `[B, O, W']` or `[O, W']`."""
        return torch.conv1d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


@layer
class Conv2d(
    Convolution["Conv2d[F, I, O, KH, KW]", "Conv2d[F, Any, Any, Any, Any]", torch.nn.Conv2d],
    Stage[Tensor[F, Any, I, Any, Any], Tensor[F, Any, O, Any, Any]],
    Generic[F, I, O, KH, KW],
):
    """Weight `[O, I / groups, KH, KW]` and bias `[O]`, as torch.nn's with zeros for padding."""

    _kind = torch.nn.Conv2d
    _rank = 2

    weight: Tensor[F, O, Any, KH, KW]
    bias: Tensor[F, O]
    stride: Two = field(default=(1, 1), metadata=STATIC)
    padding: Two | Named = field(default=(0, 0), metadata=STATIC)
    dilation: Two = field(default=(1, 1), metadata=STATIC)
    groups: int = field(default=1, metadata=STATIC)

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: IDim, out_channels: ODim, kernel_size: KHDim,
        **settings: Unpack[Settings],
    ) -> "Conv2d[F, IDim, ODim, KHDim, KHDim]": ...  # fmt: skip
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: IDim, out_channels: ODim, kernel_size: tuple[KHDim, KWDim],
        **settings: Unpack[Settings],
    ) -> "Conv2d[F, IDim, ODim, KHDim, KWDim]": ...  # fmt: skip
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: int, out_channels: int, kernel_size: int | Two,
        **settings: Unpack[Settings],
    ) -> "Conv2d[F, Any, Any, Any, Any]": ...  # fmt: skip
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: int, out_channels: int, kernel_size: int | Two,
        **settings: Unpack[Settings],
    ) -> "Conv2d[F, Any, Any, Any, Any]":  # fmt: skip
        """Weight, then bias: the numbers of torch.nn.Conv2d."""
        return cls._drawn(generator, in_channels, out_channels, kernel_size, settings)

    @overload
    def __call__(self, x: Tensor[F, B, I, Any, Any]) -> Tensor[F, B, O, Any, Any]: ...
    @overload
    def __call__(self, x: Tensor[F, I, Any, Any]) -> Tensor[F, O, Any, Any]: ...
    def __call__(self, x: Any) -> Any:
        """x `[B, I, H, W]` or `[I, H, W]` to `[B, O, H', W']` or `[O, H', W']`."""
        return torch.conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)


@layer
class Conv3d(
    Convolution["Conv3d[F, I, O, KD, KH, KW]", "Conv3d[F, Any, Any, Any, Any, Any]", torch.nn.Conv3d],
    Stage[Tensor[F, Any, I, Any, Any, Any], Tensor[F, Any, O, Any, Any, Any]],
    Generic[F, I, O, KD, KH, KW],
):
    """Weight `[O, I / groups, KD, KH, KW]` and bias `[O]`, as torch.nn's with zeros for padding."""

    _kind = torch.nn.Conv3d
    _rank = 3

    weight: Tensor[F, O, Any, KD, KH, KW]
    bias: Tensor[F, O]
    stride: Three = field(default=(1, 1, 1), metadata=STATIC)
    padding: Three | Named = field(default=(0, 0, 0), metadata=STATIC)
    dilation: Three = field(default=(1, 1, 1), metadata=STATIC)
    groups: int = field(default=1, metadata=STATIC)

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: IDim, out_channels: ODim, kernel_size: KDDim,
        **settings: Unpack[Settings],
    ) -> "Conv3d[F, IDim, ODim, KDDim, KDDim, KDDim]": ...  # fmt: skip
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: IDim, out_channels: ODim,
        kernel_size: tuple[KDDim, KHDim, KWDim], **settings: Unpack[Settings],
    ) -> "Conv3d[F, IDim, ODim, KDDim, KHDim, KWDim]": ...  # fmt: skip
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: int, out_channels: int, kernel_size: int | Three,
        **settings: Unpack[Settings],
    ) -> "Conv3d[F, Any, Any, Any, Any, Any]": ...  # fmt: skip
    @classmethod
    def init(
        cls, generator: torch.Generator, in_channels: int, out_channels: int, kernel_size: int | Three,
        **settings: Unpack[Settings],
    ) -> "Conv3d[F, Any, Any, Any, Any, Any]":  # fmt: skip
        """Weight, then bias: the numbers of torch.nn.Conv3d."""
        return cls._drawn(generator, in_channels, out_channels, kernel_size, settings)

    @overload
    def __call__(self, x: Tensor[F, B, I, Any, Any, Any]) -> Tensor[F, B, O, Any, Any, Any]: ...
    @overload
    def __call__(self, x: Tensor[F, I, Any, Any, Any]) -> Tensor[F, O, Any, Any, Any]: ...
    def __call__(self, x: Any) -> Any:
        """x `[B, I, D, H, W]` or `[I, D, H, W]` to `[B, O, D', H', W']` or `[O, D', H', W']`."""
        return torch.conv3d(x, self.weight, self.bias, self.stride, self.padding, self.dilation, self.groups)
