"""View → text. The templates print, this room finds them and hands them finished strings."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache

import jinja2

from .origin import Origin
from .paths import TEMPLATES


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the output is Python, not HTML
    )


def render(template: str, origin: Origin, values: Mapping[str, object]) -> str:
    """One file's text. Raises jinja2.UndefinedError for a name that the template uses and `values` lacks."""
    return _environment().get_template(template).render(header=origin.header, origin=origin, **values)


def members_of(text: str) -> frozenset[str]:
    """The members that a class body declares, which is indented as such."""
    (declared,) = ast.parse(f"class _:\n{text}").body
    assert isinstance(declared, ast.ClassDef)
    return frozenset(_members(declared))


def _members(declared: ast.ClassDef) -> Iterator[str]:
    for node in declared.body:
        match node:
            case ast.FunctionDef(name) | ast.AnnAssign(ast.Name(name)):
                yield name
