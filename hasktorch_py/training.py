"""Training as a fold over batches: `step` takes what is learned so far and a batch, and gives the next and the loss."""

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence, Sized
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, Literal, NoReturn, TypeAlias, TypeVar

import torch
from tqdm import tqdm

from hasktorch.tensor import Tensor

from . import checkpoint as checkpoints
from . import data, saving
from ._pytree import Tree
from .backprop import backprop
from .checkpoint import Checkpoint, Progress
from .opt import Optimizer, State

C = TypeVar("C")
X = TypeVar("X")
P = TypeVar("P", bound=Tree)

Loss: TypeAlias = Tensor[Any, Literal[1]] | Tensor[Any, *tuple[()]]


@dataclass(frozen=True, eq=False)
class Fit(Generic[P]):
    """Parameters and the state of their optimizer: what `gradient_step` carries from step to step."""

    params: P
    state: State[P]


@dataclass(frozen=True, slots=True)
class Run(Generic[C]):
    """The end of a training: what was carried, the loss of each step and the score of each epoch."""

    carry: C
    losses: tuple[float, ...]
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class EarlyStop:
    """Stop once `patience` epochs on end have not brought a score lower than the best before by more than `least`."""

    patience: int
    least: float = 0.0

    def __post_init__(self) -> None:
        if self.patience < 1:
            raise ValueError(f"patience: expected 1 epoch or more, found {self.patience}")

    def __call__(self, scores: Sequence[float]) -> bool:
        """Whether these scores are enough."""
        best, waited = math.inf, 0
        for score in scores:
            best, waited = (score, 0) if score < best - self.least else (best, waited + 1)
        return waited >= self.patience


def gradient_step(
    loss: Callable[[P, X], Loss],
    optimizer: Optimizer,
    transform: Callable[[P], P] | None = None,
) -> Callable[[Fit[P], X], tuple[Fit[P], Loss]]:
    """The step that follows the gradient of `loss(params, batch)`.

    `transform` sees the gradient first: it may clip it, or average it over processes.
    """

    def step(fit: Fit[P], batch: X) -> tuple[Fit[P], Loss]:
        value, gradient = backprop(lambda params: loss(params, batch), fit.params)
        if transform is not None:
            gradient = transform(gradient)
        return Fit(*optimizer.step(fit.params, gradient, fit.state)), value

    return step


def train(
    step: Callable[[C, X], tuple[C, Loss]],
    start: C,
    batches: Iterable[X],
    epochs: int,
    *,
    score: Callable[[C], float] | None = None,
    stop: Callable[[Sequence[float]], bool] | None = None,
    checkpoint: Checkpoint | None = None,
    progress: bool = True,
) -> Run[C]:
    """Fold `step` over all batches, `epochs` times, from `start`, a pytree of tensors.

    `score` judges what is learned after each epoch, lower being better, and is the mean loss of the epoch unless
    given; `stop` ends the run by the scores so far. Where the checkpoint's file exists the run continues from it, and
    one that is finished is returned as it was; its data must be the same. `progress` draws a bar on standard error.

    Raises FloatingPointError at a loss that is not finite, ValueError where `batches` gives none (it is iterated anew
    for each epoch), and saving.LoadError for a checkpoint of another run.
    """
    generators = [*checkpoints.global_generators(), *data.generators(batches)]
    if checkpoint is not None:
        generators += checkpoint.generators
    states = checkpoints.get_states(generators)
    at = Progress.of(start, 0, 0, (), (), states, states)
    if checkpoint is not None:
        at = checkpoints.resume(checkpoint.path, at)
    carry, losses, scores = at.carry, at.losses.tolist(), at.scores.tolist()
    epoch, done, at_start = int(at.epoch), int(at.batch), at.at_start
    checkpoints.set_states(generators, at_start if done else at.now)

    def save() -> None:
        if checkpoint is not None:
            now = checkpoints.get_states(generators)
            progressed = Progress.of(carry, epoch, done, losses, scores, at_start, now)
            saving.save(checkpoint.path, progressed)

    with _bar(batches, epochs, len(losses), progress) as bar:
        while epoch < epochs and not (stop is not None and scores and stop(scores)):
            at_start = at_start if done else checkpoints.get_states(generators)
            data.set_epoch(batches, epoch)
            iterator = iter(batches)
            if done:
                _skip(iterator, done)
                checkpoints.set_states(generators, at.now)
            for batch in iterator:
                carry, loss = step(carry, batch)
                losses.append(_finite(loss, epoch, done))
                done += 1
                bar.set_postfix(epoch=epoch, loss=losses[-1], refresh=False)
                bar.update()
                if checkpoint is not None and checkpoint.every is not None and done % checkpoint.every == 0:
                    save()
            if not done:
                raise ValueError(f"batches: expected some in epoch {epoch}, found none; pass what can be iterated anew")
            scores.append(statistics.fmean(losses[-done:]) if score is None else score(carry))
            epoch, done = epoch + 1, 0
            save()
    return Run(carry, tuple(losses), tuple(scores))


def _skip(iterator: Iterator[object], count: int) -> None:
    found = sum(1 for _ in islice(iterator, count))
    if found < count:
        raise ValueError(f"batches: expected the {count} that are done in this epoch, found {found}; the data differ")


def _finite(loss: torch.Tensor, epoch: int, batch: int) -> float:
    value = float(loss.item())
    if not math.isfinite(value):
        raise FloatingPointError(f"epoch {epoch}, batch {batch}: expected a finite loss, found {value}")
    return value


def _bar(batches: object, epochs: int, done: int, progress: bool) -> "tqdm[NoReturn]":
    total = len(batches) * epochs if isinstance(batches, Sized) else None
    return tqdm(total=total, initial=done, disable=not progress, unit="batch")
