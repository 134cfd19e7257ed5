"""Numbers of a kind that ATen does not compute with there."""

from typing import Literal as L

import hasktorch.double as T
import hasktorch.long as long
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.complexdouble import Tensor as ComplexTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def mixed(x: Tensor[L[4], L[4]], f: FloatTensor[L[4], L[4]], n: LongTensor[L[4], L[4]]) -> None:
    x @ f.double()
    x @ f  # error: expected m1 and m2 to have the same dtype, but got: double != float
    T.mm(x, f)  # error: expected m1 and m2 to have the same dtype, but got: double != float
    T.matmul(x, n)  # error: expected m1 and m2 to have the same dtype, but got: double != long int
    T.nn.linear(x, f)  # error: expected m1 and m2 to have the same dtype, but got: double != float
    T.addmm(x, x, f)  # error: self and mat2 must have the same dtype, but got Double and Float
    T.dot(x[0], f[0])  # error: dot : expected both vectors to have same dtype, but found Double and Float
    T.bmm(x[None], n[None])  # error: expected scalar type Double but found Long
    T.linalg.solve(x, f)  # error: linalg.solve: Expected A and B to have the same dtype, but found A of type Double
    T.lerp(x, f, 0.5)  # error: expected dtype double for `end` but got dtype float


def integers(n: LongTensor[L[4], L[4]], m: BoolTensor[L[4]], x: Tensor[L[4]]) -> None:
    n @ n
    long.linalg.inv(n)  # error: Module has no attribute "inv"
    n.det()  # error: linalg.det: Expected a floating point or complex tensor as input. Got Long
    n.inverse()  # error: linalg.inv: Expected a floating point or complex tensor as input. Got Long
    n.geqrf()  # error: "geqrf_cpu" not implemented for 'Long'
    n**-1  # error: Integers to negative integer powers are not allowed
    n.float() ** -1
    n & 3
    x & 3  # error: "bitwise_and_cpu" not implemented for 'Double'
    x & x  # error: "bitwise_and_cpu" not implemented for 'Double'
    ~x  # error: ~ (operator.invert) is only implemented on integer and Boolean-type tensors
    ~m
    -m  # error: Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask
    m - m  # error: Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or
    m ^ m
    1 - m  # error: Subtraction, the `-` operator, with a bool tensor is not supported
    n << x  # error: "lshift_cpu" not implemented for 'Double'
    x % n.double()
    T.bitwise_or(x, x)  # error: Module has no attribute "bitwise_or"
    x.gcd(x)  # error: "gcd_cpu" not implemented for 'Double'
    long.dropout(n, 0.5, True)  # error: result type Float can't be cast to the desired output type Long
    long.nn.relu6(n)
    long.nn.softplus(n)  # error: Module has no attribute "softplus"
    m.relu()  # error: Boolean inputs not supported for relu
    long.randn(4)  # error: "normal_kernel_cpu" not implemented for 'Long'


def complex_numbers(z: ComplexTensor[L[4]], x: Tensor[L[4]]) -> None:
    z.abs() < 1
    z < 1  # error: "lt_cpu" not implemented for 'ComplexDouble'
    z > z  # error: "gt_cpu" not implemented for 'ComplexDouble'
    z.max()  # error: "max_all" not implemented for 'ComplexDouble'
    z.sort()  # error: Sort does not support complex dtypes on CPU
    z.floor()  # error: floor is not supported for complex inputs
    z.clamp(min=0)  # error: clamp is not supported for complex types
    z % 2  # error: "remainder_cpu" not implemented for 'ComplexDouble'
    T.view_as_complex(x)  # error: Tensor must have a last dimension of size 2
    T.polar(x, x.float())  # error: Expected object of scalar type Double but got scalar type Float for second argument
    T.complex(x, x.float())  # error: Expected object of scalar type Double but got scalar type Float for second
