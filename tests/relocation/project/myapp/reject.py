"""What every checker refuses, on the marked lines and nowhere else."""

from typing import Literal as L

import myapp.aten.double as T
from hasktorch.tensor import Double
from hasktorch.tensor import Tensor as Other
from myapp.aten.double import Linear, Tensor


def functions(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]]) -> None:
    T.mm(w, x)  # error
    T.add(x, x.float())  # error


def methods(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]]) -> None:
    w @ x  # error
    x.mm(x)  # error


def core(x: Tensor[L[4], L[2]], w: Tensor[L[2], L[3]], layer: Linear[L[2], L[3]]) -> None:
    T.linear_batch(layer, w)  # error
    T.mse_criterion(x, w)  # error
    T.backprop(lambda x: x, 1)  # error
    layer + Linear[L[3], L[2]](T.t(w), T.max(x, 0).values)  # error


def of_another_package(x: Tensor[L[4], L[2]], w: Other[Double, L[2], L[3]]) -> None:
    T.mm(x, w)  # error
    x @ w  # error
