"""The fold over batches: what it gives, when it ends, and that a run that was cut off continues bit for bit."""

import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias
from typing import Literal as L

import pytest
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, TensorDataset

import hasktorch.double as T
from hasktorch_py import _pytree, data, opt, saving
from hasktorch_py.checkpoint import Checkpoint
from hasktorch_py.training import EarlyStop, Fit, Loss, Run, gradient_step, train

Net: TypeAlias = dict[str, T.Tensor[L[3], L[1]]]
Batch: TypeAlias = tuple[T.Tensor[Any, L[3]], T.Tensor[Any, L[1]]]
BATCHES, EPOCHS = 5, 3


class Interrupted(Exception):
    """Stands for whatever ends a process."""


def tensors(rows: int = 4 * BATCHES) -> tuple[Tensor, Tensor]:
    g = torch.Generator().manual_seed(0)
    x = torch.randn(rows, 3, generator=g).double()
    return x, x @ torch.tensor([[1.0], [-2.0], [0.5]]).double()


class Noisy(Dataset[tuple[Tensor, Tensor]]):
    """Augmented by random numbers that the loader's process or its workers draw."""

    def __init__(self) -> None:
        self.x, self.y = tensors()

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, index: int) -> tuple[Tensor, Tensor]:
        return self.x[index] + 0.01 * torch.randn(3).double(), self.y[index]


def loss(net: Net, batch: Batch) -> T.Tensor[L[1]]:
    x, y = batch
    return T.mean(T.square(T.mm(x, net["weight"]) - y)).reshape(1)


def begin() -> Fit[Net]:
    net: Net = {"weight": T.zeros(3, 1)}
    return Fit(net, OPTIMIZER.init(net))


OPTIMIZER = opt.adam(opt.schedules.cosine(0.05, BATCHES * EPOCHS))
STEP = gradient_step(loss, OPTIMIZER)


def plain() -> data.Batches[Batch]:
    return data.batches(DataLoader(TensorDataset(*tensors()), batch_size=4), T.Tensor[Any, L[3]], T.Tensor[Any, L[1]])


def same(one: Run[Any], other: Run[Any]) -> bool:
    trees = zip(_pytree.flatten(one.carry)[0], _pytree.flatten(other.carry)[0], strict=True)
    return (one.losses, one.scores) == (other.losses, other.scores) and all(torch.equal(a, b) for a, b in trees)


def test_training_equals_a_loop_in_plain_pytorch() -> None:
    run = train(STEP, begin(), plain(), EPOCHS, progress=False)
    weight = torch.nn.Parameter(torch.zeros(3, 1).double())
    optimizer = torch.optim.Adam([weight], 0.05)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, BATCHES * EPOCHS)
    losses = []
    for _ in range(EPOCHS):
        for x, y in DataLoader(TensorDataset(*tensors()), batch_size=4):
            optimizer.zero_grad()
            value = torch.nn.functional.mse_loss(x @ weight, y)
            value.backward()  # type: ignore[no-untyped-call] # torch leaves it untyped
            optimizer.step()
            schedule.step()
            losses.append(value.item())
    assert run.losses == pytest.approx(losses, rel=1e-12)
    assert torch.allclose(run.carry.params["weight"], weight, rtol=1e-12)
    assert run.scores == tuple(statistics.fmean(run.losses[i * BATCHES :][:BATCHES]) for i in range(EPOCHS))
    assert run.carry.state.step.item() == BATCHES * EPOCHS


def test_the_start_is_not_changed_and_scores_can_be_given() -> None:
    start = begin()
    run = train(STEP, start, plain(), 2, score=lambda fit: float(fit.params["weight"][0, 0]), progress=False)
    assert not start.params["weight"].any() and start.state.step.item() == 0
    assert run.scores[1] == run.carry.params["weight"][0, 0].item()


def test_a_transform_sees_the_gradient() -> None:
    still = gradient_step(loss, OPTIMIZER, lambda gradient: opt.clip_grad_norm(gradient, 0.0)[0])
    assert not train(still, begin(), plain(), 1, progress=False).carry.params["weight"].any()


def test_no_epochs_give_the_start() -> None:
    start = begin()
    assert train(STEP, start, plain(), 0, progress=False) == Run(start, (), ())


@pytest.mark.parametrize(
    ("scores", "stops"),
    [
        ((3.0, 2.0, 1.0), False),
        ((3.0, 2.5, 2.5), False),
        ((3.0, 2.5, 2.5, 2.6), True),
        ((1.0, 0.95, 0.92), True),
        ((), False),
    ],
)
def test_early_stop(scores: tuple[float, ...], stops: bool) -> None:
    assert EarlyStop(patience=2, least=0.1)(scores) is stops


def test_training_stops_early() -> None:
    given: Iterator[float] = iter((3.0, 2.0, 2.0, 2.0, 1.0))
    run = train(STEP, begin(), plain(), 10, score=lambda _: next(given), stop=EarlyStop(2), progress=False)
    assert run.scores == (3.0, 2.0, 2.0, 2.0)


def test_the_bar_shows_epoch_and_loss(capsys: pytest.CaptureFixture[str]) -> None:
    run = train(STEP, begin(), plain(), 2)
    shown = capsys.readouterr()
    assert shown.out == "" and "10/10" in shown.err and f"epoch=1, loss={run.losses[-1]:.3g}" in shown.err


def loader(workers: int = 0) -> data.Batches[Batch]:
    """Shuffled by a generator, augmented by random numbers."""
    g = torch.Generator().manual_seed(3)
    shuffled: DataLoader[Any] = DataLoader(Noisy(), batch_size=4, shuffle=True, generator=g, num_workers=workers)
    return data.batches(shuffled, T.Tensor[Any, L[3]], T.Tensor[Any, L[1]])


def run_with_noise(path: Path | None, cut: int | None = None, workers: int = 0, every: int | None = 2) -> Run[Fit[Net]]:
    """Draws from torch's generator and from one of the step's own; `cut` is the step at which it is interrupted."""
    torch.manual_seed(1)
    own = torch.Generator().manual_seed(2)
    taken = 0

    def step(fit: Fit[Net], batch: Batch) -> tuple[Fit[Net], Loss]:
        nonlocal taken
        if taken == cut:
            raise Interrupted
        taken += 1
        x, y = batch
        noise = torch.rand(3, generator=own).double() + torch.rand(3).double()
        return STEP(fit, (x * T.from_torch(noise, (3,)), y))

    def score(fit: Fit[Net]) -> float:
        return float(fit.params["weight"].sum()) + torch.rand(()).item()

    checkpoint = None if path is None else Checkpoint(path, every, [own])
    return train(step, begin(), loader(workers), EPOCHS, score=score, checkpoint=checkpoint, progress=False)


@pytest.mark.parametrize("every", [1, 2, 5, None])
@pytest.mark.parametrize("cut", [1, 4, 5, 7, 10, 14])
def test_a_run_that_was_cut_off_continues_bit_for_bit(cut: int, every: int | None, tmp_path: Path) -> None:
    whole = run_with_noise(None)
    with pytest.raises(Interrupted):
        run_with_noise(tmp_path / "run", cut, every=every)
    assert same(run_with_noise(tmp_path / "run", every=every), whole)
    again = run_with_noise(tmp_path / "run", 0, every=every)  # finished: no step is taken
    assert same(again, whole)


def test_it_may_be_cut_off_again_and_again(tmp_path: Path) -> None:
    whole = run_with_noise(None)
    for _ in range(20):
        try:
            run = run_with_noise(tmp_path / "run", 2, every=1)
        except Interrupted:
            continue
        break
    assert same(run, whole)


def test_workers_draw_the_same_again(tmp_path: Path) -> None:
    whole = run_with_noise(None, workers=2)
    with pytest.raises(Interrupted):
        run_with_noise(tmp_path / "run", 8, workers=2)
    assert same(run_with_noise(tmp_path / "run", workers=2), whole)


def test_more_epochs_can_be_asked_for_later(tmp_path: Path) -> None:
    whole = train(STEP, begin(), plain(), 4, progress=False)
    path = tmp_path / "run"
    train(STEP, begin(), plain(), 2, checkpoint=Checkpoint(path), progress=False)
    assert same(train(STEP, begin(), plain(), 4, checkpoint=Checkpoint(path), progress=False), whole)


def test_unfit_arguments_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "run"
    train(STEP, begin(), plain(), 1, checkpoint=Checkpoint(path), progress=False)
    other: Any = Fit({"weight": torch.zeros(2, 1).double()}, OPTIMIZER.init({"weight": torch.zeros(2, 1).double()}))
    with pytest.raises(
        saving.LoadError, match=r"\.carry\.params\['weight'\]: expected Double \[2, 1\], found .* \[3, 1\]"
    ):
        train(STEP, other, plain(), 2, checkpoint=Checkpoint(path), progress=False)
    with pytest.raises(saving.LoadError, match=r"\.now\[1\]: missing"):
        train(STEP, begin(), plain(), 2, checkpoint=Checkpoint(path, None, [torch.Generator()]), progress=False)
    with pytest.raises(ValueError, match="batches: expected some in epoch 1, found none"):
        train(STEP, begin(), iter(list(plain())), 2, progress=False)
    bad: list[Batch] = [(T.full((2, 3), float("nan")), T.zeros(2, 1))]
    with pytest.raises(FloatingPointError, match="epoch 0, batch 0: expected a finite loss, found nan"):
        train(STEP, begin(), bad, 1, progress=False)
    with pytest.raises(ValueError, match="patience: expected 1 epoch or more, found 0"):
        EarlyStop(0)
    with pytest.raises(ValueError, match="every: expected 1 batch or more, found 0"):
        Checkpoint(path, 0)


def test_less_data_than_before_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Interrupted):
        run_with_noise(tmp_path / "run", 4)
    few: list[Batch] = list(plain())[:2]
    own = torch.Generator()
    with pytest.raises(saving.LoadError):  # the loader's generator is missing
        train(STEP, begin(), few, EPOCHS, checkpoint=Checkpoint(tmp_path / "run", None, [own]), progress=False)
    with pytest.raises(ValueError, match="batches: expected the 4 that are done in this epoch, found 2"):
        train(STEP, begin(), few, EPOCHS, checkpoint=Checkpoint(tmp_path / "run", None, [own, own]), progress=False)
