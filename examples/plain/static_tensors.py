"""The twin of `examples/static_tensors.py` in plain PyTorch: no type tells a shape."""

import torch


def tour() -> dict[str, torch.Tensor]:
    """The same tensors by the same names."""
    x = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]], dtype=torch.float64)
    row = torch.tensor([0.5, -1.0, 2.0], dtype=torch.float64)
    return {
        "number": torch.tensor(0.5, dtype=torch.float64),
        "vector": torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64),
        "matrix": x,
        "zeros": torch.zeros(4, 2, dtype=torch.float64),
        "steps": torch.arange(0, 1, 0.25, dtype=torch.float64),
        "product": x @ x.t(),
        "image": x @ row,
        "inner": row @ row,
        "outer": torch.outer(row, row),
        "shifted": x + row,
        "squashed": torch.tanh(x * 0.5),
        "positive": x > 3.0,
        "total": x.sum(),
        "columns": x.sum(0),
        "rows": x.mean(1, keepdim=True),
        "largest": x.argmax(1),
        "distances": (x - row).square().sum(1).sqrt(),
        "single": x.float(),
        "whole": x.long(),
        "turned": x * 1j,
        "known": x,
        "partly": x,
        "dynamic": x @ torch.zeros(3, 1, dtype=torch.float64),
        "changed": torch.zeros_like(x).add_(x),
        "result": x + x,
    }
