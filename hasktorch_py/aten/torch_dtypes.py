"""The dtypes as torch's objects: by tag, and what they are called in messages."""

from collections.abc import Mapping

import torch

from .dtypes import DTYPES

#: By the tag.
TORCH_DTYPES: Mapping[str, torch.dtype] = {dtype.tag: getattr(torch, dtype.torch) for dtype in DTYPES}
#: The tag of every dtype that has an instance.
TAGS: Mapping[torch.dtype, str] = {dtype: tag for tag, dtype in TORCH_DTYPES.items()}
_CONVERSIONS = {TORCH_DTYPES[dtype.tag]: f".{dtype.conversion}()" for dtype in DTYPES}


def tag(dtype: torch.dtype) -> str:
    """`Double` for `torch.float64`; torch's own name for a dtype that has no instance."""
    return TAGS.get(dtype, str(dtype))


def conversion(dtype: torch.dtype) -> str:
    """The call that converts a tensor to `dtype`: `.double()`; `.to(…)` for one that has no instance."""
    return _CONVERSIONS.get(dtype, f".to({dtype})")
