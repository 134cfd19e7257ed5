"""Stages: layers and functions that take one tensor to another, as `sequential` joins them."""

from collections.abc import Callable
from dataclasses import field
from typing import Any, Generic

from typing_extensions import TypeVar

from hasktorch_py.errors import ShapeError
from hasktorch_py.runtime.shapes import spell

from ._layer import STATIC, Layer, layer

X = TypeVar("X")
Y = TypeVar("Y")


class Whole:
    """Of a stage: what becomes of the leading dimensions, X and Y alone tell."""


class Rows(Whole):
    """Of a stage: the result has the dimensions of the argument, all but the last."""


K = TypeVar("K", bound=Whole, covariant=True, default=Whole)


class Stage(Generic[X, Y, K]):
    """What takes an X to a Y: a base of every layer that can stand in `sequential`. K says which dimensions it keeps.

    Joined stages keep what all of them keep: K is covariant, so type checkers find the common base.
    """


@layer
class Function(Layer["Function[X, Y]"], Stage[X, Y], Generic[X, Y]):
    """A function without parameters as a stage; made by `stage`."""

    function: Callable[[Any], Any] = field(metadata=STATIC)

    def __call__(self, x: X) -> Y:
        """The function's result."""
        y: Y = self.function(x)
        return y


def stage(function: Callable[[X], Y]) -> Function[X, Y]:
    """A function whose argument and result have written types as a stage: one that changes the shape, like pooling."""
    return Function(function)


@layer
class Activation(Layer["Activation[X]"], Stage[X, X, Rows], Generic[X]):
    """A function that keeps the shape as a stage; what `sequential` makes of a plain function."""

    function: Callable[[Any], Any] = field(metadata=STATIC)

    def __call__(self, x: X) -> X:
        """The function's result. Raises ShapeError where it has another shape than x."""
        before: Any = x
        after = self.function(before)
        if after.shape != before.shape:
            name = getattr(self.function, "__name__", repr(self.function))
            raise ShapeError(
                f"{name}: expected a function that keeps the shape {spell(before.shape)}, found a result of "
                f"{spell(after.shape)}; give its types and wrap it: stage({name})"
            )
        y: X = after
        return y
