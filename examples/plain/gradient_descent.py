"""The twin of `examples/gradient_descent.py` in plain PyTorch, its gradient by autograd."""

from collections.abc import Iterator

import torch


def losses(seed: int, steps: int) -> Iterator[float]:
    """The loss before each step."""
    rng = torch.Generator().manual_seed(seed)
    x = torch.empty(100, 3, dtype=torch.float64).normal_(0, 1, generator=rng)
    noise = torch.empty(100, dtype=torch.float64).normal_(0, 0.1, generator=rng)
    y = x @ torch.tensor([3.0, -1.0, 0.5], dtype=torch.float64) + noise
    w = torch.zeros(3, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    for _ in range(steps):
        optimizer.zero_grad()
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        optimizer.step()
        yield loss.item()
