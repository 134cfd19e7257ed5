"""Distributions with unchecked parameters, other sizes and other dtypes."""

from typing import Literal as L

import torch

from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.tensor import Double
from hasktorch_py.random import Distributions, closed_unit, new_rng, non_zero, open_unit, ord2_tuple, positive

R = Distributions[Double](torch.float64)
rng = new_rng(0)


def unchecked_parameters() -> None:
    R.uniform(rng, (0, 1), (4, 2))  # error: strict
    R.uniform(rng, (0.0, 1.0), (4, 2))  # error: strict
    R.normal(rng, 0.0, 1.0, (4, 2))  # error: strict
    R.log_normal(rng, 0.0, 1.0, (4, 2))  # error: strict
    R.cauchy(rng, 0.0, 1.0, (4, 2))  # error: strict
    R.exponential(rng, 1.0, (4, 2))  # error: strict
    R.geometric(rng, 0.5, (4, 2))  # error: strict
    R.bernoulli(rng, 0.5, (4, 2))  # error: strict
    R.clamped_random(rng, (2, 5), (4, 2))  # error: strict


def parameters_of_another_range() -> None:
    R.exponential(rng, non_zero(-1), (4, 2))  # error
    R.normal(rng, 0.0, closed_unit(0.5), (4, 2))  # error: strict
    R.geometric(rng, closed_unit(0.5), (4, 2))  # error: strict
    R.bernoulli(rng, open_unit(0.5), (4, 2))  # error: strict
    R.clamped_random(rng, ord2_tuple(0.5, 2.5), (4, 2))  # error
    R.uniform(rng, positive(1), (4, 2))  # error


def no_generator() -> None:
    R.uniform(ord2_tuple(0, 1), (4, 2))  # error
    R.uniform(0, ord2_tuple(0, 1), (4, 2))  # error


def other_shapes() -> None:
    a_ = R.uniform(rng, ord2_tuple(0, 1), (4, 2))
    a: Tensor[L[4], L[3]] = a_  # error
    b_ = R.normal(rng, 0.0, positive(1), (4,))
    b: Tensor[L[4], L[1]] = b_  # error
    c: FloatTensor[L[4]] = b_  # error


def parameters_are_tensors(means: Tensor[L[4]], stddevs: Tensor[L[5]], single: FloatTensor[L[4]]) -> None:
    R.normal_means_stddevs(rng, means, stddevs)  # error
    R.poisson(rng, single)  # error: strict
    R.multivariate_normal(rng, means, stddevs, 3)  # error


def covariance_of_another_size(mean: Tensor[L[4]], covariance: Tensor[L[5], L[5]]) -> None:
    R.multivariate_normal(rng, mean, covariance, 3)  # error
