"""The twin of `examples/regression.py` in plain PyTorch."""

import sklearn.datasets  # type: ignore[import-untyped] # it ships no types
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def losses(epochs: int) -> list[float]:
    """The loss of each step."""
    raw = sklearn.datasets.load_diabetes(scaled=False)
    columns = [torch.from_numpy(raw.data), torch.from_numpy(raw.target.reshape(-1, 1))]
    patients = TensorDataset(*((x - x.mean(0)) / x.std(0) for x in columns))
    loader = DataLoader(patients, 26, shuffle=True, generator=torch.Generator().manual_seed(1))
    torch.manual_seed(0)
    net = nn.Sequential(nn.Linear(10, 16, dtype=torch.float64), nn.Tanh(), nn.Linear(16, 1, dtype=torch.float64))
    optimizer = torch.optim.Adam(net.parameters(), lr=0.01)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, epochs * len(loader))
    criterion = nn.MSELoss()
    found = []
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(net(x), y)
            loss.backward()
            optimizer.step()
            schedule.step()
            found.append(loss.item())
    return found
