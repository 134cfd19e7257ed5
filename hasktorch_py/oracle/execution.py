"""Runs one call on tensors made up for it, and describes what it returns."""

import re
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import torch

from hasktorch_py.aten.torch_dtypes import TAGS

from .answer import Raised, Result, SequenceResult, TensorResult, ValueResult
from .fillings import Filling, meta
from .question import Argument, Constant, Function, Layer, Named, Sequence, Size, Slice, Some, Tensor
from .resolution import resolve, resolve_class
from .size_algebra import Point, evaluate

#: What is said where the system gives no memory or no thread.
_LACKING = re.compile(
    r"can't allocate memory|Cannot allocate memory|not enough memory|bad_alloc|can't start new thread"
)
#: What torch says of a loss whose operands broadcast, and goes on with a result that nobody wants.
_MEANT_OTHERWISE = "Using a target size"
_NO_OPERAND = "unsupported operand types: {} and {}"  # in the words of Python


class Inexpressible(Exception):
    """A value that no question or answer describes."""


class NotRun(Exception):
    """This process has not what the call needs, such as memory: that says nothing of the call."""


def value(argument: Argument, point: Point, filling: Filling) -> Any:
    """The Python value of an argument at a point."""
    match argument:
        case Tensor(_, dims):
            return filling(argument, tuple(evaluate(d, point) for d in dims))
        case Constant(known):
            return known
        case Size(dim):
            return evaluate(dim, point)
        case Some():
            return point[argument]
        case Sequence(kind, items):
            made = [value(item, point, filling) for item in items]
            return tuple(made) if kind == "tuple" else made
        case Slice(start, stop, step):
            return slice(*(value(part, point, filling) for part in (start, stop, step)))
        case Function(name):
            return resolve(name)
        case Layer(name, fields):
            return resolve_class(name)(**{k: value(v, point, filling) for k, v in fields})
        case Named("device"):
            return torch.device("meta" if filling is meta else "cpu")
        case Named(name):
            return getattr(torch, name)


def describe(found: object, any_tensor: bool) -> Result:
    """What a type can tell of a result.

    Raises Inexpressible for a tensor of another dtype or layout than types have, unless `any_tensor` lets it in.
    """
    if isinstance(found, torch.Tensor):
        if not any_tensor and (found.dtype not in TAGS or found.layout is not torch.strided):
            raise Inexpressible(f"a tensor of {found.dtype}, {found.layout}")
        return TensorResult(TAGS.get(found.dtype), tuple(found.shape))
    if isinstance(found, torch.Size):
        return SequenceResult("tuple", tuple(ValueResult("int", n) for n in found))
    if isinstance(found, tuple):
        fields = _fields(found)
        return SequenceResult("tuple", tuple(describe(item, any_tensor) for item in found), fields)
    if isinstance(found, list):
        return SequenceResult("list", tuple(describe(item, any_tensor) for item in found))
    if isinstance(found, int) and not isinstance(found, bool):
        return ValueResult("int", found)
    return ValueResult(type(found).__name__)


def _fields(found: tuple[object, ...]) -> tuple[str, ...]:
    if hasattr(found, "_fields"):
        return tuple(found._fields)
    if type(found) is tuple:
        return ()
    return tuple(getattr(found, "__match_args__", ()))


def _device(filling: Filling) -> AbstractContextManager[object]:
    """Where factories make tensors. With a device set, some of torch's Python functions take another way."""
    return torch.device("meta") if filling is meta else nullcontext()


def run(
    function: Callable[..., Any],
    args: tuple[Argument, ...],
    kwargs: tuple[tuple[str, Argument], ...],
    point: Point,
    filling: Filling,
    receives: bool = False,
    any_tensor: bool = False,
) -> Result | Raised:
    """The described result of a call at a point, or what it raised.  Raises Inexpressible and NotRun.

    `receives`: an argument of the call receives the result and must have its size. ATen resizes its own tensors, too.
    `any_tensor`: the result may be of any dtype and layout.
    """
    try:
        positional = [value(a, point, filling) for a in args]  # no size may be too large for a tensor
        named = {name: value(a, point, filling) for name, a in kwargs}
        with warnings.catch_warnings(record=True) as refusals, torch.no_grad(), _device(filling):
            warnings.simplefilter("ignore")
            warnings.filterwarnings("always", message=_MEANT_OTHERWISE)
            if receives:
                warnings.filterwarnings("always", message="An output with one or more elements was resized")
            found = function(*positional, **named)
            if refusals:
                return Raised(refusals[0].category.__name__, str(refusals[0].message))
            if found is NotImplemented:
                return Raised("TypeError", _NO_OPERAND.format(*(type(x).__name__ for x in positional)))
            return describe(found, any_tensor)
    except Inexpressible:
        raise
    except (MemoryError, ImportError, OSError, RecursionError) as error:
        raise NotRun(f"{type(error).__name__}: {error}") from error
    except Exception as error:  # torch raises many kinds
        if _LACKING.search(str(error)):
            if filling is meta:  # the call makes a real tensor of one without elements, which tells nothing
                return Raised("NotImplementedError", str(error))
            raise NotRun(str(error)) from error
        return Raised(type(error).__name__, str(error))
