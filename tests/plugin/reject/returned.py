"""A refused call in a `return` is one error: neither an Any nor an attribute that is missing follows from it."""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.float import Tensor as FloatTensor
from hasktorch.long import Tensor as LongTensor


def function(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> Tensor[L[4], L[5]]:
    return T.mm(x, w)  # error: cannot be multiplied


def method(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> Tensor[L[4], L[5]]:
    return x.mm(w)  # error: cannot be multiplied


def operator(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> Tensor[L[4], L[5]]:
    return x @ w  # error: cannot be multiplied


def comparison(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> BoolTensor[L[4], L[2]]:
    return x < w  # error: must match the size


def reflected(x: Tensor[L[4], L[2]]) -> Tensor[L[4], L[2]]:
    return 2 - x @ x  # error: cannot be multiplied


def nested(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> Tensor[L[4], L[5]]:
    return T.relu(x @ w) * 2  # error: cannot be multiplied


def dtypes(x: Tensor[L[4], L[2]], w: FloatTensor[L[4], L[2]]) -> Tensor[L[4], L[2]]:
    return x + w  # error: strict: dtypes do not mix implicitly


def in_place(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> Tensor[L[4], L[2]]:
    return x.add_(w)  # error: must match the size


def assigned_in_place(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> Tensor[L[4], L[2]]:
    x += w  # error: must match the size
    return x


def local(x: Tensor[L[4], L[2]], w: Tensor[L[3], L[5]]) -> Tensor[L[4], L[2]]:
    y = x
    y = x - w  # error: must match the size
    return y


def number(x: Tensor[L[4], L[2]]) -> int:
    return x.size(5)  # error: Dimension out of range


def index(x: Tensor[L[4], L[2]]) -> Tensor[L[4]]:
    return x[:, 0, 0]  # error: too many indices


def attribute(x: Tensor[L[4]]) -> Tensor[L[4]]:
    return x.mT  # error: [4].mT: tensor.mT is only supported on matrices


def several(x: Tensor[L[4], L[2]]) -> tuple[Tensor[L[4]], LongTensor[L[4]]]:
    return T.topk(x, 9)  # error: selected index k out of range


def field(x: Tensor[L[4], L[2]]) -> Tensor[L[4]]:
    return T.max(x, 5).values  # error: Dimension out of range


def parts(x: Tensor[L[4], L[2]]) -> tuple[Tensor[L[1], L[2]], ...]:
    return T.split(x, (1, 2))  # error: sum exactly to 4


def unpacked(x: Tensor[L[4], L[2]]) -> Tensor[L[4]]:
    values = x[:, 0]
    values, _ = T.max(x, 5)  # error: Dimension out of range
    return values
