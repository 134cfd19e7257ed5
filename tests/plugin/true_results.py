"""What eager ATen makes of a call, on tensors with several choices of elements, in a process that may die of it."""

import os
import random
import signal
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch

from codegen.probe.values import tensor
from codegen.probe.workers import run
from hasktorch_py.aten.torch_dtypes import TORCH_DTYPES
from tests.conformance.calls import parameter_name
from tests.conformance.evaluate import instance_module
from tests.conformance.truth import Truth, Untypable, truth_of

from .open_sizes import OTHER_SIZES, elsewhere
from .random_calls import Made, RandomCall

SECONDS = 10.0  # of processor time for a call
MOST_BYTES = 2**32  # that calls may allocate
_FILLINGS = ("sensible", "other", "zeros", "ones", "rising")


@dataclass(frozen=True, slots=True)
class Eager:
    """The results for the elements for which ATen takes the call, and what it says where it takes it for none.

    `untypable`: the result is nothing that the package has a type for. `elsewhere`: whether ATen takes the call where
    the type variable is another number.
    """

    results: frozenset[Truth] = frozenset()
    refusal: str = ""
    untypable: bool = False
    elsewhere: tuple[bool, ...] = ()


def eager(calls: Iterable[RandomCall]) -> Mapping[RandomCall, Eager | None]:
    """Every call with its result; None where the process died of it."""
    return dict(run(_work, list(dict.fromkeys(calls)), processes=2))


def _limit() -> None:
    """Once per process; what is over it is killed (time) or raises (memory)."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        resource.setrlimit(resource.RLIMIT_AS, (pages * os.sysconf("SC_PAGE_SIZE") + MOST_BYTES, hard))
        torch.set_num_threads(1)


def _work(call: RandomCall) -> Eager:
    _limit()
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        found = _run(call)
        if call.symbol is None or found.untypable:
            return found
        others = (_run(elsewhere(call, size)) for size in OTHER_SIZES)
        return replace(found, elsewhere=tuple(bool(other.results) for other in others))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _run(call: RandomCall) -> Eager:
    module = instance_module(call.instance)
    results: set[Truth] = set()
    refusals: list[str] = []
    warnings.simplefilter("ignore")
    warnings.filterwarnings("error", message="Using a target size")  # which the plugin takes at its word
    for filling in _FILLINGS if call.tensors else _FILLINGS[:1]:
        tensors = [_made(made, filling) for made in call.tensors]
        scope = {"torch": torch, "T": module} | {parameter_name(i): x for i, x in enumerate(tensors)}
        torch.manual_seed(0)
        try:
            results.add(truth_of(eval(call.text, scope)))
        except Untypable:
            return Eager(untypable=True)
        except Exception as error:  # torch raises many kinds
            refusals.append(f"{type(error).__name__}: {error}")
    return Eager(frozenset(results), "" if results else refusals[0])


def _made(made: Made, filling: str) -> torch.Tensor:
    dtype = TORCH_DTYPES[made.tag]
    match filling:
        case "zeros" | "ones":
            return torch.full(made.sizes, filling == "ones").to(dtype)
        case "rising":
            return torch.arange(torch.Size(made.sizes).numel()).reshape(made.sizes).to(dtype)
    return tensor(made.sizes, made.tag, made.role, random.Random(filling))
