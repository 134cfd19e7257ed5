"""A multilayer perceptron that reads digits, on one process or several, and goes on where it was cut off.

    python -m examples.digits_mlp --checkpoint run.safetensors
    torchrun --nproc-per-node=2 -m examples.digits_mlp

Each of n processes sees every n-th image of a batch, and the mean of their gradients is the gradient on the batch.
"""

import argparse
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from typing import Literal as L

import torch
from torch.utils.data import DataLoader, TensorDataset

import hasktorch.double as T
from examples import digits
from hasktorch.double import Linear, Tensor
from hasktorch.long import Tensor as LongTensor
from hasktorch_py import data, distributed, opt, saving
from hasktorch_py.checkpoint import Checkpoint
from hasktorch_py.training import EarlyStop, Fit, Run, gradient_step, train

B = TypeVar("B", bound=int)
Net: TypeAlias = tuple[Linear[L[64], L[48]], Linear[L[48], L[10]]]
Batch: TypeAlias = tuple[Tensor[Any, L[64]], LongTensor[Any]]

RATE = 3e-3
BATCH = 56  # of all processes together: 1400 = 25 · 56


def network(rng: torch.Generator) -> Net:
    """A network at the start."""
    return Linear.init(rng, 64, 48), Linear.init(rng, 48, 10)


def scores(net: Net, x: Tensor[B, L[64]]) -> Tensor[B, L[10]]:
    """The logits of the ten digits for each image."""
    hidden, output = net
    return output(T.relu(hidden(x)))


def loss(net: Net, batch: Batch) -> Tensor[L[1]]:
    """The cross entropy."""
    x, y = batch
    return T.cross_entropy_criterion(y, scores(net, x))


def errors(net: Net) -> float:
    """The part of the images held out that are taken for another digit."""
    images, classes = digits.load(held_out=True)
    return T.eval_bp2(scores, net, images).argmax(1).ne(classes).double().mean().item()


def learn(epochs: int, checkpoint: Checkpoint | None = None, progress: bool = False) -> Run[Fit[Net]]:
    """Train from a fixed seed until the error has not fallen for ten epochs."""
    dataset = TensorDataset(*digits.load())
    loader: DataLoader[Any] = DataLoader(
        dataset, BATCH // distributed.world_size(), sampler=distributed.sampler(dataset), drop_last=True
    )
    optimizer = opt.adamw(RATE)
    net = distributed.broadcast(network(T.new_rng(0)))
    return train(
        gradient_step(loss, optimizer, distributed.all_reduce_mean),
        Fit(net, optimizer.init(net)),
        data.batches(loader, Tensor[Any, L[64]], LongTensor[Any]),
        epochs,
        score=lambda fit: errors(fit.params),
        stop=EarlyStop(patience=10),
        checkpoint=checkpoint,
        progress=progress,
    )


def main() -> None:
    """Train, print the error of each epoch, save and draw where it is asked for; the first process alone does so."""
    parser = argparse.ArgumentParser(description="multilayer perceptron that reads digits")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--checkpoint", type=Path, help="file to go on from, one for each process")
    parser.add_argument("--save", type=Path, help="file for the network")
    parser.add_argument("--plots", type=Path, help="folder for the loss curve")
    options = parser.parse_args()
    with distributed.process_group():
        rank = distributed.rank()
        path = options.checkpoint and options.checkpoint.with_suffix(f".{rank}{options.checkpoint.suffix}")
        run = learn(options.epochs, path and Checkpoint(path), progress=rank == 0)
    if rank:
        return
    for number, error in enumerate(run.scores, 1):
        print(f"epoch {number}: {error:.2%} of the images held out are taken for another digit")
    if options.save:
        saving.save(options.save, run.carry.params)
    if options.plots:
        from examples.plots import curves  # matplotlib takes a second to import

        print(curves({"cross entropy": run.losses}, options.plots / "digits_mlp.png"))


if __name__ == "__main__":
    main()
