"""The language of shape rules: NumPy's generalized-ufunc signatures, extended where ATen needs it.

    (n,k),(k,m)->(n,m)                          two tensors, in the order of the operator's required tensors
    [dim=0, keepdim=True] (a,*s)->(1,*s)        the rule holds where these arguments have these values
    [bias=(o)?] (*s,i),(o,i)->(*s,o)            an optional tensor: of this shape, or absent
    [size=(a,b)] ->(a,b)                        dimensions that the caller writes as numbers
    [k=int] (*s,a)->(*s,?),(*s,?)               any number; `?` is a dimension that no type can tell
    [(*s),(*s)] -> (2,*s)                       a tuple of tensors; `[(*s)...]` a sequence of any length
    (n,c),(n):Long->()                          a dtype other than the instance's own

A shape is `(…)` with at most one `*name` for any run of dimensions; `(*?)` is a shape of unknown rank.
Source of the notation: https://numpy.org/doc/stable/reference/c-api/generalized-ufuncs.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from ..errors import CodegenError, Problem

UNKNOWN = "?"
ANY_INT = "int"
Dim = str | int  # a variable, `?`, or a size
Sizes = tuple[int | None, ...]  # None: not told by the rule


@dataclass(frozen=True, slots=True)
class Shape:
    """`(prefix…, *rest, suffix…)`; `rest` is None where the rank is fixed, `?` where any run may stand."""

    prefix: tuple[Dim, ...]
    rest: str | None = None
    suffix: tuple[Dim, ...] = ()
    dtype: str | None = None  # a tag; None: what the operator's facts say
    optional: bool = False

    def __str__(self) -> str:
        rest = () if self.rest is None else (f"*{self.rest}",)
        dims = ",".join(str(d) for d in (*self.prefix, *rest, *self.suffix))
        return f"({dims}){f':{self.dtype}' if self.dtype else ''}{'?' if self.optional else ''}"

    @property
    def dims(self) -> tuple[Dim, ...]:
        return self.prefix + self.suffix


@dataclass(frozen=True, slots=True)
class Tensors:
    """Several tensors in one argument or result: a tuple, or (`repeated`) a sequence of any length."""

    items: tuple[Shape, ...]
    repeated: bool = False

    def __str__(self) -> str:
        return f"[{','.join(map(str, self.items))}{'...' if self.repeated else ''}]"


@dataclass(frozen=True, slots=True)
class Symbol:
    """A bound value that is no constant: a dimension variable (`k`), `int`, `slice`, `...` or a wider kind."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Items:
    """A bound tuple of values: `dim=(0, 1)`, `index=(slice, int)`."""

    items: tuple[Value, ...]

    def __str__(self) -> str:
        return f"<{','.join(map(literal, self.items))}>"


Value = None | bool | int | float | str | Symbol | Items | Shape | Tensors


def literal(value: Value) -> str:
    """A bound value as it stands in a rule."""
    return f"'{value}'" if isinstance(value, str) else str(value)


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape rule: one overload of the generated stub."""

    bindings: tuple[tuple[str, Value], ...]
    inputs: tuple[Shape | Tensors, ...]
    outputs: tuple[Shape | Tensors, ...]

    def __str__(self) -> str:
        bound = ", ".join(f"{name}={literal(value)}" for name, value in self.bindings)
        left = ",".join(map(str, self.inputs))
        return f"{f'[{bound}] ' if bound else ''}{left}->{','.join(map(str, self.outputs))}"

    @property
    def bound(self) -> dict[str, Value]:
        return dict(self.bindings)

    @property
    def vagueness(self) -> int:
        """How much the outputs leave open: of two rules that speak of a call, the one that says more stands first."""
        shapes = [s for out in self.outputs for s in (out.items if isinstance(out, Tensors) else (out,))]
        unknown = sum(dim == UNKNOWN for shape in shapes for dim in shape.dims)
        runs = sum(out.repeated for out in self.outputs if isinstance(out, Tensors))
        return unknown + runs + 10 * sum(shape.rest == UNKNOWN for shape in shapes)


class RuleError(CodegenError):
    """A rule that cannot be read: says the rule, what was expected in it, and what was found there."""

    def __init__(self, rule: str, expected: str, found: str) -> None:
        hint = "the notation stands in codegen/rules/language.py"
        super().__init__([Problem(None, f"rule {rule!r}", expected, found, hint)])


_TOKEN = re.compile(r"\s*(->|\.\.\.|'[^']*'|\*\??\w*|-?\d+\.\d+|-?\d+|\w+|[\[\]()<>,:=?])")


@dataclass(slots=True)
class _Reader:
    text: str
    tokens: list[str] = field(default_factory=list)
    at: int = 0

    def __post_init__(self) -> None:
        end = 0
        stripped = self.text.rstrip()
        while end < len(stripped):
            found = _TOKEN.match(stripped, end)
            if found is None:
                raise RuleError(self.text, "a shape, an arrow or a binding", repr(stripped[end:]))
            self.tokens.append(found[1])
            end = found.end()

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str | None = None) -> str:
        token = self.next
        if not token or (expected is not None and token != expected):
            raise RuleError(self.text, expected or "more", token or "the end")
        self.at += 1
        return token

    def accept(self, token: str) -> bool:
        if self.next == token:
            self.at += 1
            return True
        return False

    def separated(self, closing: str) -> Iterator[None]:
        """Once per item up to `closing`, which is taken."""
        while not self.accept(closing):
            yield
            if not self.accept(","):
                self.take(closing)
                return


def parse_rule(text: str) -> Rule:
    """The rule that `text` says.  Raises RuleError."""
    reader = _Reader(text)
    bindings: list[tuple[str, Value]] = []
    if reader.next == "[" and "=" in takewhile(lambda token: token != "->", reader.tokens):
        reader.take("[")
        for _ in reader.separated("]"):
            name = reader.take()
            reader.take("=")
            bindings.append((name, _value(reader)))
    inputs = _operands(reader)
    reader.take("->")
    outputs = _operands(reader)
    if reader.next:
        raise RuleError(text, "the end", reader.next)
    return Rule(tuple(bindings), inputs, outputs)


def _operands(reader: _Reader) -> tuple[Shape | Tensors, ...]:
    operands: list[Shape | Tensors] = []
    while reader.next in ("(", "["):
        operands.append(_shape(reader) if reader.next == "(" else _tensors(reader))
        if not reader.accept(","):
            break
    return tuple(operands)


def _tensors(reader: _Reader) -> Tensors:
    reader.take("[")
    items: list[Shape] = []
    while reader.next == "(":
        items.append(_shape(reader))
        if not reader.accept(","):
            break
    repeated = reader.accept("...")
    reader.take("]")
    return Tensors(tuple(items), repeated)


def _shape(reader: _Reader) -> Shape:
    reader.take("(")
    prefix: list[Dim] = []
    suffix: list[Dim] = []
    rest: str | None = None
    for _ in reader.separated(")"):
        token = reader.take()
        if token.startswith("*"):
            if rest is not None:
                raise RuleError(reader.text, "one run of dimensions in a shape", "two")
            rest = token[1:] or UNKNOWN
        else:
            (prefix if rest is None else suffix).append(int(token) if token.isdigit() else token)
    dtype = reader.take() if reader.accept(":") else None
    return Shape(tuple(prefix), rest, tuple(suffix), dtype, reader.accept(UNKNOWN))


def _value(reader: _Reader) -> Value:
    token = reader.next
    if token == "(":
        return _shape(reader)
    if token == "[":
        return _tensors(reader)
    reader.take()
    if token == "<":
        return Items(tuple(_value(reader) for _ in reader.separated(">")))
    if token in ("None", "True", "False"):
        return {"None": None, "True": True, "False": False}[token]
    if token[0] == "'":
        return token[1:-1]
    if re.fullmatch(r"-?\d+", token):
        return int(token)
    if re.fullmatch(r"-?\d+\.\d+", token):
        return float(token)
    return Symbol(token)


@dataclass(slots=True)
class Assignment:
    """What the variables of a rule stand for."""

    dims: dict[str, int] = field(default_factory=dict)
    rests: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def match(self, shape: Shape, sizes: Sequence[int]) -> bool:
        """Whether `sizes` fits `shape`, given what is already assigned; assigns the rest."""
        front, back = len(shape.prefix), len(shape.suffix)
        if len(sizes) < front + back or (shape.rest is None and len(sizes) != front):
            return False
        middle = tuple(sizes[front : len(sizes) - back])
        if shape.rest not in (None, UNKNOWN) and self.rests.setdefault(str(shape.rest), middle) != middle:
            return False
        ends = (*sizes[:front], *sizes[len(sizes) - back :]) if back else sizes[:front]
        return all(self.unify(dim, size) for dim, size in zip(shape.dims, ends, strict=True))

    def unify(self, dim: Dim, size: int) -> bool:
        if isinstance(dim, int):
            return dim == size
        return dim == UNKNOWN or self.dims.setdefault(dim, size) == size

    def sizes(self, shape: Shape) -> Sizes | None:
        """The dimensions that `shape` promises; None where not even the rank is told."""
        if shape.rest == UNKNOWN:
            return None
        middle = () if shape.rest is None else self.rests[shape.rest]
        return (*map(self._size, shape.prefix), *middle, *map(self._size, shape.suffix))

    def _size(self, dim: Dim) -> int | None:
        return dim if isinstance(dim, int) else None if dim == UNKNOWN else self.dims[dim]


def variables(shapes: Sequence[Value]) -> tuple[set[str], set[str]]:
    """The dimension variables and the runs in bound values and operands."""
    dims: set[str] = set()
    rests: set[str] = set()
    for shape in shapes:
        if isinstance(shape, Tensors | Items):
            inner = variables(shape.items)
            dims |= inner[0]
            rests |= inner[1]
        elif isinstance(shape, Shape):
            dims |= {d for d in shape.dims if isinstance(d, str) and d not in (UNKNOWN, ANY_INT)}
            rests |= {shape.rest} - {None, UNKNOWN} if shape.rest else set()
        elif isinstance(shape, Symbol) and shape.name not in KINDS:
            dims.add(shape.name)
    return dims, rests


KINDS: Mapping[str, str] = {
    "int": "any int",
    "slice": "a slice",
    "ellipsis": "the ellipsis",
    "ints": "a sequence of ints of any length",
    "float": "any number",
}
"""Bound symbols that are no dimension variables."""


@dataclass(frozen=True, slots=True)
class Family:
    """Rules that operators share.

    `only` names the operators it is kept to; `nonempty` families are not asked about tensors without elements;
    `indices` are tried only where some tensor has another dtype than the instance.  Each has its reason in `why`.
    """

    name: str
    rules: tuple[Rule, ...]
    only: tuple[str, ...] = ()
    nonempty: bool = False
    indices: bool = False
    why: str = ""
