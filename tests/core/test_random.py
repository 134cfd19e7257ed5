"""Random numbers: torch's for the same seed, distributed as they are said to be, of checked parameters."""

import math
from collections.abc import Callable
from typing import Any

import pytest
import torch
from scipy import stats  # type: ignore[import-untyped]  # it has no stubs

import hasktorch.double as T
from hasktorch_py import random
from hasktorch_py.errors import DTypeError, RangeError

R: Any = random.Distributions[Any](torch.float64)  # sizes in these tests are no literals
SIZE = (50, 40)


@pytest.fixture
def rng() -> torch.Generator:
    return random.new_rng(2)


def empty() -> torch.Tensor:
    return torch.empty(SIZE, dtype=torch.float64)


def seeded() -> dict[str, Any]:
    return {"generator": torch.Generator().manual_seed(2)}


RATES = torch.arange(1, 13, dtype=torch.float64).reshape(3, 4)
P, Ord = random.positive, random.ord2_tuple
SAME: dict[str, tuple[Callable[[torch.Generator], Any], Callable[[], torch.Tensor]]] = {
    "uniform": (lambda g: R.uniform(g, Ord(-2, 3), SIZE), lambda: empty().uniform_(-2, 3, **seeded())),
    "normal": (lambda g: R.normal(g, 1.0, P(2), SIZE), lambda: empty().normal_(1, 2, **seeded())),
    "log_normal": (lambda g: R.log_normal(g, 1.0, P(2), SIZE), lambda: empty().log_normal_(1, 2, **seeded())),
    "exponential": (lambda g: R.exponential(g, P(3), SIZE), lambda: empty().exponential_(3, **seeded())),
    "cauchy": (lambda g: R.cauchy(g, 1.0, P(2), SIZE), lambda: empty().cauchy_(1, 2, **seeded())),
    "geometric": (lambda g: R.geometric(g, random.open_unit(0.3), SIZE), lambda: empty().geometric_(0.3, **seeded())),
    "bernoulli": (lambda g: R.bernoulli(g, random.closed_unit(0.3), SIZE), lambda: empty().bernoulli_(0.3, **seeded())),
    "random": (lambda g: R.random(g, SIZE), lambda: empty().random_(**seeded())),
    "clamped_random": (lambda g: R.clamped_random(g, Ord(-2, 3), SIZE), lambda: empty().random_(-2, 3, **seeded())),
    "capped_random": (lambda g: R.capped_random(g, 7, SIZE), lambda: empty().random_(7, **seeded())),
    "normal_means": (lambda g: R.normal_means(g, RATES, P(2)), lambda: torch.normal(RATES, 2, **seeded())),
    "normal_stddevs": (lambda g: R.normal_stddevs(g, 2.0, RATES), lambda: torch.normal(2.0, RATES, **seeded())),
    "normal_means_stddevs": (
        lambda g: R.normal_means_stddevs(g, RATES, RATES), lambda: torch.normal(RATES, RATES, **seeded())
    ),
    "standard_gamma": (lambda g: R.standard_gamma(g, RATES), lambda: torch._standard_gamma(RATES, **seeded())),
    "poisson": (lambda g: R.poisson(g, RATES), lambda: torch.poisson(RATES, **seeded())),
    "multinomial": (lambda g: R.multinomial(g, RATES, 3), lambda: torch.multinomial(RATES, 3, **seeded())),
    "multinomial, replacement": (
        lambda g: R.multinomial(g, RATES[0], 9, True), lambda: torch.multinomial(RATES[0], 9, True, **seeded())
    ),
}  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs"), SAME.values(), ids=SAME)
def test_the_same_seed_gives_the_same_numbers_as_torch(
    ours: Callable[[torch.Generator], torch.Tensor], theirs: Callable[[], torch.Tensor], rng: torch.Generator
) -> None:
    found, wanted = ours(rng), theirs()
    assert torch.equal(found, wanted) and found.dtype is wanted.dtype
    assert not torch.equal(ours(rng), found)  # the generator has moved on


def test_multivariate_normal_is_that_of_torch(rng: torch.Generator) -> None:
    mean, covariance = torch.tensor([1.0, -2.0]).double(), torch.tensor([[2.0, 0.5], [0.5, 1.0]]).double()
    with torch.random.fork_rng():
        torch.manual_seed(2)
        wanted = torch.distributions.MultivariateNormal(mean, covariance).sample((9,))
    assert torch.equal(R.multivariate_normal(rng, mean, covariance, 9), wanted)
    many = R.multivariate_normal(rng, mean, covariance, 20000)
    assert torch.allclose(many.mean(0), mean, atol=0.05)
    assert torch.allclose(many.t().cov(), covariance, atol=0.1)
    with pytest.raises(RuntimeError, match="positive-definite"):  # torch.linalg.LinAlgError is one
        R.multivariate_normal(rng, mean, -covariance, 9)


CONTINUOUS = {
    "uniform": (lambda g: R.uniform(g, Ord(-2, 3), SIZE), stats.uniform(-2, 5)),
    "normal": (lambda g: R.normal(g, 1.0, P(2), SIZE), stats.norm(1, 2)),
    "log_normal": (lambda g: R.log_normal(g, 1.0, P(0.5), SIZE), stats.lognorm(0.5, scale=math.e)),
    "exponential": (lambda g: R.exponential(g, P(3), SIZE), stats.expon(scale=1 / 3)),
    "cauchy": (lambda g: R.cauchy(g, 1.0, P(2), SIZE), stats.cauchy(1, 2)),
    "standard_gamma": (lambda g: R.standard_gamma(g, torch.full(SIZE, 2.5).double()), stats.gamma(2.5)),
    "normal_means": (lambda g: R.normal_means(g, torch.ones(SIZE).double(), P(2)), stats.norm(1, 2)),
}


@pytest.mark.parametrize(("draw", "distribution"), CONTINUOUS.values(), ids=CONTINUOUS)
def test_continuous_distributions(
    draw: Callable[[torch.Generator], torch.Tensor], distribution: Any, rng: torch.Generator
) -> None:
    assert stats.kstest(draw(rng).flatten().numpy(), distribution.cdf).pvalue > 0.01


DISCRETE = {
    "geometric": (lambda g: R.geometric(g, random.open_unit(0.3), SIZE), stats.geom(0.3)),
    "bernoulli": (lambda g: R.bernoulli(g, random.closed_unit(0.3), SIZE), stats.bernoulli(0.3)),
    "poisson": (lambda g: R.poisson(g, torch.full(SIZE, 4.0).double()), stats.poisson(4)),
    "clamped_random": (lambda g: R.clamped_random(g, Ord(-2, 3), SIZE), stats.randint(-2, 3)),
    "capped_random": (lambda g: R.capped_random(g, 7, SIZE), stats.randint(0, 7)),
    "multinomial": (lambda g: R.multinomial(g, torch.tensor([0.3, 0.7]).double(), 2000, True), stats.bernoulli(0.7)),
}


@pytest.mark.parametrize(("draw", "distribution"), DISCRETE.values(), ids=DISCRETE)
def test_discrete_distributions(
    draw: Callable[[torch.Generator], torch.Tensor], distribution: Any, rng: torch.Generator
) -> None:
    numbers, counts = torch.unique(draw(rng), return_counts=True)
    wanted = distribution.pmf(numbers.numpy())
    often = wanted > 0.005
    assert wanted[often].sum() > 0.95
    assert (
        stats.chisquare(counts[often], wanted[often] / wanted[often].sum() * counts[often].sum().item()).pvalue > 0.01
    )


def test_edges_of_the_unit_interval(rng: torch.Generator) -> None:
    assert R.bernoulli(rng, random.closed_unit(0), (100,)).sum() == 0
    assert R.bernoulli(rng, random.closed_unit(1), (100,)).sum() == 100


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_every_real_dtype(dtype: torch.dtype, rng: torch.Generator) -> None:
    made = random.Distributions[Any](dtype)
    x = made.normal(rng, 0.0, P(1), (3, 2))
    assert x.dtype is dtype and x.shape == (3, 2)
    assert repr(made) == f"Distributions({dtype})"


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool, torch.complex64])
def test_other_dtypes_have_no_distributions(dtype: torch.dtype) -> None:
    with pytest.raises(ValueError, match="expected a dtype of real numbers"):
        random.Distributions[Any](dtype)


def test_generators() -> None:
    rng = random.new_rng(5)
    assert random.initial_seed(rng) == 5
    first = R.uniform(rng, Ord(0, 1), (3,))
    assert random.manual_seed(rng, 5) is rng
    assert torch.equal(R.uniform(rng, Ord(0, 1), (3,)), first)
    random.manual_seed(rng, 6)
    assert random.initial_seed(rng) == 6
    state = torch.get_rng_state()
    R.uniform(rng, Ord(0, 1), (3,))
    assert torch.equal(torch.get_rng_state(), state)  # the global generator is left alone


NAN, INF = math.nan, math.inf
HELD: dict[str, tuple[Callable[[float], float], list[float], list[float]]] = {
    "positive": (P, [1, 0.5, 5e-324, 1e308], [0, -0.0, -1, NAN, INF, -INF]),
    "non_zero": (random.non_zero, [1, -1, 5e-324, -0.5], [0, -0.0, NAN, INF, -INF]),
    "open_unit": (random.open_unit, [0.5, 5e-324, 1 - 1e-16], [0, 1, -0.5, 1.5, NAN, INF]),
    "closed_unit": (random.closed_unit, [0, 1, 0.5, -0.0], [-5e-324, 1.0000001, NAN, INF, -INF]),
}


@pytest.mark.parametrize("name", HELD)
def test_smart_constructors(name: str) -> None:
    construct, inside, outside = HELD[name]
    for value in inside:
        assert construct(value) == value and isinstance(construct(value), float)
    for value in outside:
        with pytest.raises(RangeError, match=f"{name}: expected .* found"):
            construct(value)


def test_ordered_pairs() -> None:
    assert Ord(0, 1) == (0, 1) and Ord(-1.5, 2.5) == (-1.5, 2.5)
    assert Ord(2**62, 2**62 + 1) == (2**62, 2**62 + 1)  # floats would be equal
    for low, high in ((1, 1), (2, 1), (NAN, 1), (0, NAN), (-INF, 0), (0, INF), (1.0, 1)):
        with pytest.raises(RangeError, match="ord2_tuple: expected finite numbers low < high, found"):
            Ord(low, high)


def test_what_is_no_number() -> None:
    wrong: Any
    for wrong in ("1", True, None, 1j, torch.ones(1)):
        for construct in (P, random.non_zero, random.open_unit, random.closed_unit, lambda x: Ord(0, x)):
            with pytest.raises(DTypeError, match="expected a number, found"):
                construct(wrong)
    with pytest.raises(RangeError, match="an integer beyond"):
        P(10**400)


def test_an_instance_has_them() -> None:
    x = T.random.uniform(T.new_rng(2), T.ord2_tuple(-2, 3), (4, 2))
    assert x.dtype is torch.float64 and x.shape == (4, 2)
    assert T.random.exponential(T.new_rng(2), T.random.positive(1), (3,)).shape == (3,)
