"""Arithmetic on dimensions, for annotations: `Tensor[Add[N, M], L[2]]` is what `cat` makes of `[N, 2]` and `[M, 2]`.

mypy with the plugin computes with them, and equal formulas are one type: `Add[N, M]` and `Add[M, N]`, or
`FloorDiv[Mul[L[2], N], L[2]]` and `N`. Each is an `int`. Without the plugin the sizes that the stubs give are unknown
there, which fits. At run time each is `Any`, a dimension of any size.
"""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

A = TypeVar("A")
B = TypeVar("B")

if TYPE_CHECKING:
    _Operation = int
else:

    class _Operation:
        def __class_getitem__(cls, sizes: tuple[object, object]) -> Any:
            return Any


class Add(_Operation, Generic[A, B]):
    """A + B"""


class Sub(_Operation, Generic[A, B]):
    """A - B"""


class Mul(_Operation, Generic[A, B]):
    """A * B"""


class FloorDiv(_Operation, Generic[A, B]):
    """A // B, rounded down"""


class Mod(_Operation, Generic[A, B]):
    """A % B, the rest of the division"""


class Min(_Operation, Generic[A, B]):
    """min(A, B)"""


class Max(_Operation, Generic[A, B]):
    """max(A, B)"""
