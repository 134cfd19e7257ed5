"""Criteria that compare predictions with each other.

`reduction` is "mean" or "sum", for a loss of shape [1], or "none", for a loss for each example. Raised are ShapeError
and DTypeError for shapes (nothing is broadcast) or dtypes that differ, ValueError for another reduction.
"""

from typing import Literal, TypeVar, TypeVarTuple, overload

import torch
import torch.nn.functional as F

from hasktorch.tensor import Tensor

from ._checks import DT, Reduction, Scalar, check_rank, check_same, code, shaped

B = TypeVar("B")
D = TypeVar("D")
S = TypeVarTuple("S")


@overload
def margin_ranking_criterion(
    target: Tensor[DT, *S],
    predictions: tuple[Tensor[DT, *S], Tensor[DT, *S]],
    margin: float = 0.0,
    *,
    reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...
@overload
def margin_ranking_criterion(
    target: Tensor[DT, *S],
    predictions: tuple[Tensor[DT, *S], Tensor[DT, *S]],
    margin: float = 0.0,
    *,
    reduction: Literal["none"],
) -> Tensor[DT, *S]: ...
def margin_ranking_criterion(
    target: torch.Tensor,
    predictions: tuple[torch.Tensor, torch.Tensor],
    margin: float = 0.0,
    *,
    reduction: Reduction = "mean",
) -> torch.Tensor:
    """max(0, margin − target · (first − second)), the target being 1 or −1: `torch.nn.MarginRankingLoss`."""
    first, second = predictions
    check_same(second, first, "predictions[1]")
    check_same(target, first)
    return shaped(torch.margin_ranking_loss(first, second, target, margin, code(reduction)), reduction)


@overload
def cosine_embedding_criterion(
    target: Tensor[DT, B],
    predictions: tuple[Tensor[DT, B, D], Tensor[DT, B, D]],
    margin: float = 0.0,
    *,
    reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...
@overload
def cosine_embedding_criterion(
    target: Tensor[DT, B],
    predictions: tuple[Tensor[DT, B, D], Tensor[DT, B, D]],
    margin: float = 0.0,
    *,
    reduction: Literal["none"],
) -> Tensor[DT, B]: ...
def cosine_embedding_criterion(
    target: torch.Tensor,
    predictions: tuple[torch.Tensor, torch.Tensor],
    margin: float = 0.0,
    *,
    reduction: Reduction = "mean",
) -> torch.Tensor:
    """1 − cos where the target is 1, max(0, cos − margin) where it is −1: `torch.nn.CosineEmbeddingLoss`.

    cos is the cosine of the angle between a row of the first prediction and that of the second; both are [N, D].
    """
    first, second = predictions
    check_rank(first, 2, "[N, D]", "predictions[0]")
    check_same(second, first, "predictions[1]")
    check_same(target, first[:, 0])
    return shaped(torch.cosine_embedding_loss(first, second, target, margin, code(reduction)), reduction)


@overload
def triplet_margin_criterion(
    anchor: Tensor[DT, B, D], positive: Tensor[DT, B, D], negative: Tensor[DT, B, D], margin: float = 1.0,
    p: float = 2.0, eps: float = 1e-6, swap: bool = False, *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def triplet_margin_criterion(
    anchor: Tensor[DT, B, D], positive: Tensor[DT, B, D], negative: Tensor[DT, B, D], margin: float = 1.0,
    p: float = 2.0, eps: float = 1e-6, swap: bool = False, *, reduction: Literal["none"],
) -> Tensor[DT, B]: ...  # fmt: skip
def triplet_margin_criterion(
    anchor: torch.Tensor, positive: torch.Tensor, negative: torch.Tensor, margin: float = 1.0,
    p: float = 2.0, eps: float = 1e-6, swap: bool = False, *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """max(0, d(anchor, positive) − d(anchor, negative) + margin), d the p-norm's distance.

    `torch.nn.TripletMarginLoss`. All are [N, D]; eps is added to each difference. With `swap`, d(positive, negative)
    counts where it is smaller than d(anchor, negative) (Balntas et al., 2016).
    """
    check_rank(anchor, 2, "[N, D]", "anchor")
    check_same(positive, anchor, "positive")
    check_same(negative, anchor, "negative")
    code(reduction)
    loss = F.triplet_margin_loss(anchor, positive, negative, margin, p, eps, swap, reduction=reduction)
    return shaped(loss, reduction)
