"""Looks into results, and into what was raised in their place."""

import math
import re
from collections.abc import Mapping
from typing import Any, Literal

from .execution import Raised
from .model import Result, SequenceResult, TensorResult, ValueResult

_CORES: Mapping[str, Literal["shape", "dtype"]] = {"ShapeError": "shape", "DTypeError": "dtype"}
_OF_TENSORS = re.compile(r"operator|operand types|tensor of|integer tensors", re.I)
_DTYPE = re.compile(
    r"dtype|scalar type|not implemented for|Expected object of|Double|Float|Long|Bool\b|Half|operand types|"
    r"only implemented on|Integers to negative",
    re.I,
)


def size(found: Result | Raised, path: tuple[int, ...]) -> int | None:
    """The dimension at the end of a path through tuples into a tensor."""
    for i, step in enumerate(path):
        if isinstance(found, SequenceResult) and step < len(found.items):
            found = found.items[step]
        elif isinstance(found, TensorResult) and i == len(path) - 1 and found.dims is not None:
            size = found.dims[step] if step < len(found.dims) else None
            return size if isinstance(size, int) else None
    return None


def elements(found: Result | Raised) -> int:
    """How many elements a result has."""
    match found:
        case TensorResult(_, dims):
            return math.prod(d for d in dims or () if isinstance(d, int))
        case SequenceResult(_, items):
            return sum(map(elements, items))
    return 0


def valueless(found: Result) -> Result:
    """The result without Python values, which may depend on the data."""
    match found:
        case ValueResult(kind):
            return ValueResult(kind)
        case SequenceResult(kind, items, fields):
            return SequenceResult(kind, tuple(map(valueless, items)), fields)
    return found


def about(raised: Raised) -> Literal["shape", "dtype", "argument"]:
    """What a refusal is about."""
    if raised.kind in _CORES:
        return _CORES[raised.kind]
    if raised.kind == "TypeError" and not _OF_TENSORS.search(raised.message):
        return "argument"
    return "dtype" if _DTYPE.search(raised.message) else "shape"


def in_names(message: str, point: Mapping[str, Any]) -> str:
    """Numbers that come from a type variable, written with its name."""

    def name(match: re.Match[str]) -> str:
        rest, factors = int(match[0]), []
        for symbol, prime in point.items():
            while rest and prime > 100 and rest % prime == 0:
                rest //= prime
                factors.append(symbol)
        numbers = [str(rest)] if rest != 1 or not factors else []
        return "*".join([*numbers, *factors])

    return re.sub(r"(?<![\w.])\d+(?![\w.])|(?<=x)\d+|\d+(?=x)", name, message)
