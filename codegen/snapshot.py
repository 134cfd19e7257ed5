"""The declarations that bindings were made from, kept inside them: a line per overload, so that their difference reads.

What a declarations file says beyond this concerns ATen's own C++.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from .errors import CodegenError, Invalid, Location, Problem, quoted
from .model import Declaration
from .parse.schema import parse_schema
from .parse.source import read_text

#: Inside the generated package, which an installed one is as well.
NAME = "_declarations.txt"
_FLAGS = {
    "function": "is_function",
    "method": "is_method",
    "inplace": "inplace",
    "deprecated": "deprecated",
}
_MODULE = "module="
_BETWEEN = "  # "
_HINT = "nobody edits it: make generate writes it anew"


def dump(header: str, declarations: Iterable[Declaration]) -> str:
    """The file's text; ``header`` is that of every generated file."""
    return "\n".join([header, *map(_line, declarations)]) + "\n"


def _line(declaration: Declaration) -> str:
    words = [word for word, field in _FLAGS.items() if getattr(declaration, field)]
    if declaration.python_module:
        words.append(f"{_MODULE}{declaration.python_module}")
    return f"{declaration.schema}{_BETWEEN}{' '.join(words)}"


def load(path: Path) -> tuple[Declaration, ...]:
    """The declarations. Raises CodegenError with every line that is not of the form."""
    declarations: list[Declaration] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if line.startswith("#"):
            continue
        try:
            declarations.append(_declaration(line, Location(str(path), number)))
        except Invalid as invalid:
            problems.append(invalid.on(number).within(str(path), "declaration"))
    if problems:
        raise CodegenError(problems)
    return tuple(declarations)


def _declaration(line: str, location: Location) -> Declaration:
    text, between, rest = line.rpartition(_BETWEEN)
    words = rest.split()
    modules = [word.removeprefix(_MODULE) for word in words if word.startswith(_MODULE)]
    flags = {word for word in words if not word.startswith(_MODULE)}
    if not between or not flags <= _FLAGS.keys() or len(modules) > 1:
        raise Invalid(f"SCHEMA{_BETWEEN}{' '.join(_FLAGS)} {_MODULE}NAME", quoted(line), _HINT)
    schema = parse_schema(text)
    return Declaration(
        schema.name,
        schema.overload,
        schema.arguments,
        schema.returns,
        "".join(modules),
        location=location,
        tight_arrow=schema.tight_arrow,
        **{field: word in flags for word, field in _FLAGS.items()},
    )
