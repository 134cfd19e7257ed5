"""What one would rather look at: pictures of what the examples in two dimensions have found, without a display."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any
from typing import Literal as L

import matplotlib
from matplotlib import pyplot as plt

import hasktorch.double as T
from examples.plots import write
from hasktorch.double import Tensor

matplotlib.use("agg")


def surface(function: Callable[[Tensor[Any, L[2]]], Tensor[Any, L[1]]], path: Path, points: int = 101) -> Path:
    """A function of two inputs over [−0.5, 1.5]², with XOR's four corners; returns the file."""
    axis = T.linspace(-0.5, 1.5, points)
    grid = T.as_static(T.cartesian_prod(axis, axis), (points * points, 2))
    values = function(grid).reshape(points, points).t()
    figure, axes = plt.subplots()
    filled = axes.contourf(axis.numpy(), axis.numpy(), values.numpy(), levels=21, cmap="coolwarm")
    axes.scatter([0, 1], [0, 1], c="black", marker="o", label="0")
    axes.scatter([0, 1], [1, 0], c="black", marker="x", label="1")
    axes.set(xlabel="x₁", ylabel="x₂", aspect="equal")
    axes.legend()
    figure.colorbar(filled)
    return write(figure, path)


def ellipse(x: Tensor[Any, L[2]], mean: Tensor[L[2]], factor: Tensor[L[2], L[2]], path: Path) -> Path:
    """Samples, the rows, and the ellipse at two standard deviations of a normal distribution; returns the file."""
    angle = T.linspace(0, 2 * math.pi, 201)
    circle = T.as_static(T.stack((T.cos(angle), T.sin(angle))), (2, 201))
    boundary = mean + 2 * T.mm(factor, circle).t()
    figure, axes = plt.subplots()
    axes.scatter(x[:, 0].numpy(), x[:, 1].numpy(), s=4)
    axes.plot(boundary[:, 0].numpy(), boundary[:, 1].numpy(), c="black")
    axes.set(xlabel="x₁", ylabel="x₂", aspect="equal")
    return write(figure, path)
