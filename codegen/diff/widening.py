"""Which values a type takes, compared with another's: what a Python caller notices of a changed type."""

from __future__ import annotations

from ..model import Base, BaseType, ListType, OptionalType, Type
from .aspects import Aspect

#: One and the same for a caller in Python.
_SAME = {Base.SYMINT: Base.INT, Base.SYMBOOL: Base.BOOL, Base.SPARSE_TENSOR: Base.TENSOR, Base.DEVICE_INDEX: Base.INT}
_NUMBERS = frozenset({Base.INT, Base.FLOAT, Base.BOOL})


def change_of(old: Type, new: Type) -> Aspect | None:
    """What a caller notices of an argument whose type changed; None where it did not."""
    if old == new:
        return None
    if takes(new, old):
        return Aspect.TYPE_RESPELLED if takes(old, new) else Aspect.TYPE_WIDENED
    return Aspect.TYPE_NARROWED


def takes(wide: Type, narrow: Type) -> bool:
    """Whether every value that an argument of the type ``narrow`` takes, one of the type ``wide`` takes too."""
    match wide, narrow:
        case OptionalType(element), OptionalType(other):
            return takes(element, other)
        case OptionalType(element), _:
            return takes(element, narrow)
        case _, OptionalType():
            return False
        case ListType(element, size), ListType(other, length):
            return takes(element, other) and (length is None or length == size)
        case ListType(element, size), BaseType():
            return size is not None and takes(element, narrow)  # one element is expanded to `size`
        case BaseType(base), BaseType(other_base):
            base, other_base = _SAME.get(base, base), _SAME.get(other_base, other_base)
            return base is other_base or other_base in _NARROWER.get(base, frozenset())
    return False


#: torch takes an int for a float, and any number for a Scalar; a bool is no int to it.
_NARROWER = {Base.SCALAR: _NUMBERS, Base.FLOAT: frozenset({Base.INT})}
