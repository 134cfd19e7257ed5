"""A call in words: as it was written, shapes in the place of tensors, and ATen's sentence without its C++ noise."""

import re
from collections.abc import Mapping
from itertools import combinations
from math import prod
from typing import Literal

from .answer import Raised, TensorResult
from .question import Argument, Constant, Function, Layer, Named, Question, Sequence, Size, Slice, Some, Tensor
from .size_algebra import Dim, Unknown

_CORES: Mapping[str, Literal["shape", "dtype"]] = {"ShapeError": "shape", "DTypeError": "dtype"}
_OF_TENSORS = re.compile(r"operator|operand types|tensor of|integer tensors|complex dtypes", re.I)
_DTYPE = re.compile(
    r"dtype|scalar type|not implemented for|Expected object of|Double|Float|Long|Bool\b|Half|operand types|"
    r"only implemented on|Integers to negative",
    re.I,
)
_OPERATORS = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@",
    "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "eq": "==", "ne": "!=", "lt": "<", "le": "<=",
    "gt": ">", "ge": ">=",
}  # fmt: skip
_MOST_FACTORS = 6  # sizes whose products are known again, however small they are
_SMALL = 100  # a multiple of a number up to it may have come about in another way
_MOST_ITEMS, _MOST_TEXT = 8, 60  # of a list or tuple, and of a string, that a message shows
_MOST_SENTENCE = 400
_UNARY = {"__neg__": "-", "__pos__": "+", "__invert__": "~"}
_CONVERSIONS = frozenset({"__bool__", "__int__", "__float__", "__complex__"})
_NOISE = (
    (re.compile(r"\nException raised from .*", re.S), ""),
    (re.compile(r"\(?Triggered internally at [^)]*\)?"), ""),
    (re.compile(r"\s*\((?:function|operator\(\)) at .*", re.S), ""),
    (re.compile(r"\.\s*\(Could this error message be improved\?.*", re.S), ""),
    (re.compile(r",? but got:?\s.*?\[ [\w.]+\{[\d,]*\} \]", re.S), ""),  # a tensor, element by element
    (re.compile(r"^\w+\(\): "), ""),
    (re.compile(r"^(?:add|badd)?b?m[mv]: "), ""),  # the kernel that a product of matrices comes to
    (re.compile(r"^[\w:]*?(?:Error|Exception): "), ""),
    (re.compile(r"\. This behavior is deprecated.*", re.S), ""),
)


def about(raised: Raised) -> Literal["shape", "dtype", "argument"]:
    """What a refusal is about."""
    if raised.kind in _CORES:
        return _CORES[raised.kind]
    message = clean(raised.message)
    if raised.kind == "TypeError" and not _OF_TENSORS.search(message):
        return "argument"
    return "dtype" if _DTYPE.search(message) else "shape"


def in_names(message: str, named: Mapping[int, Dim]) -> str:
    """Numbers that stood for sizes of the program, and products of them, as the program writes them."""

    few = list(named)[:_MOST_FACTORS]
    products = {prod(some) for count in range(2, len(few) + 1) for some in combinations(few, count)}

    def name(match: re.Match[str]) -> str:
        rest, factors = int(match[0]), []
        is_product = rest in products
        for number, dim in named.items():
            while rest == number or ((number > _SMALL or is_product) and rest and rest % number == 0):
                rest //= number
                factors.append(_dim(dim))
        numbers = [str(rest)] if rest != 1 or not factors else []
        parts = [*numbers, *factors]
        return "*".join(f"({part})" if " " in part and len(parts) > 1 else part for part in parts)

    return re.sub(r"(?<![\w.])\d+(?![\w.])|(?<=x)\d+|\d+(?=x)", name, message)


def clean(message: str) -> str:
    """ATen's sentence on one line."""
    for pattern, replacement in _NOISE:
        message = pattern.sub(replacement, message)
    message = " ".join(message.split()).replace("expected one of: *", "expected one of:").rstrip(". ")
    return message if len(message) <= _MOST_SENTENCE else f"{message[:_MOST_SENTENCE]}…"


def call(question: Question, with_dtypes: bool) -> str:
    """The call as it was written, shapes in the place of tensors."""
    name = question.name.rpartition(".")[2]
    args = [spell(a, with_dtypes) for a in question.args]
    method = question.name.rpartition(".")[0].endswith(".Tensor")
    if name == "__call__":
        return f"{args[0]}({', '.join(args[1:])})"
    if name == "__setitem__" and len(args) == 3:
        return f"{args[0]}[{_index(args[1])}] = {args[2]}"
    if method and len(args) == 1 and name in _UNARY:
        return f"{_UNARY[name]}{args[0]}"
    if method and name in _CONVERSIONS:
        return f"{name.strip('_')}({args[0]})"
    if method and len(args) == 2:
        if name == "__getitem__":
            return f"{args[0]}[{_index(args[1])}]"
        if reflected(name):
            args.reverse()
        if (sign := operator(name)) is not None:
            return f"{args[0]} {sign} {args[1]}"
    subject = f"{args.pop(0)}." if method else ""
    named = [f"{k}={spell(v, with_dtypes)}" for k, v in question.kwargs]
    return f"{subject}{name}({', '.join(args + named)})"


def operator(name: str) -> str | None:
    """`+` for `__add__` and `__radd__`, `+=` for `__iadd__`; None for another method."""
    stem = name[2:-2] if name.startswith("__") and name.endswith("__") else ""
    sign, other = _OPERATORS.get(stem), _OPERATORS.get(stem[1:])
    if sign is None and other is not None and stem[0] in "ri":
        return other if stem[0] == "r" else f"{other}="
    return sign


def is_elementwise(name: str) -> bool:
    """Whether a method or function is named like an operator that broadcasts."""
    return (operator(name) or _OPERATORS.get(name.rstrip("_"), "@")).rstrip("=") != "@"


def reflected(name: str) -> bool:
    """Whether this is a method of the right operand, such as `__radd__`."""
    stem = name.strip("_")
    return stem not in _OPERATORS and stem[:1] == "r" and stem[1:] in _OPERATORS


def _index(text: str) -> str:
    return text[1:-1] if text.startswith("(") else text


def spell(argument: Argument, with_dtypes: bool) -> str:
    """An argument as it was written, its shape in the place of a tensor."""
    match argument:
        case Tensor(tag, dims, rest):
            return f"{tag if with_dtypes else ''}{_shape([*map(_dim, dims)], rest)}"
        case Constant(value):
            return "..." if value is ... else _short(repr(value))
        case Size(dim):
            return str(dim)
        case Some(kind):
            return kind
        case Sequence(kind, (item,), True):
            inside = f"{spell(item, with_dtypes)}, …"
            return f"[{inside}]" if kind == "list" else f"({inside})"
        case Sequence(kind, items):
            shown = items if len(items) <= _MOST_ITEMS else items[: _MOST_ITEMS // 2]
            inside = ", ".join(spell(i, with_dtypes) for i in shown) + ", …" * (len(shown) < len(items))
            return f"[{inside}]" if kind == "list" else f"({inside}{',' if len(items) == 1 else ''})"
        case Slice(start, stop, step):
            parts = ["" if p == Constant(None) else spell(p, with_dtypes) for p in (start, stop, step)]
            return ":".join(parts if parts[2] else parts[:2])
        case Named(name):
            return f"torch.{name}"
        case Function(name):
            return name.rpartition(".")[2]
        case Layer(name, ((_, Function() as function),)):
            return spell(function, with_dtypes)
        case Layer(_, (("stages", Sequence(_, stages)),)):
            return f"sequential({', '.join(spell(stage, with_dtypes) for stage in stages)})"
        case Layer(name, _, sizes):
            return f"{name.rpartition('.')[2]}[{', '.join(map(_dim, sizes))}]"


def shape(found: TensorResult) -> str:
    """The shape of a result."""
    return _shape(["Any" if dim is None else _dim(dim) for dim in found.dims], found.rest)


def _shape(dims: list[str], rest: int | None) -> str:
    if rest is not None:
        dims.insert(rest, "*Any")
    return f"[{', '.join(dims)}]"


def _short(text: str) -> str:
    return text if len(text) <= _MOST_TEXT else f"{text[: _MOST_TEXT // 2]}…{text[-1]}"


def _dim(dim: Dim) -> str:
    return "Any" if isinstance(dim, Unknown) else str(dim)
