"""Reads the types that `reveal_type` shows, in the spellings of mypy, pyright, pyrefly and ty, into one small tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.checkers import Checker


@dataclass(frozen=True, slots=True)
class Named:
    """A class with its arguments; the name without its module."""

    name: str
    arguments: tuple["Type", ...] = ()


@dataclass(frozen=True, slots=True)
class Literals:
    """`Literal[2, 3]`, as Python expressions."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """A union."""

    members: tuple["Type", ...]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """`*tuple[...]` among the arguments of a class."""

    inner: "Type"


@dataclass(frozen=True, slots=True)
class Anything:
    """A type that the checker does not know: Any, Unknown, an unsolved variable."""


@dataclass(frozen=True, slots=True)
class Dots:
    """The `...` of `tuple[int, ...]`."""


Type = Named | Literals | Either | Unpacked | Anything | Dots

_UNKNOWN = frozenset({"Any", "Unknown", "Todo", "_"})
_TOKEN = re.compile(
    r"""\s*(?P<token>
      b?"(?:[^"\\]|\\.)*" | b?'(?:[^'\\]|\\.)*'   # the strings of Literal
    | \.\.\.
    | [\w<>@]+(?:\.[\w<>@]+)*(?:`-?\d+)?           # names with their modules (mypy numbers variables), numbers
    | [][(),|*&~?=:-]
    )""",
    re.VERBOSE,
)


class Unreadable(Exception):
    """The text is no type of the known spellings."""


def read(text: str, checker: Checker) -> Type:
    """The type that `checker` spells so.  Raises Unreadable."""
    tokens = list(_tokens(text))
    reader = _Reader(tokens, text)
    found = reader.union()
    if reader.at < len(tokens):
        raise Unreadable(text)
    return _default_shape(found) if checker == "pyrefly" else found


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        if (match := _TOKEN.match(text, at)) is None:
            raise Unreadable(text)
        yield match["token"]
        at = match.end()


def _default_shape(found: Type) -> Type:
    """pyrefly leaves out arguments that equal their default: there `Tensor[Double]` has unknown rank, not rank 0."""
    if isinstance(found, Named):
        if found.name == "Tensor" and len(found.arguments) == 1:
            return Named("Tensor", (*found.arguments, Unpacked(Named("tuple", (Anything(), Dots())))))
        return Named(found.name, tuple(map(_default_shape, found.arguments)))
    if isinstance(found, Either):
        return Either(tuple(map(_default_shape, found.members)))
    if isinstance(found, Unpacked):
        return Unpacked(_default_shape(found.inner))
    return found


@dataclass(slots=True)
class _Reader:
    tokens: list[str]
    text: str
    at: int = 0

    def peek(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        if not token or (expected and token != expected):
            raise Unreadable(self.text)
        self.at += 1
        return token

    def union(self) -> Type:
        members = [self.intersection()]
        while self.peek() == "|":
            self.take()
            members.append(self.intersection())
        return members[0] if len(members) == 1 else Either(tuple(members))

    def intersection(self) -> Type:
        """ty's `A & ~B` is A with something known about it: A says enough."""
        first = self.suffixed()
        while self.peek() == "&":
            self.take()
            if self.peek() == "~":
                self.take()
                self.suffixed()
            else:
                other = self.suffixed()
                first = other if isinstance(first, Anything) else first
        return first

    def suffixed(self) -> Type:
        found = self.single()
        while self.peek() == "?" or (self.peek() == "*" and not isinstance(found, Dots)):
            self.take()  # mypy's `Literal[1]?` and ty's `float*`: inferred, not declared
        return found

    def single(self) -> Type:
        token = self.take()
        if token == "(":
            found = self.union()
            self.take(")")
            return found
        if token == "*":
            return Unpacked(self.single())
        if token == "...":
            return Dots()
        if token == "@":
            return Anything()
        if not re.match(r"[\w<@]", token):
            raise Unreadable(self.text)
        name = token.rpartition(".")[2]
        if name == "Literal":
            return Literals(tuple(self.literals()))
        bare = (Anything(), Dots()) if name == "tuple" else ()
        arguments = tuple(self.arguments()) if self.peek() == "[" else bare
        if name == "Unpack" and len(arguments) == 1:
            return Unpacked(arguments[0])
        if name == "Union":
            return Either(arguments)
        unknown = name in _UNKNOWN or "@" in name or "`" in name
        return Anything() if unknown else Named(name, arguments)

    def literals(self) -> Iterator[str]:
        self.take("[")
        while self.peek() != "]":
            sign = self.take() if self.peek() == "-" else ""
            yield sign + self.take()
            if self.peek() == ",":
                self.take()
        self.take("]")

    def arguments(self) -> Iterator[Type]:
        self.take("[")
        while self.peek() != "]":
            if self.peek() == "(":  # tuple[()]
                self.take("(")
                if self.peek() == ")":
                    self.take(")")
                    continue
                self.at -= 1
            if self.peek() == "fallback":  # the class behind mypy's named tuple
                self.take()
                self.take("=")
                self.union()
            else:
                yield self.union()
            if self.peek() == ",":
                self.take()
        self.take("]")
