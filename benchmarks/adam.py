"""One Adam step of a network of a million parameters, over torch.optim.Adam(foreach=True) on the same."""

from __future__ import annotations

import ctypes
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from torch.profiler import ProfilerActivity, profile

from benchmarks.rows import Row
from hasktorch_py import opt

SIZES = ((512, 1000), (1000,), (1000, 480), (480,), (480, 10), (10,))
ROUNDS = 201


def adam(folder: Path) -> Iterator[Row]:
    """Time and peak memory of the pure step, time of the one in place; one thread."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    pure, in_place, theirs = _steps()
    try:
        yield _row("step", _over(pure, theirs), 1.1, "malloc gives back what is freed")
        _keep_freed_memory()
        yield _row("step", _over(pure, theirs), 1.1, "malloc keeps what is freed")
        yield _row("step_", _over(in_place, theirs), 1.02, "malloc keeps what is freed")
        parameters = 4 * sum(torch.Size(size).numel() for size in SIZES)
        copy = 3 * parameters  # new parameters and two new moving averages
        ours, base = _peak(pure, folder), _peak(theirs, folder)
        note = f"peak memory: ({ours / 1e6:.1f} − {copy / 1e6:.1f}) MB over {base / 1e6:.1f} MB"
        yield Row("Adam, 1 M parameters, step without the copy", (ours - copy) / base, 1.1, "×", note)
    finally:
        torch.set_num_threads(threads)


def _row(what: str, figure: float, most: float, note: str) -> Row:
    return Row(f"Adam, 1 M parameters, {what} over torch.optim.Adam", figure, most, "×", note)


def _over(ours: Callable[[], None], theirs: Callable[[], None]) -> float:
    return statistics.median(_seconds(ours) / _seconds(theirs) for _ in range(ROUNDS))


def _steps() -> tuple[Callable[[], None], Callable[[], None], Callable[[], None]]:
    """A pure step, one in place and torch's, each on parameters of its own and always with the same gradients."""
    generator = torch.Generator().manual_seed(0)
    start = tuple(torch.randn(size, generator=generator) for size in SIZES)
    grads = tuple(torch.randn(size, generator=generator) for size in SIZES)
    optimizer = opt.adam()
    params, state = start, optimizer.init(start)

    def pure() -> None:
        nonlocal params, state
        params, state = optimizer.step(params, grads, state)

    changed = tuple(p.clone() for p in start)
    changed_state = optimizer.init(changed)

    def in_place() -> None:
        optimizer.step_(changed, grads, changed_state)

    parameters = [torch.nn.Parameter(p.clone()) for p in start]
    for parameter, gradient in zip(parameters, grads, strict=True):
        parameter.grad = gradient
    reference = torch.optim.Adam(parameters, foreach=True)

    def theirs() -> None:
        reference.step()

    return pure, in_place, theirs


def _keep_freed_memory() -> None:
    """Tell glibc not to return freed memory to the system; where it does, faulting it in again is what one measures.

    It does so by its own rules in some programs and not in others: there a pure step takes up to 1.4 times torch's.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt:
        for parameter in (-1, -3):  # M_TRIM_THRESHOLD, M_MMAP_THRESHOLD
            mallopt(parameter, 2**31 - 1)


def _seconds(call: Callable[[], None]) -> float:
    """The time of a step as it is in training: after a pass forwards and backwards that has used cache and heap."""
    x = torch.randn(64, SIZES[0][0])
    leaves = [torch.ones(size, requires_grad=True) for size in SIZES]
    for weight, bias in zip(leaves[::2], leaves[1::2], strict=True):
        x = torch.relu(x @ weight + bias)
    torch.autograd.grad(x.sum(), leaves)
    started = time.perf_counter()
    call()
    return time.perf_counter() - started


def _peak(call: Callable[[], None], folder: Path) -> int:
    """How many bytes the tensors of one call take at most, beyond those that were there before it."""
    trace = folder / "trace.json"
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as recorded:
        call()
    recorded.export_chrome_trace(str(trace))
    found = [event["args"] for event in json.loads(trace.read_text())["traceEvents"] if event["name"] == "[memory]"]
    before = found[0]["Total Allocated"] - found[0]["Bytes"]
    return int(max(arguments["Total Allocated"] for arguments in found) - before)
