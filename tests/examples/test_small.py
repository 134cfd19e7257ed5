"""The examples without a data set: each does what its twin in plain PyTorch does, and finds what there is to find."""

import importlib
import runpy
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import torch

import hasktorch.double as T
from examples import gradient_descent, multivariate_normal, xor
from examples.plain import gradient_descent as plain_descent
from examples.plain import multivariate_normal as plain_normal
from examples.plain import xor as plain_xor
from hasktorch_py import _pytree
from tests.checkers import ROOT

WAYS = {"by hand": xor.by_hand, "by backprop2": xor.by_backprop}
TABLE = [[0.0], [1.0], [1.0], [0.0]]


@pytest.fixture(autouse=True)
def one_thread() -> Any:
    """Small tensors are slower on several threads."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


def test_the_exact_network_is_exact() -> None:
    assert xor.infer(xor.mk_exact_network()).tolist() == TABLE
    assert xor.final_error(xor.mk_exact_network()) == 0


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("way", WAYS)
def test_xor_is_learned(way: str, seed: int) -> None:
    loss, net = list(xor.trainer(WAYS[way], T.new_rng(seed)))[-1]
    assert xor.infer(net).round().abs().tolist() == TABLE
    assert xor.final_error(net) < 2 * xor.LEARNED
    assert loss < xor.LEARNED


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("way", WAYS)
def test_xor_s_losses_are_the_twin_s(way: str, seed: int) -> None:
    ours = [loss for loss, _ in xor.trainer(WAYS[way], T.new_rng(seed))]
    theirs = list(plain_xor.losses(seed))
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-12)
    assert ours[:100] == pytest.approx(theirs[:100], rel=1e-12)


@pytest.mark.parametrize("seed", range(5))
def test_the_pullbacks_give_the_gradient_of_backprop(seed: int) -> None:
    xs, ys = xor.mk_exact_data()
    net = xor.mk_network(T.new_rng(seed))
    (loss, by_hand), (same, by_backprop) = xor.by_hand(net, xs, ys), xor.by_backprop(net, xs, ys)
    assert torch.equal(loss, same)
    for one, other in zip(_pytree.flatten(by_hand)[0], _pytree.flatten(by_backprop)[0], strict=True):
        assert torch.allclose(one, other, rtol=1e-12, atol=1e-15)


def test_the_announcement_s_program_runs_as_it_is_written() -> None:
    program: Any = runpy.run_path(str(ROOT / "tests/typing/accept/core/announcement.py"))
    xs, _ = program["mk_exact_data"]()
    net = program["mk_network"](T.new_rng(0))
    before = program["final_error"](net, xs)
    *_, net = islice(program["trainer"](net, xs), 100)
    assert program["final_error"](net, xs).item() < before.item() and before.shape == (1,)
    assert program["inferred"](net, xs).shape == (4, 1)


def test_a_step_follows_the_gradient() -> None:
    xs, ys = xor.mk_exact_data()
    net = xor.mk_network(T.new_rng(0))
    _, gradient = xor.by_backprop(net, xs, ys)
    after = xor.update(net, (0.25, gradient))
    assert torch.equal(after[0].weight, net[0].weight - gradient[0].weight * 0.25)
    assert xor.final_error(after) < xor.final_error(net)


def test_a_start_that_fails_is_given_up() -> None:
    given_up = [seed for seed in range(20) if len(list(xor.trainer(xor.by_hand, T.new_rng(seed)))) > xor.STEPS]
    assert given_up  # otherwise starting anew is not tested
    short = list(xor.trainer(xor.by_hand, T.new_rng(0), steps=2))
    assert len(short) == 2 * xor.STARTS


def test_gradient_descent_finds_the_solution_of_the_normal_equations() -> None:
    x, y = gradient_descent.sample(T.new_rng(0))
    history = list(gradient_descent.descend(x, y, T.zeros(3), 200))
    assert torch.allclose(history[-1][1], gradient_descent.exact(x, y), rtol=1e-9)
    losses = [loss for loss, _ in history]
    assert losses[:100] == pytest.approx(list(plain_descent.losses(0, 100)), rel=1e-9)
    slope = T.grad_bp(lambda w: T.mse_criterion(y, T.mv(x, w)), T.ones(3))
    assert torch.allclose(gradient_descent.gradient(x, y, T.ones(3)), slope, rtol=1e-12)


def test_the_normal_distribution_is_that_of_the_samples() -> None:
    x = multivariate_normal.sample(0)
    history = list(multivariate_normal.fit(x, 400))
    found = history[-1][1]
    assert torch.allclose(found.mean, x.mean(0), atol=1e-3)
    assert torch.allclose(multivariate_normal.covariance(found), x.t().cov(correction=0), atol=1e-3)
    losses = [loss for loss, _ in islice(history, 50)]
    assert losses == pytest.approx(list(plain_normal.losses(0, 50)), rel=1e-9)


@pytest.mark.parametrize(
    ("name", "said", "pictures"),
    [
        ("xor", "by backprop2: 1 xor 0 =  0.99", ["xor by backprop2.png", "xor by hand.png"]),
        ("gradient_descent", "true 3.0000, -1.0000, 0.5000", []),
        ("multivariate_normal", "covariance [[", ["multivariate_normal.png"]),
    ],
)
def test_the_command_lines(
    name: str, said: str, pictures: list[str], tmp_path: Path, capsys: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    plots = ["--plots", str(tmp_path)] if pictures else []
    monkeypatch.setattr(sys, "argv", [name, *plots])
    path = importlib.import_module(f"examples.{name}").__file__
    assert path is not None
    runpy.run_path(path, run_name="__main__")
    assert said in capsys.readouterr().out
    assert sorted(file.name for file in tmp_path.iterdir()) == pictures
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in tmp_path.iterdir())
