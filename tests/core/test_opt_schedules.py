"""Schedules beside the schedulers of torch.optim.lr_scheduler."""

import warnings
from collections.abc import Callable

import pytest
import torch
from torch.optim import lr_scheduler
from torch.optim.lr_scheduler import LRScheduler

from hasktorch_py.opt import Schedule, schedules

LR = 0.1


def warmed_up(optimizer: torch.optim.Optimizer) -> LRScheduler:
    warmup = lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=7)
    steps = lr_scheduler.StepLR(optimizer, 5, 0.5)
    return lr_scheduler.SequentialLR(
        optimizer, [warmup, steps, lr_scheduler.CosineAnnealingLR(optimizer, 20)], milestones=[7, 22]
    )


CASES: dict[str, tuple[Schedule, Callable[[torch.optim.Optimizer], LRScheduler]]] = {
    "constant": (schedules.constant(LR), lambda o: lr_scheduler.LambdaLR(o, lambda _: 1.0)),
    "step": (schedules.step(LR, 7), lambda o: lr_scheduler.StepLR(o, 7)),
    "step, gamma": (schedules.step(LR, 1, 0.9), lambda o: lr_scheduler.StepLR(o, 1, 0.9)),
    "exponential": (schedules.exponential(LR, 0.93), lambda o: lr_scheduler.ExponentialLR(o, 0.93)),
    "cosine": (schedules.cosine(LR, 40), lambda o: lr_scheduler.CosineAnnealingLR(o, 40)),
    "cosine, up again": (schedules.cosine(LR, 13, 0.01), lambda o: lr_scheduler.CosineAnnealingLR(o, 13, 0.01)),
    "warmup": (schedules.linear_warmup(LR, 5), lambda o: lr_scheduler.LinearLR(o)),
    "warmup, start": (
        schedules.linear_warmup(LR, 30, 0.0 + 1e-3),
        lambda o: lr_scheduler.LinearLR(o, start_factor=1e-3, total_iters=30),
    ),
    "one cycle": (schedules.one_cycle(LR, 41), lambda o: lr_scheduler.OneCycleLR(o, LR, 41)),
    "one cycle, linear": (
        schedules.one_cycle(LR, 50, rise=0.5, anneal="linear", div_factor=10, final_div_factor=100),
        lambda o: lr_scheduler.OneCycleLR(
            o, LR, 50, pct_start=0.5, anneal_strategy="linear", div_factor=10, final_div_factor=100
        ),
    ),
    "compose": (
        schedules.compose(
            (schedules.linear_warmup(LR, 7, 0.01), schedules.step(LR, 5, 0.5), schedules.cosine(LR, 20)), (7, 22)
        ),
        warmed_up,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_forty_steps_equal_torch(case: str) -> None:
    ours, make = CASES[case]
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], LR, momentum=0.9)
    with warnings.catch_warnings():  # SequentialLR still calls what torch has deprecated
        warnings.simplefilter("ignore")
        theirs = make(optimizer)
        for step in range(41):
            assert ours(step) == pytest.approx(theirs.get_last_lr()[0], rel=1e-12, abs=1e-17), step
            optimizer.step()
            theirs.step()


def test_one_cycle_ends() -> None:
    schedule = schedules.one_cycle(LR, 10)
    assert schedule(9) == pytest.approx(LR / 25 / 1e4)
    with pytest.raises(ValueError, match="step: expected at most 10, the length of this one_cycle, found 11"):
        schedule(11)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: schedules.constant(-1), "lr: expected 0 or more, found -1"),
        (lambda: schedules.step(LR, 0), "every: expected more than 0, found 0"),
        (lambda: schedules.exponential(LR, -0.5), "gamma: "),
        (lambda: schedules.cosine(LR, 0), "steps: "),
        (lambda: schedules.cosine(LR, 5, -1), "least: "),
        (lambda: schedules.linear_warmup(LR, 5, 1.5), "start: expected a value from 0 to 1, found 1.5"),
        (lambda: schedules.one_cycle(LR, 3), "rise: expected a part of the 3 steps"),
        (lambda: schedules.one_cycle(LR, 10, rise=1.0), "rise: "),
        (lambda: schedules.compose((), ()), "milestones: expected -1 for 0 schedules"),
        (lambda: schedules.compose((schedules.constant(LR),), (3,)), "milestones: expected 0 for 1 schedules"),
        (lambda: schedules.compose((schedules.constant(LR),) * 3, (3, 3)), "milestones: expected increasing steps"),
        (lambda: schedules.compose((schedules.constant(LR),) * 2, (0,)), "milestones: expected increasing steps"),
    ],
)
def test_values_out_of_range_are_refused(make: Callable[[], Schedule], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()
