"""From the name in a question to the callable."""

import importlib
import operator
from collections.abc import Callable
from functools import cache
from typing import Any

from hasktorch_py.aten import callables

_OURS = "hasktorch_py."
_METHODS = "torch.Tensor."

NEVER_ASKED = frozenset({
    "from_file",  # makes and writes files
    "backward", "register_hook", "retain_grad", "requires_grad_",  # about the graph, which a type does not tell
    "__setstate__", "__reduce_ex__", "__deepcopy__", "share_memory_", "storage", "untyped_storage", "set_",
    "cuda", "xpu", "hpu", "ipu", "mtia", "pin_memory", "is_pinned",  # devices that this machine may not have
    "manual_seed", "seed", "compile",  # change the state of this process
})  # fmt: skip


@cache
def resolve(name: str) -> Callable[..., Any] | None:
    """The callable for `torch.nn.functional.conv2d` or `torch.Tensor.view`; None where there is none that may be asked.

    A property becomes a function of the tensor, and the call of a layer of `hasktorch_py` one of the layer.
    """
    last = name.rpartition(".")[2]
    if last in NEVER_ASKED:
        return None
    if name.startswith(_OURS):
        return operator.call if last == "__call__" else _ours(name)
    try:
        found = callables.resolve(name)
    except AttributeError:
        return None
    if isinstance(found, type):
        return None
    return found if callable(found) else operator.attrgetter(last) if name.startswith(_METHODS) else None


@cache
def _ours(name: str) -> Any:
    """A function or a class of `hasktorch_py`, which is imported for it."""
    module, _, last = name.rpartition(".")
    return getattr(importlib.import_module(module), last)


def resolve_class(name: str) -> type[Any]:
    """The class of a layer."""
    found: type[Any] = _ours(name)
    return found
