"""``python -m benchmarks.literals``: what makes checkers keep the literals of ``zeros(4, 2)``, and what it costs."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.progress import track

from codegen.lower.sizes import SIZES
from tests.checkers import CHECKERS, Checker, run

CALLS, RUNS = 400, 2
HEAD = """\
# What keeps the literals of a call

A checker keeps the literals of `zeros(4, 2)` where the bound of the type variable has one in it. Each row is another
bound, with the type of `zeros(4, 5003)`, that of `zeros(n, n)` for an int `n`, and the time for a file of calls over
that with the bound in use. Sizes outside the bound are `Any`, which fits everything; an `int` in their place fits no
declared size, so that calls which are right would be errors.
`python -m benchmarks.literals` writes this file.

| bound | checker | `zeros(4, 5003)` | `zeros(n, n)` | time |
|---|---|---|---|---:|"""
IN_USE = "256 literals, as in `hasktorch_py.sizes`"
STUB = """\
import enum
from typing import Any, Generic, Literal, TypeVar, overload
from typing_extensions import TypeVarTuple, Unpack

class _Mark(enum.Enum):
    NONE = 0

_Ss = TypeVarTuple("_Ss")
_A = TypeVar("_A", bound={bound})
_B = TypeVar("_B", bound={bound})

class Tensor(Generic[Unpack[_Ss]]): ...
"""
OF_TWO = """
@overload
def zeros(size0: _A, size1: _B, /) -> Tensor[_A, _B]: ...
@overload
def zeros(size0: _A, size1: int, /) -> Tensor[_A, Any]: ...
@overload
def zeros(size0: int, size1: _B, /) -> Tensor[Any, _B]: ...
@overload
def zeros(size0: int, size1: int, /) -> Tensor[Any, Any]: ...
"""
VARIADIC = """
def zeros(*sizes: Unpack[_Ss]) -> Tensor[Unpack[_Ss]]: ...
"""
PROGRAM = """\
from typing_extensions import reveal_type
from shapes import zeros

n = int("3")
reveal_type(zeros(4, 5003))
reveal_type(zeros(n, n))
"""


def literals(count: int) -> str:
    """So many literals."""
    sizes = [*SIZES, *(n for n in range(129, 2 * count) if n not in SIZES and n != 5003)][:count]
    return f"Literal[{', '.join(map(str, sizes))}]"


ENCODINGS = {
    IN_USE: (literals(256), OF_TWO),
    "64 literals": (literals(64), OF_TWO),
    "1,024 literals": (literals(1024), OF_TWO),
    "4,096 literals": (literals(4096), OF_TWO),
    "`int`": ("int", OF_TWO),
    "`int` or a literal of another class": ("int | Literal[_Mark.NONE]", OF_TWO),
    "none, a `TypeVarTuple`": ("int", VARIADIC),
}


def measured(encoding: str, checker: Checker, calls: int, folder: Path) -> tuple[float, tuple[str, ...]]:
    """The seconds that a checker takes, and what it shows."""
    bound, functions = ENCODINGS[encoding]
    folder.mkdir()
    (folder / "shapes.pyi").write_text(STUB.format(bound=bound) + functions)
    sizes = [(SIZES[i % 128], SIZES[i * 7 % 128]) for i in range(calls)]
    program = folder / "program.py"
    program.write_text(PROGRAM + "".join(f"x{i} = zeros({a}, {b})\n" for i, (a, b) in enumerate(sizes)))
    started = time.perf_counter()
    found = run(checker, [program], folder / "work", [folder])
    seconds = time.perf_counter() - started
    return seconds, tuple(shown for d in found if (shown := d.revealed(checker)) is not None)


def cost(encoding: str, checker: Checker, folder: Path) -> tuple[float, tuple[str, ...]]:
    """The seconds for the calls alone, the least of some runs, and what the checker shows."""
    folder.mkdir()
    with_calls = [measured(encoding, checker, CALLS, folder / f"with{i}") for i in range(RUNS)]
    without = [measured(encoding, checker, 0, folder / f"without{i}")[0] for i in range(RUNS)]
    return min(seconds for seconds, _ in with_calls) - min(without), with_calls[0][1]


def main() -> None:
    """Print the table, as Markdown."""
    pairs = [(encoding, checker) for encoding in ENCODINGS for checker in CHECKERS]
    with tempfile.TemporaryDirectory() as name, Console(stderr=True) as console:
        numbered = enumerate(track(pairs, "measuring", console=console, transient=True))
        found = {pair: cost(*pair, Path(name, str(number))) for number, pair in numbered}
    print(HEAD)
    for encoding, checker in pairs:
        seconds, shown = found[encoding, checker]
        types = " | ".join(f"`{text.removeprefix('shapes.')}`" for text in shown)
        print(f"| {encoding} | {checker} | {types} | {max(seconds, 0) / found[IN_USE, checker][0]:.1f} |")


if __name__ == "__main__":
    main()
