"""Criteria for real numbers: a target and a prediction of the same shape and dtype.

`reduction` is "mean" or "sum", for a loss of shape [1], or "none", for a loss of the prediction's shape. Raised are
ShapeError for another shape of the target (nothing is broadcast), DTypeError for another dtype, ValueError for another
reduction.
"""

from collections.abc import Callable
from typing import Literal, TypeVarTuple, overload

import torch
import torch.nn.functional as F

from hasktorch.tensor import Tensor

from ._checks import DT, Reduction, Scalar, check_same, code, shaped

S = TypeVarTuple("S")

# torch's stub of these asks for the reduction as a string; ATen takes its number.
_mse: Callable[..., torch.Tensor] = torch._C._nn.mse_loss
_abs: Callable[..., torch.Tensor] = torch._C._nn.l1_loss
_smooth: Callable[..., torch.Tensor] = torch._C._nn.smooth_l1_loss
_huber: Callable[..., torch.Tensor] = torch._C._nn.huber_loss


@overload
def mse_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def mse_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def mse_criterion(target: torch.Tensor, prediction: torch.Tensor, *, reduction: Reduction = "mean") -> torch.Tensor:
    """Squared error, (prediction − target)²: `torch.nn.MSELoss`."""
    check_same(target, prediction)
    return shaped(_mse(prediction, target, code(reduction)), reduction)


@overload
def abs_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def abs_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def abs_criterion(target: torch.Tensor, prediction: torch.Tensor, *, reduction: Reduction = "mean") -> torch.Tensor:
    """Absolute error, |prediction − target|: `torch.nn.L1Loss`."""
    check_same(target, prediction)
    return shaped(_abs(prediction, target, code(reduction)), reduction)


@overload
def smooth_l1_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], beta: float = 1.0, *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def smooth_l1_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], beta: float = 1.0, *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def smooth_l1_criterion(
    target: torch.Tensor, prediction: torch.Tensor, beta: float = 1.0, *, reduction: Reduction = "mean"
) -> torch.Tensor:
    """With e the error: e² / (2 beta) where |e| < beta, else |e| − beta / 2: `torch.nn.SmoothL1Loss`."""
    check_same(target, prediction)
    return shaped(_smooth(prediction, target, code(reduction), beta), reduction)


@overload
def huber_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], delta: float = 1.0, *, reduction: Scalar = "mean"
) -> Tensor[DT, Literal[1]]: ...
@overload
def huber_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], delta: float = 1.0, *, reduction: Literal["none"]
) -> Tensor[DT, *S]: ...
def huber_criterion(
    target: torch.Tensor, prediction: torch.Tensor, delta: float = 1.0, *, reduction: Reduction = "mean"
) -> torch.Tensor:
    """With e the error: e² / 2 where |e| ≤ delta, else delta (|e| − delta / 2): `torch.nn.HuberLoss`."""
    check_same(target, prediction)
    return shaped(_huber(prediction, target, code(reduction), delta), reduction)


@overload
def poisson_nll_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], log_input: bool = True, full: bool = False, eps: float = 1e-8,
    *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def poisson_nll_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], log_input: bool = True, full: bool = False, eps: float = 1e-8,
    *, reduction: Literal["none"],
) -> Tensor[DT, *S]: ...  # fmt: skip
def poisson_nll_criterion(
    target: torch.Tensor, prediction: torch.Tensor, log_input: bool = True, full: bool = False, eps: float = 1e-8,
    *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """exp(prediction) − target · prediction, or of the logarithm where `log_input` is False: `torch.nn.PoissonNLLLoss`.

    `full` adds Stirling's approximation of log(target!); eps keeps the logarithm finite.
    """
    check_same(target, prediction)
    return shaped(torch.poisson_nll_loss(prediction, target, log_input, full, eps, code(reduction)), reduction)


@overload
def gaussian_nll_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], variance: Tensor[DT, *S], full: bool = False,
    eps: float = 1e-6, *, reduction: Scalar = "mean",
) -> Tensor[DT, Literal[1]]: ...  # fmt: skip
@overload
def gaussian_nll_criterion(
    target: Tensor[DT, *S], prediction: Tensor[DT, *S], variance: Tensor[DT, *S], full: bool = False,
    eps: float = 1e-6, *, reduction: Literal["none"],
) -> Tensor[DT, *S]: ...  # fmt: skip
def gaussian_nll_criterion(
    target: torch.Tensor, prediction: torch.Tensor, variance: torch.Tensor, full: bool = False, eps: float = 1e-6,
    *, reduction: Reduction = "mean",
) -> torch.Tensor:  # fmt: skip
    """(log variance + (prediction − target)² / variance) / 2, the variance at least eps: `torch.nn.GaussianNLLLoss`.

    `full` adds log(2π) / 2. Raises ValueError for a negative variance, too.
    """
    check_same(target, prediction)
    check_same(variance, prediction, "variance")
    code(reduction)
    loss = F.gaussian_nll_loss(prediction, target, variance, full=full, eps=eps, reduction=reduction)
    return shaped(loss, reduction)
