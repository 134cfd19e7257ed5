"""What every form of differentiation shares: copies of the arguments to differentiate by, and what is asked of them."""

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import compress
from typing import TypeVar

import torch

from . import _pytree
from .aten.torch_dtypes import tag
from .errors import DTypeError, ShapeError
from .runtime.shapes import spell

A = TypeVar("A")


class _Nesting(threading.local):
    """`with NESTING:` calls a function that is being differentiated; whoever differentiates within is a part of it."""

    depth = 0
    forward_depth = 0

    def __enter__(self) -> None:
        self.depth += 1

    def __exit__(self, *_: object) -> None:
        self.depth -= 1

    @contextmanager
    def forward(self) -> Iterator[None]:
        """The same for torch's forward mode, which no_grad does not switch off."""
        self.forward_depth += 1
        try:
            yield
        finally:
            self.forward_depth -= 1

    def is_part(self) -> bool:
        """Whether this thread is differentiating something already, and has not switched gradients off meanwhile."""
        return (self.depth > 0 and torch.is_grad_enabled()) or self.forward_depth > 0


NESTING = _Nesting()

# What torch.autograd.grad ends in. Its own checks, a tenth of the time of a small network's step, have been made here.
_run_backward: Callable[..., tuple[torch.Tensor | None, ...]] = torch.autograd.graph._engine_run_backward


def inputs(arguments: A, part: bool) -> tuple[A, list[torch.Tensor], Callable[[Iterable[torch.Tensor]], A]]:
    """The arguments with tensors in them that share memory with the originals and collect gradients; these tensors;
    and the function that puts arguments together from as many others.

    As `part` of an outer differentiation they stay connected with the originals. Raises TypeError for what is no tree
    of tensors, DTypeError for a tensor that is not differentiable.
    """
    leaves, build = _pytree.flatten(arguments, "arguments")
    try:
        if part:
            views = (x.view_as(x) for x in leaves)  # detach would drop a tangent of the forward mode
            copies = [x if x.requires_grad else x.requires_grad_() for x in views]
        else:
            copies = [x.detach().requires_grad_() for x in leaves]
    except RuntimeError:  # torch does not tell which
        check_dtypes(arguments, leaves, "arguments")
        raise
    return build(copies), copies, build


def check_singleton(result: object) -> None:
    """Raises TypeError, DTypeError or ShapeError for what is not a single real number: a tensor of shape [1] or []."""
    if not isinstance(result, torch.Tensor):
        raise TypeError(f"the function's result: expected a tensor of shape [1] or [], found {type(result).__name__}")
    if result.numel() != 1 or result.dim() > 1:
        raise ShapeError(
            f"the function's result: expected a tensor of shape [1] or [], found {spell(result.shape)}; "
            "reduce it with mean or sum, or use vjp"
        )
    if not result.dtype.is_floating_point:
        raise DTypeError(
            f"the function's result: expected a real number, found {tag(result.dtype)} ({result.dtype}); "
            "convert it, or take .real or .abs()"
        )


def gradients(
    results: Sequence[torch.Tensor],
    cotangents: Sequence[torch.Tensor],
    of: Sequence[torch.Tensor],
    *,
    keep: bool = False,
    part: bool = False,
) -> list[torch.Tensor]:
    """The sum over the results of their derivatives by each of `of`, times the cotangents: zeros without influence.

    The cotangents have the results' shapes and dtypes. `keep` leaves the graph for another call; as a `part` of an
    outer differentiation the gradients have a graph, too. Raises RuntimeError in inference mode, where torch records
    nothing.
    """
    connected = [result.requires_grad for result in results]
    return _gradients(tuple(compress(results, connected)), tuple(compress(cotangents, connected)), of, keep, part)


def gradient(result: torch.Tensor, of: Sequence[torch.Tensor], part: bool) -> list[torch.Tensor]:
    """`gradients` of a single number."""
    if not result.requires_grad:
        return _gradients((), (), of, False, part)
    return _gradients((result,), (torch.ones_like(result),), of, False, part)


def _gradients(
    results: tuple[torch.Tensor, ...],
    cotangents: tuple[torch.Tensor, ...],
    of: Sequence[torch.Tensor],
    keep: bool,
    part: bool,
) -> list[torch.Tensor]:
    if torch.is_inference_mode_enabled():
        raise RuntimeError("no gradients within torch.inference_mode(): leave it, or use torch.no_grad() instead")
    if not of or not results:
        return [torch.zeros_like(x) for x in of]
    retain, create, unreachable = keep or part, part, True
    found = _run_backward(results, cotangents, retain, create, tuple(of), unreachable, accumulate_grad=False)
    return [torch.zeros_like(x) if dx is None else dx for x, dx in zip(of, found, strict=True)]


def check_dtypes(tree: object, leaves: Sequence[torch.Tensor], what: str) -> None:
    """Raises DTypeError for a tensor of the tree that is not differentiable, telling where in `what`."""
    for place, leaf in enumerate(leaves):
        if not (leaf.dtype.is_floating_point or leaf.dtype.is_complex):
            raise DTypeError(
                f"{what}{_pytree.names(tree)[place]}: expected a tensor of real or complex numbers, found "
                f"{tag(leaf.dtype)} ({leaf.dtype}) of shape {spell(leaf.shape)}, which is not differentiable; "
                "let the function close over it, or convert it"
            )
