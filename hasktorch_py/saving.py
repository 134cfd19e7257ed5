"""Pytrees of tensors to and from files, in the safetensors format: no pickle, so loading runs no code.

A tensor is stored under the Python that leads to it, `[0].weight`; the names are the structure. What is not a tensor
(a convolution's stride, a dropout's rate) is not stored: it comes from the tree that `load` is given. ComplexDouble,
which the format lacks, is stored as Double with real and imaginary parts on a last axis.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from . import _pytree
from .aten.torch_dtypes import tag
from .runtime.shapes import spell

P = TypeVar("P")

# A lone tensor's name, which is empty, is none that safetensors' own tools could show.
_LONE = "tensor"


class LoadError(ValueError):
    """A file that does not hold what is asked for; the message lists every difference."""


def save(path: str | os.PathLike[str], tree: object) -> None:
    """Write all tensors of the tree to the file.

    The file is replaced in one step once all is on the disk: whenever the process or the machine ends, the path has
    the old contents or the new. Raises TypeError for what is no tree of tensors, and OSError.
    """
    tensors = {name or _LONE: _stored(tensor) for name, tensor in _pytree.named_leaves(tree).items()}
    target = Path(path).resolve()  # a symbolic link stays one
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        save_file(tensors, temporary, metadata={"format": "pt"})
        temporary.chmod(_mode(target))
        _sync(temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    _sync(target.parent)  # the new name has to reach the disk, too


def load(path: str | os.PathLike[str], like: P) -> P:
    """The tree that `save` wrote, of the same structure and static type as `like`, which gives dtypes and shapes.

    `like` is not changed; the tensors are new, each on the device of its counterpart. Raises LoadError for a file that
    is no safetensors file, is truncated, or whose tensors are not exactly those of `like`, with all differences;
    OSError where there is no such file; TypeError where `like` is no tree of tensors.
    """
    return restore(read(path), like, str(path))


def read(path: str | os.PathLike[str]) -> dict[str, torch.Tensor]:
    """All tensors of the file by name, on the CPU, of whatever dtypes and shapes. Raises LoadError and OSError."""
    with open(path, "rb"):  # Python's error for a path that cannot be read
        pass
    try:
        # On the way to memory of their own: the tensors must not follow a file that is replaced or cut.
        return {name: tensor.clone() for name, tensor in load_file(path).items()}
    except (SafetensorError, ValueError, KeyError) as error:
        size = os.path.getsize(path)
        raise LoadError(
            f"{path}: expected a safetensors file, found {size} bytes that are not one ({error}); "
            "it is damaged, truncated or of another format: save it again"
        ) from error


def restore(tensors: Mapping[str, torch.Tensor], like: P, source: str) -> P:
    """The tree of the tensors with the names that `like` has. Raises LoadError with all differences from `like`."""
    leaves, build = _pytree.flatten(like)
    expected = {
        name or _LONE: _real(leaf.resolve_conj()) for name, leaf in zip(_pytree.names(like), leaves, strict=True)
    }
    problems = [
        *(f"{name}: missing; expected {_spell(leaf)}" for name, leaf in expected.items() if name not in tensors),
        *(f"{name}: not expected; found {_spell(found)}" for name, found in tensors.items() if name not in expected),
        *(
            f"{name}: expected {_spell(leaf)}, found {_spell(tensors[name])}"
            for name, leaf in expected.items()
            if name in tensors and (leaf.dtype, leaf.shape) != (tensors[name].dtype, tensors[name].shape)
        ),
    ]
    if problems:
        raise LoadError(f"{source}: its tensors are not those of the tree to load:\n  " + "\n  ".join(problems))
    found = [tensors[name].to(leaf.device) for name, leaf in zip(expected, leaves, strict=True)]
    return build(
        torch.view_as_complex(tensor) if leaf.dtype is torch.complex128 else tensor
        for tensor, leaf in zip(found, leaves, strict=True)
    )


def _stored(tensor: torch.Tensor) -> torch.Tensor:
    """The tensor with contiguous memory of its own: safetensors refuses tensors that share any."""
    plain = tensor.detach().resolve_conj().resolve_neg()
    return _real(plain).clone(memory_format=torch.contiguous_format)


def _real(tensor: torch.Tensor) -> torch.Tensor:
    return torch.view_as_real(tensor) if tensor.dtype is torch.complex128 else tensor


def _spell(tensor: torch.Tensor) -> str:
    return f"{tag(tensor.dtype)} {spell(tensor.shape)}"


def _mode(target: Path) -> int:
    """The permissions that the file has, or that a new file would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
