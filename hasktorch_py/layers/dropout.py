"""Dropout; the generator and whether it is training are arguments."""

from dataclasses import field
from typing import Any

import torch

from hasktorch.tensor import Tensor

from ._layer import STATIC, Layer, layer
from ._variables import Bs, F


@layer
class Dropout(Layer["Dropout"]):
    """In training, an element is zero with probability `p`, else divided by 1 - p. Srivastava et al., 2014."""

    p: float = field(default=0.5, metadata=STATIC)

    def __post_init__(self) -> None:
        if not 0 <= self.p <= 1:
            raise ValueError(f"Dropout: expected a probability p from 0 to 1, found {self.p}")

    def __call__(self, x: Tensor[F, *Bs], generator: torch.Generator, *, train: bool) -> Tensor[F, *Bs]:
        """x `[*Bs]` to the same shape; in evaluation x itself. The numbers are those of torch's dropout."""
        if not train or self.p == 0:
            return x
        noise = torch.empty_like(x, requires_grad=False).bernoulli_(1 - self.p, generator=generator)
        y: Any = torch.mul(x, noise.div_(1 - self.p) if self.p < 1 else noise)
        dropped: Tensor[F, *Bs] = y
        return dropped
