"""Adam (Kingma and Ba 2015), with AMSGrad (Reddi et al. 2018), and AdamW (Loshchilov and Hutter 2019)."""

import torch
from torch.optim import adam as _kernels

from ._checks import half_open_unit, non_negative
from ._optimizer import Optimizer, Update, copying, scheduled
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
        """torch's kernel out of place, tensor by tensor, for CPUs: copying first would cost a third more time."""
        if not all(x.is_cpu for x in work.params):
            copying(update_)(work)
            return
        step, memory = work.step + 1, work.memory
        size, correction = work.lr / (1 - beta1**step) * -1, (1 - beta2**step) ** 0.5
        operands = zip(work.params, work.grads, *(work.buffers[name] for name in buffers), strict=True)
        work.params, work.buffers = [], {name: [] for name in buffers}
        for param, grad, mean, square, *most in operands:
            if weight_decay and decoupled:
                param = param * (1 - work.lr * weight_decay)
            elif weight_decay:
                grad = grad.add(param, alpha=weight_decay)
            mean = torch.lerp(mean, grad, 1 - beta1, out=memory.empty_like(mean))
            square = torch.mul(square, beta2, out=memory.empty_like(square)).addcmul_(grad, grad, value=1 - beta2)
            most = [torch.maximum(each, square, out=memory.empty_like(each)) for each in most]
            new = torch.sqrt(most[0] if amsgrad else square, out=memory.empty_like(param))
            new.div_(correction).add_(eps)
            work.params.append(torch.addcdiv(param, mean, new, value=size, out=new))
            for kept, each in zip(work.buffers.values(), (mean, square, *most), strict=True):
                kept.append(each)

    buffers = {"exp_avg": 0.0, "exp_avg_sq": 0.0} | ({"max_exp_avg_sq": 0.0} if amsgrad else {})
    return Optimizer(name, scheduled(lr), update_, update, buffers)
