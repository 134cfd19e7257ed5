"""Memory for new tensors that a step takes over from tensors which nobody has any more.

A pure step makes parameters and moving averages anew, while malloc gives the old ones back to the system; faulting the
new pages in then takes as long as the arithmetic. So the memory of large tensors stays with the optimizer for its next
step, as torch keeps that of CUDA devices: never more than was let go since the last one.
"""

import weakref
from typing import Any, TypeAlias

import torch

#: Bytes of a tensor from which glibc maps memory of its own (M_MMAP_THRESHOLD).
LEAST = 128 * 1024
_Array: TypeAlias = Any  # a NumPy array of any dtype
_Key: TypeAlias = tuple[torch.dtype, torch.Size, tuple[int, ...]]


class Memory:
    """What one optimizer has lent, and what of that has come back."""

    def __init__(self) -> None:
        self._lent: dict[int, tuple[weakref.ref[_Array], _Key, _Array]] = {}
        self._spare: dict[_Key, list[_Array]] = {}

    def empty_like(self, x: torch.Tensor) -> torch.Tensor:
        """A tensor of the dtype, shape and strides of x; its elements are of any value. `resize_` cannot enlarge it."""
        if x.nbytes < LEAST or not x.is_cpu or x.dtype is torch.bfloat16:  # which NumPy does not have
            return torch.empty_like(x)
        key = x.dtype, x.shape, x.stride()
        try:
            owner = self._spare[key].pop()
        except (KeyError, IndexError):  # asked first, another thread might take the last one meanwhile
            owner = torch.empty_like(x).numpy()
        # torch holds this view as long as any tensor has its memory, and nobody else does.
        view = owner[...]
        lent = weakref.ref(view, self._take_back)
        self._lent[id(lent)] = lent, key, owner
        return torch.from_numpy(view)

    def clone(self, x: torch.Tensor) -> torch.Tensor:
        """A copy of x."""
        return self.empty_like(x).copy_(x)

    def trim(self) -> None:
        """Give the system what has come back and was not taken again."""
        self._spare.clear()

    def _take_back(self, lent: "weakref.ref[_Array]") -> None:
        _, key, owner = self._lent.pop(id(lent))
        self._spare.setdefault(key, []).append(owner)
