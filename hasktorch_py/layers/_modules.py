"""To torch.nn and back: what is copied, and what is checked."""

from collections.abc import Mapping
from typing import Any, TypeVar

import torch

from hasktorch_py.runtime import boundary

M = TypeVar("M", bound=torch.nn.Module)


# Any: a module does not say the shapes of its parameters.
def parameter(module: torch.nn.Module, name: str, dtype: torch.dtype) -> Any:
    """A copy of the parameter or buffer. Raises DTypeError for another dtype."""
    return boundary.from_torch(dtype, getattr(module, name).detach()).clone()


def parameter_or(neutral: float, size: int, module: torch.nn.Module, name: str, dtype: torch.dtype) -> Any:
    """A copy of the vector; of a module without it, the number that has no effect, so many times.

    In the layer it is a parameter like others, so training changes it.
    """
    if getattr(module, name) is None:
        return torch.full((size,), neutral, dtype=dtype)
    return parameter(module, name, dtype)


def expect(module: torch.nn.Module, name: str, expected: object, advice: str) -> None:
    """Raises ValueError with the advice where a setting of the module is another one than the layer has."""
    if (found := getattr(module, name)) != expected:
        raise ValueError(f"from_module: expected {name}={expected!r}, found {name}={found!r} in {module}; {advice}")


def fill(module: M, tensors: Mapping[str, torch.Tensor]) -> M:
    """The module, made on the meta device, with copies of the tensors for its parameters and buffers."""
    module.load_state_dict({name: x.detach().clone() for name, x in tensors.items()}, assign=True)
    return module


def sizes(x: torch.Tensor) -> torch.Size:
    """The shape as plain ints, which the static type of a typed tensor's shape does not promise."""
    return x.shape
