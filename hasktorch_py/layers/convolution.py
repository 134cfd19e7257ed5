"""Convolutions over one, two and three spatial dimensions. The sizes of their results are unknown to the stubs."""

from collections.abc import Sequence
from dataclasses import field
from typing import Any, Generic, Literal, TypeAlias, TypedDict, TypeVar, overload

import torch
from typing_extensions import Unpack

from hasktorch.tensor import Tensor

from ._layer import STATIC, Layer, layer
from ._modules import expect, fill, parameter, sizes
from ._variables import KD, KH, KW, B, F, I, IDim, KDDim, KHDim, KWDim, O, ODim
from .initialisation import DEFAULT, Initialiser, bias_of, drawn
from .stage import Stage

Named: TypeAlias = Literal["valid", "same"]
One: TypeAlias = tuple[int]
Two: TypeAlias = tuple[int, int]
Three: TypeAlias = tuple[int, int, int]
Module = TypeVar("Module", torch.nn.Conv1d, torch.nn.Conv2d, torch.nn.Conv3d)


class Settings(TypedDict, total=False):
    """What every `init` takes by keyword: a number for all spatial dimensions, or one for each; as torch.nn's."""

    stride: int | tuple[int, ...]
    padding: int | tuple[int, ...] | Named
    dilation: int | tuple[int, ...]
    weights: Initialiser


@layer
class Conv1d(Layer["Conv1d[F, I, O, KW]"], Stage[Tensor[F, Any, I, Any], Tensor[F, Any, O, Any]], Generic[F, I, O, KW]):
    """Weight `[O, I, KW]` and bias `[O]`, as torch.nn's with one group and zeros for padding."""

    weight: Tensor[F, O, I, KW]
    bias: Tensor[F, O]
    stride: One = field(default=(1,), metadata=STATIC)
    padding: One | Named = field(default=(0,), metadata=STATIC)
    dilation: One = field(default=(1,), metadata=STATIC)

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
        return cls(*_draw(cls._dtype(), generator, (out_channels, in_channels, *_each(kernel_size, 1)), settings))

    @classmethod
    def from_module(cls, module: torch.nn.Conv1d) -> "Conv1d[F, Any, Any, Any]":
        """A copy of the module's parameters.

        Raises ValueError for groups, another padding than zeros, and no bias; DTypeError for another dtype.
        """
        return cls(*_read(module, cls._dtype()))

    def to_module(self) -> torch.nn.Conv1d:
        """A module with a copy of the parameters."""
        return _module(torch.nn.Conv1d, self)

    @overload
    def __call__(self, x: Tensor[F, B, I, Any]) -> Tensor[F, B, O, Any]: ...
    @overload
    def __call__(self, x: Tensor[F, I, Any]) -> Tensor[F, O, Any]: ...
    def __call__(self, x: Any) -> Any:
        """x `[B, I, W]` or `[I, W]` to `[B, O, W']` or `[O, W']`."""
        return torch.conv1d(x, self.weight, self.bias, self.stride, self.padding, self.dilation)


@layer
class Conv2d(
    Layer["Conv2d[F, I, O, KH, KW]"],
    Stage[Tensor[F, Any, I, Any, Any], Tensor[F, Any, O, Any, Any]],
    Generic[F, I, O, KH, KW],
):
    """Weight `[O, I, KH, KW]` and bias `[O]`, as torch.nn's with one group and zeros for padding."""

    weight: Tensor[F, O, I, KH, KW]
    bias: Tensor[F, O]
    stride: Two = field(default=(1, 1), metadata=STATIC)
    padding: Two | Named = field(default=(0, 0), metadata=STATIC)
    dilation: Two = field(default=(1, 1), metadata=STATIC)

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
        return cls(*_draw(cls._dtype(), generator, (out_channels, in_channels, *_each(kernel_size, 2)), settings))

    @classmethod
    def from_module(cls, module: torch.nn.Conv2d) -> "Conv2d[F, Any, Any, Any, Any]":
        """As `Conv1d.from_module`."""
        return cls(*_read(module, cls._dtype()))

    def to_module(self) -> torch.nn.Conv2d:
        """A module with a copy of the parameters."""
        return _module(torch.nn.Conv2d, self)

    @overload
    def __call__(self, x: Tensor[F, B, I, Any, Any]) -> Tensor[F, B, O, Any, Any]: ...
    @overload
    def __call__(self, x: Tensor[F, I, Any, Any]) -> Tensor[F, O, Any, Any]: ...
    def __call__(self, x: Any) -> Any:
        """x `[B, I, H, W]` or `[I, H, W]` to `[B, O, H', W']` or `[O, H', W']`."""
        return torch.conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation)


@layer
class Conv3d(
    Layer["Conv3d[F, I, O, KD, KH, KW]"],
    Stage[Tensor[F, Any, I, Any, Any, Any], Tensor[F, Any, O, Any, Any, Any]],
    Generic[F, I, O, KD, KH, KW],
):
    """Weight `[O, I, KD, KH, KW]` and bias `[O]`, as torch.nn's with one group and zeros for padding."""

    weight: Tensor[F, O, I, KD, KH, KW]
    bias: Tensor[F, O]
    stride: Three = field(default=(1, 1, 1), metadata=STATIC)
    padding: Three | Named = field(default=(0, 0, 0), metadata=STATIC)
    dilation: Three = field(default=(1, 1, 1), metadata=STATIC)

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
        return cls(*_draw(cls._dtype(), generator, (out_channels, in_channels, *_each(kernel_size, 3)), settings))

    @classmethod
    def from_module(cls, module: torch.nn.Conv3d) -> "Conv3d[F, Any, Any, Any, Any, Any]":
        """As `Conv1d.from_module`."""
        return cls(*_read(module, cls._dtype()))

    def to_module(self) -> torch.nn.Conv3d:
        """A module with a copy of the parameters."""
        return _module(torch.nn.Conv3d, self)

    @overload
    def __call__(self, x: Tensor[F, B, I, Any, Any, Any]) -> Tensor[F, B, O, Any, Any, Any]: ...
    @overload
    def __call__(self, x: Tensor[F, I, Any, Any, Any]) -> Tensor[F, O, Any, Any, Any]: ...
    def __call__(self, x: Any) -> Any:
        """x `[B, I, D, H, W]` or `[I, D, H, W]` to `[B, O, D', H', W']` or `[O, D', H', W']`."""
        return torch.conv3d(x, self.weight, self.bias, self.stride, self.padding, self.dilation)


def _each(number: int | tuple[int, ...], rank: int) -> tuple[int, ...]:
    """One number for each spatial dimension. Raises ValueError for another count."""
    each = (number,) * rank if isinstance(number, int) else tuple(number)
    if len(each) != rank:
        raise ValueError(f"expected a number or {rank} of them, found {number!r}")
    return each


# Any in the following: the tensors and settings in the order of the fields, which are typed there.
def _draw(dtype: torch.dtype, generator: torch.Generator, shape: Sequence[int], settings: Settings) -> tuple[Any, ...]:
    rank = len(shape) - 2
    weight = drawn(settings.get("weights", DEFAULT), generator, shape, dtype)
    bias = drawn(bias_of(weight[0].numel()), generator, shape[:1], dtype)
    padding = settings.get("padding", 0)
    return (
        weight,
        bias,
        _each(settings.get("stride", 1), rank),
        padding if isinstance(padding, str) else _each(padding, rank),
        _each(settings.get("dilation", 1), rank),
    )


def _read(module: torch.nn.Conv1d | torch.nn.Conv2d | torch.nn.Conv3d, dtype: torch.dtype) -> tuple[Any, ...]:
    expect(module, groups=1, padding_mode="zeros")
    tensors = (parameter(module, name, dtype) for name in ("weight", "bias"))
    return (*tensors, module.stride, module.padding, module.dilation)


def _module(kind: type[Module], layer: Any) -> Module:
    out_channels, in_channels, *kernel = sizes(layer.weight)
    settings: Any = {"stride": layer.stride, "padding": layer.padding, "dilation": layer.dilation, "device": "meta"}
    size: Any = tuple(kernel)
    return fill(kind(in_channels, out_channels, size, **settings), {"weight": layer.weight, "bias": layer.bias})
