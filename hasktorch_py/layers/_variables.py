"""The dtype and the dimensions of layers, as type variables; what is not written is unknown."""

from typing import Any

from typing_extensions import TypeVar, TypeVarTuple, Unpack

from hasktorch.sizes import Dim
from hasktorch.tensor import Floating

F = TypeVar("F", bound=Floating, default=Any)

# Of a layer: features or channels in and out, kernel sizes (depth, height, width), entries of a table, features.
I = TypeVar("I", default=Any)  # noqa: E741
O = TypeVar("O", default=Any)  # noqa: E741
KD = TypeVar("KD", default=Any)
KH = TypeVar("KH", default=Any)
KW = TypeVar("KW", default=Any)
N = TypeVar("N", default=Any)
D = TypeVar("D", default=Any)
H = TypeVar("H", default=Any)

# Of a call: a batch, steps of queries and of keys, any leading dimensions.
B = TypeVar("B", default=Any)
Q = TypeVar("Q", default=Any)
T = TypeVar("T", default=Any)
Bs = TypeVarTuple("Bs", default=Unpack[tuple[Any, ...]])

# A size that is written as a number stays in the type of what is made with it.
IDim = TypeVar("IDim", bound=Dim)
ODim = TypeVar("ODim", bound=Dim)
KDDim = TypeVar("KDDim", bound=Dim)
KHDim = TypeVar("KHDim", bound=Dim)
KWDim = TypeVar("KWDim", bound=Dim)
