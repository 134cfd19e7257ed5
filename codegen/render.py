"""View → text. The templates print, this room finds them and hands them finished strings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import jinja2

from .origin import Origin
from .paths import TEMPLATES

_METHOD = re.compile(r"^    (?:def )?(\w+)(?=[(:])", re.MULTILINE)


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
    """The members that a class body declares."""
    return frozenset(_METHOD.findall(text))
