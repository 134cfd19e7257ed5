"""The table of ATen's modules, and ATen's names → torch's and an instance's. Nothing of torch is looked at."""

import keyword
import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Module:
    """Where torch has the functions that ATen declares with ``python_module: name``.

    ``public`` has them under names of their own, without the ``prefix`` that ATen's have, ``binding`` under ATen's.
    An instance has a namespace of that name, or (``at_root``) has them itself, under ATen's names.
    """

    name: str
    public: str
    binding: str
    prefix: str = ""
    at_root: bool = False


MODULES = (
    Module("", "torch", "torch._C._VariableFunctions"),
    Module("nn", "torch.nn.functional", "torch._C._nn"),
    Module("linalg", "torch.linalg", "torch._C._linalg", "linalg_"),
    Module("fft", "torch.fft", "torch._C._fft", "fft_"),
    Module("special", "torch.special", "torch._C._special", "special_"),
    Module("sparse", "torch.sparse", "torch._C._sparse", "sparse_", at_root=True),
    Module("nested", "torch.nested", "torch._C._nested", "nested_", at_root=True),
)
BY_MODULE: Mapping[str, Module] = {module.name: module for module in MODULES}
#: The namespaces of an instance, itself (``""``) first.
NAMESPACES = tuple(module.name for module in MODULES if not module.at_root)
#: By torch's module.
NAMESPACE_OF: Mapping[str, str] = {BY_MODULE[name].public: name for name in NAMESPACES}
#: Argument names that Python reserves; they can be given by position only.
KEYWORDS = frozenset(keyword.kwlist)
_DUNDER = re.compile(r"__[a-z]+__")


def namespace_of(python_module: str) -> str:
    """The namespace that an instance has for an ATen module."""
    return "" if BY_MODULE[python_module].at_root else python_module


def public_name(name: str, module: str) -> str:
    """``linalg_inv`` in ``linalg`` → ``inv``."""
    return name.removeprefix(BY_MODULE[module].prefix)


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
