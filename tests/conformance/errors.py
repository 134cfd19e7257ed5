"""How many mistakes of PyTorch's operator database a checker finds: `python -m tests.conformance.errors`.

The database has calls that ATen must refuse. Counted are those whose mistake lies in shapes, dtypes and literals: the
operator is one of ATen's, the call can be written, it raises what the database's own call raises, and it raises on
new contiguous CPU tensors of the same dtypes and shapes as well, whatever their elements. (Left out by this: values,
strides and overlapping memory, devices, `requires_grad`, sparse tensors.)
"""

import re
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import torch
import typer

from codegen.emit import emit
from codegen.parse import parse
from hasktorch_py.aten.dtypes import BY_TAG, INSTANCES
from hasktorch_py.aten.torch_dtypes import TAGS
from tests.checkers import ROOT, SEARCH_ROOTS

from .calls import Call, call_text, parameter_name
from .classify import Outcome
from .evaluate import HOMES, copy_of, instance_module
from .measure import measure
from .names import Declared, NotAten, declared_by, offered_by, spell
from .samples import database
from .truth import Untypable, ValueTruth

PLUGIN = "hasktorch_py.mypy_plugin"
REJECTED = frozenset({Outcome.FALSE_ERROR, Outcome.MISSING})
_NOTHING = ValueTruth("NoneType")


@dataclass(slots=True)
class Mistakes:
    """The mistakes by the instance in which they are written, and what was left out, by reason."""

    calls: dict[str, list[Call]] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def mistakes(
    declared: Declared, ops: str = "", most: int | None = None, instances: Collection[str] = INSTANCES
) -> Mistakes:
    """The refused calls of the database, written in these instances; at most `most` of each operator."""
    found = Mistakes()
    for entry in database():
        if entry.error_inputs_func is None or not re.search(ops, entry.name):
            continue
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.manual_seed(0)
            for error in list(entry.error_inputs("cpu"))[:most]:
                args = [error.sample_input.input, *error.sample_input.args]
                if (instance := _instance_of(args)) not in instances:
                    continue
                try:
                    call = _mistake(entry, args, error.sample_input.kwargs, declared, instance)
                except (NotAten, Untypable) as reason:
                    found.left_out[str(reason)] += 1
                    continue
                known = found.calls.setdefault(instance, [])
                if call not in known:
                    known.append(call)
    return found


def _mistake(entry: Any, args: list[Any], kwargs: dict[str, Any], declared: Declared, instance: str) -> Call:
    """The call.  Raises NotAten and Untypable where it does not count."""
    spelling = spell(entry.name, declared, _offered(instance))
    expected = _refusal(lambda: entry.op(*args, **kwargs))
    if expected is None:
        raise Untypable("torch accepts the call")
    for order in (args, [*args[1:2], args[0], *args[2:]]):  # the database wraps some operators, see `samples`
        text, annotations, tensors = call_text(spelling, order, kwargs)
        if _written(text, tensors, instance) != expected:
            continue
        if any(_written(text, fresh, instance) is None for fresh in _renewed(tensors)):
            raise Untypable("the mistake is in elements, strides, devices or gradients")
        return Call(entry.name, text, annotations, _NOTHING)
    raise Untypable("the database wraps the operator: the written call is another")


@cache
def _offered(instance: str) -> dict[str, frozenset[str]]:
    return offered_by(ROOT / "generated", instance)


def _instance_of(args: list[Any]) -> str:
    """The instance of the first tensor's dtype; Double where there is none."""
    for value in args:
        for item in value if isinstance(value, list | tuple) else (value,):
            if isinstance(item, torch.Tensor) and item.dtype in TAGS:
                return BY_TAG[TAGS[item.dtype]].instance
    return "double"


def _refusal(call: Callable[[], object]) -> str | None:
    """What a call raises, None where it returns."""
    try:
        call()
    except Exception as error:  # torch raises many kinds
        return str(error)
    return None


def _written(text: str, tensors: tuple[torch.Tensor, ...], instance: str) -> str | None:
    """What the written call raises in torch, or in the instance where that has a name of its own for the function."""
    scope: dict[str, object] = {parameter_name(i): copy_of(t) for i, t in enumerate(tensors)}
    home = instance_module(instance)
    return _refusal(lambda: eval(text, {"torch": torch, "T": _Torch(home), **scope}))


class _Torch:
    """The instance, and torch's own functions where it has none: a function absent for a dtype is a dtype mistake."""

    def __init__(self, instance: object) -> None:
        self._instance = instance

    def __getattr__(self, name: str) -> object:
        return HOMES[name] if name in HOMES else getattr(self._instance, name, None) or getattr(torch, name)


def _renewed(tensors: tuple[torch.Tensor, ...]) -> Iterator[tuple[torch.Tensor, ...]]:
    """Other tensors of the same dtypes and shapes: zeros, ones, and 0, 1, 0, 1, …"""
    yield tuple(torch.zeros(t.shape, dtype=t.dtype) for t in tensors)
    yield tuple(torch.ones(t.shape, dtype=t.dtype) for t in tensors)
    yield tuple((torch.arange(t.numel()) % 2).reshape(t.shape).to(t.dtype) for t in tensors)


def rejected(found: Mistakes, plugin: str | None, work: Path = ROOT / "build" / "errors") -> dict[Call, bool]:
    """Whether mypy reports an error in each call."""
    written = {instance: dict.fromkeys(calls, 1) for instance, calls in found.calls.items()}
    measured = measure("mypy", written, work, SEARCH_ROOTS, plugin)
    return {m.call: m.outcome in REJECTED for own in measured.values() for m in own}


def main(ops: Annotated[str, typer.Option(help="Only operators whose name this expression finds.")] = "") -> None:
    """Print the table, and the mistakes that are not found with the plugin."""
    found = mistakes(declared_by(parse(emit(), "Declarations.yaml").declarations), ops)
    plain, asking = rejected(found, None), rejected(found, PLUGIN)
    for call, is_rejected in asking.items():
        if not is_rejected:
            print(f"not rejected: {call.opinfo}: {call}")
    print(f"\n{'mypy':24}{'mistakes':>10}{'rejected':>10}")
    for name, outcome in (("stubs alone", plain), ("with the plugin", asking)):
        print(f"{name:24}{len(outcome):>10,}{sum(outcome.values()) / len(outcome):>10.1%}")
    print(f"\nleft out: {found.left_out.total():,}")
    for reason, count in found.left_out.most_common():
        print(f"{count:8,}  {reason}")


if __name__ == "__main__":
    typer.run(main)
