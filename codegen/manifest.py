"""`manifest.json`: what a generated package is made from, what of ATen it binds, and why it does not bind the rest.

It is checked in beside the modules. `REPORT.md` is rendered from it, and whoever asks a package what it is reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .errors import CodegenError, Finding, Location, Problem
from .origin import COMMAND, NOTICE

NAME = "manifest.json"
#: Counts the changes that make an older reader wrong.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Figures:
    """What one instance has. ``ruled`` and ``unprobed`` are functions: with a shape rule, and of unknown dtype."""

    functions: int
    methods: int
    overloads: int
    ruled: int
    unprobed: int


@dataclass(frozen=True, slots=True)
class Names:
    """What one namespace has: names, and overloads of them."""

    names: int
    overloads: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """``aten`` is the version of the declarations, or unknown, and ``declarations`` is their sha256.

    ``torch`` is the release that the package is for, ``facts`` the version that was asked. ``overloads`` counts what
    ATen declares by what became of it; ``bound`` and ``skipped`` have the key of each, the latter with its reason.
    ``findings`` is what was strange in the declarations.
    """

    aten: str
    declarations: str
    torch: str
    facts: str
    overloads: Mapping[str, int]
    namespaces: Mapping[str, Names]
    instances: Mapping[str, Figures]
    bound: tuple[str, ...]
    skipped: Mapping[str, str]
    findings: tuple[Finding, ...] = ()


def dump(manifest: Manifest) -> str:
    """The file's text."""
    return json.dumps({"about": NOTICE, "format": FORMAT, **asdict(manifest)}, indent=1, ensure_ascii=False) + "\n"


def read(package: Path) -> Manifest:
    """The manifest of the package in a folder. Raises CodegenError where there is none of this format."""
    try:
        data = json.loads((package / NAME).read_text(encoding="utf-8"))
        if data["format"] == FORMAT:
            return _manifest(data)
        found = f"format {data['format']}"
    except OSError as error:
        found = error.strerror or str(error)
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        found = f"{type(error).__name__}: {error}"
    expected, hint = f"a manifest of format {FORMAT}", f"{COMMAND}, or name a folder that it wrote"
    raise CodegenError([Problem(None, str(package / NAME), expected, found, hint)])


def _manifest(data: dict[str, Any]) -> Manifest:
    return Manifest(
        aten=data["aten"],
        declarations=data["declarations"],
        torch=data["torch"],
        facts=data["facts"],
        overloads=data["overloads"],
        namespaces={name: Names(**each) for name, each in data["namespaces"].items()},
        instances={name: Figures(**each) for name, each in data["instances"].items()},
        bound=tuple(data["bound"]),
        skipped=data["skipped"],
        findings=tuple(_finding(each) for each in data.get("findings", ())),
    )


def _finding(data: dict[str, Any]) -> Finding:
    first = {**data["first"], "location": Location(**data["first"]["location"])}
    return Finding(Problem(**first), data["times"], tuple(data["skipped"]))
