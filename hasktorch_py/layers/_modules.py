"""To torch.nn and back: what is copied, and what is checked."""

from collections.abc import Mapping
from typing import Any, TypeVar

import torch

from hasktorch_py import _boundary

M = TypeVar("M", bound=torch.nn.Module)


# Any: a module does not say the shapes of its parameters.
def parameter(module: torch.nn.Module, name: str, dtype: torch.dtype) -> Any:
    """A copy of the parameter or buffer.

    Raises ValueError where the module is without it, DTypeError for another dtype.
    """
    found = getattr(module, name)
    if found is None:
        raise ValueError(f"from_module: expected a module with {name}, found none in {module}; make it with one")
    return _boundary.from_torch(dtype, found.detach()).clone()


def expect(module: torch.nn.Module, **settings: object) -> None:
    """Raises ValueError where a setting of the module is another one than the layer has."""
    for name, expected in settings.items():
        if (found := getattr(module, name)) != expected:
            raise ValueError(f"from_module: expected {name}={expected!r}, found {name}={found!r} in {module}")


def fill(module: M, tensors: Mapping[str, torch.Tensor]) -> M:
    """The module, made on the meta device, with copies of the tensors for its parameters and buffers."""
    module.load_state_dict({name: x.detach().clone() for name, x in tensors.items()}, assign=True)
    return module


def sizes(x: torch.Tensor) -> torch.Size:
    """The shape as plain ints, which the static type of a typed tensor's shape does not promise."""
    return x.shape
