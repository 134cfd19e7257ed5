"""Distributions: the size that is written is the shape; parameters are checked numbers."""

from typing import Any, assert_type
from typing import Literal as L

import torch

from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor
from hasktorch.tensor import Double
from hasktorch_py.random import (
    Distributions,
    closed_unit,
    new_rng,
    open_unit,
    ord2_tuple,
    positive,
)

R = Distributions[Double](torch.float64)
rng = new_rng(0)


def checked_numbers_are_floats() -> None:
    number: float = positive(2)
    number = closed_unit(1.0)


def sizes() -> None:
    assert_type(R.uniform(rng, ord2_tuple(0, 1), (4, 2)), Tensor[L[4], L[2]])
    assert_type(R.uniform(rng, ord2_tuple(0.5, 1), (4,)), Tensor[L[4]])
    assert_type(R.uniform(rng, ord2_tuple(0, 1), ()), Tensor[*tuple[()]])
    assert_type(R.normal(rng, 0, positive(1), (2, 3, 4)), Tensor[L[2], L[3], L[4]])
    assert_type(R.log_normal(rng, 0.0, positive(1), (2, 3, 4, 5)), Tensor[L[2], L[3], L[4], L[5]])
    assert_type(R.cauchy(rng, 0.0, positive(1), (3,)), Tensor[L[3]])
    assert_type(R.exponential(rng, positive(1), (3,)), Tensor[L[3]])
    assert_type(R.geometric(rng, open_unit(0.5), (3,)), Tensor[L[3]])
    assert_type(R.bernoulli(rng, closed_unit(1), (3, 1)), Tensor[L[3], L[1]])
    assert_type(R.random(rng, (3, 1)), Tensor[L[3], L[1]])
    assert_type(R.clamped_random(rng, ord2_tuple(2, 5), (3, 1)), Tensor[L[3], L[1]])
    assert_type(R.capped_random(rng, 5, (3, 1)), Tensor[L[3], L[1]])


def unknown_sizes(size: list[int], n: int) -> None:
    assert_type(R.uniform(rng, ord2_tuple(0, 1), size), Tensor)
    assert_type(R.uniform(rng, ord2_tuple(0, 1), (n, 2)), Tensor)


def parameters_are_tensors(means: Tensor[L[4], L[2]], positives: Tensor[L[3]]) -> None:
    assert_type(R.normal_means(rng, means, positive(1)), Tensor[L[4], L[2]])
    stddevs: Tensor[L[3]] = positives.abs()
    assert_type(R.normal_stddevs(rng, 0.5, stddevs), Tensor[L[3]])
    assert_type(R.normal_means_stddevs(rng, positives, stddevs), Tensor[L[3]])
    assert_type(R.standard_gamma(rng, stddevs), Tensor[L[3]])
    assert_type(R.poisson(rng, stddevs), Tensor[L[3]])


def indices(row: Tensor[L[6]], rows: Tensor[L[2], L[6]], n: int) -> None:
    weights: Tensor[L[6]] = row.abs()
    matrix: Tensor[L[2], L[6]] = rows.abs()
    assert_type(R.multinomial(rng, weights, 3), LongTensor[L[3]])
    assert_type(R.multinomial(rng, matrix, 3, True), LongTensor[L[2], L[3]])
    assert_type(R.multinomial(rng, weights, int("3")), LongTensor)


def vectors(mean: Tensor[L[3]]) -> None:
    covariance: Tensor[L[3], L[3]] = mean.square().add(1.0).diag_embed()
    assert_type(R.multivariate_normal(rng, mean, covariance, 5), Tensor[L[5], L[3]])
    assert_type(R.multivariate_normal(rng, mean, covariance, int("5")), Tensor[Any, L[3]])
