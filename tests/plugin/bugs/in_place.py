"""Results that do not fit the tensor they are written to, and numbers it cannot hold."""

from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as long
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def shapes(x: Tensor[L[6]], y: Tensor[L[4], L[6]], z: Tensor[L[4], L[1]]) -> None:
    y.add_(x)
    x.add_(y)  # error: output with shape [6] doesn't match the broadcast shape [4, 6]
    x += y  # error: output with shape [6] doesn't match the broadcast shape [4, 6]
    z.mul_(y)  # error: output with shape [4, 1] doesn't match the broadcast shape [4, 6]
    T.sub_(z, y)  # error: output with shape [4, 1] doesn't match the broadcast shape [4, 6]
    y.copy_(x)
    x.copy_(y)  # error: output with shape [6] doesn't match the broadcast shape [4, 6]
    z.copy_(y)  # error: output with shape [4, 1] doesn't match the broadcast shape [4, 6]
    y.squeeze_(2)  # error: Dimension out of range (expected to be in range of [-2, 1], but got 2)
    y.addmm_(y, y)  # error: mat1 and mat2 shapes cannot be multiplied (4x6 and 4x6)
    x.masked_fill_(y > 0, 0.0)  # error: output with shape [6] doesn't match the broadcast shape [4, 6]
    y[0] = x
    y[0] = z  # error: expand(torch.DoubleTensor{[4, 1]}, size=[6]): the number of sizes provided (1) must be greater
    y[:, 0] = x  # error: The expanded size of the tensor (4) must match the existing size (6) at non-singleton
    y[4] = x  # error: index 4 is out of bounds for dimension 0 with size 4
    y.clamp_(min=T.zeros(5))  # error: The size of tensor a (6) must match the size of tensor b (5) at non-singleton


def running_mean(count: LongTensor[L[4]], x: Tensor[L[4]], m: BoolTensor[L[4]]) -> None:
    count += 1
    count += 0.5  # error: result type Float can't be cast to the desired output type Long
    count.add_(x)  # error: result type Double can't be cast to the desired output type Long
    count.div_(2)  # error: result type Float can't be cast to the desired output type Long
    count.div_(2, rounding_mode="floor")
    count /= 2  # error: result type Float can't be cast to the desired output type Long
    count.mul_(0.9)  # error: result type Float can't be cast to the desired output type Long
    count.sqrt_()  # error: result type Float can't be cast to the desired output type Long
    count.pow_(-1)  # error: Integers to negative integer powers are not allowed
    long.add_(count, 0.5)  # error: result type Float can't be cast to the desired output type Long
    m += 1  # error: result type Long can't be cast to the desired output type Bool
    count &= x  # error: result type Double can't be cast to the desired output type Long
    count.normal_()  # error: "normal_kernel_cpu" not implemented for 'Long'
    m.exp_()  # error: result type Float can't be cast to the desired output type Bool


def targets(x: Tensor[L[4]], y: Tensor[L[4]], n: LongTensor[L[4]], f: FloatTensor[L[4]]) -> None:
    T.add(x, y, out=x)
    T.add(x, y, out=n)  # error: result type Double can't be cast to the desired output type Long
    T._add(n, x, y)  # error: result type Double can't be cast to the desired output type Long
    T.mm(T.zeros(2, 4), T.zeros(4, 2), out=f)  # error: Expected out tensor to have dtype double, but got float instead
    T.eq(x, y, out=x)
    T.argmax(x, out=x)  # error: Expected out tensor to have dtype long int, but got double instead
    T.sort(x, out=(x, y))  # error: Expected out tensor to have dtype long int, but got double instead
