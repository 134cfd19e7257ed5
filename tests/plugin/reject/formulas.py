"""One mistake a line, in sizes that are computed."""

from typing import Literal as L
from typing import TypeVar

import hasktorch.double as T
from hasktorch.double import Tensor
from hasktorch_py.dimensions import Add, Mul

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)
U = TypeVar("U")


class Of:
    """Functions of the program."""

    @staticmethod
    def shrunk(x: Tensor[Add[N, L[1]]]) -> Tensor[N]:
        return x[:-1]

    @staticmethod
    def paired(x: Tensor[Mul[N, L[2]]], y: Tensor[N]) -> Tensor[N, L[2]]:
        return x.view(-1, 2) + y.unsqueeze(1)

    @staticmethod
    def alike(x: Tensor[N], y: Tensor[N]) -> Tensor[N]:
        return x + y

    @staticmethod
    def alike_without_a_bound(x: Tensor[U], y: Tensor[U]) -> Tensor[U]:
        return x + y

    @staticmethod
    def made(n: N, y: Tensor[N]) -> Tensor[N]:
        return T.zeros(n) + y


def calls(x: Tensor[L[5]], y: Tensor[L[2]], z: Tensor[L[3]]) -> None:
    Of.paired(x, y)  # error: Argument 1 to "paired" of "Of" has incompatible type "Tensor[Double, Literal[5]]"
    Of.paired(T.zeros(6), y)  # error: expected "Tensor[Double, Literal[4]]"
    Of.made(4, x)  # error: Argument 2 to "made" of "Of" has incompatible type "Tensor[Double, Literal[5]]"
    Of.made(5, x) + z  # error: The size of tensor a (5) must match the size of tensor b (3)
    Of.shrunk(T.cat((x, z))) + z  # error: The size of tensor a (7) must match the size of tensor b (3)


def in_any_order(x: Tensor[B], y: Tensor[L[2]]) -> None:
    Of.alike(x, y)  # error: Argument 2 to "alike" of "Of" has incompatible type "Tensor[Double, Literal[2]]"; expected
    Of.alike(y, x)  # error: Argument 2 to "alike" of "Of" has incompatible type "Tensor[Double, B]"; expected
    Of.alike_without_a_bound(x, y)  # error: Argument 2 to "alike_without_a_bound" of "Of" has incompatible type
    Of.alike_without_a_bound(y, x)  # error: Argument 2 to "alike_without_a_bound" of "Of" has incompatible type


def results(x: Tensor[B, N], y: Tensor[L[2], L[5]]) -> None:
    x[:, 1:] + x  # error: [B, N - 1] + [B, N]: The size of tensor a (N - 1) must match the size of tensor b (N)
    x[:, -4:] @ x.T  # error: [B, min(N, 4)] @ [N, B]: mat1 and mat2 shapes cannot be multiplied (Bx4 and NxB)
    b, n = x.shape
    x.view(b, 5, n // 4)  # error: [B, N].view(B, 5, N // 4): shape '[B, 5, N // 4]' is invalid for input of size B*N
    x.view(-1, 7)  # error: [B, N].view(-1, 7): shape '[-1, 7]' is invalid for input of size B*N (needs
    T.diagonal(x) + y  # error: strict: [min(B, N)] + [2, 5]: The size of tensor a (B) must match
