"""Names of one function: its overloads are written once, and `greater = gt` says the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import yaml

from hasktorch_py.aten.names import out_name

from .view import FunctionView

FILE = Path(__file__).with_name("aliases.yaml")


def sections() -> Mapping[str, Mapping[str, str]]:
    """The rows of the file, by the reason that they share."""
    found: Mapping[str, Mapping[str, str]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


@cache
def aliases() -> Mapping[str, str]:
    """Every name that is another's alias → that name: functions, and their forms in place and into a tensor."""
    rows = {alias: name for section in sections().values() for alias, name in section.items()}
    into = {out_name(alias): out_name(name) for alias, name in rows.items()}
    return {**rows, **{f"{alias}_": f"{name}_" for alias, name in rows.items()}, **into}


def shared(functions: Sequence[FunctionView]) -> tuple[FunctionView, ...]:
    """The functions of one scope in their order; an alias whose overloads are those of its name follows that one."""
    overloads = {function.name: function.overloads for function in functions}
    same = {
        alias: name
        for alias, name in aliases().items()
        if len(overloads.get(alias, ())) > 1 and overloads[alias] == overloads.get(name)
    }
    followers: dict[str, list[FunctionView]] = {}
    for function in functions:
        if function.name in same:
            name = same[function.name]
            followers.setdefault(name, []).append(replace(function, alias=name))
    own = [function for function in functions if function.name not in same]
    return tuple(each for function in own for each in (function, *followers.get(function.name, ())))
