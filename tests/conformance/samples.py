"""The sample calls of PyTorch's operator database, for one instance."""

import random
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy
import torch
from torch.utils._pytree import tree_map

from .calls import Call, call_text
from .evaluate import copy_of, evaluate, instance_module
from .names import Declared, NotAten, Spelling, spell
from .truth import Untypable, truth_of

DTYPES: Mapping[str, torch.dtype] = {"double": torch.float64, "float": torch.float32, "long": torch.int64}
#: Without elements MKL's drivers write beyond their memory: by luck an error, else the end of this process.
_CORRUPTING = "linalg_lstsq"


@dataclass(slots=True)
class Gathered:
    """The calls of one instance with their weights, and what was left out, by reason."""

    calls: Counter[Call] = field(default_factory=Counter)
    unwritten: Counter[tuple[str, str]] = field(default_factory=Counter)  # (operator, reason) -> calls
    not_aten: dict[str, str] = field(default_factory=dict)  # operator -> reason


def database() -> list[Any]:
    """The entries of `op_db`; importing it warns and takes seconds, so it is imported here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from torch.testing._internal.common_methods_invocations import op_db
    return list(op_db)


def gather(
    instance: str,
    declared: Declared,
    offered: Mapping[str, frozenset[str]],
    wanted: Callable[[str], bool] = lambda name: True,
    most: int | None = None,
) -> Gathered:
    """Every sample call of the wanted operators for an instance; at most `most` of each entry, evenly spread."""
    found = Gathered()
    dtype = DTYPES[instance]
    for entry in database():
        if not wanted(entry.name) or dtype not in entry.supported_dtypes("cpu"):
            continue
        try:
            spelling = spell(entry.name, declared, offered)
        except NotAten as reason:
            found.not_aten[entry.name] = str(reason)
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _seed()
            samples = list(entry.sample_inputs("cpu", dtype, requires_grad=False))
            for sample in _spread(samples, most):
                try:
                    found.calls[_call(entry, spelling, sample, instance, declared)] += 1
                except Untypable as reason:
                    found.unwritten[entry.name, str(reason)] += 1
    return found


def _seed() -> None:
    """The database draws from all three; the table shall be the same from run to run."""
    random.seed(0)
    numpy.random.seed(0)
    torch.manual_seed(0)


def _spread(samples: Sequence[Any], most: int | None) -> Iterator[Any]:
    if most is None or len(samples) <= most:
        yield from samples
    else:
        yield from (samples[i * len(samples) // most] for i in range(most))


def _call(entry: Any, spelling: Spelling, sample: Any, instance: str, declared: Declared) -> Call:
    """The typed call for a sample; what torch gives for the written call is the truth.  Raises Untypable.

    The database wraps some operators so that the differentiable tensor stands first (`where`, `embedding`, `einsum`):
    where torch does not answer the written call as the database does, the first two arguments change places.
    """
    args, kwargs = [sample.input, *sample.args], dict(sample.kwargs)
    if entry.aten_name == _CORRUPTING and any(isinstance(x, torch.Tensor) and not x.numel() for x in args):
        raise Untypable("MKL writes where it must not")
    fixed = {}
    name = f"{spelling.namespace}_{spelling.name}" if spelling.namespace else spelling.name
    if name in declared.factories and kwargs.get("dtype") is DTYPES[instance]:
        fixed["dtype"] = kwargs.pop("dtype")  # the instance fixes it
    expected = truth_of(entry.op(*_copies(args), **_copies(sample.kwargs)))
    module = instance_module(instance)
    accepted = None
    for order in (args, [*args[1:2], args[0], *args[2:]]):
        text, annotations, tensors = call_text(spelling, order, kwargs)
        try:
            call = Call(entry.name, text, annotations, evaluate(text, tensors, module, fixed), tensors)
        except Untypable:
            raise
        except Exception:  # torch refuses this order, with any exception it likes
            continue
        if str(call.truth) == str(expected):
            return call
        accepted = accepted or call
    if accepted is None:
        raise Untypable("the database wraps the operator: torch refuses the written call")
    return accepted


def _copies(value: Any) -> Any:
    return tree_map(lambda x: copy_of(x) if isinstance(x, torch.Tensor) else x, value)
