"""Differentiation without automatic differentiation: functions that return their value and its pullback.

A pullback takes the derivative of a loss by the value to its derivatives by the arguments. Pullbacks compose in the
reverse order of their functions; that is the chain rule.
"""

from collections.abc import Callable
from typing import Literal as L
from typing import TypeVar

import hasktorch.double as T
from hasktorch.double import Linear, Tensor

B = TypeVar("B", bound=int)
I = TypeVar("I", bound=int)  # noqa: E741
O = TypeVar("O", bound=int)  # noqa: E741


def linear_with_pullback(
    layer: Linear[I, O], x: Tensor[B, I]
) -> tuple[Tensor[B, O], Callable[[Tensor[B, O]], tuple[Linear[I, O], Tensor[B, I]]]]:
    """xW + b; the pullback gives the derivatives by the layer and by x."""

    def pullback(dy: Tensor[B, O]) -> tuple[Linear[I, O], Tensor[B, I]]:
        by_layer = Linear[I, O](T.mm(x.t(), dy), T.sum(dy, 0))
        return by_layer, T.mm(dy, layer.weight.t())

    return T.linear_batch(layer, x), pullback


def relu_with_pullback(x: Tensor[B, I]) -> tuple[Tensor[B, I], Callable[[Tensor[B, I]], Tensor[B, I]]]:
    """max(0, x); the derivative at 0 is taken to be 0."""

    def pullback(dy: Tensor[B, I]) -> Tensor[B, I]:
        return T.mul(dy, T.gt(x, 0).double())

    return T.relu(x), pullback


def mse_with_pullback(
    target: Tensor[B, I], prediction: Tensor[B, I]
) -> tuple[Tensor[L[1]], Callable[[Tensor[L[1]]], Tensor[B, I]]]:
    """The mean of (prediction − target)²; the pullback gives the derivative by the prediction."""
    error = T.sub(prediction, target)

    def pullback(d_loss: Tensor[L[1]]) -> Tensor[B, I]:
        return T.mul(error, 2 * d_loss.item() / error.numel())

    return T.mse_criterion(target, prediction), pullback
