"""XOR three ways, as hasktorch's announcement had it: exact weights, gradients by hand, and gradients by `backprop2`.

A network of two hidden units has no weight to spare: from many starts gradient descent ends where a unit is dead or
both do the same. Two things make learning sure. `mk_network` starts without biases and with hidden weights from [0, 1),
so that every unit is alive on three of the four inputs, and with output weights from [−1, 1), because XOR needs one of
each sign; about two of three starts then succeed. And `trainer` starts anew where a start has not succeeded in time.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal as L
from typing import TypeAlias, TypeVar

import torch

import hasktorch.double as T
from examples.pullbacks import linear_with_pullback, mse_with_pullback, relu_with_pullback
from hasktorch.double import Linear, Tensor

B = TypeVar("B", bound=int)
Net: TypeAlias = tuple[Linear[L[2], L[2]], Linear[L[2], L[1]]]
Inputs: TypeAlias = Tensor[L[4], L[2]]
Targets: TypeAlias = Tensor[L[4], L[1]]
# From a network and data to the loss and its gradient by the network.
Gradient: TypeAlias = Callable[[Net, Inputs, Targets], tuple[Tensor[L[1]], Net]]

RATE = 0.1
STEPS = 1000  # of one start
STARTS = 20
LEARNED = 1e-4  # loss


def mk_exact_data() -> tuple[Inputs, Targets]:
    """The truth table."""
    inputs = T.matrix(((0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)), (4, 2))
    return inputs, T.matrix(((0.0,), (1.0,), (1.0,), (0.0,)), (4, 1))


def mk_exact_network() -> Net:
    """The solution of Goodfellow, Bengio and Courville, Deep Learning, section 6.1."""
    hidden = Linear[L[2], L[2]](T.matrix(((1.0, 1.0), (1.0, 1.0)), (2, 2)), T.vector((0.0, -1.0), 2))
    output = Linear[L[2], L[1]](T.matrix(((1.0,), (-2.0,)), (2, 1)), T.vector((0.0,), 1))
    return hidden, output


def mk_network(rng: torch.Generator) -> Net:
    """A start for learning."""
    hidden = Linear[L[2], L[2]](T.random.uniform(rng, T.ord2_tuple(0, 1), (2, 2)), T.zeros(2))
    output = Linear[L[2], L[1]](T.random.uniform(rng, T.ord2_tuple(-1, 1), (2, 1)), T.zeros(1))
    return hidden, output


def xor_forward(net: Net, x: Tensor[B, L[2]]) -> Tensor[B, L[1]]:
    """The network's output for each row."""
    layer1, layer2 = net
    return T.linear_batch(layer2, T.relu(T.linear_batch(layer1, x)))


def by_backprop(net: Net, xs: Inputs, ys: Targets) -> tuple[Tensor[L[1]], Net]:
    """The gradient by automatic differentiation."""
    loss, (net_grad, _) = T.backprop2(lambda net, xs: T.mse_criterion(ys, xor_forward(net, xs)), net, xs)
    return loss, net_grad


def by_hand(net: Net, xs: Inputs, ys: Targets) -> tuple[Tensor[L[1]], Net]:
    """The gradient by the chain rule alone: forward through the functions, back through their pullbacks."""
    layer1, layer2 = net
    summed, pull_layer1 = linear_with_pullback(layer1, xs)
    hidden, pull_relu = relu_with_pullback(summed)
    prediction, pull_layer2 = linear_with_pullback(layer2, hidden)
    loss, pull_mse = mse_with_pullback(ys, prediction)
    grad2, d_hidden = pull_layer2(pull_mse(T.ones(1)))
    grad1, _ = pull_layer1(pull_relu(d_hidden))
    return loss, (grad1, grad2)


def update(net: Net, step: tuple[float, Net]) -> Net:
    """A step of gradient descent."""
    rate, (g1, g2) = step
    l1, l2 = net
    return l1 - g1 * rate, l2 - g2 * rate


def trainer(gradient: Gradient, rng: torch.Generator, steps: int = STEPS) -> Iterator[tuple[float, Net]]:
    """After each step the loss before it and the network, until XOR is learned; each start takes `steps` at most."""
    xs, ys = mk_exact_data()
    for _ in range(STARTS):
        net = mk_network(rng)
        for _ in range(steps):
            loss, grad = gradient(net, xs, ys)
            net = update(net, (RATE, grad))
            yield loss.item(), net
            if loss.item() < LEARNED:
                return


def infer(net: Net) -> Targets:
    """The network's four values."""
    xs, _ = mk_exact_data()
    return T.eval_bp2(xor_forward, net, xs)


def final_error(net: Net) -> float:
    """The mean squared error of the four values."""
    xs, ys = mk_exact_data()
    return T.eval_bp(lambda net: T.mse_criterion(ys, xor_forward(net, xs)), net).item()


def main() -> None:
    """Learn, print the losses and the four values, and draw the decision surface where a folder is given."""
    parser = argparse.ArgumentParser(description="XOR three ways")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--plots", type=Path, help="folder for the decision surface")
    options = parser.parse_args()
    show("exact", mk_exact_network())
    learn("by hand", by_hand, options.seed, options.plots)
    learn("by backprop2", by_backprop, options.seed, options.plots)


def learn(name: str, gradient: Gradient, seed: int, plots: Path | None) -> None:
    """Train a network, print its losses and values, and draw it."""
    net = mk_network(T.new_rng(seed))
    for number, (loss, learned) in enumerate(trainer(gradient, T.new_rng(seed))):
        net = learned
        if number % 100 == 0:
            print(f"{name}: step {number:4d}, loss {loss:.6f}")
    show(name, net)
    if plots:
        from examples.pictures import surface  # matplotlib takes a second to import

        print(surface(lambda x: T.eval_bp2(xor_forward, net, x), plots / f"xor {name}.png"))


def show(name: str, net: Net) -> None:
    """Print the four values and the error."""
    xs, _ = mk_exact_data()
    for (x1, x2), (y,) in zip(xs.tolist(), infer(net).tolist(), strict=True):
        print(f"{name}: {x1:.0f} xor {x2:.0f} = {y:6.3f}")
    print(f"{name}: final error {final_error(net):.6f}")


if __name__ == "__main__":
    main()
