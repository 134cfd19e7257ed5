"""Criteria for classes: the target holds their numbers, counted from 0, and is a Long tensor.

The prediction has a batch axis N first and the classes on the axis C after it; further axes S, such as those of an
image, stand last in both. `reduction` is "mean" or "sum", for a loss of shape [1], or "none", for a loss for each
example. Raised are ShapeError and DTypeError for another shape or dtype of the target, ValueError for another
reduction, and torch's own IndexError or RuntimeError for a class that does not exist.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVar, TypeVarTuple, overload

import torch
import torch.nn.functional as F

from hasktorch.tensor import Long, Tensor

from ._checks import DT, Reduction, Scalar, check_indices, check_rank, check_same, code, shaped

B = TypeVar("B")
C = TypeVar("C")
S = TypeVarTuple("S")

# torch's stub of these asks for the reduction as a string; ATen takes its number.
_nll: Callable[..., torch.Tensor] = torch._C._nn.nll_loss_nd
_cross_entropy: Callable[..., torch.Tensor] = torch._C._nn.cross_entropy_loss
_multi_margin: Callable[..., torch.Tensor] = torch._C._nn.multi_margin_loss
_multi_label_margin: Callable[..., torch.Tensor] = torch._C._nn.multilabel_margin_loss


@overload
def class_nll_criterion(
    target: Tensor[Long, B, *S], prediction: Tensor[DT, B, C, *S], weight: Tensor[DT, C] | None = None,
    ignore_index: int = -100, *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def class_nll_criterion(
    target: Tensor[Long, B, *S], prediction: Tensor[DT, B, C, *S], weight: Tensor[DT, C] | None = None,
    ignore_index: int = -100, *, reduction: Literal["none"],
) -> Tensor[DT, B, *S]: ...  # fmt: skip
def class_nll_criterion(
    target: torch.Tensor, prediction: torch.Tensor, weight: torch.Tensor | None = None, ignore_index: int = -100,
    *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """−weight[c] · prediction[c], c the target and the prediction log-probabilities: `torch.nn.NLLLoss`.

    The mean is weighted, too. A target of `ignore_index` counts nowhere; where all do, the mean is NaN.
    """
    _check_classes(target, prediction)
    return shaped(_nll(prediction, target, weight, code(reduction), ignore_index), reduction)


@overload
def cross_entropy_criterion(
    target: Tensor[Long, B, *S], prediction: Tensor[DT, B, C, *S], weight: Tensor[DT, C] | None = None,
    ignore_index: int = -100, label_smoothing: float = 0.0, *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def cross_entropy_criterion(
    target: Tensor[Long, B, *S], prediction: Tensor[DT, B, C, *S], weight: Tensor[DT, C] | None = None,
    ignore_index: int = -100, label_smoothing: float = 0.0, *, reduction: Literal["none"],
) -> Tensor[DT, B, *S]: ...  # fmt: skip
@overload
def cross_entropy_criterion(
    target: Tensor[DT, B, C, *S], prediction: Tensor[DT, B, C, *S], weight: Tensor[DT, C] | None = None,
    *, label_smoothing: float = 0.0, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def cross_entropy_criterion(
    target: Tensor[DT, B, C, *S], prediction: Tensor[DT, B, C, *S], weight: Tensor[DT, C] | None = None,
    *, label_smoothing: float = 0.0, reduction: Literal["none"],
) -> Tensor[DT, B, *S]: ...  # fmt: skip
def cross_entropy_criterion(
    target: torch.Tensor, prediction: torch.Tensor, weight: torch.Tensor | None = None, ignore_index: int = -100,
    label_smoothing: float = 0.0, *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """`class_nll_criterion` of log_softmax(prediction), the prediction being logits: `torch.nn.CrossEntropyLoss`.

    The target may also be a probability for each class, of the prediction's shape and dtype. Label smoothing mixes the
    target with the uniform distribution, in the given proportion.
    """
    if target.dtype.is_floating_point and target.dim() == prediction.dim():
        check_rank(prediction, 2, "[N, C, …]", more=True)
        check_same(target, prediction)
    else:
        _check_classes(target, prediction)
    loss = _cross_entropy(prediction, target, weight, code(reduction), ignore_index, label_smoothing)
    return shaped(loss, reduction)


@overload
def multi_margin_criterion(
    target: Tensor[Long, B], prediction: Tensor[DT, B, C], p: Literal[1, 2] = 1, margin: float = 1.0,
    weight: Tensor[DT, C] | None = None, *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def multi_margin_criterion(
    target: Tensor[Long, B], prediction: Tensor[DT, B, C], p: Literal[1, 2] = 1, margin: float = 1.0,
    weight: Tensor[DT, C] | None = None, *, reduction: Literal["none"],
) -> Tensor[DT, B]: ...  # fmt: skip
def multi_margin_criterion(
    target: torch.Tensor, prediction: torch.Tensor, p: Literal[1, 2] = 1, margin: float = 1.0,
    weight: torch.Tensor | None = None, *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """Σ over i ≠ c of max(0, margin − x[c] + x[i])ᵖ / C, c the target: `torch.nn.MultiMarginLoss`."""
    check_rank(prediction, 2, "[N, C]")
    check_indices(target, prediction.shape[:1])
    return shaped(_multi_margin(prediction, target, p, margin, weight, code(reduction)), reduction)


@overload
def multi_label_margin_criterion(
    target: Tensor[Long, B, C], prediction: Tensor[DT, B, C], *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def multi_label_margin_criterion(
    target: Tensor[Long, B, C], prediction: Tensor[DT, B, C], *, reduction: Literal["none"]
) -> Tensor[DT, B]: ...
def multi_label_margin_criterion(
    target: torch.Tensor, prediction: torch.Tensor, *, reduction: Reduction = "mean"
) -> torch.Tensor:
    """Σ over labels j and other classes i of max(0, 1 − x[j] + x[i]) / C: `torch.nn.MultiLabelMarginLoss`.

    A row of the target lists its labels; the first −1 ends the list.
    """
    check_rank(prediction, 2, "[N, C]")
    check_indices(target, prediction.shape)
    return shaped(_multi_label_margin(prediction, target, code(reduction)), reduction)


@overload
def ctc_criterion(
    target: Tensor[Long, B, Any], prediction: Tensor[DT, Any, B, Any], input_lengths: Tensor[Long, B],
    target_lengths: Tensor[Long, B], blank: int = 0, zero_infinity: bool = False, *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def ctc_criterion(
    target: Tensor[Long, B, Any], prediction: Tensor[DT, Any, B, Any], input_lengths: Tensor[Long, B],
    target_lengths: Tensor[Long, B], blank: int = 0, zero_infinity: bool = False, *, reduction: Literal["none"],
) -> Tensor[DT, B]: ...  # fmt: skip
def ctc_criterion(
    target: torch.Tensor, prediction: torch.Tensor, input_lengths: torch.Tensor, target_lengths: torch.Tensor,
    blank: int = 0, zero_infinity: bool = False, *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """Connectionist temporal classification (Graves et al., 2006): `torch.nn.CTCLoss`.

    Shapes: target [N, S], prediction [T, N, C], log-probabilities, and the lengths [N]. The mean is over the batch,
    each loss divided by its target's length. `zero_infinity` puts 0 for targets that are longer than their inputs.
    """
    check_rank(prediction, 3, "[T, N, C]")
    check_rank(target, 2, "[N, S]", "target")
    batch = prediction.shape[1]
    check_indices(target, (batch, target.shape[1]))
    check_indices(input_lengths, (batch,), "input_lengths")
    check_indices(target_lengths, (batch,), "target_lengths")
    code(reduction)
    loss = F.ctc_loss(prediction, target, input_lengths, target_lengths, blank, reduction, zero_infinity)
    return shaped(loss, reduction)


def _check_classes(target: torch.Tensor, prediction: torch.Tensor) -> None:
    check_rank(prediction, 2, "[N, C, …]", more=True)
    check_indices(target, (*prediction.shape[:1], *prediction.shape[2:]))
