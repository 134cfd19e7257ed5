"""Functions that have nothing to do with generated bindings either."""

from myapp.tensor import Tensor


def mm(x: Tensor, y: Tensor) -> Tensor:
    """Named like ATen's, in a module named like an instance."""
    return x.mm(y)
