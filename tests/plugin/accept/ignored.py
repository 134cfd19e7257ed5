"""The error codes are mypy's like others: each of these comments is needed, or strict mypy would say so."""

from typing import TYPE_CHECKING
from typing import Literal as L

from hasktorch.double import Linear, Tensor, new_rng
from hasktorch.float import Tensor as FloatTensor


def ignored(x: Tensor[L[4], L[2]], f: FloatTensor[L[4], L[2]]) -> None:
    if TYPE_CHECKING:
        x @ x  # type: ignore[tensor-shape]
        x.mm(x)  # type: ignore[tensor-shape]
        x[0, 0, 0]  # type: ignore[tensor-shape]
        x + f  # type: ignore[tensor-dtype]
        x & 3  # type: ignore[tensor-dtype]
        Linear.init(new_rng(0), 3, 4)(x)  # type: ignore[tensor-shape]
