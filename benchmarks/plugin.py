"""What the mypy plugin costs: a large file of typed functions, and the examples after an edit, with it over without."""

from __future__ import annotations

import random
import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path

from benchmarks.rows import Row
from benchmarks.timing import ROOT, seconds

FUNCTIONS = 2_000  # of six lines each
ROUNDS = 7  # of the short runs; a long one is run once
_CONFIGURATIONS = {"with": "[mypy]\nplugins = hasktorch_py.mypy_plugin\n", "without": "[mypy]\n"}
_SIZES = (1, 2, 3, 4, 8, 10, 16, 20, 32, 64, 100, 128, 256, 512)
_HEADER = """\
from typing import Literal as L
from typing import TypeVar

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch.long import Tensor as LongTensor

B = TypeVar("B", bound=int)


"""
#: What programs consist of; a to d are sizes, n is the function's number.
_TEMPLATES = (
    """\
def f{n}(x: Tensor[B, L[{a}]], w: Tensor[L[{a}], L[{b}]], v: Tensor[L[{b}], L[{c}]]) -> Tensor[B, L[{c}]]:
    hidden = T.relu(x @ w + T.zeros({b}))
    out = T.mm(hidden, v)
    return T.softmax(out - out.mean(1, keepdim=True), 1)
""",
    """\
def f{n}(x: Tensor[B, L[3], L[32], L[32]], w: Tensor[L[{a}], L[3], L[5], L[5]]) -> Tensor[B, L[{a}], L[16], L[16]]:
    features = T.conv2d(x, w, T.zeros({a}), padding=2)
    scaled = T.max_pool2d(T.relu(features), 2)
    return scaled * T.ones({a}, 1, 1)
""",
    """\
def f{n}(q: Tensor[B, L[8], L[{a}], L[{b}]], k: Tensor[B, L[8], L[{a}], L[{b}]]) -> Tensor[B, L[8], L[{a}], L[{a}]]:
    scores = T.matmul(q, k.transpose(2, 3)) / {b}
    masked = scores + T.zeros({a}, {a})
    return T.softmax(masked, 3)
""",
    """\
def f{n}(x: Tensor[L[{a}], L[{b}]], y: Tensor[L[{a}], L[{c}]]) -> Tensor[L[{a}], L[2]]:
    both = T.cat((x, y), dim=1)
    left, right = both.sum(1), both.mean(1)
    return T.stack((left, right), dim=1)
""",
    """\
def f{n}(x: Tensor[B, L[{a}], L[{b}]], w: Tensor[L[{c}], L[{b}]]) -> Tensor[B, L[{a}], L[{c}]]:
    normal = T.nn.layer_norm(x, ({b},))
    projected = T.nn.linear(normal, w)
    return T.nn.gelu(projected)
""",
    """\
def f{n}(x: Tensor[L[{a}], L[{b}]], labels: LongTensor[L[{a}]]) -> Tensor[*tuple[()]]:
    scores = x - x.mean(0)
    chosen = scores.gather(1, labels.unsqueeze(1))
    return T.nn.cross_entropy(scores, labels) + chosen.squeeze(1).sum()
""",
    """\
def f{n}(a: Tensor[L[{a}], L[{a}]], b: Tensor[L[{a}], L[{b}]]) -> Tensor[L[{b}], L[{a}]]:
    spread = a @ a.T + T.eye({a})
    solved = T.linalg.solve(spread, b)
    return T.flip(solved, (0,)).T
""",
)


def program(functions: int = FUNCTIONS) -> str:
    """A valid file of so many typed functions, always the same."""
    rng = random.Random(0)
    parts = []
    for n in range(functions):
        sizes = dict(zip("abc", rng.choices(_SIZES, k=3), strict=True))
        parts.append(rng.choice(_TEMPLATES).format(n=n, **sizes))
    return _HEADER + "\n\n".join(parts)


def plugin(folder: Path) -> Iterator[Row]:
    """Checking the large file without a cache and with the answers remembered, and the examples after an edit."""
    for name, text in _CONFIGURATIONS.items():
        (folder / f"{name}.ini").write_text(text)
    large = folder / "large.py"
    for what, most, edit in (("no cache", 3.0, ""), ("edited, answers remembered", 1.5, "# edited\n")):
        large.write_text(f"{program()}\n{edit}")
        figures = {name: [seconds(_mypy(name, large), folder)] for name in _CONFIGURATIONS}
        yield _row(f"{FUNCTIONS:,} typed functions, {what}", figures, most)
    yield _row("the examples, one line edited", _examples(folder), 1.3)


def _examples(folder: Path) -> dict[str, list[float]]:
    sources = folder / "examples"
    shutil.copytree(ROOT / "examples", sources, ignore=shutil.ignore_patterns("__pycache__"))
    edited = sources / "lenet.py"
    text = edited.read_text()
    for name in _CONFIGURATIONS:
        seconds(_mypy(name, sources), folder)
    figures: dict[str, list[float]] = {name: [] for name in _CONFIGURATIONS}
    for number in range(ROUNDS):
        edited.write_text(f"{text}\nEDITED = {number}\n")
        for name in _CONFIGURATIONS:
            figures[name].append(seconds(_mypy(name, sources), folder))
    return figures


def _mypy(configuration: str, path: Path) -> list[str]:
    options = ["--strict", "--explicit-package-bases", "--config-file", f"{configuration}.ini"]
    return ["-m", "mypy", *options, "--cache-dir", f"cache_{configuration}", path.name]


def _row(what: str, figures: dict[str, list[float]], most: float) -> Row:
    ours, theirs = (statistics.median(figures[name]) for name in ("with", "without"))
    note = f"{ours:.2f} s over {theirs:.2f} s"
    return Row(f"mypy with the plugin over without: {what}", ours / theirs, most, "×", note)
