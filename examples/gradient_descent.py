"""Least squares by gradient descent, the gradient written by hand: no automatic differentiation.

y = Xw + noise, and the loss L(w) = |Xw − y|² / n has the gradient 2 Xᵀ(Xw − y) / n. The weights found are compared with
the solution of the normal equations, XᵀX w = Xᵀy.
"""

import argparse
from collections.abc import Iterator
from typing import Literal as L
from typing import TypeVar

import torch

import hasktorch.double as T
from hasktorch.double import Tensor

N = TypeVar("N", bound=int)
D = TypeVar("D", bound=int)

RATE = 0.1
NOISE = 0.1
WEIGHTS = (3.0, -1.0, 0.5)


def sample(rng: torch.Generator) -> tuple[Tensor[L[100], L[3]], Tensor[L[100]]]:
    """Inputs X and outputs y of the true weights, with noise."""
    inputs: Tensor[L[100], L[3]] = T.random.normal(rng, 0.0, T.random.positive(1), (100, 3))
    noise: Tensor[L[100]] = T.random.normal(rng, 0.0, T.random.positive(NOISE), (100,))
    weights: Tensor[L[3]] = T.vector(WEIGHTS, 3)
    return inputs, T.mv(inputs, weights) + noise


def loss(x: Tensor[N, D], y: Tensor[N], w: Tensor[D]) -> float:
    """|Xw − y|² / n."""
    error = T.mv(x, w) - y
    return T.dot(error, error).item() / len(y)


def gradient(x: Tensor[N, D], y: Tensor[N], w: Tensor[D]) -> Tensor[D]:
    """2 Xᵀ(Xw − y) / n."""
    return T.mv(x.t(), T.mv(x, w) - y) * (2 / len(y))


def descend(x: Tensor[N, D], y: Tensor[N], w: Tensor[D], steps: int) -> Iterator[tuple[float, Tensor[D]]]:
    """The loss before each step, and the weights after it."""
    for _ in range(steps):
        before = loss(x, y, w)
        w = w - gradient(x, y, w) * RATE
        yield before, w


def exact(x: Tensor[N, D], y: Tensor[N]) -> Tensor[D]:
    """The solution of the normal equations."""
    return T.linalg.solve(T.mm(x.t(), x), T.mv(x.t(), y))


def main() -> None:
    """Print the losses and the weights."""
    parser = argparse.ArgumentParser(description="least squares by gradient descent")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=100)
    options = parser.parse_args()
    x, y = sample(T.new_rng(options.seed))
    found: Tensor[L[3]] = T.zeros(3)
    for number, (before, weights) in enumerate(descend(x, y, found, options.steps)):
        found = weights
        if number % 10 == 0:
            print(f"step {number:3d}, loss {before:.6f}")
    print(f"weights {shown(found)}, by the normal equations {shown(exact(x, y))}, true {shown(T.vector(WEIGHTS, 3))}")


def shown(weights: Tensor[L[3]]) -> str:
    """Weights with four digits."""
    return ", ".join(f"{weight:.4f}" for weight in weights.tolist())


if __name__ == "__main__":
    main()
