"""Looks into the installed torch: what it exposes, under which path, and what kind of object that is."""

from __future__ import annotations

import types
from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional

from hasktorch_py.aten.names import public_name

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
_DENSE = "CPU"
#: Other layouts of a CPU tensor: a kernel for one of these is no backend's business.
_LAYOUTS = ("SparseCPU", "SparseCsrCPU", "NestedTensorCPU")
#: Kernels that serve all backends.
_COMPOSITE = ("CompositeImplicitAutograd", "CompositeExplicitAutograd", "CompositeExplicitAutogradNonFunctional")


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


def is_installed(name: str, overload: str) -> bool:
    """Whether the installed ATen has the overload. One that it may not have (`add.default`, `add.__x__`) it has not."""
    try:
        return torch._C._dispatch_has_kernel(_key(name, overload))
    except RuntimeError:
        return False


def is_generated(name: str, overload: str) -> bool:
    """Whether torchgen wrote the overload for the dispatcher alone: torch binds none of these but copies of views."""
    if not is_installed(name, overload):
        return False
    tags = torch._C._get_operation_overload(f"aten::{name}", overload)[2]
    return torch.Tag.generated in tags and torch.Tag.view_copy not in tags


def runs_on_cpu(name: str, overload: str) -> bool:
    """Whether the installed ATen implements the overload for CPU tensors of some ordinary dtype, dense or not."""
    key = _key(name, overload)
    if torch._C._dispatch_has_computed_kernel_for_dispatch_key(key, _DENSE):
        return True
    return any(torch._C._dispatch_has_kernel_for_dispatch_key(key, layout) for layout in (*_LAYOUTS, *_COMPOSITE))


def schemas(name: str) -> list[str]:
    """The schemas of all overloads that the installed ATen has under a name."""
    return [str(schema) for schema in torch._C._jit_get_schemas_for_operator(f"aten::{name}")]


def _key(name: str, overload: str) -> str:
    return f"aten::{name}.{overload}" if overload else f"aten::{name}"


def exists(path: str) -> bool:
    """Whether the installed torch has an object at the dotted path."""
    return _get(path) is not None


def _get(path: str) -> object:
    try:
        return resolve(path)
    except AttributeError:
        return None
