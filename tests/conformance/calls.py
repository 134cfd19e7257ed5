"""Samples of the database as typed calls: the text of the call and an annotation for every tensor in it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import torch

from hasktorch_py.aten.torch_dtypes import TAGS
from tests.checkers import Checker

from .classify import Verdict, compare
from .names import OPERATORS, Form, Spelling
from .revealed import read
from .truth import Truth, Untypable


@dataclass(frozen=True, slots=True)
class Call:
    """One sample call: `def _(a: annotation, ...): reveal_type(text)` must show what `truth` says."""

    opinfo: str
    text: str
    annotations: tuple[str, ...]
    truth: Truth
    tensors: tuple[torch.Tensor, ...] = field(default=(), compare=False, repr=False)

    def judge(self, shown: str, checker: Checker) -> Verdict:
        """How the type that a checker shows stands to the result.  Raises Unreadable."""
        return compare(read(shown, checker), self.truth)

    @property
    def parameters(self) -> str:
        """The parameter list of the function around the call."""
        return ", ".join(f"{parameter_name(i)}: {a}" for i, a in enumerate(self.annotations))

    def __str__(self) -> str:
        return f"{self.text}   ({self.parameters})"


def parameter_name(position: int) -> str:
    """a, b, … z, a1, b1, …"""
    turn, letter = divmod(position, 26)
    return chr(ord("a") + letter) + (str(turn) if turn else "")


def annotation(tensor: torch.Tensor) -> str:
    """The type of one tensor, every dimension a literal.  Raises Untypable for sparse and odd tensors."""
    if tensor.layout is not torch.strided:
        raise Untypable(f"an argument with layout {str(tensor.layout).removeprefix('torch.')}")
    if tensor.dtype not in TAGS:
        raise Untypable(f"an argument of {tensor.dtype}, which no instance has")
    dimensions = [f"L[{n}]" for n in tensor.shape] or ["Unpack[tuple[()]]"]
    return f"tensor.Tensor[{', '.join([TAGS[tensor.dtype], *dimensions])}]"


@dataclass(slots=True)
class Writer:
    """Writes expressions; every tensor met becomes the next parameter."""

    tensors: list[torch.Tensor] = field(default_factory=list)
    annotations: list[str] = field(default_factory=list)

    def expression(self, value: object) -> str:
        """The Python expression for a value.  Raises Untypable for what has none."""
        if isinstance(value, torch.Tensor):
            self.annotations.append(annotation(value))
            self.tensors.append(value)
            return parameter_name(len(self.tensors) - 1)
        if isinstance(value, tuple):
            return f"({', '.join(map(self.expression, value))}{',' if len(value) == 1 else ''})"
        if isinstance(value, list):
            return f"[{', '.join(map(self.expression, value))}]"
        if isinstance(value, slice):
            return f"slice({', '.join(self.expression(x) for x in (value.start, value.stop, value.step))})"
        return literal(value)

    def index(self, value: object) -> str:
        """The text between the brackets of `x[...]`."""
        if isinstance(value, tuple) and value:
            return ", ".join(map(self._index_item, value)) + ("," if len(value) == 1 else "")
        return self._index_item(value)

    def _index_item(self, value: object) -> str:
        if isinstance(value, slice):
            start, stop, step = ("" if x is None else self.expression(x) for x in (value.start, value.stop, value.step))
            return f"{start}:{stop}" + (f":{step}" if step else "")
        return self.expression(value)

    def arguments(self, args: Sequence[object], kwargs: Mapping[str, object]) -> str:
        """The text between the parentheses of a call."""
        positional = [self.expression(a) for a in args]
        return ", ".join(positional + [f"{k}={self.expression(v)}" for k, v in kwargs.items()])


def literal(value: object) -> str:
    """The Python expression for a value without tensors.  Raises Untypable for what has none."""
    if value is None or value is ... or isinstance(value, bool | int | str):
        return "..." if value is ... else repr(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f"float({str(value)!r})"
    if isinstance(value, complex):
        return repr(value)
    if isinstance(value, torch.dtype | torch.layout | torch.memory_format):
        return str(value)
    if isinstance(value, torch.device):
        return f"torch.device({str(value)!r})"
    raise Untypable(f"an argument of class {type(value).__name__}")


def call_text(
    spelling: Spelling, args: Sequence[object], kwargs: Mapping[str, object]
) -> tuple[str, tuple[str, ...], tuple[torch.Tensor, ...]]:
    """The call, the annotations of its parameters, and the tensors that stand for them.  Raises Untypable."""
    writer = Writer()
    first, rest = args[0], args[1:]
    if spelling.form is Form.FUNCTION:
        path = f"{spelling.namespace}.{spelling.name}" if spelling.namespace else spelling.name
        text = f"T.{path}({writer.arguments(args, kwargs)})"
    elif not isinstance(first, torch.Tensor):
        raise Untypable("a method call on something that is no tensor")
    else:
        subject = writer.expression(first)
        if spelling.form is Form.METHOD:
            text = f"{subject}.{spelling.name}({writer.arguments(rest, kwargs)})"
        elif spelling.form is Form.PROPERTY:
            text = f"{subject}.{spelling.name}"
        elif spelling.form is Form.INDEX:
            text = f"{subject}[{writer.index(rest[0])}]"
        else:
            text = f"{writer.expression(rest[0])} {OPERATORS[spelling.name]} {subject}"
    return text, tuple(writer.annotations), tuple(writer.tensors)
