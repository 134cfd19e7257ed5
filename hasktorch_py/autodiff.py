"""Directional derivatives of functions of one tree of tensors (`_pytree`); several arguments are a tuple.

As in `backprop`, arguments are left as they are, a part without influence has the derivative zero, non-finite numbers
are passed on, and a differentiated function may call these functions itself.

Raised are TypeError for what is no tree of tensors, DTypeError for a dtype that is not differentiable, ValueError for a
tangent or cotangent of another structure than its tree, ShapeError and DTypeError for another shape or dtype in it.
"""

import importlib
import warnings
from collections.abc import Callable
from functools import cache
from typing import Any, Literal, TypeVar, cast

import torch
import torch.autograd.forward_ad as forward

from hasktorch.tensor import Tensor

from . import _differentiable, _pytree
from ._differentiable import NESTING
from ._pytree import Tree
from .aten.torch_dtypes import conversion, tag
from .errors import DTypeError, ShapeError
from .runtime.shapes import spell

P = TypeVar("P", bound=Tree)
V = TypeVar("V", bound=Tree)
R = TypeVar("R", bound=Tensor[Any, Literal[1]] | Tensor[Any, *tuple[()]])
_unpack: Callable[[torch.Tensor], tuple[torch.Tensor, torch.Tensor | None]] = (
    forward.unpack_dual
)  # torch leaves it untyped


def jvp(f: Callable[[P], V], x: P, tangent: P) -> tuple[V, V]:
    """The value f(x) and its derivative in the direction of the tangent, by torch's forward mode.

    Raises NotImplementedError for the operators for which torch has no forward mode.
    """
    if NESTING.forward_depth:
        return _jvp_by_reverse(f, x, tangent)
    leaves, build = _pytree.flatten(x, "x")
    _differentiable.check_dtypes(x, leaves, "x")
    directions = _directions(x, tangent, "tangent")
    _load_forward_mode()
    part = NESTING.is_part()
    with forward.dual_level(), NESTING.forward(), torch.set_grad_enabled(part):
        duals = map(forward.make_dual, leaves if part else map(torch.Tensor.detach, leaves), directions)
        results, build_value = _pytree.flatten(f(build(duals)), "value")
        values, tangents = [], []
        for result in results:
            value, derivative = _unpack(result)
            values.append(value if part else value.detach())
            tangents.append(torch.zeros_like(value) if derivative is None else derivative)
    return build_value(values), build_value(tangents if part else (dy.detach() for dy in tangents))


def _jvp_by_reverse(f: Callable[[P], V], x: P, tangent: P) -> tuple[V, V]:
    """`jvp` as a part of another: torch nests no forward mode.

    The pullback is linear, so its own pullback, at any cotangent, takes tangents of x to tangents of the value.
    """
    directions = _directions(x, tangent, "tangent")
    with torch.enable_grad(), NESTING:
        (given,), copies, _ = _differentiable.inputs((x,), part=True)
        value = f(given)
        results, build_value = _pytree.flatten(value, "value")
        cotangents = [torch.zeros_like(result, requires_grad=True) for result in results]
        pulled = _differentiable.gradients(results, cotangents, copies, part=True)
        found = _differentiable.gradients(pulled, directions, cotangents, part=True)
    return value, build_value(found)


def vjp(f: Callable[[P], V], x: P) -> tuple[V, Callable[[V], P]]:
    """The value f(x), and the pullback: from a cotangent of the value to the cotangent of x. It may be called often."""
    part = NESTING.is_part()
    with torch.enable_grad(), NESTING:
        (given,), copies, build = _differentiable.inputs((x,), part)
        value = f(given)
        results, build_value = _pytree.flatten(value, "value")

    def pullback(cotangent: V) -> P:
        cotangents = _directions(value, cotangent, "cotangent")
        found = _differentiable.gradients(results, cotangents, copies, keep=True, part=NESTING.is_part())
        return build(found)[0]

    return value if part else build_value(result.detach() for result in results), pullback


def hessian_vector_product(f: Callable[[P], R], x: P, vector: P) -> tuple[R, P]:
    """The value f(x) and the product of f's Hessian at x with the vector, without the Hessian.

    The reverse mode is used twice: torch's forward mode over it fails for some operators.
    """
    directions = _directions(x, vector, "vector")
    part = NESTING.is_part()
    with torch.enable_grad(), NESTING:
        (given,), copies, build = _differentiable.inputs((x,), part)
        value = f(given)
        _differentiable.check_singleton(value)
        gradients = _differentiable.gradient(value, copies, part=True)
        found = _differentiable.gradients(gradients, directions, copies, part=part)
    return value if part else cast(R, value.detach()), build(found)[0]  # detach keeps dtype and shape


@cache
def _load_forward_mode() -> None:
    """What torch imports when it makes the first dual number; its own use of torch.jit makes a warning."""
    with warnings.catch_warnings():
        for category in (DeprecationWarning, FutureWarning):  # before torch 2.14, and since
            warnings.simplefilter("ignore", category)
        importlib.import_module("torch._decomp.decompositions_for_jvp")


def _directions(tree: object, direction: object, name: str) -> list[torch.Tensor]:
    """The tensors of the direction, once they have been found to be of the shapes and dtypes of the tree's."""
    found = _pytree.match(tree, direction)
    for x, (place, dx) in zip(_pytree.flatten(tree)[0], _pytree.named_leaves(direction).items(), strict=True):
        if x.shape != dx.shape:
            raise ShapeError(f"{name}{place}: expected the shape {spell(x.shape)}, found {spell(dx.shape)}")
        if x.dtype is not dx.dtype:
            raise DTypeError(
                f"{name}{place}: expected {tag(x.dtype)}, found {tag(dx.dtype)}; convert it with {conversion(x.dtype)}"
            )
    return found
