"""What is not known is no error, and the stub's own answer stands."""

from typing import Any, TypeVar, TypeVarTuple, assert_type
from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor

S = TypeVarTuple("S")
B = TypeVar("B", bound=int)


def unknown_rank(x: Tensor, y: Tensor[L[3], L[2]]) -> None:
    assert_type(T.relu(x), Tensor)
    T.mm(x, y)


class AnyRank:
    def forward(self, x: Tensor[*S]) -> Tensor[*S]:
        return T.relu(x)


def partly_known(
    x: Tensor[B, *tuple[Any, ...], L[8]], y: Tensor[L[3], *tuple[Any, ...]], w: Tensor[L[8], L[4]]
) -> None:
    assert_type(T.relu(x), Tensor[B, *tuple[Any, ...], L[8]])
    assert_type(x.transpose(0, 1), Tensor)
    assert_type(x.sum(), Tensor[()])
    assert_type(x.flatten(1), Tensor[B, Any])
    assert_type(x @ w, Tensor[B, *tuple[Any, ...], L[4]])
    assert_type(y.unsqueeze(0), Tensor[L[1], L[3], *tuple[Any, ...]])
    assert_type(y.diagonal(), Tensor)
    assert_type(len(y), L[3])
    assert_type(y.dim(), int)
    assert_type(y.size(0), L[3])


def unknown_dimension(x: Tensor[Any, L[2]], y: Tensor[L[2], L[3]], z: Tensor[L[4], L[2]]) -> None:
    assert_type(T.mm(x, y), Tensor[Any, L[3]])
    T.cat((x, z))


def unknown_indices(x: Tensor[Any], m: BoolTensor[Any]) -> None:
    assert_type(x[m, None], Tensor[Any, L[1]])
    assert_type(x[m, True], Tensor)
    x.__radd__(x)


def unknown_values(x: Tensor[L[4], L[2]], n: int, p: float) -> None:
    assert_type(x * p, Tensor[L[4], L[2]])
    assert_type(T.nn.dropout(x, p, p > 0.5), Tensor[L[4], L[2]])
    x.view(n, 8)
    T.zeros(n, 3)
