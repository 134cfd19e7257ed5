"""What the plugin knows beyond the stubs; an error in the marked words stands on each marked line."""

from typing import Literal as L
from typing import TypeVar, assert_type

import myapp.aten.double as T
from hasktorch.tensor import Double
from hasktorch.tensor import Tensor as Other
from myapp import double, tensor
from myapp.aten import long as N
from myapp.aten.double import Conv2d, Linear, Tensor

B = TypeVar("B", bound=int)


def accepted(x: Tensor[L[4], L[6]], y: Tensor[B, L[6]]) -> None:
    assert_type(T.cat((x, x)), Tensor[L[8], L[6]])
    assert_type(x.reshape(3, 8), Tensor[L[3], L[8]])
    assert_type(T.nn.conv2d(T.zeros(1, 3, 8, 8), T.zeros(5, 3, 3, 3)), Tensor[L[1], L[5], L[6], L[6]])
    assert_type(y.view(-1, 2, 3), Tensor[B, L[2], L[3]])
    assert_type(T.max(x[1:3], 1).indices, N.Tensor[L[2]])
    assert_type(T.linalg.svd(x).S, Tensor[L[4]])
    assert_type(x.T, Tensor[L[6], L[4]])
    size: L[4] = len(x)
    assert size == 4


def rejected(x: Tensor[L[4], L[6]], n: N.Tensor[L[4], L[6]]) -> None:
    T.cat((x, T.zeros(1, 5)))  # error: cat(([4, 6], [1, 5])): Sizes of tensors must match
    x.reshape(5, 5)  # error: [4, 6].reshape(5, 5): shape '[5, 5]' is invalid for input of size 24
    x @ x  # error: [4, 6] @ [4, 6]: mat1 and mat2 shapes cannot be multiplied
    T.add(x, n)  # error: dtypes do not mix implicitly: found Double and Long
    T.mm(n, n.t())  # error: mm(Long[4, 6], Long[6, 4]): myapp.aten.double does not take Long here
    T.linalg.inv(x)  # error: A must be batches of square matrices


def of_the_core(x: Tensor[B, L[6]], image: Tensor[B, L[3], L[9], L[9]], n: N.Tensor[L[4], L[6]]) -> None:
    linear = Linear.init(T.new_rng(0), 6, 1001)
    net = T.sequential(linear, T.relu, Linear.init(T.new_rng(0), 1001, 2))
    assert_type(linear(x), Tensor[B, L[1001]])
    assert_type(net(x), Tensor[B, L[2]])
    assert_type(Conv2d.init(T.new_rng(0), 3, 5, 3, stride=2)(image), Tensor[B, L[5], L[4], L[4]])
    assert_type(T.random.uniform(T.new_rng(0), T.ord2_tuple(0, 1), (1001, 2)), Tensor[L[1001], L[2]])
    assert_type(T.mse_criterion(x, x, reduction="none"), Tensor[B, L[6]])
    linear(n)  # error: Linear[6, 1001](Long[4, 6]): mat1 and mat2 must have the same dtype
    net(image)  # error: sequential(Linear[6, 1001], relu, Linear[1001, 2])([B, 3, 9, 9]): mat1 and mat2 shapes cannot
    T.sequential(linear, T.relu, linear)  # error: (Bx1001 and 6x1001)
    T.mse_criterion(n, n)  # error: mse_criterion
    2 & x  # error: 2 & Double[B, 6]: "bitwise_and_cpu" not implemented for 'Double'


def refused(x: Tensor[L[4], L[6]]) -> Tensor[L[4], L[4]]:
    return T.sequential(Linear.init(T.new_rng(0), 5, 4), T.relu)(x)  # error: cannot be multiplied (4x6 and 5x4)


def of_another_package(x: Tensor[L[4], L[6]], w: Other[Double, L[6], L[3]]) -> None:
    T.mm(x, w)  # error: Argument 2 to "mm" has incompatible type


def unrelated(x: tensor.Tensor) -> None:
    assert_type(x.mm(x), tensor.Tensor)
    assert_type(double.mm(x, x), tensor.Tensor)
    assert_type(len(x), int)
