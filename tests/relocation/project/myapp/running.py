"""What holds at run time, whatever the package's name is: `python -W error -m myapp.running`."""

import pickle
from typing import Any
from typing import Literal as L

import torch

import hasktorch.double as H
import myapp.aten.double as T
from myapp.aten.double import Linear, Tensor

from . import accept

HERE = T.__name__


def message(kind: type[Exception], call: Any) -> str:
    """What the call says when it fails."""
    try:
        call()
    except kind as error:
        return str(error)
    raise AssertionError(f"expected {kind.__name__}")


def main() -> None:
    x, w, b = T.zeros(4, 2), T.ones(2, 3), T.zeros(3)
    net = Linear[L[2], L[3]](w, b), Linear[L[3], L[1]](T.ones(3, 1), T.ones(1))
    accept.functions(x + T.eye(4, 2), w)
    accept.methods(x, w)
    accept.results(x)
    accept.layers(x, w, b)
    accept.gradients(x, w)
    accept.learning(net, x, T.zeros(4, 1))
    accept.random_numbers()
    assert T.mm is torch.mm and T.Tensor is not H.Tensor
    assert isinstance(x, Tensor[L[4], L[2]]) and not isinstance(x, Tensor[L[2], L[4]])
    assert isinstance(x, H.Tensor[L[4], L[2]]), "a tensor is of no package"
    assert isinstance(net[0], Linear) and Linear.__module__ == HERE
    assert repr(Tensor[L[2]]).startswith(f"{HERE.rpartition('.')[0]}.tensor.Tensor[")
    assert pickle.loads(pickle.dumps(Tensor[L[2]])) is Tensor[L[2]]
    assert f"Make one with {HERE}.tensor" in message(TypeError, lambda: Tensor(1))
    assert message(AttributeError, lambda: T.cudnn_convolution).startswith(
        f"module {HERE!r} has no attribute 'cudnn_convolution': the generator skips cudnn_convolution"
    )
    assert f"module '{HERE}.linalg'" in message(AttributeError, lambda: T.linalg.mm)
    print("everything holds")


if __name__ == "__main__":
    main()
