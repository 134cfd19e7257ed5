"""Sizes that are computed: in results, parameters, attributes, aliases."""

import math
from dataclasses import dataclass
from typing import Generic, TypeVar, assert_type
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch_py.dimensions import Add, FloorDiv, Max, Min, Mod, Mul, Sub

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)


def all_but_the_first(x: Tensor[B, N]) -> Tensor[B, Sub[N, L[1]]]:
    return x[:, 1:]


def all_but_the_last(x: Tensor[B, N]) -> Tensor[B, Sub[N, L[1]]]:
    return x[:, :-1]


def at_most_ten(x: Tensor[B, N]) -> Tensor[B, Min[N, L[10]]]:
    return x[:, :10]


def the_last_ones(x: Tensor[B, N]) -> Tensor[B, Min[L[2048], N]]:
    return x[:, -2048:]


def diagonal(x: Tensor[B, N]) -> Tensor[Min[N, B]]:
    return T.diagonal(x)


def singular_values(x: Tensor[B, N]) -> Tensor[Min[B, N]]:
    return T.linalg.svdvals(x)


def rest(x: Tensor[N]) -> Tensor[Mod[N, L[4]]]:
    return T.zeros(x.size(0) % 4)


def larger(x: Tensor[Max[N, B]]) -> Tensor[Max[B, N]]:
    return x


def grouped(x: Tensor[B, Mul[L[8], N]]) -> Tensor[B, N, L[8]]:
    b, s = x.shape
    assert_type(x.view(b, 8, s // 8), Tensor[B, L[8], N])
    return x.view(b, s // 8, 8)


def of_any_length(x: Tensor[B, N], y: Tensor[B, Mul[L[2], N]]) -> None:
    assert_type(T.chunk(y, 2, 1), tuple[Tensor[B, N], Tensor[B, N]])
    assert_type(T.nn.glu(y), Tensor[B, N])
    assert_type(x.numel(), Mul[B, N])
    assert_type(x.sum() / math.sqrt(y.size(1)), Tensor[()])
    for _ in range(y.size(1)):
        pass


def grown(x: Tensor[N]) -> Tensor[Add[N, L[1]]]:
    return T.cat((x, T.ones(1)))


def same(x: Tensor[N]) -> Tensor[N]:
    return x


def shrunk(x: Tensor[Add[N, L[1]]]) -> Tensor[N]:
    return x[:-1]


def paired(x: Tensor[Mul[N, L[2]]], y: Tensor[N]) -> Tensor[N, L[2]]:
    return x.view(-1, 2) + y.unsqueeze(1)


def half(x: Tensor[N], y: Tensor[FloorDiv[N, L[2]]]) -> Tensor[FloorDiv[N, L[2]]]:
    return y


def made(n: N, b: B) -> Tensor[N, B]:
    return T.zeros(n, b)


def called(x: Tensor[L[4]], y: Tensor[B], z: Tensor[B, N], i: int) -> None:
    assert_type(grown(x), Tensor[L[5]])
    assert_type(grown(grown(y)), Tensor[Add[B, L[2]]])
    assert_type(same(grown(y)), Tensor[Add[B, L[1]]])
    assert_type(shrunk(x), Tensor[L[3]])
    assert_type(shrunk(grown(y)), Tensor[B])
    assert_type(paired(T.zeros(6), T.zeros(3)), Tensor[L[3], L[2]])
    assert_type(paired(T.cat((y, y)), y), Tensor[B, L[2]])
    assert_type(half(x, T.zeros(2)), Tensor[L[2]])
    assert_type(made(3, 4), Tensor[L[3], L[4]])
    k = 5
    assert_type(made(k, z.size(0)), Tensor[L[5], B])
    made(i, 3).view(-1)
    assert_type(same(all_but_the_first(z)[:, 0]), Tensor[B])


@dataclass(frozen=True)
class Padded(Generic[N]):
    """Two more on each side."""

    data: Tensor[Add[N, L[4]]]

    def inner(self) -> Tensor[N]:
        return self.data[2:-2]


class Blank(Generic[N]):
    """A page."""

    page: Tensor[N, Mul[L[2], N]]

    def __init__(self, n: N) -> None:
        self.page = T.zeros(n, 2 * n)


Longer = Tensor[Add[N, L[1]]]


class Aliases:
    """One more than a parameter says."""

    @staticmethod
    def longer(x: "Longer[L[3]]") -> Tensor[L[4]]:
        return x


def attributes(x: Tensor[L[10]], y: Tensor[Add[B, L[4]]]) -> None:
    assert_type(Padded(x).inner(), Tensor[L[6]])
    assert_type(Padded(y).inner(), Tensor[B])
    p = Padded(x)
    assert_type(p.data, Tensor[L[10]])
    assert_type(Blank(3).page, Tensor[L[3], L[6]])
    assert_type(Aliases.longer(grown(T.zeros(3))), Tensor[L[4]])
