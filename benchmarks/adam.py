"""One Adam step of a network of a million parameters, over torch.optim.Adam(foreach=True) on the same."""

from __future__ import annotations

import ctypes
import json
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

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
    pure, in_place, theirs = _pure(), _in_place(), _theirs()
    try:
        yield _row("step", _over(pure, theirs), 1.1, "malloc gives back what is freed")
        _keep_freed_memory()
        yield _row("step", _over(pure, theirs), 1.1, "malloc keeps what is freed")
        yield _row("step_", _over(in_place, theirs), 1.02, "malloc keeps what is freed")
        parameters = 4 * sum(torch.Size(size).numel() for size in SIZES)
        copy = 3 * parameters  # new parameters and two new moving averages
        ours, base = _peak(_pure, folder), _peak(_theirs, folder)
        note = f"peak memory of training: ({ours / 1e6:.1f} − {copy / 1e6:.1f}) MB over {base / 1e6:.1f} MB"
        yield Row("Adam, 1 M parameters, step without the copy", (ours - copy) / base, 1.1, "×", note)
    finally:
        torch.set_num_threads(threads)


def _row(what: str, figure: float, most: float, note: str) -> Row:
    return Row(f"Adam, 1 M parameters, {what} over torch.optim.Adam", figure, most, "×", note)


def _over(ours: Callable[[], None], theirs: Callable[[], None]) -> float:
    return statistics.median(_seconds(ours) / _seconds(theirs) for _ in range(ROUNDS))


Tensors: TypeAlias = tuple[torch.Tensor, ...]


def _start() -> tuple[Tensors, Tensors]:
    """Parameters and their gradients."""
    generator = torch.Generator().manual_seed(0)
    params, grads = (tuple(torch.randn(size, generator=generator) for size in SIZES) for _ in range(2))
    return params, grads


def _pure() -> Callable[[], None]:
    params, grads = _start()
    optimizer = opt.adam()
    state = optimizer.init(params)

    def step() -> None:
        nonlocal params, state
        params, state = optimizer.step(params, grads, state)

    return step


def _in_place() -> Callable[[], None]:
    params, grads = _start()
    optimizer = opt.adam()
    state = optimizer.init(params)
    return lambda: optimizer.step_(params, grads, state)


def _theirs() -> Callable[[], None]:
    params, grads = _start()
    parameters = [torch.nn.Parameter(p) for p in params]
    for parameter, gradient in zip(parameters, grads, strict=True):
        parameter.grad = gradient
    reference = torch.optim.Adam(parameters, foreach=True)

    def step() -> None:
        reference.step()

    return step


def _keep_freed_memory() -> None:
    """Tell glibc not to return freed memory to the system; where it does, faulting it in again is what one measures.

    It does so by its own rules in some programs and not in others.
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


def _peak(made: Callable[[], Callable[[], None]], folder: Path) -> int:
    """How many bytes tensors take at most in a training of some steps, what is kept between them included."""
    trace = folder / "trace.json"
    with profile(activities=[ProfilerActivity.CPU], profile_memory=True) as recorded:
        step = made()
        for _ in range(5):
            _seconds(step)
    recorded.export_chrome_trace(str(trace))
    found = [event["args"] for event in json.loads(trace.read_text())["traceEvents"] if event["name"] == "[memory]"]
    before = found[0]["Total Allocated"] - found[0]["Bytes"]
    return int(max(arguments["Total Allocated"] for arguments in found) - before)
