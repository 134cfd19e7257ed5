"""What convolutions of any number of spatial dimensions share."""

from typing import Any, ClassVar, Generic, Literal, TypeAlias, TypedDict, TypeVar

import torch

from ._layer import Layer, Same
from ._modules import expect, fill, parameter, parameter_or, sizes
from .initialisation import DEFAULT, Initialiser, bias_of, drawn

Named: TypeAlias = Literal["valid", "same"]
Unknown = TypeVar("Unknown")  # the layer with unknown dimensions
Module = TypeVar("Module", bound=torch.nn.Module)


class Settings(TypedDict, total=False):
    """What every `init` takes by keyword: a number for all spatial dimensions, or one for each; as torch.nn's."""

    stride: int | tuple[int, ...]
    padding: int | tuple[int, ...] | Named
    dilation: int | tuple[int, ...]
    groups: int
    weights: Initialiser


class Convolution(Layer[Same], Generic[Same, Unknown, Module]):
    """The layer of a module class: its fields are weight, bias, stride, padding, dilation and groups."""

    _kind: ClassVar[type[Any]]  # of the module
    _rank: ClassVar[int]  # spatial dimensions

    # Any in this class: the fields of its subclasses, which are typed there.
    @classmethod
    def from_module(cls, module: Module) -> Unknown:
        """A copy of the module's parameters; a missing bias is one of zeros.

        Raises ValueError for another padding than zeros, DTypeError for another dtype.
        """
        this: Any = cls
        given: Any = module
        advice = "pad what it is given by torch.nn.functional.pad, and make the module with padding=0"
        expect(module, "padding_mode", "zeros", advice)
        bias = parameter_or(0, given.out_channels, module, "bias", cls._dtype())
        settings = (given.stride, given.padding, given.dilation, given.groups)
        made: Unknown = this(parameter(module, "weight", cls._dtype()), bias, *settings)
        return made

    def to_module(self) -> Module:
        """A module with a copy of the parameters."""
        layer: Any = self
        out_channels, in_channels, *kernel = sizes(layer.weight)
        settings = {name: getattr(layer, name) for name in ("stride", "padding", "dilation", "groups")}
        empty = self._kind(in_channels * layer.groups, out_channels, tuple(kernel), **settings, device="meta")
        made: Module = fill(empty, {"weight": layer.weight, "bias": layer.bias})
        return made

    @classmethod
    def _drawn(
        cls, generator: torch.Generator, in_channels: int, out_channels: int, kernel_size: int | tuple[int, ...],
        settings: Settings,
    ) -> Unknown:  # fmt: skip
        """Raises ValueError for another count of sizes, and for groups that do not divide the channels."""
        groups, padding = settings.get("groups", 1), settings.get("padding", 0)
        if groups < 1 or in_channels % groups or out_channels % groups:
            raise ValueError(
                f"{cls.__name__}: expected groups that divide {in_channels} and {out_channels} channels, found {groups}"
            )
        shape = (out_channels, in_channels // groups, *cls._each(kernel_size))
        weight = drawn(settings.get("weights", DEFAULT), generator, shape, cls._dtype())
        bias = drawn(bias_of(weight[0].numel()), generator, shape[:1], cls._dtype())
        this: Any = cls
        made: Unknown = this(
            weight,
            bias,
            cls._each(settings.get("stride", 1)),
            padding if isinstance(padding, str) else cls._each(padding),
            cls._each(settings.get("dilation", 1)),
            groups,
        )
        return made

    @classmethod
    def _each(cls, number: int | tuple[int, ...]) -> tuple[int, ...]:
        """One number for each spatial dimension."""
        each = (number,) * cls._rank if isinstance(number, int) else tuple(number)
        if len(each) != cls._rank:
            raise ValueError(f"{cls.__name__}: expected a number or {cls._rank} of them, found {number!r}")
        return each
