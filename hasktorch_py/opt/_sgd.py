"""Stochastic gradient descent with momentum (Sutskever et al. 2013), as torch.optim.SGD."""

from typing import cast

import torch
from torch.optim import sgd as _kernels

from ._checks import non_negative
from ._optimizer import Optimizer, Update, copying, scheduled
from .schedules import Schedule


def sgd(
    lr: float | Schedule = 1e-3,
    *,
    momentum: float = 0.0,
    dampening: float = 0.0,
    weight_decay: float = 0.0,
    nesterov: bool = False,
) -> Optimizer:
    """θ ← θ − lr · v with v ← momentum · v + (1 − dampening) · g, at first v = g, and g ← g + weight_decay · θ.

    With `nesterov`, θ ← θ − lr · (g + momentum · v). Raises ValueError for values outside their range.
    """
    non_negative(momentum=momentum, weight_decay=weight_decay)
    if nesterov and (momentum == 0 or dampening != 0):
        raise ValueError(f"nesterov: expected a momentum above 0 and no dampening, found {momentum} and {dampening}")

    def update_(work: Update) -> None:
        velocity = work.buffers.get("momentum", [])
        buffers: list[torch.Tensor | None] = [v if work.step else None for v in velocity]
        # With nesterov and no weight decay torch's kernel adds to the gradients themselves.
        grads = [g.clone() for g in work.grads] if nesterov and not weight_decay else work.grads
        _kernels.sgd(
            work.params, grads, buffers, foreach=True, weight_decay=weight_decay, momentum=momentum, lr=work.lr,
            dampening=dampening, nesterov=nesterov, maximize=False,
        )  # fmt: skip
        if not work.step:
            for kept, first in zip(velocity, buffers, strict=True):
                kept.copy_(cast(torch.Tensor, first))  # the kernel has put one in the place of each None

    buffers = {"momentum": 0.0} if momentum else {}
    return Optimizer("sgd", scheduled(lr), update_, copying(update_), buffers)
