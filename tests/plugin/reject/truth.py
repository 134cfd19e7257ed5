"""Tensors of many elements in the place of one value."""

from typing import Literal as L
from typing import TypeVar

from hasktorch.double import Tensor

N = TypeVar("N", bound=int)


def numbers(x: Tensor[L[2], L[3]], n: Tensor[N], one: Tensor[L[1], L[1]]) -> None:
    float(x)  # error: float([2, 3]): only one element tensors can be converted to Python scalars  [tensor-shape]
    int(x[:, 0])  # error: int([2])
    complex(x)  # error: complex([2, 3])
    bool(x > 0)  # error: bool([2, 3]): Boolean value of Tensor with more than one value is ambiguous  [tensor-shape]
    bool(n)  # error: bool([N]): Boolean value
    float(one) + int(x.sum()) + float(n[0])
    range(int(x[0, 0]))


def conditions(x: Tensor[L[2], L[3]], n: Tensor[N]) -> None:
    if x[0] > 0:  # error: bool([3]): Boolean value
        print("some")
    if x == 2:  # error: bool([2, 3]): Boolean value
        print("two")
    while not x[:, 0]:  # error: bool([2]): Boolean value
        break
    assert x == x, "equal"  # error: bool([2, 3]): Boolean value
    1 if n > 0 else 2  # error: bool([N]): Boolean value
    n.dim() and (x > 0 or n.dim())  # error: bool([2, 3]): Boolean value
    [i for i in range(3) if x > 0]  # error: bool([2, 3]): Boolean value
    n.dim() and x > 0
    n.dim() and (x > 0).all()
    if x.sum() > 0 and x.size(0) == 2:
        print("all")


def orders(x: Tensor[L[2], L[3]], y: Tensor[L[2], L[3]], z: Tensor[L[3], L[2]]) -> None:
    max(x, y)  # error: bool([2, 3]): Boolean value
    min([x, y])  # error: bool([2, 3]): Boolean value
    sorted((x, y))  # error: bool([2, 3]): Boolean value
    max(x, z)  # error: [3, 2] > [2, 3]: The size of tensor a (2) must match the size of tensor b (3)
    x in [y, x]  # error: bool([2, 3]): Boolean value
    x in [x, y]
    max(x.sum(), y.sum())
    max([x, y], key=lambda t: float(t.sum()))
    sorted([x])
