"""Asks the dispatcher of the installed torch: which overloads there are, and what has kernels for them."""

from __future__ import annotations

import torch

_DENSE = "CPU"
#: Other layouts of a CPU tensor: a kernel for one of these is no backend's business.
_LAYOUTS = ("SparseCPU", "SparseCsrCPU", "NestedTensorCPU")
#: Kernels that serve all backends.
_COMPOSITE = ("CompositeImplicitAutograd", "CompositeExplicitAutograd", "CompositeExplicitAutogradNonFunctional")


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
