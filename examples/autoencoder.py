"""An autoencoder: digits of 64 pixels through 8 numbers and back."""

import argparse
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from typing import Literal as L

import torch
from torch.utils.data import DataLoader, TensorDataset

import hasktorch.float as T
from examples import digits
from hasktorch.float import Linear, Tensor
from hasktorch_py import data, opt
from hasktorch_py.training import Fit, Run, gradient_step, train

B = TypeVar("B", bound=int)
Encoder: TypeAlias = tuple[Linear[L[64], L[32]], Linear[L[32], L[8]]]
Decoder: TypeAlias = tuple[Linear[L[8], L[32]], Linear[L[32], L[64]]]
Net: TypeAlias = tuple[Encoder, Decoder]

RATE = 3e-3
BATCH = 56  # 1400 = 25 · 56


def network(rng: torch.Generator) -> Net:
    """A network at the start."""
    encoder = Linear.init(rng, 64, 32), Linear.init(rng, 32, 8)
    return encoder, (Linear.init(rng, 8, 32), Linear.init(rng, 32, 64))


def encode(encoder: Encoder, x: Tensor[B, L[64]]) -> Tensor[B, L[8]]:
    """Eight numbers for each image."""
    hidden, code = encoder
    return code(T.relu(hidden(x)))


def decode(decoder: Decoder, code: Tensor[B, L[8]]) -> Tensor[B, L[64]]:
    """An image for each eight numbers."""
    hidden, output = decoder
    return T.sigmoid(output(T.relu(hidden(code))))


def loss(net: Net, batch: tuple[Tensor[Any, L[64]]]) -> Tensor[L[1]]:
    """The mean squared error of the pixels."""
    (x,) = batch
    encoder, decoder = net
    return T.mse_criterion(x, decode(decoder, encode(encoder, x)))


def learn(epochs: int, progress: bool = False) -> Run[Fit[Net]]:
    """Train from a fixed seed."""
    images, _ = digits.load()
    loader: DataLoader[Any] = DataLoader(TensorDataset(images.float()), BATCH, shuffle=True, generator=T.new_rng(1))
    optimizer = opt.adam(RATE)
    net = network(T.new_rng(0))
    step = gradient_step(loss, optimizer)
    batches = data.batches(loader, Tensor[Any, L[64]])
    return train(step, Fit(net, optimizer.init(net)), batches, epochs, progress=progress)


def main() -> None:
    """Train, print the loss of each epoch, and draw images beside their reconstructions where a folder is given."""
    parser = argparse.ArgumentParser(description="autoencoder of digits")
    parser.add_argument("--epochs", type=int, default=40)
    parser.add_argument("--plots", type=Path, help="folder for the loss curve and reconstructions")
    options = parser.parse_args()
    run = learn(options.epochs, progress=True)
    for number, score in enumerate(run.scores, 1):
        print(f"epoch {number}: mean squared error {score:.5f}")
    if options.plots:
        from examples.plots import curves, images  # matplotlib takes a second to import

        encoder, decoder = run.carry.params
        given: Tensor[L[10], L[64]] = T.as_static(digits.load(held_out=True)[0][:10].float(), (10, 64))
        code: Tensor[L[10], L[8]] = encode(encoder, given)
        found = decode(decoder, code)
        rows = {name: [row.reshape(8, 8) for row in x.unbind()] for name, x in (("image", given), ("through 8", found))}
        print(curves({"mean squared error": run.losses}, options.plots / "autoencoder.png"))
        print(images(rows, options.plots / "autoencoder reconstructions.png"))


if __name__ == "__main__":
    main()
