"""Where a training stands, as a file: from it the rest of the run is the same bit for bit as if nothing had happened.

The generators' states at the start of the epoch are kept beside the present ones: a pass over the data is begun anew
from the former, its first batches are drawn again and left, and the run goes on with the latter.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

import torch

from . import saving

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Where and how often to write: at the end of each epoch and, if given, after each `every` batches.

    `generators` are those that the step draws from, such as dropout's. torch's own and the data loader's are always
    kept; Python's and NumPy's are not.
    """

    path: str | os.PathLike[str]
    every: int | None = None
    generators: Sequence[torch.Generator] = ()

    def __post_init__(self) -> None:
        if self.every is not None and self.every < 1:
            raise ValueError(f"every: expected 1 batch or more, found {self.every}")


@dataclass(frozen=True)
class Progress(Generic[C]):
    """A run so far: a pytree, so that all of it is saved. `epoch` and `batch` are Longs of rank 0.

    `batch` counts the batches of this epoch that are done; losses `[steps]` and scores `[epochs]` are Doubles;
    `at_start` and `now` are states of the generators.
    """

    carry: C
    epoch: torch.Tensor
    batch: torch.Tensor
    losses: torch.Tensor
    scores: torch.Tensor
    at_start: tuple[torch.Tensor, ...]
    now: tuple[torch.Tensor, ...]

    @classmethod
    def of(
        cls, carry: C, epoch: int, batch: int, losses: Sequence[float], scores: Sequence[float],
        at_start: tuple[torch.Tensor, ...], now: tuple[torch.Tensor, ...],
    ) -> "Progress[C]":  # fmt: skip
        """Progress from Python's numbers."""
        counts = torch.tensor(epoch), torch.tensor(batch)
        curves = torch.tensor(losses, dtype=torch.float64), torch.tensor(scores, dtype=torch.float64)
        return Progress(carry, *counts, *curves, at_start, now)


def resume(path: str | os.PathLike[str], start: Progress[C]) -> Progress[C]:
    """The progress in the file, or `start` where there is no file.

    Raises saving.LoadError where the file is damaged or is of a run with other parameters or generators.
    """
    if not Path(path).exists():
        return start
    tensors = saving.read(path)
    # How many there are, only the file knows.
    lengths = {name: tensors.get(f".{name}", getattr(start, name)) for name in ("losses", "scores")}
    return saving.restore(tensors, replace(start, **lengths), str(path))


def get_states(generators: Sequence[torch.Generator]) -> tuple[torch.Tensor, ...]:
    """The state of each generator, as bytes."""
    return tuple(generator.get_state() for generator in generators)


def set_states(generators: Sequence[torch.Generator], states: Sequence[torch.Tensor]) -> None:
    """Put each generator into its state."""
    for generator, state in zip(generators, states, strict=True):
        generator.set_state(state)


def global_generators() -> list[torch.Generator]:
    """torch's own generators: the CPU's, and those of CUDA devices once CUDA is in use."""
    return [torch.default_generator, *torch.cuda.default_generators]
