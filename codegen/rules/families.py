"""Reads `rules.yaml`: families of rules, the axis macro expanded."""

from __future__ import annotations

import re
from functools import cache, partial
from pathlib import Path

import yaml

from .language import Family, Rule, parse_rule

RULES = Path(__file__).with_name("rules.yaml")
AXES = (0, -1, 1, -2, 2, -3)
_AT = re.compile(r"\*(\w+)@([\w?]*)")
_PADDING = {0: ([], []), 1: (["u"], []), 2: (["u", "w"], []), -1: ([], []), -2: ([], ["u"]), -3: ([], ["u", "w"])}


def expand(text: str) -> tuple[str, ...]:
    """`[dim=@] (*s@n)->(*s@)` for every axis; a rule without `@` is itself."""
    if "@" not in text:
        return (text,)
    return tuple(_AT.sub(partial(_place, axis), text).replace("=@", f"={axis}") for axis in AXES)


def _place(axis: int, found: re.Match[str]) -> str:
    before, after = _PADDING[axis]
    here = [found[2]] if found[2] else []
    run = f"*{found[1]}"
    return ",".join([*before, *here, *after, run] if axis >= 0 else [run, *before, *here, *after])


@cache
def families(path: Path = RULES) -> tuple[Family, ...]:
    """All families in the order of the file.  Raises RuleError for a rule that cannot be read."""
    rows = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return tuple(
        Family(
            row["family"],
            _rules(row["rules"]),
            tuple(row.get("only", ())),
            bool(row.get("nonempty")),
            bool(row.get("indices")),
            row.get("why", ""),
        )
        for row in rows
    )


@cache
def nonempty() -> frozenset[Rule]:
    """The rules that say nothing of tensors without elements."""
    return frozenset(rule for family in families() if family.nonempty for rule in family.rules)


def _rules(texts: list[str]) -> tuple[Rule, ...]:
    return tuple(parse_rule(plain) for text in texts for plain in expand(text))
