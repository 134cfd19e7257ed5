"""Loss curves and images of the examples that learn from data, written by matplotlib without a display."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib
from matplotlib import pyplot as plt
from matplotlib.figure import Figure

from hasktorch.tensor import Tensor

matplotlib.use("agg")


def curves(losses: Mapping[str, Sequence[float]], path: Path, every: str = "step") -> Path:
    """Losses over steps or epochs, on a logarithmic scale; returns the file."""
    figure, axes = plt.subplots()
    for name, values in losses.items():
        axes.plot(range(1, len(values) + 1), values, label=name)
    axes.set(xlabel=every, ylabel="loss", yscale="log")
    axes.legend()
    return write(figure, path)


def images(rows: Mapping[str, Sequence[Tensor]], path: Path) -> Path:
    """Rows of grey images, each of rank 2, with the rows' names at the left; returns the file."""
    columns = max(map(len, rows.values()))
    figure, axes = plt.subplots(len(rows), columns, figsize=(columns, len(rows)), squeeze=False)
    for line, (name, row) in zip(axes, rows.items(), strict=True):
        line[0].set_ylabel(name)
        for place, image in zip(line, row, strict=True):
            place.imshow(image.numpy(), cmap="gray_r")
            place.set(xticks=[], yticks=[])
    return write(figure, path)


def write(figure: Figure, path: Path) -> Path:
    """Save a figure in a folder that need not be there yet, and close it; returns the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)
    plt.close(figure)
    return path
