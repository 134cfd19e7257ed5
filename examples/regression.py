"""Regression: the progression of diabetes from ten measurements, by a network with one hidden layer.

The data are scikit-learn's (Efron et al. 2004): 442 patients; measurements and progression have mean 0 and variance 1.
"""

import argparse
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from typing import Literal as L

import sklearn.datasets  # type: ignore[import-untyped] # it ships no types
import torch
from torch.utils.data import DataLoader, TensorDataset

import hasktorch.double as T
from hasktorch.double import Linear, Tensor
from hasktorch_py import data, opt
from hasktorch_py.training import Fit, Run, gradient_step, train

B = TypeVar("B", bound=int)
Net: TypeAlias = tuple[Linear[L[10], L[16]], Linear[L[16], L[1]]]

RATE = 0.01
BATCH = 26  # 442 = 17 · 26


def patients() -> TensorDataset:
    """Measurements `[442, 10]` and progression `[442, 1]`."""
    raw: Any = sklearn.datasets.load_diabetes(scaled=False)  # Any: what checkers infer from its source is wrong
    columns = [T.from_numpy(raw.data, (442, 10)), T.from_numpy(raw.target.reshape(-1, 1), (442, 1))]
    return TensorDataset(*((x - x.mean(0)) / x.std(0) for x in columns))


def network(rng: torch.Generator) -> Net:
    """A network at the start."""
    return Linear.init(rng, 10, 16), Linear.init(rng, 16, 1)


def predict(net: Net, x: Tensor[B, L[10]]) -> Tensor[B, L[1]]:
    """The progression of each patient."""
    hidden, output = net
    return output(T.tanh(hidden(x)))


def loss(net: Net, batch: tuple[Tensor[Any, L[10]], Tensor[Any, L[1]]]) -> Tensor[L[1]]:
    """The mean squared error."""
    x, y = batch
    return T.mse_criterion(y, predict(net, x))


def learn(epochs: int, progress: bool = False) -> Run[Fit[Net]]:
    """Train from a fixed seed, the rate falling by half a cosine wave."""
    loader: DataLoader[Any] = DataLoader(patients(), BATCH, shuffle=True, generator=T.new_rng(1))
    batches = data.batches(loader, Tensor[Any, L[10]], Tensor[Any, L[1]])
    optimizer = opt.adam(opt.schedules.cosine(RATE, epochs * len(loader)))
    net = network(T.new_rng(0))
    step = gradient_step(loss, optimizer)
    return train(step, Fit(net, optimizer.init(net)), batches, epochs, progress=progress)


def main() -> None:
    """Train, print the loss of each epoch, and draw it where a folder is given."""
    parser = argparse.ArgumentParser(description="regression on the diabetes data")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--plots", type=Path, help="folder for the loss curve")
    options = parser.parse_args()
    run = learn(options.epochs, progress=True)
    for number, score in enumerate(run.scores, 1):
        print(f"epoch {number}: mean squared error {score:.4f}")
    if options.plots:
        from examples.plots import curves  # matplotlib takes a second to import

        print(curves({"mean squared error": run.losses}, options.plots / "regression.png"))


if __name__ == "__main__":
    main()
