"""Gradients of bounded length."""

from typing import TypeVar

import torch
from torch.nn.utils import get_total_norm

from .. import _pytree
from ._checks import non_negative

P = TypeVar("P")


@torch.no_grad()
def clip_grad_norm(grads: P, max_norm: float, norm_type: float = 2.0) -> tuple[P, torch.Tensor]:
    """The gradients scaled so that their norm, taken over all of them together, is at most `max_norm`, and that norm.

    The factor is min(1, max_norm / (norm + 1e-6)), as in torch.nn.utils.clip_grad_norm_; the arguments are not changed.
    A norm that is not finite makes the result not finite. Raises ValueError for a negative `max_norm`.
    """
    non_negative(max_norm=max_norm)
    leaves, build = _pytree.flatten(grads)
    norm = get_total_norm(leaves, norm_type)
    factor = torch.clamp(max_norm / (norm + 1e-6), max=1.0)
    return build(leaf.clone().mul_(factor) for leaf in leaves), norm  # in place: the factor's dtype is to count less
