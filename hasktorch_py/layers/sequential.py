"""Stages one after another, each taking the result of the one before it."""

from typing import Any, Generic, Protocol, overload

from typing_extensions import TypeVar

from hasktorch.tensor import DType, Tensor

from ._layer import Layer, layer
from ._variables import Bs, I, O
from .stage import Activation, Rows, Stage, Whole, X, Y
from .stage import K as Kept

A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")
E = TypeVar("E")
G = TypeVar("G")
H = TypeVar("H")
J = TypeVar("J")
L = TypeVar("L")
K = TypeVar("K", bound=Whole)
F1 = TypeVar("F1", bound=DType, default=Any)
F2 = TypeVar("F2", bound=DType, default=Any)


class Act(Protocol):
    """A plain function that keeps the shape, such as `relu`; its name tells it from a layer.

    It takes Any: to ty, a generic function is no Callable[[B], B].
    """

    @property
    def __name__(self) -> str: ...
    def __call__(self, x: Any, /) -> Any: ...


@layer
class Sequential(Layer["Sequential[X, Y, Kept]"], Stage[X, Y, Kept], Generic[X, Y, Kept]):
    """What `sequential` makes: the pytree of its stages, itself a stage from X to Y."""

    stages: tuple[Any, ...]

    @overload
    def __call__(
        self: "Sequential[Tensor[F1, *tuple[Any, ...], I], Tensor[F2, *tuple[Any, ...], O], Rows]",
        x: Tensor[F1, *Bs, I],
    ) -> Tensor[F2, *Bs, O]: ...
    @overload
    def __call__(self: "Sequential[X, Y, Whole]", x: X) -> Y: ...
    def __call__(self, x: Any) -> Any:
        """x through all stages; errors are those of the stages."""
        value: Any = x
        for stage in self.stages:
            value = stage(value)
        return value


@overload
def sequential(s1: Stage[A, B, K], /) -> Sequential[A, B, K]: ...
@overload
def sequential(s1: Stage[A, B, K], s2: Stage[B, C, K], /) -> Sequential[A, C, K]: ...
@overload
def sequential(s1: Stage[A, B, K], s2: Stage[B, C, K], s3: Stage[C, D, K], /) -> Sequential[A, D, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K], s2: Stage[B, C, K], s3: Stage[C, D, K], s4: Stage[D, E, K], /
) -> Sequential[A, E, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K], s2: Stage[B, C, K], s3: Stage[C, D, K], s4: Stage[D, E, K], s5: Stage[E, G, K], /
) -> Sequential[A, G, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K],
    s2: Stage[B, C, K],
    s3: Stage[C, D, K],
    s4: Stage[D, E, K],
    s5: Stage[E, G, K],
    s6: Stage[G, H, K],
    /,
) -> Sequential[A, H, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K],
    s2: Stage[B, C, K],
    s3: Stage[C, D, K],
    s4: Stage[D, E, K],
    s5: Stage[E, G, K],
    s6: Stage[G, H, K],
    s7: Stage[H, J, K],
    /,
) -> Sequential[A, J, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K],
    s2: Stage[B, C, K],
    s3: Stage[C, D, K],
    s4: Stage[D, E, K],
    s5: Stage[E, G, K],
    s6: Stage[G, H, K],
    s7: Stage[H, J, K],
    s8: Stage[J, L, K],
    /,
) -> Sequential[A, L, K]: ...
@overload
def sequential(s1: Stage[A, B, K], f1: Act, /) -> Sequential[A, B, K]: ...
@overload
def sequential(s1: Stage[A, B, K], f1: Act, s2: Stage[B, C, K], /) -> Sequential[A, C, K]: ...
@overload
def sequential(s1: Stage[A, B, K], f1: Act, s2: Stage[B, C, K], f2: Act, /) -> Sequential[A, C, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K], f1: Act, s2: Stage[B, C, K], f2: Act, s3: Stage[C, D, K], /
) -> Sequential[A, D, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K], f1: Act, s2: Stage[B, C, K], f2: Act, s3: Stage[C, D, K], f3: Act, /
) -> Sequential[A, D, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K], f1: Act, s2: Stage[B, C, K], f2: Act, s3: Stage[C, D, K], f3: Act, s4: Stage[D, E, K], /
) -> Sequential[A, E, K]: ...
@overload
def sequential(
    s1: Stage[A, B, K],
    f1: Act,
    s2: Stage[B, C, K],
    f2: Act,
    s3: Stage[C, D, K],
    f3: Act,
    s4: Stage[D, E, K],
    f4: Act,
    /,
) -> Sequential[A, E, K]: ...
def sequential(*stages: Any) -> Any:
    """One stage from up to eight, where the result of each is the argument of the next: layers, `stage(function)`,
    other sequentials, and in every second place, if not before, a plain function that keeps the shape (`relu`).

    Where all stages keep the leading dimensions, as linear layers, norms and plain functions do, the result's static
    type has those of the argument; behind a convolution, an embedding or `stage(function)` they are unknown. Raises
    TypeError for what cannot be called; the call raises ShapeError where a plain function changes the shape.
    """
    for place, each in enumerate(stages):
        if not callable(each):
            raise TypeError(f"sequential: expected a layer or a function in place {place}, found {each!r}")
    return Sequential(tuple(each if isinstance(each, Stage) else Activation(each) for each in stages))
