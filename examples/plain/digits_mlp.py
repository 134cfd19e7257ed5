"""The twin of `examples/digits_mlp.py` in plain PyTorch, on one process."""

import sklearn.datasets  # type: ignore[import-untyped] # it ships no types
import torch
from torch import nn
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset


def losses(epochs: int) -> list[float]:
    """The loss of each step."""
    raw = sklearn.datasets.load_digits()
    dataset = TensorDataset(torch.from_numpy(raw.data[:1400] / 16), torch.from_numpy(raw.target[:1400]))
    sampler: DistributedSampler[tuple[torch.Tensor, ...]] = DistributedSampler(dataset, num_replicas=1, rank=0)
    loader = DataLoader(dataset, 56, sampler=sampler)
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(64, 48, dtype=torch.float64), nn.ReLU(), nn.Linear(48, 10, dtype=torch.float64))
    optimizer = torch.optim.AdamW(net.parameters(), lr=3e-3)
    criterion = nn.CrossEntropyLoss()
    found = []
    for epoch in range(epochs):
        sampler.set_epoch(epoch)
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(net(x), y)
            loss.backward()
            optimizer.step()
            found.append(loss.item())
    return found
