"""Runs a written call: in the instance where it offers the function, else in torch under an instance's namespaces."""

import functools
import importlib
import types
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import torch

from hasktorch_py.aten.callables import resolve
from hasktorch_py.aten.names import NAMESPACE_OF

from .calls import parameter_name
from .truth import Truth, truth_of

#: torch's modules by the names that an instance has for them.
HOMES: Mapping[str, Any] = {name: resolve(module) for module, name in NAMESPACE_OF.items() if name}


def evaluate(text: str, tensors: Sequence[torch.Tensor], module: object, fixed: Mapping[str, object]) -> Truth:
    """What the call returns for these tensors, `T` being `module`, or torch where `module` has no such function.

    `fixed` are keyword arguments that an instance gives by itself and torch must be given.
    Raises whatever torch raises, and Untypable.
    """
    try:
        return _evaluate(text, tensors, module)
    except AttributeError:
        return _evaluate(text, tensors, _torch_as_instance(text, fixed))


def _evaluate(text: str, tensors: Sequence[torch.Tensor], module: object) -> Truth:
    scope: dict[str, object] = {"torch": torch, "T": module}
    scope.update((parameter_name(i), copy_of(t)) for i, t in enumerate(tensors))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return truth_of(eval(text, scope))


def instance_module(instance: str) -> object:
    """The instance at run time; an empty module before it has been generated."""
    try:
        return importlib.import_module(f"hasktorch.{instance}")
    except ModuleNotFoundError:
        return types.ModuleType(instance)


def copy_of(tensor: torch.Tensor) -> torch.Tensor:
    """A tensor with the same values, strides and offset, in a copy of the whole storage (for `as_strided`)."""
    if tensor.layout is not torch.strided:
        return tensor.clone()
    whole = tensor.as_strided((tensor.untyped_storage().nbytes() // tensor.itemsize,), (1,), 0)
    return whole.clone().as_strided(tensor.size(), tensor.stride(), tensor.storage_offset())


def _torch_as_instance(text: str, fixed: Mapping[str, object]) -> object:
    if not fixed:
        return types.SimpleNamespace(**{**vars(torch), **HOMES})
    name = text.removeprefix("T.").partition("(")[0]
    home, _, last = name.rpartition(".")
    function = functools.partial(getattr(HOMES[home] if home else torch, last), **fixed)
    return types.SimpleNamespace(**{home: types.SimpleNamespace(**{last: function})} if home else {last: function})
