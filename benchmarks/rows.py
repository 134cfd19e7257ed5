"""One function for each promised figure: it measures and answers with rows."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.timing import python, ratio, seconds

ALONE = """\
import torch


def affine(x: torch.Tensor, w: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.mm(x, w) + b
"""
TYPED = """\
from typing import Literal as L

import torch

import hasktorch.double as T
from hasktorch.double import Tensor


def affine(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[1]], b: Tensor[L[1]]) -> Tensor[L[4], L[1]]:
    return T.mm(x, w) + b


plain: torch.Tensor = affine(T.zeros(4, 2), T.zeros(2, 1), T.zeros(1))
"""
IMPORT = """\
import time
started = time.perf_counter()
import torch
middle = time.perf_counter()
import hasktorch.double
print(time.perf_counter() - middle, middle - started)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure, the most that it may be, and both as a reader sees them."""

    what: str
    figure: float
    most: float
    unit: str
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.figure <= self.most


def imports(folder: Path) -> Iterator[Row]:
    """Importing an instance, after torch, with compiled files in place."""
    python(["-c", IMPORT], folder)
    runs = [[float(word) for word in python(["-c", IMPORT], folder).split()] for _ in range(5)]
    ours, theirs = (statistics.median(column) for column in zip(*runs, strict=True))
    note = f"{ours / theirs:.1%} of importing torch, {theirs:.2f} s"
    yield Row("import hasktorch.double after import torch", ours * 1000, 20, "ms", note)


def calls(_: Path) -> Iterator[Row]:
    """Calls of bound functions and of factories over torch's own."""
    import torch

    import hasktorch.double as T

    names = {"T": T, "torch": torch, "x": torch.zeros(4, 2).double(), "y": torch.zeros(2, 1).double()}
    note = "the same object" if T.mm is torch.mm else "NOT the same object"
    # The same object: what is left is the noise of the clock.
    yield Row("T.mm(x, y) over torch.mm(x, y)", ratio("T.mm(x, y)", "torch.mm(x, y)", names), 1.03, "×", note)
    for ours, theirs in (
        ("T.zeros(4, 2)", "torch.zeros(4, 2, dtype=torch.float64)"),
        ("T.randn(4, 2)", "torch.randn(4, 2, dtype=torch.float64)"),
    ):
        yield Row(f"{ours} over {theirs}", ratio(ours, theirs, names), 1.05, "×")


def checking(folder: Path) -> Iterator[Row]:
    """`mypy --strict` on a file that imports one instance over the same file with torch alone."""
    texts = {"typed": TYPED, "alone": ALONE}
    times: dict[tuple[str, str], list[float]] = {}
    for number in range(3):
        for when in ("cold", "warm, file edited", "warm, nothing changed"):
            for name, text in texts.items():
                path = folder / f"{name}.py"
                if when != "warm, nothing changed":
                    path.write_text(f"{text}\n# {when} {number}\n")
                command = ["-m", "mypy", "--strict", "--cache-dir", f"cache_{name}_{number}", path.name]
                times.setdefault((when, name), []).append(seconds(command, folder))
        if number == 0 and times["cold", "alone"][0] > 30:
            break  # minutes on a small machine: once is enough for so long a run
    for when in ("cold", "warm, file edited", "warm, nothing changed"):
        ours, theirs = (statistics.median(times[when, name]) for name in texts)
        note = f"{ours:.2f} s over {theirs:.2f} s"
        yield Row(f"mypy --strict, one instance over torch alone, {when}", ours / theirs, 1.3, "×", note)


def generating(folder: Path) -> Iterator[Row]:
    """A run of the generator with nothing to build on, and one with nothing to do."""
    command = ["-m", "hasktorch_py", "generate", "--out", "generated/hasktorch"]
    yield Row("make generate, declarations emitted anew", seconds(command, folder), 15, "s")
    yield Row("make generate, unchanged", seconds(command, folder), 3, "s")
