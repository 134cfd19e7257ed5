"""A tour of typed tensors: annotations say what a type checker knows of each, docstrings what it refuses."""

from typing import Any, TypeVar
from typing import Literal as L

import torch

import hasktorch.complexdouble as C
import hasktorch.double as T
import hasktorch.float as F
import hasktorch.long as N
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch_py import DTypeError, ShapeError

B = TypeVar("B", bound=int)


def made() -> dict[str, torch.Tensor]:
    """From Python numbers, checked at run time, and from factories."""
    number: Tensor[*tuple[()]] = T.tensor(0.5, ())
    vector: Tensor[L[3]] = T.vector((1.0, 2.0, 3.0), 3)
    matrix: Tensor[L[2], L[3]] = T.matrix(((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)), (2, 3))
    zeros: Tensor[L[4], L[2]] = T.zeros(4, 2)
    steps = T.arange(0, 1, 0.25)  # how many, only the run can tell: Tensor[Any]
    return {"number": number, "vector": vector, "matrix": matrix, "zeros": zeros, "steps": steps}


def multiplied(x: Tensor[L[2], L[3]], y: Tensor[L[3]]) -> dict[str, torch.Tensor]:
    """Inner dimensions must agree: `T.mm(x, x)` and `T.mv(x, T.zeros(2))` are errors."""
    product: Tensor[L[2], L[2]] = T.mm(x, T.t(x))
    image: Tensor[L[2]] = T.mv(x, y)
    inner: Tensor[*tuple[()]] = T.dot(y, y)
    outer: Tensor[L[3], L[3]] = T.outer(y, y)
    return {"product": product, "image": image, "inner": inner, "outer": outer}


def elementwise(x: Tensor[L[2], L[3]], row: Tensor[L[3]]) -> dict[str, torch.Tensor]:
    """Shapes are kept and broadcast; `x + T.zeros(2)` is an error."""
    shifted: Tensor[L[2], L[3]] = x + row
    squashed: Tensor[L[2], L[3]] = T.tanh(x * 0.5)
    positive: BoolTensor[L[2], L[3]] = T.gt(x, 3.0)
    return {"shifted": shifted, "squashed": squashed, "positive": positive}


def reduced(x: Tensor[L[2], L[3]]) -> dict[str, torch.Tensor]:
    """A reduction over an axis takes it away."""
    total: Tensor[*tuple[()]] = T.sum(x)
    columns: Tensor[L[3]] = T.sum(x, 0)
    rows: Tensor[L[2], L[1]] = T.mean(x, 1, True)
    largest: N.Tensor[L[2]] = T.argmax(x, 1)
    return {"total": total, "columns": columns, "rows": rows, "largest": largest}


def distances(points: Tensor[B, L[3]], centre: Tensor[L[3]]) -> Tensor[B]:
    """Any number of points: the result has as many."""
    return T.sqrt(T.sum(T.square(points - centre), 1))


def converted(x: Tensor[L[2], L[3]]) -> dict[str, torch.Tensor]:
    """Dtypes mix by conversion alone: `x + x.float()` is an error."""
    single: F.Tensor[L[2], L[3]] = x.float()
    whole: N.Tensor[L[2], L[3]] = x.long()
    turned: C.Tensor[L[2], L[3]] = T.mul(x, 1j)
    return {"single": single, "whole": whole, "turned": turned}


def admitted(x: torch.Tensor) -> dict[str, torch.Tensor]:
    """What comes without a type is checked once, where it comes in; nothing is copied."""
    known: Tensor[L[2], L[3]] = T.from_torch(x, (2, 3))
    partly: Tensor[Any, L[3]] = T.from_torch(x, (None, 3))
    dynamic: Tensor = T.as_dynamic(known)  # of unknown rank: it goes wherever a static one goes
    return {"known": known, "partly": partly, "dynamic": T.mm(dynamic, T.zeros(3, 1))}


def refused(x: torch.Tensor) -> list[str]:
    """What the boundary says of a tensor that is not what was declared."""
    said = []
    for declared in (lambda: T.from_torch(x, (3, 2)), lambda: F.from_torch(x, (2, 3))):
        try:
            declared()
        except (ShapeError, DTypeError) as error:
            said.append(str(error))
    return said


def in_place(x: Tensor[L[2], L[3]]) -> dict[str, torch.Tensor]:
    """`add` is pure, `add_` changes its first argument, `_add` puts the result into its first argument."""
    changed: Tensor[L[2], L[3]] = T.zeros(2, 3)
    T.add_(changed, x)
    result: Tensor[L[2], L[3]] = T.zeros(2, 3)
    T._add(result, changed, x)
    return {"changed": changed, "result": result}


def tour() -> dict[str, torch.Tensor]:
    """Everything above by name."""
    x: Tensor[L[2], L[3]] = T.matrix(((1.0, 2.0, 3.0), (4.0, 5.0, 6.0)), (2, 3))
    row: Tensor[L[3]] = T.vector((0.5, -1.0, 2.0), 3)
    return {
        **made(), **multiplied(x, row), **elementwise(x, row), **reduced(x), "distances": distances(x, row),
        **converted(x), **admitted(x), **in_place(x),
    }  # fmt: skip


def main() -> None:
    """Print everything by name, then what the boundary refuses."""
    for name, value in tour().items():
        print(f"{name}: {str(value.dtype).removeprefix('torch.')} {list(value.shape)} {value.tolist()}")
    for message in refused(torch.zeros(2, 3, dtype=torch.float64)):
        print(f"refused: {message}")


if __name__ == "__main__":
    main()
