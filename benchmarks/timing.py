"""Two things timed in turns, so that whatever slows the machine meanwhile slows both."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
import timeit
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SEARCH = os.pathsep.join([str(ROOT), str(ROOT / "generated")])


def ratio(ours: str, theirs: str, names: Mapping[str, object], rounds: int = 201, calls: int = 500) -> float:
    """The least time of one expression over the least of the other: what else the machine does can only add to both."""
    timers = [timeit.Timer(expression, globals=dict(names)) for expression in (ours, theirs)]
    for timer in timers:
        timer.timeit(calls)
    least = [math.inf, math.inf]
    for _ in range(rounds):
        least = [min(found, timer.timeit(calls)) for found, timer in zip(least, timers, strict=True)]
    return least[0] / least[1]


def python(arguments: Sequence[str], folder: Path) -> str:
    """Standard output of a Python process that finds this project's packages and starts in ``folder``.

    Raises RuntimeError with what it printed where its exit status is not 0.
    """
    environment = os.environ | {"PYTHONPATH": SEARCH, "MYPYPATH": SEARCH}
    done = subprocess.run([sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(
            f"python {' '.join(arguments)} ended with status {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return done.stdout


def seconds(arguments: Sequence[str], folder: Path) -> float:
    """Wall-clock time of such a process."""
    started = time.perf_counter()
    python(arguments, folder)
    return time.perf_counter() - started
