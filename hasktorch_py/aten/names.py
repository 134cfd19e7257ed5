"""ATen's names → Python's: pure functions, nothing of torch is looked at."""

from __future__ import annotations

import keyword
import re

#: Namespaces of an instance whose functions drop ATen's prefix: ``linalg_inv`` is ``T.linalg.inv``.
PREFIXED = ("linalg", "fft", "special")
NAMESPACES = ("", "nn", *PREFIXED)
#: Argument names that Python reserves; they can be given by position only.
KEYWORDS = frozenset(keyword.kwlist)
_DUNDER = re.compile(r"__[a-z]+__")


def namespace_of(python_module: str) -> str:
    """The namespace for an ATen module; what has none of its own (sparse, nested) is at the root under ATen's name."""
    return python_module if python_module in NAMESPACES else ""


def public_name(name: str, namespace: str) -> str:
    """``linalg_inv`` in ``linalg`` → ``inv``."""
    return name.removeprefix(f"{namespace}_") if namespace in PREFIXED else name


def parameter_name(name: str, *, is_tensor: bool, method: bool) -> str:
    """torch's name for an argument: the tensor that a function calls ``input`` is ``self`` to ATen and to methods."""
    if name == "self" and is_tensor and not method:
        return "input"
    return f"{name}_" if name in KEYWORDS else name


def is_dunder(name: str) -> bool:
    """``__and__``, ``__ilshift__``: an operator of Python."""
    return _DUNDER.fullmatch(name) is not None


def is_private(name: str, namespace: str = "") -> bool:
    """``_softmax``, also ``linalg__powsum``; an operator of Python is not."""
    return public_name(name, namespace).startswith("_") and not is_dunder(name)


def out_name(name: str) -> str:
    """The C convention, whose first argument receives the result: ``add`` → ``_add``."""
    return f"_{name}"
