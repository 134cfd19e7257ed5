"""RMSprop (Tieleman and Hinton 2012), centred as in Graves 2013, as torch.optim.RMSprop."""

from torch.optim import rmsprop as _kernels

from ._checks import half_open_unit, non_negative
from ._optimizer import Optimizer, Update, copying, scheduled
from .schedules import Schedule


def rmsprop(
    lr: float | Schedule = 1e-2,
    *,
    alpha: float = 0.99,
    eps: float = 1e-8,
    weight_decay: float = 0.0,
    momentum: float = 0.0,
    centered: bool = False,
) -> Optimizer:
    """θ ← θ − lr · g / (√v + eps) with v ← alpha · v + (1 − alpha) · g² and g ← g + weight_decay · θ.

    `centered` takes the square of g's own moving average from v; `momentum` gathers the quotients. Raises ValueError
    for values outside their range.
    """
    half_open_unit(alpha=alpha)
    non_negative(eps=eps, weight_decay=weight_decay, momentum=momentum)

    def update_(work: Update) -> None:
        _kernels.rmsprop(
            work.params, work.grads, work.buffers["square_avg"], work.buffers.get("grad_avg", []),
            work.buffers.get("momentum", []), work.counters(), foreach=True, lr=work.lr, alpha=alpha, eps=eps,
            weight_decay=weight_decay, momentum=momentum, centered=centered,
        )  # fmt: skip

    kept = {"square_avg": True, "grad_avg": centered, "momentum": momentum > 0}
    buffers = {name: 0.0 for name, used in kept.items() if used}
    return Optimizer("rmsprop", scheduled(lr), update_, copying(update_), buffers)
