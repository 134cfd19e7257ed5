"""Which Python numbers become an element of a dtype."""

import math
import numbers
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeGuard, cast

import torch


@dataclass(frozen=True, slots=True)
class Element:
    """What an element is made from. A bool is no number, a tensor is none either."""

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


def element_of(dtype: torch.dtype) -> Element:
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
