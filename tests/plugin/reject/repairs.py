"""What would fit in the place of a tensor is said, where ATen takes it and little else would."""

from typing import Any, TypeVar
from typing import Literal as L

import hasktorch.double as T
from hasktorch.bool import Tensor as BoolTensor
from hasktorch.double import Tensor
from hasktorch.int import Tensor as IntTensor
from hasktorch.long import Tensor as LongTensor

B = TypeVar("B", bound=int)


def dimensions(x: Tensor[L[4], L[6]], v: Tensor[L[4]], p: Tensor[B, L[1]], t: Tensor[B], h: Tensor[B, L[6]]) -> None:
    x + v  # error: at non-singleton dimension 1; [4].unsqueeze(1) would fit  [tensor-shape]
    T.nn.mse_loss(p, t)  # error: ; [B].unsqueeze(1) would fit  [tensor-shape]
    h - t  # error: (needs B == 6); [B].unsqueeze(1) would fit  [tensor-shape]


def orders(q: Tensor[B, L[5], L[3]], w: Tensor[L[4], L[3]], mask: BoolTensor[L[3], L[4]]) -> None:
    q @ q  # error: ; [B, 5, 3].mT would fit  [tensor-shape]
    T.mm(w, w)  # error: mat1 and mat2 shapes cannot be multiplied (4x3 and 4x3); [4, 3].T would fit  [tensor-shape]
    w.masked_fill(mask, 0.0)  # error: ; [4, 3].T or [3, 4].T would fit  [tensor-shape]


def dtypes(x: Tensor[L[4], L[5]], labels: IntTensor[L[4]], index: Tensor[L[4]], mask: LongTensor[L[4], L[5]]) -> None:
    T.nn.cross_entropy(x, labels)  # error: but got Int; Int[4].long() would fit  [tensor-dtype]
    T.nn.embedding(index, x)  # error: ; Double[4].long() would fit  [tensor-dtype]
    x.masked_fill(mask, 0.0)  # error: ; Long[4, 5].bool() would fit  [tensor-dtype]


def unclear(x: Tensor[L[4], L[6]], y: Tensor[L[5], L[7]], z: Tensor[Any, L[9]]) -> None:
    x + y  # error: at non-singleton dimension 1  [tensor-shape]
    z @ x  # error: cannot be multiplied (Anyx9 and 4x6)  [tensor-shape]
    x[7]  # error: out of bounds for dimension 0 with size 4  [tensor-shape]
