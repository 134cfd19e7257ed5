"""From a name to torch's own callable, in the installed torch."""

import types
from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional

from .names import public_name

#: Where functions of an ATen module are: the public module under the public name, then the binding under ATen's.
_MODULES: Mapping[str, tuple[str, str]] = {
    "": ("torch", "torch._C._VariableFunctions"),
    "nn": ("torch.nn.functional", "torch._C._nn"),
    "linalg": ("torch.linalg", "torch._C._linalg"),
    "fft": ("torch.fft", "torch._C._fft"),
    "special": ("torch.special", "torch._C._special"),
    "sparse": ("torch.sparse", "torch._C._sparse"),
    "nested": ("torch.nested", "torch._C._nested"),
}


def resolve(path: str) -> Any:
    """The object at a dotted path below ``torch``. Raises AttributeError."""
    found: Any = torch
    for part in path.split(".")[1:]:
        found = getattr(found, part)
    return found


def function_path(module: str, name: str) -> str | None:
    """Where torch exposes ATen's own function ``name`` of ``module``; None where it does not."""
    public, binding = _MODULES[module]
    short = name.removeprefix(f"{module}_") if module in ("sparse", "nested") else public_name(name, module)
    for path in (f"{public}.{short}", f"{binding}.{name}"):
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
