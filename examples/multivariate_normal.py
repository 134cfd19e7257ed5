"""A multivariate normal distribution: samples of it, and its mean and covariance found again by maximum likelihood.

The negative log-likelihood of a sample x is (log det 2πΣ + (x − μ)ᵀ Σ⁻¹ (x − μ)) / 2. With Σ = LLᵀ, L lower triangular
and its diagonal the exponential of free numbers, any numbers are valid parameters, and gradient descent needs no care.
"""

import argparse
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal as L
from typing import TypeVar

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch_py import opt

N = TypeVar("N", bound=int)

RATE = 0.05
SAMPLES = 500


@dataclass(frozen=True)
class Normal:
    """Parameters: the mean, the logarithms of L's diagonal, and what is below it."""

    mean: Tensor[L[2]]
    log_scale: Tensor[L[2]]
    below: Tensor[L[2], L[2]]


def factor(normal: Normal) -> Tensor[L[2], L[2]]:
    """L, lower triangular."""
    return T.tril(normal.below, -1) + T.diag_embed(T.exp(normal.log_scale))


def covariance(normal: Normal) -> Tensor[L[2], L[2]]:
    """Σ = LLᵀ."""
    lower = factor(normal)
    return T.mm(lower, lower.t())


def mean_nll(normal: Normal, x: Tensor[N, L[2]]) -> Tensor[*tuple[()]]:
    """The negative log-likelihood of the samples, the rows, per sample: (x − μ)ᵀ Σ⁻¹ (x − μ) is |L⁻¹(x − μ)|²."""
    centred = x - normal.mean
    whitened = T.linalg.solve_triangular(factor(normal), centred.t(), upper=False)
    squares = T.sum(whitened * whitened) / len(x)
    return squares / 2 + T.sum(normal.log_scale) + math.log(2 * math.pi)


def true_distribution() -> tuple[Tensor[L[2]], Tensor[L[2], L[2]]]:
    """The mean and covariance that are to be found."""
    return T.vector((1.0, -2.0), 2), T.matrix(((2.0, 0.6), (0.6, 0.5)), (2, 2))


def sample(seed: int) -> Tensor[L[500], L[2]]:
    """Samples, the rows."""
    mean, spread = true_distribution()
    return T.random.multivariate_normal(T.new_rng(seed), mean, spread, SAMPLES)


def fit(x: Tensor[N, L[2]], steps: int) -> Iterator[tuple[float, Normal]]:
    """The loss before each step of Adam, and the parameters after it."""
    normal = Normal(T.zeros(2), T.zeros(2), T.zeros(2, 2))
    optimizer = opt.adam(RATE)
    state = optimizer.init(normal)
    for _ in range(steps):
        loss, gradient = T.backprop(lambda normal: mean_nll(normal, x), normal)
        normal, state = optimizer.step(normal, gradient, state)
        yield loss.item(), normal


def main() -> None:
    """Print the losses and what was found; draw the samples where a folder is given."""
    parser = argparse.ArgumentParser(description="a multivariate normal distribution by maximum likelihood")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--plots", type=Path, help="folder for a picture of the samples and the distribution found")
    options = parser.parse_args()
    x = sample(options.seed)
    history = []
    for number, (loss, normal) in enumerate(fit(x, options.steps)):
        history.append(normal)
        if number % 20 == 0:
            print(f"step {number:3d}, loss {loss:.6f}")
    found = history[-1]
    print(f"mean {found.mean.tolist()}, covariance {covariance(found).tolist()}")
    print(f"of the samples: mean {T.mean(x, 0).tolist()}, covariance {T.cov(x.t(), correction=0).tolist()}")
    if options.plots:
        from examples.pictures import ellipse  # matplotlib takes a second to import

        print(ellipse(x, found.mean, factor(found), options.plots / "multivariate_normal.png"))


if __name__ == "__main__":
    main()
