"""Adadelta (Zeiler 2012), as torch.optim.Adadelta."""

from torch.optim import adadelta as _kernels

from ._checks import closed_unit, non_negative
from ._optimizer import Optimizer, Update, copying, scheduled
from .schedules import Schedule


def adadelta(
    lr: float | Schedule = 1.0, *, rho: float = 0.9, eps: float = 1e-6, weight_decay: float = 0.0
) -> Optimizer:
    """θ ← θ − lr · Δ with Δ = √(u + eps) / √(v + eps) · g and moving averages v of g² and u of Δ².

    First g ← g + weight_decay · θ. Raises ValueError for values outside their range.
    """
    closed_unit(rho=rho)
    non_negative(eps=eps, weight_decay=weight_decay)

    def update_(work: Update) -> None:
        _kernels.adadelta(
            work.params, work.grads, work.buffers["square_avg"], work.buffers["acc_delta"], work.counters(),
            foreach=True, lr=work.lr, rho=rho, eps=eps, weight_decay=weight_decay, maximize=False,
        )  # fmt: skip

    buffers = {"square_avg": 0.0, "acc_delta": 0.0}
    return Optimizer("adadelta", scheduled(lr), update_, copying(update_), buffers)
