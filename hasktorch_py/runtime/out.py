"""The C convention: the first argument receives the result."""

from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import torch

from .installed import Absent

R = TypeVar("R")
Out: TypeAlias = torch.Tensor | tuple[torch.Tensor, ...]


def into(function: Callable[..., R]) -> Callable[..., R]:
    """`_add = into(torch.add)`: `_add(out, x, y)` is `torch.add(x, y, out=out)`, and returns `out`.

    A function of several results takes a tuple of tensors and returns torch's named tuple of the same tensors. One that
    the installed torch lacks stays absent.
    """
    if isinstance(function, Absent):
        return function

    def receive(out: Out, /, *args: Any, **kwargs: Any) -> R:
        return function(*args, out=out, **kwargs)

    receive.__name__ = f"_{function.__name__}"
    return receive
