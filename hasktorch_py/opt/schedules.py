"""Learning rates as functions of the step, which counts from 0: the rate of the first step is `schedule(0)`.

Each gives what the scheduler of `torch.optim.lr_scheduler` that it names gives when it is stepped after every step of
the optimizer, in closed form (so equal up to rounding). An optimizer takes a schedule wherever it takes a rate.
Constructors raise ValueError for values outside their range.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

from ._checks import closed_unit, non_negative, positive

Schedule: TypeAlias = Callable[[int], float]


def constant(lr: float) -> Schedule:
    """The same rate at every step."""
    non_negative(lr=lr)
    return lambda _: lr


def step(lr: float, every: int, gamma: float = 0.1) -> Schedule:
    """lr · gamma^⌊t / every⌋, as `StepLR`."""
    non_negative(lr=lr, gamma=gamma)
    positive(every=every)
    return lambda t: lr * gamma ** (t // every)


def exponential(lr: float, gamma: float) -> Schedule:
    """lr · gammaᵗ, as `ExponentialLR`."""
    non_negative(lr=lr, gamma=gamma)
    return lambda t: lr * gamma**t


def cosine(lr: float, steps: int, least: float = 0.0) -> Schedule:
    """Half a cosine wave from `lr` at step 0 down to `least` at step `steps`, then up again, as `CosineAnnealingLR`.

    SGDR (Loshchilov and Hutter 2017), equation 5, without restarts.
    """
    non_negative(lr=lr, least=least)
    positive(steps=steps)
    return lambda t: _cosine(lr, least, t / steps)


def linear_warmup(lr: float, steps: int, start: float = 1 / 3) -> Schedule:
    """From `start` · lr at step 0 in a straight line to lr at step `steps`, where it stays, as `LinearLR`."""
    non_negative(lr=lr)
    closed_unit(start=start)
    positive(steps=steps)
    return lambda t: lr * (start + (1 - start) * min(t / steps, 1.0))


def one_cycle(
    lr: float,
    steps: int,
    rise: float = 0.3,
    anneal: Literal["cos", "linear"] = "cos",
    div_factor: float = 25.0,
    final_div_factor: float = 1e4,
) -> Schedule:
    """Up from lr / div_factor to lr in the first `rise` of all `steps`, then down, as `OneCycleLR`.

    It ends at lr / (div_factor · final_div_factor) (Smith and Topin 2018). The schedule raises ValueError beyond
    `steps`, as torch does.
    """
    non_negative(lr=lr)
    positive(div_factor=div_factor, final_div_factor=final_div_factor)
    if not 0 < rise * steps - 1 < steps - 1:
        raise ValueError(f"rise: expected a part of the {steps} steps between 1 step and all of them, found {rise}")
    between = {"cos": _cosine, "linear": _line}[anneal]
    first, last = lr / div_factor, lr / div_factor / final_div_factor
    top = rise * steps - 1

    def schedule(t: int) -> float:
        if t > steps:
            raise ValueError(f"step: expected at most {steps}, the length of this one_cycle, found {t}")
        if t <= top:
            return between(first, lr, t / top)
        return between(lr, last, (t - top) / (steps - 1 - top))

    return schedule


def compose(schedules: Sequence[Schedule], milestones: Sequence[int]) -> Schedule:
    """One schedule after the other, as `SequentialLR`: the next begins, at its own step 0, at each milestone.

    Raises ValueError unless there is one milestone less than schedules and they increase from above 0.
    """
    starts = [0, *milestones]
    if len(starts) != len(schedules):
        raise ValueError(
            f"milestones: expected {len(schedules) - 1} for {len(schedules)} schedules, found {milestones}"
        )
    if any(after <= before for before, after in pairwise(starts)):
        raise ValueError(f"milestones: expected increasing steps after step 0, found {milestones}")

    def schedule(t: int) -> float:
        phase = bisect_right(starts, t) - 1
        return schedules[phase](t - starts[phase])

    return schedule


def _cosine(start: float, end: float, part: float) -> float:
    return end + (start - end) / 2 * (1 + math.cos(math.pi * part))


def _line(start: float, end: float, part: float) -> float:
    return start + (end - start) * part
