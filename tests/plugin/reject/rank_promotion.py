# mypy: enable-error-code="tensor-rank-promotion"
"""Broadcasting between tensors of different ranks, forbidden."""

from typing import Literal as L
from typing import TypeVar

import hasktorch.double as T
from hasktorch.double import Tensor

B = TypeVar("B", bound=int)


def residuals(prediction: Tensor[B, L[1]], target: Tensor[B], bias: Tensor[L[1]]) -> None:
    prediction - target  # error: strict: [B, 1] - [B]: the rank of [B] is raised from 1 to 2, which gives [B, B]
    T.sub(prediction, target)  # error: strict: raised from 1 to 2, which gives [B, B]; write its dimensions out, if
    squares = prediction - target  # error: strict: rank
    squares + bias.unsqueeze(0)
    squares.view(3, 7)  # error: [B, B].view(3, 7)
    prediction.maximum(target)  # error: strict: [B, 1].maximum([B]): the rank of [B] is raised from 1 to 2
    prediction += bias  # error: strict: [B, 1] += [1]: the rank of [1] is raised from 1 to 2, which gives [B, 1]
    (target < prediction).float()  # error: strict: the rank of [B] is raised


def meant(prediction: Tensor[B, L[1]], target: Tensor[B], w: Tensor[L[1], L[4]]) -> None:
    prediction - target.unsqueeze(1)
    prediction @ w
    prediction * 2 + 1.0
    T.nn.linear(prediction, w.T)
