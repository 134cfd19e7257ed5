"""The twin of `examples/xor.py` in plain PyTorch: the same numbers, and a mistake in a dimension shows at run time."""

from collections.abc import Iterator

import torch
from torch import nn

RATE = 0.1
STEPS = 1000
STARTS = 20
LEARNED = 1e-4


def network(rng: torch.Generator) -> nn.Sequential:
    """A start for learning; nn.Linear holds the transpose of what is drawn."""
    hidden, output = nn.Linear(2, 2, dtype=torch.float64), nn.Linear(2, 1, dtype=torch.float64)
    for layer, low, size in ((hidden, 0.0, (2, 2)), (output, -1.0, (2, 1))):
        drawn = torch.empty(size, dtype=torch.float64).uniform_(low, 1.0, generator=rng)
        layer.load_state_dict({"weight": drawn.t(), "bias": torch.zeros(size[1], dtype=torch.float64)})
    return nn.Sequential(hidden, nn.ReLU(), output)


def losses(seed: int) -> Iterator[float]:
    """The loss before each step."""
    rng = torch.Generator().manual_seed(seed)
    xs = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    ys = torch.tensor([[0], [1], [1], [0]], dtype=torch.float64)
    criterion = nn.MSELoss()
    for _ in range(STARTS):
        net = network(rng)
        optimizer = torch.optim.SGD(net.parameters(), lr=RATE)
        for _ in range(STEPS):
            optimizer.zero_grad()
            loss = criterion(net(xs), ys)
            loss.backward()
            optimizer.step()
            yield loss.item()
            if loss.item() < LEARNED:
                return
