"""Adam (Kingma and Ba 2015), with AMSGrad (Reddi et al. 2018), and AdamW (Loshchilov and Hutter 2019)."""

import torch
from torch.optim import adam as _kernels

from ._checks import half_open_unit, non_negative
from ._optimizer import Optimizer, Update, scheduled
from .schedules import Schedule


def adam(
    lr: float | Schedule = 1e-3,
    *,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 0.0,
    amsgrad: bool = False,
) -> Optimizer:
    """θ ← θ − lr · m̂ / (√v̂ + eps) with bias-corrected moving averages m̂ of g and v̂ of g², g ← g + weight_decay · θ.

    As torch.optim.Adam. Raises ValueError for values outside their range.
    """
    return _adam("adam", lr, betas, eps, weight_decay, amsgrad, decoupled=False)


def adamw(
    lr: float | Schedule = 1e-3,
    *,
    betas: tuple[float, float] = (0.9, 0.999),
    eps: float = 1e-8,
    weight_decay: float = 1e-2,
    amsgrad: bool = False,
) -> Optimizer:
    """`adam` on gradients without weight decay, after θ ← θ · (1 − lr · weight_decay), as torch.optim.AdamW.

    Raises ValueError for values outside their range.
    """
    return _adam("adamw", lr, betas, eps, weight_decay, amsgrad, decoupled=True)


def _adam(
    name: str,
    lr: float | Schedule,
    betas: tuple[float, float],
    eps: float,
    weight_decay: float,
    amsgrad: bool,
    decoupled: bool,
) -> Optimizer:
    beta1, beta2 = betas
    half_open_unit(beta1=beta1, beta2=beta2)
    non_negative(eps=eps, weight_decay=weight_decay)

    def update_(work: Update) -> None:
        _kernels.adam(
            work.params, work.grads, work.buffers["exp_avg"], work.buffers["exp_avg_sq"],
            work.buffers.get("max_exp_avg_sq", []), work.counters(), foreach=True, amsgrad=amsgrad, beta1=beta1,
            beta2=beta2, lr=work.lr, weight_decay=weight_decay, eps=eps, maximize=False,
            decoupled_weight_decay=decoupled,
        )  # fmt: skip

    def update(work: Update) -> None:
        """torch's kernel out of place, operation by operation: copying first would cost a third more time."""
        if not work.params:
            return
        params, grads, step = work.params, work.grads, work.step + 1
        if weight_decay and decoupled:
            params = list(torch._foreach_mul(params, 1 - work.lr * weight_decay))
        elif weight_decay:
            grads = list(torch._foreach_add(grads, params, alpha=weight_decay))
        mean = torch._foreach_lerp(work.buffers["exp_avg"], grads, 1 - beta1)
        square = torch._foreach_mul(work.buffers["exp_avg_sq"], beta2)
        torch._foreach_addcmul_(square, grads, grads, 1 - beta2)
        del grads  # the peak of memory is ahead
        buffers = {"exp_avg": list(mean), "exp_avg_sq": list(square)}
        if amsgrad:
            square = torch._foreach_maximum(work.buffers["max_exp_avg_sq"], square)
            buffers["max_exp_avg_sq"] = list(square)
        denominator = torch._foreach_sqrt(square)
        torch._foreach_div_(denominator, (1 - beta2**step) ** 0.5)
        torch._foreach_add_(denominator, eps)
        size = work.lr / (1 - beta1**step) * -1
        for operands in zip(params, mean, denominator, strict=True):
            torch.addcdiv(*operands, value=size, out=operands[2])  # memory of its own would cost a fifth more time
        work.params, work.buffers = list(denominator), buffers

    buffers = {"exp_avg": 0.0, "exp_avg_sq": 0.0} | ({"max_exp_avg_sq": 0.0} if amsgrad else {})
    return Optimizer(name, scheduled(lr), update_, update, buffers)
