"""Criteria for probabilities, logits and scores: a target and a prediction of the same shape and dtype.

`reduction` is "mean" or "sum", for a loss of shape [1], or "none", for a loss of the prediction's shape. Raised are
ShapeError for another shape of the target (nothing is broadcast) or a weight that does not broadcast to it, DTypeError
for another dtype, ValueError for another reduction.
"""

from collections.abc import Callable
from typing import Any, Literal, TypeVarTuple, overload

import torch

from hasktorch.tensor import Tensor

from ._checks import DT, Reduction, Scalar, check_same, check_weight, code, shaped

S = TypeVarTuple("S")

# torch's stub of these asks for the reduction as a string; ATen takes its number.
_bce: Callable[..., torch.Tensor] = torch._C._nn.binary_cross_entropy
_soft_margin: Callable[..., torch.Tensor] = torch._C._nn.soft_margin_loss


@overload
def bce_criterion(
    target: Tensor[DT, *S],
    prediction: Tensor[DT, *S],
    weight: Tensor[DT, *tuple[Any, ...]] | None = None,
    *,
    reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...
@overload
def bce_criterion(
    target: Tensor[DT, *S],
    prediction: Tensor[DT, *S],
    weight: Tensor[DT, *tuple[Any, ...]] | None = None,
    *,
    reduction: Literal["none"],
) -> Tensor[DT, *S]: ...
def bce_criterion(
    target: torch.Tensor, prediction: torch.Tensor, weight: torch.Tensor | None = None, *,
    reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """−(y log p + (1 − y) log(1 − p)), y the target and p the prediction, a probability: `torch.nn.BCELoss`.

    torch keeps the logarithms at −100 or more, and raises RuntimeError for a prediction outside of [0, 1].
    """
    check_same(target, prediction)
    check_weight(weight, prediction)
    return shaped(_bce(prediction, target, weight, code(reduction)), reduction)


@overload
def bce_with_logits_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], weight: Tensor[DT, *tuple[Any, ...]] | None = None,
    pos_weight: Tensor[DT, *tuple[Any, ...]] | None = None, *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def bce_with_logits_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], weight: Tensor[DT, *tuple[Any, ...]] | None = None,
    pos_weight: Tensor[DT, *tuple[Any, ...]] | None = None, *, reduction: Literal["none"],
) -> Tensor[DT, *S]: ...  # fmt: skip
def bce_with_logits_criterion(
    target: torch.Tensor, prediction: torch.Tensor, weight: torch.Tensor | None = None,
    pos_weight: torch.Tensor | None = None, *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """`bce_criterion` of sigmoid(prediction), stable where that rounds to 0 or 1: `torch.nn.BCEWithLogitsLoss`.

    `pos_weight` multiplies the target's part.
    """
    check_same(target, prediction)
    check_weight(weight, prediction)
    check_weight(pos_weight, prediction, "pos_weight")
    loss = torch.binary_cross_entropy_with_logits(prediction, target, weight, pos_weight, code(reduction))
    return shaped(loss, reduction)


@overload
def kl_div_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], log_target: bool = False, *,
    reduction: Literal["mean", "sum", "batchmean"] = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def kl_div_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], log_target: bool = False, *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def kl_div_criterion(
    target: torch.Tensor, prediction: torch.Tensor, log_target: bool = False, *,
    reduction: Literal["mean", "sum", "batchmean", "none"] = "mean",
) -> torch.Tensor:  # fmt: skip
    """target · (log target − prediction), the prediction being a log-probability: `torch.nn.KLDivLoss`.

    "mean" is over all elements, as everywhere; "batchmean", the sum over the size of the first axis, is the mean
    divergence of distributions that are the rows.
    """
    check_same(target, prediction)
    if reduction == "batchmean":
        loss = torch.kl_div(prediction, target, code("sum"), log_target=log_target) / prediction.shape[0]
    else:
        loss = torch.kl_div(prediction, target, code(reduction), log_target=log_target)
    return shaped(loss, reduction)


@overload
def soft_margin_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def soft_margin_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def soft_margin_criterion(
    target: torch.Tensor, prediction: torch.Tensor, *, reduction: Reduction = "mean"
) -> torch.Tensor:
    """log(1 + exp(−target · prediction)), the target being 1 or −1: `torch.nn.SoftMarginLoss`."""
    check_same(target, prediction)
    return shaped(_soft_margin(prediction, target, code(reduction)), reduction)


@overload
def margin_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], margin: float = 1.0, *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def margin_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], margin: float = 1.0, *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def margin_criterion(
    target: torch.Tensor, prediction: torch.Tensor, margin: float = 1.0, *, reduction: Reduction = "mean"
) -> torch.Tensor:
    """max(0, margin − target · prediction), the target being 1 or −1: hasktorch's and Torch7's MarginCriterion.

    It is `torch.nn.MarginRankingLoss` with a second prediction of zeros; `margin_ranking_criterion` takes both.
    """
    check_same(target, prediction)
    zeros = torch.zeros_like(prediction)
    return shaped(torch.margin_ranking_loss(prediction, zeros, target, margin, code(reduction)), reduction)


@overload
def hinge_embedding_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], margin: float = 1.0, *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def hinge_embedding_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], margin: float = 1.0, *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def hinge_embedding_criterion(
    target: torch.Tensor, prediction: torch.Tensor, margin: float = 1.0, *, reduction: Reduction = "mean"
) -> torch.Tensor:
    """The prediction, a distance, where the target is 1; max(0, margin − prediction) where it is −1.

    `torch.nn.HingeEmbeddingLoss`.
    """
    check_same(target, prediction)
    return shaped(torch.hinge_embedding_loss(prediction, target, margin, code(reduction)), reduction)
