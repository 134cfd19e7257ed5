"""The twin of `examples/autoencoder.py` in plain PyTorch."""

import sklearn.datasets  # type: ignore[import-untyped] # it ships no types
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def losses(epochs: int) -> list[float]:
    """The loss of each step."""
    images = torch.from_numpy(sklearn.datasets.load_digits().data[:1400] / 16).float()
    loader = DataLoader(TensorDataset(images), 56, shuffle=True, generator=torch.Generator().manual_seed(1))
    torch.manual_seed(0)
    encoder = nn.Sequential(nn.Linear(64, 32), nn.ReLU(), nn.Linear(32, 8))
    decoder = nn.Sequential(nn.Linear(8, 32), nn.ReLU(), nn.Linear(32, 64), nn.Sigmoid())
    net = nn.Sequential(encoder, decoder)
    optimizer = torch.optim.Adam(net.parameters(), lr=3e-3)
    criterion = nn.MSELoss()
    found = []
    for _ in range(epochs):
        for (x,) in loader:
            optimizer.zero_grad()
            loss = criterion(net(x), x)
            loss.backward()
            optimizer.step()
            found.append(loss.item())
    return found
