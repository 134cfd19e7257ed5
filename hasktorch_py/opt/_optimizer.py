"""An optimizer, whichever: what it keeps between steps, and how one step is taken on any pytree of tensors."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeAlias, TypeVar

import torch

from .. import _pytree
from ..aten.torch_dtypes import tag
from ..errors import DTypeError, ShapeError
from ..runtime.shapes import spell
from ._memory import Memory
from .schedules import Schedule, constant

P = TypeVar("P")
Tensors: TypeAlias = list[torch.Tensor]


@dataclass(frozen=True, eq=False)
class State(Generic[P]):
    """What an optimizer keeps between steps: itself a pytree, so it can be saved, sent and mapped like the parameters.

    Each of `buffers` is like the parameters. `step` counts the steps taken; it is a Long of rank 0 on the CPU, where
    `scalars` are too.
    """

    step: torch.Tensor
    buffers: Mapping[str, P]
    scalars: Mapping[str, torch.Tensor]


@dataclass(slots=True)
class Update:
    """The operands of one step as lists, all in the order of the parameters; `step` is the number of steps before."""

    params: Tensors
    grads: Tensors
    buffers: dict[str, Tensors]
    scalars: dict[str, torch.Tensor]
    step: int
    lr: float
    memory: Memory  # for new tensors

    def counters(self) -> Tensors:
        """`step` for each parameter, as torch's kernels take and increment it."""
        return list(torch.full((len(self.params),), float(self.step)).unbind())


Kernel: TypeAlias = Callable[[Update], None]


def copying(kernel: Kernel) -> Kernel:
    """The kernel that puts new tensors into an Update where `kernel` changes the tensors in it."""

    def update(work: Update) -> None:
        work.params = list(map(work.memory.clone, work.params))
        work.buffers = {name: list(map(work.memory.clone, tensors)) for name, tensors in work.buffers.items()}
        work.scalars = {name: scalar.clone() for name, scalar in work.scalars.items()}
        kernel(work)

    return update


@dataclass(frozen=True, slots=True)
class Optimizer:
    """A way to take steps: `init` once, then `step` (pure) or `step_` (in place) with each gradient.

    Parameters and gradients are pytrees of floating-point tensors of the same static type. A tensor that stands twice
    in the parameters is two parameters to `step`, and is refused by `init`, as `step_` would change it twice. The
    memory of large tensors that `step` has made is used again once they are gone (`_memory`).
    """

    name: str
    lr: Schedule
    update_: Kernel = field(repr=False)  # changes the tensors of params, buffers and scalars
    update: Kernel = field(repr=False)  # puts new tensors in their places
    buffers: Mapping[str, float] = field(default_factory=dict)  # what each is filled with at first
    scalars: Mapping[str, float] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory, repr=False, compare=False)

    def init(self, params: P) -> State[P]:
        """The state before the first step.

        Raises DTypeError for a tensor that is not of floating point, ValueError for one that stands twice, and
        TypeError for what is no pytree of tensors.
        """
        leaves, build = _pytree.flatten(params)
        _check_params(params, leaves)
        return State(
            step=torch.zeros((), dtype=torch.int64),
            buffers={
                name: build(torch.full_like(p, value, requires_grad=False) for p in leaves)
                for name, value in self.buffers.items()
            },
            scalars={name: torch.full((), value, dtype=_scalar_dtype()) for name, value in self.scalars.items()},
        )

    @torch.no_grad()
    def step(self, params: P, grads: P, state: State[P]) -> tuple[P, State[P]]:
        """The parameters and the state after one step; the arguments are not changed.

        Raises ShapeError or DTypeError where a gradient is not like its parameter, ValueError for trees of different
        structure and for a state that another optimizer has made.
        """
        work, build = self._collect(params, grads, state)
        self.update(work)
        self.memory.trim()
        buffers = {name: build(tensors) for name, tensors in work.buffers.items()}
        return build(work.params), State(state.step + 1, buffers, work.scalars)

    @torch.no_grad()
    def step_(self, params: P, grads: P, state: State[P]) -> None:
        """One step that changes the tensors of `params` and `state` in place; `grads` stay. Errors as `step`."""
        work, _ = self._collect(params, grads, state)
        self.update_(work)
        state.step.add_(1)

    def _collect(self, params: P, grads: P, state: State[P]) -> tuple[Update, Callable[[Tensors], P]]:
        leaves, build = _pytree.flatten(params)
        gradients = _pytree.match(params, grads)
        _check_grads(params, leaves, gradients)
        if state.buffers.keys() != self.buffers.keys() or state.scalars.keys() != self.scalars.keys():
            raise ValueError(
                f"state: expected the one of {self.name}, which keeps {_listed({**self.buffers, **self.scalars})}, "
                f"found {_listed({**state.buffers, **state.scalars})}; make one with init"
            )
        buffers = {name: _pytree.match(params, buffer) for name, buffer in state.buffers.items()}
        step = int(state.step.item())
        return Update(leaves, gradients, buffers, dict(state.scalars), step, self.lr(step), self.memory), build


def scheduled(lr: float | Schedule) -> Schedule:
    """The schedule, or the constant one of a rate. Raises ValueError for a negative rate."""
    return lr if callable(lr) else constant(lr)


def _scalar_dtype() -> torch.dtype:
    """The dtype that torch.optim gives its scalars."""
    return torch.float64 if torch.get_default_dtype() is torch.float64 else torch.float32


def _check_params(params: object, leaves: Tensors) -> None:
    first: dict[int, str] = {}
    for name, leaf in zip(_pytree.names(params), leaves, strict=True):
        if not leaf.is_floating_point():
            raise DTypeError(
                f"params{name}: expected a tensor of floating point, found {tag(leaf.dtype)} of shape "
                f"{spell(leaf.shape)}; keep what is not trained outside of the parameters"
            )
        if id(leaf) in first:
            raise ValueError(
                f"params{name}: expected a tensor of its own, found the one of params{first[id(leaf)]}; "
                "let it stand once and use it twice"
            )
        first[id(leaf)] = name


def _check_grads(params: object, leaves: Tensors, gradients: Tensors) -> None:
    for place, (leaf, gradient) in enumerate(zip(leaves, gradients, strict=True)):
        if leaf.shape == gradient.shape and leaf.dtype is gradient.dtype:
            continue
        error = ShapeError if leaf.shape != gradient.shape else DTypeError
        raise error(
            f"grads{_pytree.names(params)[place]}: expected {tag(leaf.dtype)} of shape {spell(leaf.shape)} "
            f"as in the parameters, found {tag(gradient.dtype)} of shape {spell(gradient.shape)}"
        )


def _listed(names: Mapping[str, object]) -> str:
    return ", ".join(names) or "nothing"
