"""From the full name in the stubs to the callable at run time.  Imports the instance, and with it torch."""

import importlib
import operator
from collections.abc import Callable
from functools import cache
from typing import Any

import torch

_CORE = "hasktorch_py."
_METHODS = "hasktorch.tensor.Tensor."

NEVER_ASKED = frozenset({
    "from_file",  # makes and writes files
    "backward", "register_hook", "retain_grad", "requires_grad_",  # about the graph, which a type does not tell
    "__setstate__", "__reduce_ex__", "__deepcopy__", "share_memory_", "storage", "untyped_storage", "set_",
    "cuda", "xpu", "hpu", "ipu", "mtia", "pin_memory", "is_pinned",  # devices that this machine may not have
    "manual_seed", "seed", "compile",  # change the state of this process
})  # fmt: skip


@cache
def resolve(name: str) -> Callable[..., Any] | None:
    """The callable for `hasktorch.double.nn.conv2d` or `hasktorch.tensor.Tensor.view`; None where there is none.

    A property becomes a function of the tensor, and the call of a layer one of the layer.
    """
    last = name.rpartition(".")[2]
    if last in NEVER_ASKED:
        return None
    if name.startswith(_CORE) and last == "__call__":
        return operator.call
    if name.startswith(_METHODS):
        found = getattr(torch.Tensor, last, None)
        return found if callable(found) else operator.attrgetter(last) if found is not None else None
    module, _, last = name.rpartition(".")
    try:
        found = getattr(importlib.import_module(module), last, None)
    except ModuleNotFoundError:
        return None
    return found if callable(found) and not isinstance(found, type) else None


@cache
def resolve_class(name: str) -> type[Any]:
    """The class of a layer."""
    module, _, last = name.rpartition(".")
    found: type[Any] = getattr(importlib.import_module(module), last)
    return found
