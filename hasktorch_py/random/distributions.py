"""Random tensors of one dtype, with static shapes.

`Distributions(torch.float64).uniform(rng, ord2_tuple(0, 1), (4, 2))` is a `Tensor[Double, L[4], L[2]]`. The generator's
device is that of the result. With a generator of the same seed the numbers are those of torch's own function, which the
docstring names.
"""

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, TypeVar, TypeVarTuple, cast, overload

import torch

from hasktorch.sizes import Dim
from hasktorch.tensor import Floating, Long, Tensor

from . import ranges
from .draws import Draw, Draw1, Draw2
from .ranges import ClosedUnit, OpenUnit, Ordered, OrderedInts, Positive

DT = TypeVar("DT", bound=Floating)
S = TypeVarTuple("S")
B = TypeVar("B")
C = TypeVar("C")
N = TypeVar("N", bound=Dim)


class Distributions(Generic[DT]):
    """The distributions at a dtype. Parameters that must lie in a range are made by smart constructors (`ranges`)."""

    #: The smart constructor, here because ATen has a function of the same name.
    positive = staticmethod(ranges.positive)

    #: The continuous uniform distribution on [low, high): `Tensor.uniform_`.
    uniform: Draw1[DT, Ordered]
    #: The normal distribution of a mean and a standard deviation: `Tensor.normal_`.
    normal: Draw2[DT, float, Positive]
    #: exp of the normal distribution of a mean and a standard deviation: `Tensor.log_normal_`.
    log_normal: Draw2[DT, float, Positive]
    #: The exponential distribution of a rate, of mean 1 / rate: `Tensor.exponential_`.
    exponential: Draw1[DT, Positive]
    #: The Cauchy distribution of a median and a scale: `Tensor.cauchy_`.
    cauchy: Draw2[DT, float, Positive]
    #: The number of trials up to the first success, 1 or more, of a probability: `Tensor.geometric_`.
    geometric: Draw1[DT, OpenUnit]
    #: 1 with the given probability, else 0: `Tensor.bernoulli_`.
    bernoulli: Draw1[DT, ClosedUnit]
    #: Whole numbers from 0 to the greatest up to which the dtype holds all of them: `Tensor.random_`.
    random: Draw[DT]
    #: Whole numbers from low to high − 1: `Tensor.random_`.
    clamped_random: Draw1[DT, OrderedInts]
    #: Whole numbers from 0 to cap − 1: `Tensor.random_`. Raises RuntimeError for a cap less than 1.
    capped_random: Draw1[DT, int]

    def __init__(self, dtype: torch.dtype) -> None:
        """Raises ValueError for a dtype without real numbers."""
        if not dtype.is_floating_point:
            raise ValueError(f"expected a dtype of real numbers, such as torch.float64, found {dtype}")
        self._dtype = dtype
        self.uniform = self._filled(lambda x, rng, pair: x.uniform_(*pair, generator=rng))
        self.normal = self._filled(lambda x, rng, mean, stddev: x.normal_(mean, stddev, generator=rng))
        self.log_normal = self._filled(lambda x, rng, mean, stddev: x.log_normal_(mean, stddev, generator=rng))
        self.exponential = self._filled(lambda x, rng, rate: x.exponential_(rate, generator=rng))
        self.cauchy = self._filled(lambda x, rng, median, scale: x.cauchy_(median, scale, generator=rng))
        self.geometric = self._filled(lambda x, rng, p: x.geometric_(p, generator=rng))
        self.bernoulli = self._filled(lambda x, rng, p: x.bernoulli_(p, generator=rng))
        self.random = self._filled(lambda x, rng: x.random_(generator=rng))
        self.clamped_random = self._filled(lambda x, rng, pair: x.random_(*pair, generator=rng))
        self.capped_random = self._filled(lambda x, rng, cap: x.random_(cap, generator=rng))

    def __repr__(self) -> str:
        return f"Distributions({self._dtype})"

    def _filled(self, fill: Callable[..., torch.Tensor]) -> Any:
        """The function of (rng, *parameters, size) that fills an empty tensor of the size."""
        return partial(_draw, self._dtype, fill)

    def normal_means(self, rng: torch.Generator, means: Tensor[DT, *S], stddev: Positive) -> Tensor[DT, *S]:
        """A normal number around each mean: `torch.normal`."""
        return cast(Tensor[DT, *S], torch.normal(means, stddev, generator=rng))  # torch keeps the shape of the means

    def normal_stddevs(self, rng: torch.Generator, mean: float, stddevs: Tensor[DT, *S]) -> Tensor[DT, *S]:
        """A normal number of each standard deviation: `torch.normal`. Raises RuntimeError for a negative one."""
        return cast(Tensor[DT, *S], torch.normal(mean, stddevs, generator=rng))  # torch keeps the shape

    def normal_means_stddevs(
        self, rng: torch.Generator, means: Tensor[DT, *S], stddevs: Tensor[DT, *S]
    ) -> Tensor[DT, *S]:
        """A normal number of each mean and standard deviation: `torch.normal`. Errors as `normal_stddevs`."""
        return cast(Tensor[DT, *S], torch.normal(means, stddevs, generator=rng))  # torch keeps the shape of both

    def standard_gamma(self, rng: torch.Generator, alphas: Tensor[DT, *S]) -> Tensor[DT, *S]:
        """A number of the gamma distribution of each shape parameter and rate 1: `torch.distributions.Gamma`'s."""
        return cast(Tensor[DT, *S], torch._standard_gamma(alphas, generator=rng))  # torch keeps the shape

    def poisson(self, rng: torch.Generator, rates: Tensor[DT, *S]) -> Tensor[DT, *S]:
        """A number of events of each rate: `torch.poisson`. Raises RuntimeError for a negative rate."""
        return cast(Tensor[DT, *S], torch.poisson(rates, generator=rng))  # torch keeps the shape

    @overload
    def multinomial(
        self, rng: torch.Generator, weights: Tensor[DT, C], count: N, replacement: bool = False
    ) -> Tensor[Long, N]: ...
    @overload
    def multinomial(
        self, rng: torch.Generator, weights: Tensor[DT, B, C], count: N, replacement: bool = False
    ) -> Tensor[Long, B, N]: ...
    @overload
    def multinomial(
        self, rng: torch.Generator, weights: Tensor[DT, *tuple[Any, ...]], count: int, replacement: bool = False
    ) -> Tensor[Long, *tuple[Any, ...]]: ...
    def multinomial(
        self, rng: torch.Generator, weights: torch.Tensor, count: int, replacement: bool = False
    ) -> torch.Tensor:
        """Indices drawn by weight out of a vector, or out of each row of a matrix: `torch.multinomial`.

        Raises RuntimeError for negative or infinite weights, and where fewer than `count` are left to draw from.
        """
        return torch.multinomial(weights, count, replacement, generator=rng)

    @overload
    def multivariate_normal(
        self, rng: torch.Generator, mean: Tensor[DT, C], covariance: Tensor[DT, C, C], count: N
    ) -> Tensor[DT, N, C]: ...
    @overload
    def multivariate_normal(
        self, rng: torch.Generator, mean: Tensor[DT, C], covariance: Tensor[DT, C, C], count: int
    ) -> Tensor[DT, Any, C]: ...
    def multivariate_normal(
        self, rng: torch.Generator, mean: torch.Tensor, covariance: torch.Tensor, count: int
    ) -> torch.Tensor:
        """`count` normal vectors, the rows: `torch.distributions.MultivariateNormal`.

        A row is mean + Lε, L the covariance's Cholesky factor and ε standard normal. Raises torch.linalg.LinAlgError
        for a covariance that is not positive definite.
        """
        factor = torch.linalg.cholesky(covariance)
        zeros = mean.new_zeros(count, *mean.shape)
        noise = torch.normal(zeros, torch.ones_like(zeros), generator=rng)
        spread: torch.Tensor = factor.matmul(noise.unsqueeze(-1)).squeeze(-1)
        return mean + spread


def _draw(dtype: torch.dtype, fill: Callable[..., torch.Tensor], rng: torch.Generator, *arguments: Any) -> torch.Tensor:
    *parameters, size = arguments
    return fill(torch.empty(size, dtype=dtype, device=rng.device), rng, *parameters)
