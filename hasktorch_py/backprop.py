"""Gradients of functions, by torch's reverse mode: `backprop2(f, x, y)` is (f(x, y), (∂f/∂x, ∂f/∂y)).

An argument is any tree of tensors (`_pytree`): a layer, a tuple of layers, a dict, a dataclass. Its gradient has the
same static type, and at run time the same structure, shapes and dtypes. The function's result is a single real number,
of shape [1] or []; it comes without a graph.

Arguments are left as they are, `requires_grad` and `grad` included: the function computes on tensors that share their
memory, and torch refuses to change these in place. What has no influence on the result has the gradient zero. A tensor
that stands in two places of the arguments has a gradient in each; their sum is its whole derivative. What is not finite
is passed on: the result and the gradients are the infinities and NaNs that torch computes. Gradients may share memory
with each other, as torch's do.

A function may call these functions itself: the inner gradient is then differentiated with the rest. Raised are
TypeError for what is no tree of tensors, DTypeError for an argument or a result whose dtype is not differentiable,
ShapeError for a result that is no single number, RuntimeError within `torch.inference_mode`. `torch.no_grad` outside
makes no difference.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar, TypeVarTuple, cast, overload

import torch

from hasktorch.tensor import Tensor

from . import _differentiable
from ._differentiable import NESTING
from ._pytree import Tree

P = TypeVar("P", bound=Tree)
Q = TypeVar("Q", bound=Tree)
P1 = TypeVar("P1", bound=Tree)
P2 = TypeVar("P2", bound=Tree)
P3 = TypeVar("P3", bound=Tree)
P4 = TypeVar("P4", bound=Tree)
P5 = TypeVar("P5", bound=Tree)
P6 = TypeVar("P6", bound=Tree)
R = TypeVar("R", bound=Tensor[Any, Literal[1]] | Tensor[Any, *tuple[()]])
A = TypeVar("A")
B = TypeVar("B")
V = TypeVar("V")
Ps = TypeVarTuple("Ps")


def backprop(f: Callable[[P], R], x: P) -> tuple[R, P]:
    """The value f(x) and its gradient."""
    value, (gradient,) = _differentiated(f, (x,))
    return value, gradient


def backprop2(f: Callable[[P, Q], R], x: P, y: Q) -> tuple[R, tuple[P, Q]]:
    """The value f(x, y) and its gradients by x and by y."""
    return _differentiated(f, (x, y))


@overload
def backprop_n(f: Callable[[P1], R], x1: P1, /) -> tuple[R, tuple[P1]]: ...
@overload
def backprop_n(f: Callable[[P1, P2], R], x1: P1, x2: P2, /) -> tuple[R, tuple[P1, P2]]: ...
@overload
def backprop_n(f: Callable[[P1, P2, P3], R], x1: P1, x2: P2, x3: P3, /) -> tuple[R, tuple[P1, P2, P3]]: ...
@overload
def backprop_n(
    f: Callable[[P1, P2, P3, P4], R], x1: P1, x2: P2, x3: P3, x4: P4, /
) -> tuple[R, tuple[P1, P2, P3, P4]]: ...
@overload
def backprop_n(
    f: Callable[[P1, P2, P3, P4, P5], R], x1: P1, x2: P2, x3: P3, x4: P4, x5: P5, /
) -> tuple[R, tuple[P1, P2, P3, P4, P5]]: ...
@overload
def backprop_n(
    f: Callable[[P1, P2, P3, P4, P5, P6], R], x1: P1, x2: P2, x3: P3, x4: P4, x5: P5, x6: P6, /
) -> tuple[R, tuple[P1, P2, P3, P4, P5, P6]]: ...
@overload
def backprop_n(
    f: Callable[[P1, P2, P3, P4, P5, P6, *Ps], R], x1: P1, x2: P2, x3: P3, x4: P4, x5: P5, x6: P6, /, *rest: *Ps
) -> tuple[R, tuple[P1, P2, P3, P4, P5, P6, *Ps]]: ...
def backprop_n(f: Callable[[*Ps], R], *arguments: *Ps) -> tuple[R, tuple[*Ps]]:
    """The value f(*arguments) and its gradient by each argument; from the seventh on types let any argument through."""
    return _differentiated(f, arguments)


def grad_bp(f: Callable[[P], R], x: P) -> P:
    """The gradient of f at x."""
    return _differentiated(f, (x,))[1][0]


def grad_bp2(f: Callable[[P, Q], R], x: P, y: Q) -> tuple[P, Q]:
    """The gradients of f at (x, y) by x and by y."""
    return _differentiated(f, (x, y))[1]


@overload
def grad_bp_n(f: Callable[[P1], R], x1: P1, /) -> tuple[P1]: ...
@overload
def grad_bp_n(f: Callable[[P1, P2], R], x1: P1, x2: P2, /) -> tuple[P1, P2]: ...
@overload
def grad_bp_n(f: Callable[[P1, P2, P3], R], x1: P1, x2: P2, x3: P3, /) -> tuple[P1, P2, P3]: ...
@overload
def grad_bp_n(f: Callable[[P1, P2, P3, P4], R], x1: P1, x2: P2, x3: P3, x4: P4, /) -> tuple[P1, P2, P3, P4]: ...
@overload
def grad_bp_n(
    f: Callable[[P1, P2, P3, P4, P5], R], x1: P1, x2: P2, x3: P3, x4: P4, x5: P5, /
) -> tuple[P1, P2, P3, P4, P5]: ...
@overload
def grad_bp_n(
    f: Callable[[P1, P2, P3, P4, P5, P6], R], x1: P1, x2: P2, x3: P3, x4: P4, x5: P5, x6: P6, /
) -> tuple[P1, P2, P3, P4, P5, P6]: ...
@overload
def grad_bp_n(
    f: Callable[[P1, P2, P3, P4, P5, P6, *Ps], R], x1: P1, x2: P2, x3: P3, x4: P4, x5: P5, x6: P6, /, *rest: *Ps
) -> tuple[P1, P2, P3, P4, P5, P6, *Ps]: ...
def grad_bp_n(f: Callable[[*Ps], R], *arguments: *Ps) -> tuple[*Ps]:
    """The gradient of f by each argument; types as `backprop_n`."""
    return _differentiated(f, arguments)[1]


def eval_bp(f: Callable[[A], V], x: A) -> V:
    """f(x) without a graph; any argument and any result will do."""
    return eval_bp_n(f, x)


def eval_bp2(f: Callable[[A, B], V], x: A, y: B) -> V:
    """f(x, y) without a graph; any arguments and any result will do."""
    return eval_bp_n(f, x, y)


def eval_bp_n(f: Callable[[*Ps], V], *arguments: *Ps) -> V:
    """f(*arguments) without a graph; any arguments and any result will do.

    Within a function that is differentiated it is a part of that, and has a graph.
    """
    if NESTING.is_part():
        return f(*arguments)
    with torch.no_grad():
        return f(*arguments)


def _differentiated(f: Callable[[*Ps], R], arguments: tuple[*Ps]) -> tuple[R, tuple[*Ps]]:
    part = NESTING.is_part()
    if torch.is_grad_enabled():  # the context below takes a hundredth of a small network's step
        return _recorded(f, arguments, part)
    with torch.enable_grad():
        return _recorded(f, arguments, part)


def _recorded(f: Callable[[*Ps], R], arguments: tuple[*Ps], part: bool) -> tuple[R, tuple[*Ps]]:
    given, copies, build = _differentiable.inputs(arguments, part)
    with NESTING:
        value = f(*given)
    _differentiable.check_singleton(value)
    found = build(_differentiable.gradient(value, copies, part))
    return value if part else cast(R, value.detach()), found  # detach keeps dtype and shape
