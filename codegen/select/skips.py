"""Why a declaration is no part of the surface: a closed list of reasons, and how each is recognised."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass

from hasktorch_py.aten.names import is_private, namespace_of

from ..model import Base, Declaration
from . import dispatcher
from .signature import base_of


class Reason(enum.Enum):
    """The value is what the report says."""

    PRIVATE = "a private name"
    BACKWARD = "a backward kernel"
    BACKEND = "a kernel of one backend"
    VIEW_COPY = "the copying variant of a view, which torch does not expose"
    DIMNAME = "takes named dimensions"
    UNREAD = "not understood: see the findings"
    NOT_INSTALLED = "not in the installed torch"
    NOT_EXPOSED = "not exposed by the installed torch"


@dataclass(frozen=True, slots=True)
class Skip:
    """``key`` is the declaration's: ``add.Tensor``."""

    key: str
    reason: Reason


#: Libraries and devices that ATen names in an operator's name.
_BACKEND = re.compile(r"(?:^|_)(?:cudnn|miopen|mkldnn|mps|fbgemm|xnnpack|nnpack|quantized)(?:_|$)")
_BACKWARD = re.compile(r"_backward(?:_|$)|_jvp$")


def declared_refusal(declaration: Declaration) -> Reason | None:
    """Why a declaration is no part of the surface of any torch; None where it may be."""
    name = declaration.name
    if is_private(name, namespace_of(declaration.python_module)):
        return Reason.PRIVATE
    if _BACKWARD.search(name):
        return Reason.BACKWARD
    if _BACKEND.search(name):
        return Reason.BACKEND
    if any(base_of(argument.type) in (Base.DIMNAME, Base.DIMNAME_LIST) for argument in declaration.arguments):
        return Reason.DIMNAME
    return None


def refusal(declaration: Declaration) -> Reason | None:
    """Why a declaration cannot be bound wherever torch may expose it; None where nothing speaks against it."""
    name, overload = declaration.name, declaration.overload
    if (reason := declared_refusal(declaration)) is not None:
        return reason
    if not dispatcher.is_installed(name, overload):
        return Reason.NOT_INSTALLED
    if not dispatcher.runs_on_cpu(name, overload):
        return Reason.BACKEND
    if dispatcher.is_generated(name, overload):
        return absence(declaration)
    return None


def absence(declaration: Declaration) -> Reason:
    """The reason for a declaration that torch does not expose."""
    is_copy = declaration.name.endswith("_copy") and not declaration.is_out
    return Reason.VIEW_COPY if is_copy else Reason.NOT_EXPOSED
