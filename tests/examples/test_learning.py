"""Each example learns what its twin in plain PyTorch learns, step by step, and does what its command line says."""

import importlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

import hasktorch.float as F
from examples import autoencoder, char_lm, digits_mlp, lenet, static_tensors
from examples.plain import static_tensors as plain_tensors
from hasktorch_py import _pytree, saving
from hasktorch_py.checkpoint import Checkpoint
from tests.checkers import ROOT
from tests.patience import PATIENCE

DOUBLE, FLOAT = 1e-12, 1e-4  # what rounding may make of the differing order of the kernels' sums
CASES = {"regression": DOUBLE, "autoencoder": FLOAT, "digits_mlp": DOUBLE, "lenet": FLOAT, "char_lm": DOUBLE}
EPOCHS = 2


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Any:
    """Small tensors are slower on several threads, and sums differ."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.parametrize("name", CASES)
def test_the_losses_equal_the_twin_s(name: str) -> None:
    ours = importlib.import_module(f"examples.{name}").learn(EPOCHS).losses
    theirs = importlib.import_module(f"examples.plain.{name}").losses(EPOCHS)
    assert ours == pytest.approx(theirs, rel=CASES[name])
    assert sum(ours[-5:]) < sum(ours[:5])


def test_the_tour_equals_the_twin_s() -> None:
    ours, theirs = static_tensors.tour(), plain_tensors.tour()
    assert ours.keys() == theirs.keys()
    for name, tensor in ours.items():
        assert tensor.dtype is theirs[name].dtype and torch.equal(tensor, theirs[name]), name


def test_the_boundary_refuses_both_mistakes_of_the_tour() -> None:
    shape, dtype = static_tensors.refused(torch.zeros(2, 3, dtype=torch.float64))
    assert "expected a tensor of shape [3, 2], found [2, 3]" in shape and "convert it with .float()" in dtype


def test_digits_are_read() -> None:
    assert digits_mlp.errors(digits_mlp.learn(12).carry.params) < 0.14
    assert lenet.errors(lenet.learn(6).carry.params) < 0.13


def test_the_text_is_the_zen_and_can_be_continued() -> None:
    assert char_lm.zen().startswith("The Zen of Python") and char_lm.zen().endswith("more of those!")
    run = char_lm.learn(6)
    assert run.scores[-1] < 2.2  # nats; characters drawn by their frequency alone have 3.1
    start = char_lm.zen()[: char_lm.LENGTH]
    text = char_lm.continued(run.carry.params, start, 20)
    assert len(text) == len(start) + 20 and set(text) <= set(char_lm.zen()) and text.startswith(start)


def test_reconstructions_are_images() -> None:
    encoder, decoder = autoencoder.learn(1).carry.params
    images = autoencoder.decode(decoder, autoencoder.encode(encoder, F.rand(5, 64)))
    assert images.shape == (5, 64) and images.min() >= 0 and images.max() <= 1


def test_a_digit_reader_goes_on_from_its_checkpoint(tmp_path: Path) -> None:
    whole = digits_mlp.learn(3)
    digits_mlp.learn(1, Checkpoint(tmp_path / "run"))
    continued = digits_mlp.learn(3, Checkpoint(tmp_path / "run"))
    assert continued.losses == whole.losses
    assert continued.carry.params == whole.carry.params


def python(*command: str) -> str:
    search = os.pathsep.join((str(ROOT), str(ROOT / "generated")))
    environment = os.environ | {"PYTHONPATH": search, "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_two_processes_equal_one_on_the_joined_batch(tmp_path: Path) -> None:
    path = str(tmp_path / "net")
    launcher = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2")
    python(*launcher, "-m", "examples.digits_mlp", "--epochs=2", f"--save={path}")
    alone = digits_mlp.learn(2).carry.params
    both = saving.load(path, like=alone)
    for one, other in zip(_pytree.flatten(alone)[0], _pytree.flatten(both)[0], strict=True):
        torch.testing.assert_close(one, other, rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_plots_are_written_to_the_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [name, "--epochs=1", f"--plots={tmp_path / 'new'}"])
    importlib.import_module(f"examples.{name}").main()
    pictures = sorted((tmp_path / "new").iterdir())
    assert pictures and all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    assert f"{name}.png" in capsys.readouterr().out


def test_the_tour_prints(capsys: pytest.CaptureFixture[str]) -> None:
    static_tensors.main()
    assert "product: float64 [2, 2] [[14.0, 32.0], [32.0, 77.0]]" in capsys.readouterr().out
