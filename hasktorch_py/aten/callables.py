"""From a name to torch's own callable, in the installed torch."""

import types
from typing import Any

import torch
import torch.nn.functional

from .names import BY_MODULE, public_name


def resolve(path: str) -> Any:
    """The object at a dotted path below ``torch``. Raises AttributeError."""
    found: Any = torch
    for part in path.split(".")[1:]:
        found = getattr(found, part)
    return found


def function_path(module: str, name: str) -> str | None:
    """Where torch exposes ATen's own function ``name`` of ``module``; None where it does not."""
    found = BY_MODULE[module]
    for path in (f"{found.public}.{public_name(name, module)}", f"{found.binding}.{name}"):
        if isinstance(_get(path), types.BuiltinFunctionType):
            return path
    return None


def method_path(name: str) -> str | None:
    """Where ``torch.Tensor`` has ATen's own method; None for a property, a method written in Python, or nothing."""
    path = f"torch.Tensor.{name}"
    return path if isinstance(_get(path), types.MethodDescriptorType) else None


def builtins_of_functional() -> tuple[tuple[str, str], ...]:
    """The public functions of ``torch.nn.functional`` that are ATen's own: the name there, ATen's name."""
    found = torch.nn.functional
    return tuple(
        (name, function.__name__)
        for name, function in sorted(vars(found).items())
        if isinstance(function, types.BuiltinFunctionType) and not name.startswith("_")
    )


def exists(path: str) -> bool:
    """Whether the installed torch has an object at the dotted path."""
    return _get(path) is not None


def _get(path: str) -> object:
    try:
        return resolve(path)
    except AttributeError:
        return None
