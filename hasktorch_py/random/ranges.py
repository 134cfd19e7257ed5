"""Smart constructors: numbers that have been checked, as types of their own, so that no distribution sees others.

Each takes Python numbers and raises RangeError for a value outside of its range, NaN included, DTypeError for what is
no number. A checked number is a float to everything else.
"""

import math
from typing import NewType, overload

from hasktorch_py.errors import DTypeError, RangeError

Positive = NewType("Positive", float)
NonZero = NewType("NonZero", float)
OpenUnit = NewType("OpenUnit", float)
ClosedUnit = NewType("ClosedUnit", float)
Ordered = NewType("Ordered", tuple[float, float])
OrderedInts = NewType("OrderedInts", Ordered)


def positive(value: float) -> Positive:
    """A finite number greater than 0."""
    number = _number(value, "positive")
    if not 0 < number < math.inf:
        raise RangeError(f"positive: expected a finite number greater than 0, found {value!r}")
    return Positive(number)


def non_zero(value: float) -> NonZero:
    """A finite number other than 0; negative ones are."""
    number = _number(value, "non_zero")
    if number == 0 or not math.isfinite(number):
        raise RangeError(f"non_zero: expected a finite number other than 0, found {value!r}")
    return NonZero(number)


def open_unit(value: float) -> OpenUnit:
    """A number between 0 and 1, without both."""
    number = _number(value, "open_unit")
    if not 0 < number < 1:
        raise RangeError(f"open_unit: expected a number greater than 0 and less than 1, found {value!r}")
    return OpenUnit(number)


def closed_unit(value: float) -> ClosedUnit:
    """A number from 0 to 1, with both."""
    number = _number(value, "closed_unit")
    if not 0 <= number <= 1:
        raise RangeError(f"closed_unit: expected a number from 0 to 1, found {value!r}")
    return ClosedUnit(number)


@overload
def ord2_tuple(low: int, high: int) -> OrderedInts: ...
@overload
def ord2_tuple(low: float, high: float) -> Ordered: ...
def ord2_tuple(low: float, high: float) -> Ordered:
    """Two finite numbers, the second greater than the first; integers stay integers."""
    for value in (low, high):
        _number(value, "ord2_tuple")
    if not -math.inf < low < high < math.inf:
        raise RangeError(f"ord2_tuple: expected finite numbers low < high, found {low!r} and {high!r}")
    return Ordered((low, high))


def _number(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DTypeError(f"{name}: expected a number, found {type(value).__name__}; write a float or an int")
    try:
        return float(value)
    except OverflowError:
        raise RangeError(f"{name}: expected a number that a float holds, found an integer beyond") from None
