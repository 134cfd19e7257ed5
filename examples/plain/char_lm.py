"""The twin of `examples/char_lm.py` in plain PyTorch."""

import contextlib
import io

import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

with contextlib.redirect_stdout(io.StringIO()):
    import this


class Transformer(nn.Module):
    """All layers; a character is its ASCII code."""

    def __init__(self) -> None:
        super().__init__()
        self.characters = nn.Embedding(128, 32)
        self.positions = nn.Embedding(32, 32)
        self.norm1 = nn.LayerNorm(32)
        self.attention = nn.MultiheadAttention(32, 4, batch_first=True)
        self.norm2 = nn.LayerNorm(32)
        self.wide = nn.Linear(32, 64)
        self.narrow = nn.Linear(64, 32)
        self.norm3 = nn.LayerNorm(32)
        self.output = nn.Linear(32, 128)

    def forward(self, text: torch.Tensor) -> torch.Tensor:
        """For each character, what comes after it, given all before."""
        later = torch.ones(32, 32, dtype=torch.bool).triu(1)
        x = self.characters(text) + self.positions(torch.arange(32))
        normed = self.norm1(x)
        x = x + self.attention(normed, normed, normed, attn_mask=later, need_weights=False)[0]
        x = x + self.narrow(nn.functional.gelu(self.wide(self.norm2(x))))
        output: torch.Tensor = self.output(self.norm3(x))
        return output


def losses(epochs: int) -> list[float]:
    """The loss of each step."""
    text = "".join(this.d.get(character, character) for character in this.s)
    windows = torch.tensor(list(text.encode("ascii"))).unfold(0, 32, 1)
    dataset = TensorDataset(windows[:-1], windows[1:])
    loader = DataLoader(dataset, 64, shuffle=True, generator=torch.Generator().manual_seed(1))
    torch.manual_seed(0)
    torch.set_default_dtype(torch.float64)
    net = Transformer()
    torch.set_default_dtype(torch.float32)
    optimizer = torch.optim.AdamW(net.parameters(), betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 1e-2, epochs * len(loader), cycle_momentum=False)
    criterion = nn.CrossEntropyLoss()
    found = []
    for _ in range(epochs):
        for x, y in loader:
            optimizer.zero_grad()
            loss = criterion(net(x).flatten(0, 1), y.flatten())
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            found.append(loss.item())
    return found
