"""Asks one question of each kind, so that no later one pays for an import or a first time."""

from .decide import decide
from .question import Constant, Function, Layer, Question, Sequence, Slice, Tensor
from .size_algebra import Dim, Symbol, Unknown


def _float(*dims: Dim) -> Tensor:
    return Tensor("Float", dims)


_N, _M, _OPEN = Symbol(0), Symbol(1), Unknown(0)
_ALL = Slice(Constant(None), Constant(None), Constant(None))
_METHOD = "torch.Tensor"
_LAYERS = "hasktorch_py.layers"
_LINEAR = Layer(f"{_LAYERS}.linear.Linear", (("weight", _float(2, 3)), ("bias", _float(3))), (2, 3))
_RELU = Layer(f"{_LAYERS}.stage.Activation", (("function", Function("torch.relu")),))
_CHAIN = Layer(f"{_LAYERS}.sequential.Sequential", (("stages", Sequence("tuple", (_LINEAR, _RELU))),))
_QUESTIONS = (
    Question("torch.relu", (_float(2, 3),)),  # real tensors and meta ones
    Question(f"{_METHOD}.view", (_float(_N, 4), Constant(-1), Constant(2))),  # a formula
    Question("torch.nn.functional.conv2d", (_float(_N, 3, _M, _OPEN), _float(8, 3, 3, 3)), (("stride", Constant(2)),)),
    Question("torch.mm", (_float(_N, _M), _float(4, 3))),  # refused, and what it needs
    Question(f"{_METHOD}.__getitem__", (_float(_N, 3), Sequence("tuple", (_ALL, Constant(0))))),
    Question(f"{_METHOD}.__getitem__", (_float(4, 3), Tensor("Bool", (4,)))),  # elements decide
    Question("torch.einsum", (Constant("ij,jk->ik"), _float(2, 3), _float(3, 4))),
    Question("torch.linalg.svd", (_float(3, 3),)),
    Question("torch.fft.rfft", (_float(8),)),
    Question("torch.nn.functional.interpolate", (_float(1, 2, 4, 4),), (("scale_factor", Constant(2)),)),
    Question(f"{_LAYERS}.sequential.Sequential.__call__", (_CHAIN, _float(_N, 2))),
)


def warm_up() -> None:
    """Whatever an exception here says, this process cannot answer."""
    for question in _QUESTIONS:
        decide(question)
