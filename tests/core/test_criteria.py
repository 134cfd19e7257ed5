"""Every criterion equals torch's loss in value and gradient, and checks its arguments."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from torch import nn

from hasktorch_py import criteria
from hasktorch_py.errors import DTypeError, ShapeError

# The checkers see untyped tensors here; tests/typing has the static side.
c: Any = criteria
X = torch.Tensor


def drawn(*size: int, seed: int = 0) -> X:
    return torch.randn(size, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def classes(*size: int, below: int = 5) -> X:
    return torch.randint(below, size, generator=torch.Generator().manual_seed(3))


def signs(*size: int) -> X:
    return drawn(*size, seed=4).sign()


@dataclass(frozen=True)
class Case:
    """A criterion called as `ours(target, x, **options)`, and `theirs(x, target)` with a reduction."""

    ours: Callable[..., X]
    theirs: Callable[..., Any]  # from the options and the reduction to the function of (x, target)
    x: X
    target: X
    options: dict[str, Any] = field(default_factory=dict)
    shape: tuple[int, ...] | None = None  # of the loss that is not reduced: the prediction's


W = drawn(5, seed=8).exp()
PROBABILITIES = drawn(6, 5, seed=2).sigmoid()


def module(kind: type[nn.Module]) -> Callable[..., Any]:
    return lambda reduction, **options: kind(reduction=reduction, **options)


def split(kind: type[nn.Module]) -> Callable[..., Any]:
    """A module of two predictions, which here are the halves of one tensor."""
    return lambda reduction, **o: lambda x, target: kind(reduction=reduction, **o)(x[0], x[1], target)


def ctc(reduction: str, **options: Any) -> Callable[[X, X], X]:
    return lambda x, target: F.ctc_loss(
        x.log_softmax(2), target, LENGTHS[0], LENGTHS[1], reduction=reduction, **options
    )


LENGTHS = torch.tensor([9, 8, 9]), torch.tensor([4, 2, 3])
CASES = {
    "mse": Case(c.mse_criterion, module(nn.MSELoss), drawn(6, 5), drawn(6, 5, seed=1)),
    "abs": Case(c.abs_criterion, module(nn.L1Loss), drawn(6, 5), drawn(6, 5, seed=1)),
    "smooth_l1": Case(c.smooth_l1_criterion, module(nn.SmoothL1Loss), drawn(6, 5), drawn(6, 5, seed=1), {"beta": 0.7}),
    "huber": Case(c.huber_criterion, module(nn.HuberLoss), drawn(6, 5), drawn(6, 5, seed=1), {"delta": 0.7}),
    "poisson_nll": Case(c.poisson_nll_criterion, module(nn.PoissonNLLLoss), drawn(6, 5), 3 * PROBABILITIES),
    "poisson_nll, full": Case(
        c.poisson_nll_criterion, module(nn.PoissonNLLLoss), PROBABILITIES + 0.1, 3 * PROBABILITIES,
        {"log_input": False, "full": True, "eps": 1e-6},
    ),
    "bce": Case(c.bce_criterion, module(nn.BCELoss), PROBABILITIES, drawn(6, 5).sigmoid()),
    "bce, weight": Case(c.bce_criterion, module(nn.BCELoss), PROBABILITIES, drawn(6, 5).sigmoid(), {"weight": W}),
    "bce_with_logits": Case(
        c.bce_with_logits_criterion, module(nn.BCEWithLogitsLoss), drawn(6, 5), PROBABILITIES,
        {"weight": W, "pos_weight": 2 * W},
    ),
    "soft_margin": Case(c.soft_margin_criterion, module(nn.SoftMarginLoss), drawn(6, 5), signs(6, 5)),
    "hinge_embedding": Case(
        c.hinge_embedding_criterion, module(nn.HingeEmbeddingLoss), drawn(6, 5), signs(6, 5), {"margin": 0.7}
    ),
    "margin": Case(
        c.margin_criterion,
        lambda reduction, margin: lambda x, y: F.margin_ranking_loss(x, 0 * x, y, margin, reduction=reduction),
        drawn(6, 5), signs(6, 5), {"margin": 0.7},
    ),
    "margin_ranking": Case(
        lambda t, x, **o: c.margin_ranking_criterion(t, (x[0], x[1]), **o), split(nn.MarginRankingLoss), drawn(2, 6),
        signs(6), {"margin": 0.3}, (6,),
    ),
    "kl_div": Case(
        c.kl_div_criterion,
        lambda reduction, **o: lambda x, y: torch.kl_div(x, y, ["none", "mean", "sum"].index(reduction), **o),
        drawn(6, 5).log_softmax(1), drawn(6, 5, seed=1).softmax(1),
    ),
    "kl_div, log target": Case(
        c.kl_div_criterion,
        lambda reduction, **o: lambda x, y: torch.kl_div(x, y, ["none", "mean", "sum"].index(reduction), **o),
        drawn(6, 5).log_softmax(1), drawn(6, 5, seed=1).log_softmax(1), {"log_target": True},
    ),
    "class_nll": Case(
        c.class_nll_criterion, module(nn.NLLLoss), drawn(6, 5).log_softmax(1), classes(6),
        {"weight": W, "ignore_index": 2}, (6,),
    ),
    "class_nll, image": Case(
        c.class_nll_criterion, module(nn.NLLLoss), drawn(2, 5, 4, 3), classes(2, 4, 3), {}, (2, 4, 3)
    ),
    "cross_entropy": Case(
        c.cross_entropy_criterion, module(nn.CrossEntropyLoss), drawn(6, 5), classes(6),
        {"weight": W, "ignore_index": 2, "label_smoothing": 0.1}, (6,),
    ),
    "cross_entropy, probabilities": Case(
        c.cross_entropy_criterion, module(nn.CrossEntropyLoss), drawn(6, 5), drawn(6, 5, seed=1).softmax(1),
        {"label_smoothing": 0.1}, (6,),
    ),
    "multi_margin": Case(
        c.multi_margin_criterion, module(nn.MultiMarginLoss), drawn(6, 5), classes(6),
        {"p": 2, "margin": 0.7, "weight": W}, (6,),
    ),
    "multi_label_margin": Case(
        c.multi_label_margin_criterion, module(nn.MultiLabelMarginLoss), drawn(2, 4),
        torch.tensor([[3, 0, -1, 1], [1, -1, 0, 2]]), {}, (2,),
    ),
    "ctc": Case(
        lambda t, x, **o: c.ctc_criterion(t, x.log_softmax(2), *LENGTHS, **o), ctc, drawn(9, 3, 6), 1 + classes(3, 4),
        {"zero_infinity": True}, (3,),
    ),
    "cosine_embedding": Case(
        lambda t, x, **o: c.cosine_embedding_criterion(t, (x[0], x[1]), **o), split(nn.CosineEmbeddingLoss),
        drawn(2, 6, 5), signs(6), {"margin": 0.2}, (6,),
    ),
    "gaussian_nll": Case(
        lambda t, x, **o: c.gaussian_nll_criterion(t, x[0], x[1].exp(), **o),
        lambda reduction, **o: lambda x, y: nn.GaussianNLLLoss(reduction=reduction, **o)(x[0], y, x[1].exp()),
        drawn(2, 6, 5), drawn(6, 5, seed=1), {"full": True}, (6, 5),
    ),
    "triplet_margin": Case(
        lambda t, x, **o: c.triplet_margin_criterion(x[0], x[1], t, **o),
        lambda reduction, **o: lambda x, y: nn.TripletMarginLoss(reduction=reduction, **o)(x[0], x[1], y),
        drawn(2, 6, 5), drawn(6, 5, seed=1), {"margin": 0.7, "swap": True}, (6,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_value_and_gradient_are_those_of_torch(case: Case, reduction: str) -> None:
    ours, theirs = (case.x.clone().requires_grad_() for _ in range(2))
    loss = case.ours(case.target, ours, reduction=reduction, **case.options)
    wanted = case.theirs(reduction, **case.options)(theirs, case.target)
    assert loss.shape == ((case.shape or case.x.shape) if reduction == "none" else (1,))
    assert torch.equal(loss.reshape(wanted.shape), wanted)
    weights = drawn(*loss.shape, seed=6)
    (gradient,) = torch.autograd.grad(loss, ours, weights)
    (expected,) = torch.autograd.grad(wanted, theirs, weights.reshape(wanted.shape))
    assert torch.equal(gradient, expected) and gradient.any()


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_default_is_the_mean(case: Case) -> None:
    found = case.ours(case.target, case.x, **case.options)
    assert torch.equal(
        found,
        case.ours(case.target, case.x, reduction="mean", **case.options),
    )


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_another_reduction(case: Case) -> None:
    with pytest.raises(ValueError, match="reduction: expected 'mean', 'sum' or 'none', found 'average'"):
        case.ours(case.target, case.x, reduction="average", **case.options)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_target_of_another_shape(case: Case) -> None:
    with pytest.raises(ShapeError, match="expected"):
        case.ours(case.target[:-1], case.x, **case.options)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_target_of_another_dtype(case: Case) -> None:
    with pytest.raises(DTypeError, match="expected"):
        case.ours(case.target.float(), case.x, **case.options)


THE_CRITERIA = (
    "mse", "bce", "bce_with_logits", "class_nll", "cross_entropy", "abs", "smooth_l1", "huber", "margin", "soft_margin",
    "multi_margin", "multi_label_margin", "kl_div", "cosine_embedding", "hinge_embedding", "poisson_nll",
    "gaussian_nll", "ctc", "triplet_margin",
)  # fmt: skip


def test_every_criterion_is_tested() -> None:
    names = {name.removesuffix("_criterion") for name in vars(criteria) if name.endswith("_criterion")}
    assert names == {name.split(",")[0] for name in CASES}
    assert names >= set(THE_CRITERIA)


def test_the_batch_mean_of_kl_div() -> None:
    log_p, q = drawn(6, 5).log_softmax(1), drawn(6, 5, seed=1).softmax(1)
    found = c.kl_div_criterion(q, log_p, reduction="batchmean")
    assert found.shape == (1,)
    assert torch.equal(found[0], nn.KLDivLoss(reduction="batchmean")(log_p, q))


MISFITS: tuple[tuple[Callable[[], X], str], ...] = (
    (lambda: c.mse_criterion(drawn(4), drawn(4, 1)), r"target: expected the prediction's shape \[4, 1\], found \[4\]"),
    (
        lambda: c.bce_criterion(PROBABILITIES, PROBABILITIES, drawn(6)),
        r"weight: .* broadcasts .* \[6, 5\], found \[6\]",
    ),
    (lambda: c.bce_criterion(PROBABILITIES, PROBABILITIES, drawn(2, 6, 5)), r"weight: .* found \[2, 6, 5\]"),
    (lambda: c.bce_with_logits_criterion(W, W, pos_weight=drawn(2)), r"pos_weight: .* found \[2\]"),
    (lambda: c.gaussian_nll_criterion(W, W, W[:1]), r"variance: expected .* \[5\], found \[1\]"),
    (lambda: c.class_nll_criterion(classes(), drawn(5)), r"prediction: expected the shape \[N, C, …\], found \[5\]"),
    (lambda: c.cross_entropy_criterion(W, W), r"prediction: expected the shape \[N, C, …\], found \[5\]"),
    (lambda: c.multi_margin_criterion(classes(2), drawn(2, 3, 4)), r"prediction: .* \[N, C\], found \[2, 3, 4\]"),
    (lambda: c.ctc_criterion(classes(2, 3), drawn(9, 2, 5), classes(2), classes(3)), r"target_lengths: .* \[2\]"),
    (lambda: c.ctc_criterion(classes(6), drawn(9, 2, 5), classes(2), classes(2)), r"target: .* \[N, S\], found"),
    (lambda: c.cosine_embedding_criterion(W, (drawn(5, 2), drawn(5, 3))), r"predictions\[1\]: .* \[5, 2\], found"),
    (lambda: c.triplet_margin_criterion(drawn(5, 2), drawn(5, 2), drawn(4, 2)), r"negative: expected"),
)


@pytest.mark.parametrize(("call", "said"), MISFITS)
def test_arguments_that_do_not_fit(call: Callable[[], X], said: str) -> None:
    with pytest.raises(ShapeError, match=said):
        call()


def test_at_the_edges() -> None:
    none = torch.empty(0, 5, dtype=torch.float64)
    assert c.mse_criterion(none, none).isnan().item()
    assert c.mse_criterion(none, none, reduction="sum").item() == 0
    assert c.class_nll_criterion(classes(2), drawn(2, 5), ignore_index=int(classes(2)[0])).isfinite().item()
    ignored = torch.full((2,), -100)
    assert c.class_nll_criterion(ignored, drawn(2, 5)).isnan().item()
    certain = torch.tensor([0.0, 1.0], dtype=torch.float64)
    assert c.bce_criterion(1 - certain, certain).item() == 100
    with pytest.raises(RuntimeError):
        c.bce_criterion(certain, 2 * certain)
    with pytest.raises(ValueError, match="var"):
        c.gaussian_nll_criterion(certain, certain, -1 - certain)
    impossible = torch.tensor([[1, 1, 1]])
    short = torch.tensor([2]), torch.tensor([3])
    assert c.ctc_criterion(impossible, drawn(2, 1, 4).log_softmax(2), *short).item() == math.inf
    assert c.ctc_criterion(impossible, drawn(2, 1, 4).log_softmax(2), *short, zero_infinity=True).item() == 0
