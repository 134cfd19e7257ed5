"""Which of the instances a run makes."""

from __future__ import annotations

import difflib

from hasktorch_py.aten.dtypes import INSTANCES

from ..errors import CodegenError, Problem

#: Signatures everywhere name their tensors: indices are Long, results follow torch's default dtype, Float.
REQUIRED = ("double", "float", "long")


def choose(request: str | None) -> tuple[str, ...]:
    """The instances that ``"double,long"`` asks for and the required ones, in order; all of them for None.

    Raises CodegenError with every name that is no instance.
    """
    if request is None:
        return INSTANCES
    names = {name.strip() for name in request.split(",")} - {""}
    unknown = sorted(names - set(INSTANCES))
    if unknown:
        raise CodegenError([_unknown(name) for name in unknown])
    return tuple(name for name in INSTANCES if name in names or name in REQUIRED)


def added(request: str | None) -> tuple[str, ...]:
    """The required instances that ``request`` left out."""
    names = INSTANCES if request is None else [name.strip() for name in request.split(",")]
    return tuple(name for name in REQUIRED if name not in names)


def _unknown(name: str) -> Problem:
    near = difflib.get_close_matches(name.lower(), INSTANCES, n=1)
    hint = f"did you mean {near[0]}?" if near else "names are ATen's own, in lower case"
    return Problem(None, "DTYPES", f"instances of {', '.join(INSTANCES)}", repr(name), hint)
