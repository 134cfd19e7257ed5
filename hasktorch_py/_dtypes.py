"""What an instance's dtype is called, how a tensor is converted to it, and which Python numbers it holds."""

import math
import numbers
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeGuard, cast

import torch


class Tag(Protocol):
    """A dtype as a type, whichever signature it is of: `hasktorch.tensor.Double`."""

    dtype: ClassVar[torch.dtype]


#: Every dtype that has an instance, and its tag.
TAGS = {
    torch.uint8: "Byte",
    torch.int8: "Char",
    torch.int16: "Short",
    torch.int32: "Int",
    torch.int64: "Long",
    torch.float16: "Half",
    torch.bfloat16: "BFloat16",
    torch.float32: "Float",
    torch.float64: "Double",
    torch.bool: "Bool",
    torch.complex64: "ComplexFloat",
    torch.complex128: "ComplexDouble",
}
_METHODS = {torch.complex64: "cfloat", torch.complex128: "cdouble"}


def tag(dtype: torch.dtype) -> str:
    """`Double` for `torch.float64`; torch's own name for a dtype that has no instance."""
    return TAGS.get(dtype, str(dtype))


def conversion(dtype: torch.dtype) -> str:
    """The call that converts a tensor to `dtype`: `.double()`."""
    return f".{_METHODS.get(dtype, tag(dtype).lower())}()"


@dataclass(frozen=True, slots=True)
class Element:
    """Which Python numbers become an element of a dtype. A bool is no number, a tensor is none either."""

    expected: str
    abstract: type
    plain: frozenset[type]
    convert: Callable[..., complex]
    low: float
    high: float

    def plainly_holds(self, values: Sequence[object]) -> TypeGuard[Sequence[float]]:
        """Whether all are Python's own numbers within range: the quick test. False decides nothing."""
        return set(map(type, values)) <= self.plain and all(
            self.low <= v <= self.high for v in cast(list[float], values)
        )

    def admits(self, value: object) -> TypeGuard[complex]:
        """Whether the value is of the right kind; NumPy's scalars are."""
        return isinstance(value, self.abstract) and (self.abstract is bool or not isinstance(value, bool))

    def holds(self, value: complex) -> bool:
        """Whether the dtype's range includes the value (which may be NaN or infinite where the dtype has these)."""
        outside = (self.high < x < math.inf or -math.inf < x < self.low for x in (value.real, value.imag))
        return not any(outside)


def element(dtype: torch.dtype) -> Element:
    """The element of an instance's dtype."""
    if dtype is torch.bool:
        return Element("True or False", bool, frozenset({bool}), bool, 0, 1)
    if dtype.is_complex:
        real = torch.finfo(dtype.to_real())
        return Element("a number", numbers.Complex, frozenset({float, int}), complex, real.min, real.max)
    if dtype.is_floating_point:
        limits = torch.finfo(dtype)
        return Element("a real number", numbers.Real, frozenset({float, int}), float, limits.min, limits.max)
    bounds = torch.iinfo(dtype)
    return Element("an integer", numbers.Integral, frozenset({int}), int, bounds.min, bounds.max)
