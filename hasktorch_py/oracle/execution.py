"""Runs one call on tensors made up for it, and describes what it returns."""

import math
import re
import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, Literal, TypeAlias

import torch

from hasktorch_py.aten.torch_dtypes import TAGS, TORCH_DTYPES

from .answer import Raised, Result, SequenceResult, TensorResult, ValueResult
from .question import Argument, Constant, Function, Layer, Named, Sequence, Size, Slice, Some, Tensor
from .resolution import resolve, resolve_class
from .size_algebra import Point, evaluate

#: What is said where the system gives no memory or no thread.
_LACKING = re.compile(
    r"can't allocate memory|Cannot allocate memory|not enough memory|bad_alloc|can't start new thread"
)
_NO_OPERAND = "unsupported operand types: {} and {}"  # in the words of Python

Filling: TypeAlias = Literal["meta", "varied", "zero", "one", "rising", "peak"]
REAL: tuple[Filling, ...] = ("varied", "zero", "one", "rising")
#: An element that is larger than any int of a call that is asked, so that a size which elements decide shows it.
PEAK = 2**12 + 1


class Inexpressible(Exception):
    """A value that no question or answer describes."""


class NotRun(Exception):
    """This process has not what the call needs, such as memory: that says nothing of the call."""


def tensor(tag: str, sizes: tuple[int, ...], filling: Filling) -> torch.Tensor:
    """A tensor of zeros, of ones, of 0, 1, 2, …, of zeros and one peak, or of small numbers.

    Square matrices of these are positive definite.
    """
    dtype = TORCH_DTYPES[tag]
    if filling == "meta":
        return torch.empty(sizes, dtype=dtype, device="meta")
    if filling in ("zero", "one"):
        return torch.full(sizes, filling == "one").to(dtype)
    count = math.prod(sizes)
    if filling == "peak":
        peaked = torch.zeros(count, dtype=dtype)
        if count and not (dtype.is_floating_point or dtype.is_complex):
            peaked[-1] = 1 if dtype is torch.bool else min(PEAK, torch.iinfo(dtype).max)
        return peaked.reshape(sizes)
    if filling == "rising":
        return torch.arange(count).reshape(sizes).to(dtype)
    if not (dtype.is_floating_point or dtype.is_complex):
        return ((torch.arange(count) + 1) % 2).reshape(sizes).to(dtype)
    x = ((torch.arange(count, dtype=torch.float64) + 1) * 0.618034 % 1).reshape(sizes)
    if len(sizes) >= 2 and sizes[-1] == sizes[-2]:
        x = x @ x.mT + sizes[-1] * torch.eye(sizes[-1], dtype=torch.float64)
    return x.to(dtype)


def value(argument: Argument, point: Point, filling: Filling) -> Any:
    """The Python value of an argument at a point."""
    match argument:
        case Tensor(tag, dims):
            return tensor(tag, tuple(evaluate(d, point) for d in dims), filling)
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
            return torch.device("meta" if filling == "meta" else "cpu")
        case Named(name):
            return getattr(torch, name)


def describe(found: object) -> Result:
    """What a type can tell of a result.  Raises Inexpressible."""
    if isinstance(found, torch.Tensor):
        if found.dtype not in TAGS or found.layout is not torch.strided:
            raise Inexpressible(f"a tensor of {found.dtype}, {found.layout}")
        return TensorResult(TAGS[found.dtype], tuple(found.shape))
    if isinstance(found, torch.Size):
        return SequenceResult("tuple", tuple(ValueResult("int", n) for n in found))
    if isinstance(found, tuple):
        fields = _fields(found)
        return SequenceResult("tuple", tuple(map(describe, found)), fields)
    if isinstance(found, list):
        return SequenceResult("list", tuple(map(describe, found)))
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
    return torch.device("meta") if filling == "meta" else nullcontext()


def run(
    function: Callable[..., Any],
    args: tuple[Argument, ...],
    kwargs: tuple[tuple[str, Argument], ...],
    point: Point,
    filling: Filling,
    receives: bool,
) -> Result | Raised:
    """The described result of a call at a point, or what it raised.  Raises Inexpressible and NotRun.

    `receives`: an argument of the call receives the result and must have its size. ATen resizes its own tensors, too.
    """
    try:
        positional = [value(a, point, filling) for a in args]  # no size may be too large for a tensor
        named = {name: value(a, point, filling) for name, a in kwargs}
        with warnings.catch_warnings(), torch.no_grad(), _device(filling):
            warnings.simplefilter("ignore")
            if receives:
                warnings.filterwarnings("error", message="An output with one or more elements was resized")
            found = function(*positional, **named)
            if found is NotImplemented:
                return Raised("TypeError", _NO_OPERAND.format(*(type(x).__name__ for x in positional)))
            return describe(found)
    except Inexpressible:
        raise
    except (MemoryError, ImportError, OSError, RecursionError) as error:
        raise NotRun(f"{type(error).__name__}: {error}") from error
    except Exception as error:  # torch raises many kinds
        if _LACKING.search(str(error)):
            raise NotRun(str(error)) from error
        return Raised(type(error).__name__, str(error))
