"""NAdam: Adam with Nesterov's momentum (Dozat 2016), as torch.optim.NAdam."""

from torch.optim import nadam as _kernels

from ._checks import half_open_unit, non_negative
from ._optimizer import Optimizer, Update, copying, scheduled
from .schedules import Schedule


def nadam(
    lr: float | Schedule = 2e-3,
    *,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 0.0,
    momentum_decay: float = 4e-3,
    decoupled_weight_decay: bool = False,
) -> Optimizer:
    """`adam` whose mean looks one step ahead, with μ(t) = beta1 · (1 − ½ · 0.96^(t · momentum_decay)) in beta1's place.

    With `decoupled_weight_decay` the parameters decay as in `adamw`. Raises ValueError for values outside their range.
    """
    beta1, beta2 = betas
    half_open_unit(beta1=beta1, beta2=beta2)
    non_negative(eps=eps, weight_decay=weight_decay, momentum_decay=momentum_decay)

    def update_(work: Update) -> None:
        if not work.params:
            return
        products = [work.scalars["mu_product"].clone() for _ in work.params]
        _kernels.nadam(
            work.params, work.grads, work.buffers["exp_avg"], work.buffers["exp_avg_sq"], products, work.counters(),
            foreach=True, beta1=beta1, beta2=beta2, lr=work.lr, weight_decay=weight_decay,
            momentum_decay=momentum_decay, eps=eps, decoupled_weight_decay=decoupled_weight_decay,
        )  # fmt: skip
        work.scalars["mu_product"].copy_(products[0])  # they are all the same

    buffers = {"exp_avg": 0.0, "exp_avg_sq": 0.0}
    return Optimizer("nadam", scheduled(lr), update_, copying(update_), buffers, {"mu_product": 1.0})
