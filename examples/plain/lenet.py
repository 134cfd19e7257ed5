"""The twin of `examples/lenet.py` in plain PyTorch."""

import sklearn.datasets  # type: ignore[import-untyped] # it ships no types
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset


def losses(epochs: int) -> list[float]:
    """The loss of each step."""
    raw = sklearn.datasets.load_digits()
    images = torch.from_numpy(raw.data[:1400] / 16).float().reshape(-1, 1, 8, 8)
    dataset = TensorDataset(images, torch.from_numpy(raw.target[:1400]))
    loader = DataLoader(dataset, 56, shuffle=True, generator=torch.Generator().manual_seed(1))
    torch.manual_seed(0)
    net = nn.Sequential(
        nn.Conv2d(1, 6, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64, 10),
    )  # fmt: skip
    optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, nesterov=True)
    criterion = nn.CrossEntropyLoss()
    found = []
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(net(x), y)
            loss.backward()
            optimizer.step()
            found.append(loss.item())
    return found
