"""What all criteria ask of their arguments, and how a loss is reduced."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias, TypeVar

import torch

from hasktorch.tensor import Floating
from hasktorch_py.aten.torch_dtypes import conversion, tag
from hasktorch_py.errors import DTypeError, ShapeError
from hasktorch_py.runtime.shapes import spell

DT = TypeVar("DT", bound=Floating)
Scalar: TypeAlias = Literal["mean", "sum"]
Reduction: TypeAlias = Literal["mean", "sum", "none"]

_CODES: Mapping[str, int] = {"none": 0, "mean": 1, "sum": 2}  # ATen's enum Reduction


def code(reduction: str) -> int:
    """ATen's number of a reduction. Raises ValueError for another word."""
    found = _CODES.get(reduction)
    if found is None:
        raise ValueError(f"reduction: expected 'mean', 'sum' or 'none', found {reduction!r}")
    return found


def shaped(loss: torch.Tensor, reduction: str) -> torch.Tensor:
    """A reduced loss, which ATen gives rank 0, in the shape [1]; any other as it is."""
    return loss if reduction == "none" else loss.view(1)


def check_same(target: torch.Tensor, prediction: torch.Tensor, what: str = "target") -> None:
    """Raises ShapeError or DTypeError where the two differ; torch would broadcast or promote."""
    if target.shape != prediction.shape:
        raise ShapeError(
            f"{what}: expected the prediction's shape {spell(prediction.shape)}, found {spell(target.shape)}; "
            "reshape one of them"
        )
    if target.dtype is not prediction.dtype:
        raise DTypeError(
            f"{what}: expected the prediction's dtype {tag(prediction.dtype)}, "
            f"found {tag(target.dtype)}; convert it with {conversion(prediction.dtype)}"
        )


def check_weight(weight: torch.Tensor | None, prediction: torch.Tensor, what: str = "weight") -> None:
    """Raises ShapeError where the weight does not broadcast to the prediction's shape."""
    if weight is None:
        return
    sizes = zip(reversed(weight.shape), reversed(prediction.shape), strict=False)
    if weight.dim() > prediction.dim() or any(size not in (1, wanted) for size, wanted in sizes):
        raise ShapeError(
            f"{what}: expected a shape that broadcasts to the prediction's, {spell(prediction.shape)}, "
            f"found {spell(weight.shape)}; reshape it"
        )


def check_indices(target: torch.Tensor, expected: Sequence[int], what: str = "target") -> None:
    """Raises DTypeError for what is no Long tensor, ShapeError for another shape."""
    if target.dtype is not torch.int64:
        raise DTypeError(f"{what}: expected Long, found {tag(target.dtype)}; convert it with .long()")
    if target.shape != torch.Size(expected):
        raise ShapeError(f"{what}: expected the shape {spell(expected)}, found {spell(target.shape)}; reshape it")


def check_rank(x: torch.Tensor, rank: int, axes: str, what: str = "prediction", *, more: bool = False) -> None:
    """Raises ShapeError for another rank than the expected one, or, with `more`, for a lower one."""
    if x.dim() < rank or (x.dim() > rank and not more):
        raise ShapeError(f"{what}: expected the shape {axes}, found {spell(x.shape)}; reshape it")
