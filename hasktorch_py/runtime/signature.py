"""What the signature of every package has: the classes of dtypes, and the variables of `Tensor[DT, *S]`.

A package declares the tags below these classes itself, one for each dtype (`hasktorch.tensor.Double`).
"""

from typing import ClassVar, TypeVar, TypeVarTuple

import torch


class DType:
    """A dtype as a type: what stands first in `Tensor[...]`."""

    dtype: ClassVar[torch.dtype]


class Integral(DType):
    """Whole numbers."""


class Floating(DType):
    """Real numbers."""


class Complex(DType):
    """Complex numbers."""


class Boolean(DType):
    """Truth values: masks and conditions."""


DT = TypeVar("DT", bound=DType)
S = TypeVarTuple("S")
