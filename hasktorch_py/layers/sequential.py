"""Stages one after another, each taking the result of the one before it."""

from typing import Any, Generic, Protocol, TypeVar, overload

from ._layer import Layer, layer
from .stage import Activation, Stage, X, Y

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
G = TypeVar("G")
H = TypeVar("H")
J = TypeVar("J")
K = TypeVar("K")


class Act(Protocol):
    """A plain function that keeps the shape, such as `relu`; its name tells it from a layer.

    It takes Any: to ty, a generic function is no Callable[[B], B].
    """

    @property
    def __name__(self) -> str: ...
    def __call__(self, x: Any, /) -> Any: ...


@layer
class Sequential(Layer["Sequential[X, Y]"], Stage[X, Y], Generic[X, Y]):
    """What `sequential` makes: the pytree of its stages, itself a stage from X to Y."""

    stages: tuple[Any, ...]

    def __call__(self, x: X) -> Y:
        """x through all stages; errors are those of the stages."""
        value: Any = x
        for stage in self.stages:
            value = stage(value)
        y: Y = value
        return y


@overload
def sequential(s1: Stage[A, B], /) -> Sequential[A, B]: ...
@overload
def sequential(s1: Stage[A, B], s2: Stage[B, C], /) -> Sequential[A, C]: ...
@overload
def sequential(s1: Stage[A, B], s2: Stage[B, C], s3: Stage[C, D], /) -> Sequential[A, D]: ...
@overload
def sequential(s1: Stage[A, B], s2: Stage[B, C], s3: Stage[C, D], s4: Stage[D, E], /) -> Sequential[A, E]: ...
@overload
def sequential(
    s1: Stage[A, B], s2: Stage[B, C], s3: Stage[C, D], s4: Stage[D, E], s5: Stage[E, G], /
) -> Sequential[A, G]: ...
@overload
def sequential(
    s1: Stage[A, B], s2: Stage[B, C], s3: Stage[C, D], s4: Stage[D, E], s5: Stage[E, G], s6: Stage[G, H], /
) -> Sequential[A, H]: ...
@overload
def sequential(
    s1: Stage[A, B],
    s2: Stage[B, C],
    s3: Stage[C, D],
    s4: Stage[D, E],
    s5: Stage[E, G],
    s6: Stage[G, H],
    s7: Stage[H, J],
    /,
) -> Sequential[A, J]: ...
@overload
def sequential(
    s1: Stage[A, B],
    s2: Stage[B, C],
    s3: Stage[C, D],
    s4: Stage[D, E],
    s5: Stage[E, G],
    s6: Stage[G, H],
    s7: Stage[H, J],
    s8: Stage[J, K],
    /,
) -> Sequential[A, K]: ...
@overload
def sequential(s1: Stage[A, B], f1: Act, /) -> Sequential[A, B]: ...
@overload
def sequential(s1: Stage[A, B], f1: Act, s2: Stage[B, C], /) -> Sequential[A, C]: ...
@overload
def sequential(s1: Stage[A, B], f1: Act, s2: Stage[B, C], f2: Act, /) -> Sequential[A, C]: ...
@overload
def sequential(s1: Stage[A, B], f1: Act, s2: Stage[B, C], f2: Act, s3: Stage[C, D], /) -> Sequential[A, D]: ...
@overload
def sequential(s1: Stage[A, B], f1: Act, s2: Stage[B, C], f2: Act, s3: Stage[C, D], f3: Act, /) -> Sequential[A, D]: ...
@overload
def sequential(
    s1: Stage[A, B], f1: Act, s2: Stage[B, C], f2: Act, s3: Stage[C, D], f3: Act, s4: Stage[D, E], /
) -> Sequential[A, E]: ...
@overload
def sequential(
    s1: Stage[A, B], f1: Act, s2: Stage[B, C], f2: Act, s3: Stage[C, D], f3: Act, s4: Stage[D, E], f4: Act, /
) -> Sequential[A, E]: ...
def sequential(*stages: Any) -> Any:
    """One stage from up to eight, where the result of each is the argument of the next: layers, `stage(function)`,
    other sequentials, and in every second place, if not before, a plain function that keeps the shape (`relu`).

    The layers keep any batch; that the result has the same one, its static type does not say. Raises TypeError for
    what cannot be called; the call raises ShapeError where a plain function changes the shape.
    """
    for place, each in enumerate(stages):
        if not callable(each):
            raise TypeError(f"sequential: expected a layer or a function in place {place}, found {each!r}")
    return Sequential(tuple(each if isinstance(each, Stage) else Activation(each) for each in stages))
