"""LeNet (LeCun et al. 1998), made smaller for digits of 8 × 8 pixels: two convolutions with pooling, a linear layer."""

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from typing import Literal as L

import torch
from torch.utils.data import DataLoader, TensorDataset

import hasktorch.float as T
from examples import digits
from hasktorch.float import Conv2d, Linear, Tensor
from hasktorch.long import Tensor as LongTensor
from hasktorch_py import data, opt
from hasktorch_py.training import Fit, Run, gradient_step, train

B = TypeVar("B", bound=int)
Batch: TypeAlias = tuple[Tensor[Any, L[1], L[8], L[8]], LongTensor[Any]]

RATE = 0.1
BATCH = 56  # 1400 = 25 · 56


@dataclass(frozen=True)
class LeNet:
    """The layers that have parameters."""

    first: Conv2d[L[1], L[6], L[3], L[3]]
    second: Conv2d[L[6], L[16], L[3], L[3]]
    output: Linear[L[64], L[10]]


def network(rng: torch.Generator) -> LeNet:
    """A network at the start."""
    first = Conv2d.init(rng, 1, 6, 3, padding=1)
    return LeNet(first, Conv2d.init(rng, 6, 16, 3, padding=1), Linear.init(rng, 64, 10))


def scores(net: LeNet, x: Tensor[B, L[1], L[8], L[8]]) -> Tensor[B, L[10]]:
    """The logits of the ten digits for each image."""
    half = T.nn.max_pool2d(T.relu(net.first(x)), 2)
    quarter = T.nn.max_pool2d(T.relu(net.second(half)), 2)
    features: Tensor[B, L[64]] = quarter.flatten(1)
    return net.output(features)


def loss(net: LeNet, batch: Batch) -> Tensor[L[1]]:
    """The cross entropy."""
    x, y = batch
    return T.cross_entropy_criterion(y, scores(net, x))


def images(held_out: bool) -> tuple[Tensor[Any, L[1], L[8], L[8]], LongTensor[Any]]:
    """The digits with a channel, at single precision."""
    x, y = digits.load(held_out)
    return T.as_static(x.float().reshape(-1, 1, 8, 8), (None, 1, 8, 8)), y


def errors(net: LeNet) -> float:
    """The part of the images held out that are taken for another digit."""
    x, y = images(held_out=True)
    return T.eval_bp2(scores, net, x).argmax(1).ne(y).float().mean().item()


def learn(epochs: int, progress: bool = False) -> Run[Fit[LeNet]]:
    """Train from a fixed seed."""
    dataset = TensorDataset(*images(held_out=False))
    loader: DataLoader[Any] = DataLoader(dataset, BATCH, shuffle=True, generator=T.new_rng(1))
    optimizer = opt.sgd(RATE, momentum=0.9, nesterov=True)
    net = network(T.new_rng(0))
    step = gradient_step(loss, optimizer)
    batches = data.batches(loader, Tensor[Any, L[1], L[8], L[8]], LongTensor[Any])
    return train(
        step, Fit(net, optimizer.init(net)), batches, epochs, score=lambda fit: errors(fit.params), progress=progress
    )


def main() -> None:
    """Train, print the error of each epoch, and draw the losses where a folder is given."""
    parser = argparse.ArgumentParser(description="LeNet on digits")
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--plots", type=Path, help="folder for the loss curve")
    options = parser.parse_args()
    run = learn(options.epochs, progress=True)
    for number, error in enumerate(run.scores, 1):
        print(f"epoch {number}: {error:.2%} of the images held out are taken for another digit")
    if options.plots:
        from examples.plots import curves  # matplotlib takes a second to import

        print(curves({"cross entropy": run.losses}, options.plots / "lenet.png"))


if __name__ == "__main__":
    main()
