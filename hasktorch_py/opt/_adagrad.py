"""Adagrad (Duchi, Hazan and Singer 2011), as torch.optim.Adagrad."""

from torch.optim import adagrad as _kernels

from ._checks import non_negative
from ._optimizer import Optimizer, Update, copying, scheduled
from .schedules import Schedule


def adagrad(
    lr: float | Schedule = 1e-2,
    *,
    lr_decay: float = 0.0,
    weight_decay: float = 0.0,
    initial_accumulator: float = 0.0,
    eps: float = 1e-10,
) -> Optimizer:
    """θ ← θ − lr / (1 + t · lr_decay) · g / (√Σg² + eps) with g ← g + weight_decay · θ.

    The sum begins at `initial_accumulator`. Raises ValueError for values outside their range.
    """
    non_negative(lr_decay=lr_decay, weight_decay=weight_decay, initial_accumulator=initial_accumulator, eps=eps)

    def update_(work: Update) -> None:
        _kernels.adagrad(
            work.params, work.grads, work.buffers["sum"], work.counters(), foreach=True, lr=work.lr,
            weight_decay=weight_decay, lr_decay=lr_decay, eps=eps, maximize=False,
        )  # fmt: skip

    return Optimizer("adagrad", scheduled(lr), update_, copying(update_), {"sum": initial_accumulator})
