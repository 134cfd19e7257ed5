"""Programs that mean harm: mypy neither hangs nor crashes, nothing is allocated without bound, written, or executed."""

from pathlib import Path

import pytest

from tests.checkers import run

from .fuzzing import patience

SECONDS = 3000  # a hang has no end
PROGRAM = """\
from typing import Any
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Linear, Tensor


def sizes(x: Tensor[L[4]]) -> None:
    T.zeros(10**12)
    T.ones(10**6, 10**6) @ T.ones(10**6, 10**6)
    T.zeros(10**400)
    T.zeros(-(10**30))
    T.zeros(2**62, 2**62)  # error
    x.repeat(10**9, 10**9)  # error
    x[10**30]
    T.nn.conv1d(T.zeros(1, 1, 10**6), T.zeros(1, 1, 2048))  # error: not checked, for want of memory
    T.arange(10**18)
    T.linalg.matrix_power(T.eye(300), 10**18)
    T.nn.interpolate(T.zeros(1, 1, 4, 4), (10**6, 10**6))
    T.zeros(*([1] * 100))
    10**10**10
    k = 2
    n = k**k**k**k**k
    T.zeros(n)
    Linear.init(T.new_rng(0), 10**40, 3)
    Linear.init(T.new_rng(0), 10**12, 10**12)(T.zeros(10**12))  # error


def files(x: Tensor[L[4]]) -> None:
    T.from_file("written.bin", True, 100)
    x.from_file("written.bin", shared=True, size=100)  # error


def long(x: Tensor[L[4]]) -> None:
    T.einsum("{letters}", x)  # error: not checked, for its length
    T.sum(x, "{digits}")  # error
    T.tensor([{numbers}])
    T.cat([{tensors}])
    T.zeros({ones})


def deep(x: Tensor[L[4]]) -> None:
    {calls}
    {operators}
    T.zeros({sum})


class Evil:
    def __radd__(self, other: Any) -> int:
        raise SystemExit

    def __index__(self) -> int:
        raise SystemExit

    @classmethod
    def __torch_function__(cls, *args: Any) -> int:
        raise SystemExit


def objects(x: Tensor[L[4]], e: Evil) -> None:
    x + e
    T.add(x, e)  # error
    T.sequential(e, e)  # error


def shadowed(T: int, x: Tensor[L[4]]) -> None:
    def relu(x: Any) -> str:
        return "no"

    text: str = relu(x)
    number: int = T + 1


def circles(x: Tensor[L[4]]) -> None:
    n = n + 1  # error
    T.zeros(n)
    s = T.sequential(s, s)  # error
    s(x)
"""


def nested(pattern: str, depth: int) -> str:
    """`f(f(f(x)))` for the pattern `f({})`."""
    text = "x"
    for _ in range(depth):
        text = pattern.format(text)
    return text


@pytest.fixture
def program(work: Path) -> Path:
    path = work / "hostile.py"
    path.write_text(
        PROGRAM.format(
            letters="i" * 2_000_000, digits="0" * 1000, numbers="1.0, " * 5000, tensors="x, " * 1000, ones="1, " * 1000,
            calls=nested("T.cat([{}, x])", 40), operators=nested("(x + {})", 60),
            sum=nested("({} + 1)", 60).replace("x", "1"),
        )
    )  # fmt: skip
    return path


def test_a_hostile_program_is_checked_like_any_other(program: Path, work: Path) -> None:
    with patience(SECONDS):
        said = run("mypy", [program], work, plugin="hasktorch_py.mypy_plugin")
    expected = [i for i, line in enumerate(program.read_text().splitlines(), 1) if "# error" in line]
    assert sorted({d.line for d in said if d.severity == "error"}) == expected
    assert max(len(d.message.splitlines()[0]) for d in said) < 500
    assert not [path for folder in (Path.cwd(), work) for path in folder.glob("written.bin")]
