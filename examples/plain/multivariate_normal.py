"""The twin of `examples/multivariate_normal.py` in plain PyTorch, its likelihood by torch.distributions."""

from collections.abc import Iterator
from typing import Any

import torch
from torch.distributions import MultivariateNormal


def losses(seed: int, steps: int) -> Iterator[float]:
    """The loss before each step."""
    mean = torch.tensor([1.0, -2.0], dtype=torch.float64)
    covariance = torch.tensor([[2.0, 0.6], [0.6, 0.5]], dtype=torch.float64)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        x = MultivariateNormal(mean, covariance).sample(torch.Size([500]))
    location, log_scale = (torch.zeros(2, dtype=torch.float64, requires_grad=True) for _ in range(2))
    below = torch.zeros(2, 2, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.Adam([location, log_scale, below], lr=0.05)
    for _ in range(steps):
        optimizer.zero_grad()
        factor = below.tril(-1) + log_scale.exp().diag_embed()
        normal: Any = MultivariateNormal(location, scale_tril=factor)  # torch leaves its methods untyped
        loss = -normal.log_prob(x).mean()
        loss.backward()
        optimizer.step()
        yield loss.item()
