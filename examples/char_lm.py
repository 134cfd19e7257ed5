"""A language model of characters: a small transformer that learns the Zen of Python, which the standard library ships.

One block of the kind that normalises first (Xiong et al. 2020), with learned positions (Radford et al. 2018).
"""

import argparse
import codecs
import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from typing import Literal as L

import torch
from torch.utils.data import DataLoader, TensorDataset

import hasktorch.bool as M
import hasktorch.double as T
import hasktorch.long as N
from hasktorch.double import Embedding, LayerNorm, Linear, MultiheadAttention, Tensor
from hasktorch_py import data, opt
from hasktorch_py.training import Fit, Run, gradient_step, train

B = TypeVar("B", bound=int)
Text: TypeAlias = N.Tensor[B, L[32]]

LENGTH = 32  # of a window, in characters
BATCH = 64
RATE = 1e-2


@dataclass(frozen=True)
class Transformer:
    """All layers; a character is its ASCII code."""

    characters: Embedding[L[128], L[32]]
    positions: Embedding[L[32], L[32]]
    norm1: LayerNorm[L[32]]
    attention: MultiheadAttention[L[32]]
    norm2: LayerNorm[L[32]]
    wide: Linear[L[32], L[64]]
    narrow: Linear[L[64], L[32]]
    norm3: LayerNorm[L[32]]
    output: Linear[L[32], L[128]]


def zen() -> str:
    """The Zen of Python, by Tim Peters. The module holds it in rot13 and prints it when it is imported."""
    spec = importlib.util.find_spec("this")
    assert spec is not None and spec.origin is not None  # it is a file of the standard library
    _, text, *_ = Path(spec.origin).read_text().split('"""')
    return codecs.decode(text, "rot13")


def network(rng: torch.Generator) -> Transformer:
    """A network at the start."""
    return Transformer(
        characters=Embedding.init(rng, 128, 32),
        positions=Embedding.init(rng, 32, 32),
        norm1=LayerNorm.init(32),
        attention=MultiheadAttention.init(rng, 32, heads=4),
        norm2=LayerNorm.init(32),
        wide=Linear.init(rng, 32, 64),
        narrow=Linear.init(rng, 64, 32),
        norm3=LayerNorm.init(32),
        output=Linear.init(rng, 32, 128),
    )


def logits(net: Transformer, text: Text[B]) -> Tensor[B, L[32], L[128]]:
    """For each character, what comes after it, given all before."""
    all_seen: M.Tensor[L[32], L[32]] = M.ones(32, 32)
    earlier = all_seen.tril()
    x: Tensor[B, L[32], L[32]] = net.characters(text) + net.positions(N.arange(LENGTH))
    normed = net.norm1(x)
    x = x + net.attention(normed, normed, normed, earlier)
    x = x + net.narrow(T.nn.gelu(net.wide(net.norm2(x))))
    return net.output(net.norm3(x))


def loss(net: Transformer, batch: tuple[Text[Any], Text[Any]]) -> Tensor[L[1]]:
    """The cross entropy of the next character, in nats."""
    text, following = batch
    return T.cross_entropy_criterion(following.flatten(), logits(net, text).flatten(0, 1))


def windows() -> TensorDataset:
    """Every window of the text `[n, 32]`, and the one that begins a character later."""
    codes = torch.tensor(list(zen().encode("ascii")))
    every = codes.unfold(0, LENGTH, 1)
    return TensorDataset(every[:-1], every[1:])


def learn(epochs: int, progress: bool = False) -> Run[Fit[Transformer]]:
    """Train from a fixed seed, with a warm-up, a falling rate and clipped gradients."""
    loader: DataLoader[Any] = DataLoader(windows(), BATCH, shuffle=True, generator=T.new_rng(1))
    batches = data.batches(loader, N.Tensor[Any, L[32]], N.Tensor[Any, L[32]])
    optimizer = opt.adamw(opt.schedules.one_cycle(RATE, epochs * len(loader)), betas=(0.9, 0.98))
    net = network(T.new_rng(0))
    step = gradient_step(loss, optimizer, lambda grads: opt.clip_grad_norm(grads, 1.0)[0])
    return train(step, Fit(net, optimizer.init(net)), batches, epochs, progress=progress)


def continued(net: Transformer, start: str, length: int) -> str:
    """The text and the likeliest characters after it. `start` has at least as many characters as a window."""
    codes = list(start.encode("ascii"))
    for _ in range(length):
        window: Text[L[1]] = N.matrix([codes[-LENGTH:]], (1, LENGTH))
        codes.append(int(logits(net, window)[0, -1].argmax().item()))
    return bytes(codes).decode("ascii")


def main() -> None:
    """Train, print the loss of each epoch and a continuation, and draw the losses where a folder is given."""
    parser = argparse.ArgumentParser(description="transformer of characters")
    parser.add_argument("--epochs", type=int, default=60)
    parser.add_argument("--plots", type=Path, help="folder for the loss curve")
    options = parser.parse_args()
    run = learn(options.epochs, progress=True)
    for number, score in enumerate(run.scores, 1):
        print(f"epoch {number}: cross entropy {score:.4f}")
    print(continued(run.carry.params, zen()[:LENGTH], 120))
    if options.plots:
        from examples.plots import curves  # matplotlib takes a second to import

        print(curves({"cross entropy": run.losses}, options.plots / "char_lm.png"))


if __name__ == "__main__":
    main()
