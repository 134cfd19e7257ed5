"""Generated bindings and the torch that is installed: what happens where they are of two versions.

Bindings are made for one torch. With another one, importing them warns once, and a function that this one lacks is left
out, which its module's ``__getattr__`` explains. Where the versions agree nothing of this costs anything.
"""

import sys
import warnings
from collections.abc import MutableMapping
from dataclasses import dataclass
from functools import partial
from types import ModuleType
from typing import Any, NoReturn

#: By module: the names that its bindings have and the installed torch has not, and why that is.
_lacking: dict[str, dict[str, str]] = {}


_checked: set[str] = set()


class ATenMismatchWarning(UserWarning):
    """The installed torch is not the one that the bindings were generated for."""


def check(package: str, generated_for: str, mend: str) -> None:
    """Warn once whoever imports an instance of `package` where that was generated for another torch.

    `mend` is the command that helps, `{}` in it the package's directory. The signature alone, which the core imports,
    is the same for every torch.
    """
    if (found := _release()) != generated_for and package not in _checked:
        _checked.add(package)
        mend = mend.format(*getattr(sys.modules.get(package), "__path__", ()))
        message = (
            f"{package} was generated for torch {generated_for}, and torch {found} is installed: functions may be "
            f"missing and types wrong; run: {mend} (or install torch=={generated_for})"
        )
        # The caller is the instance that is being imported, its caller the import that a user wrote.
        warnings.warn(message, ATenMismatchWarning, stacklevel=3)


def seen(torch: ModuleType, generated_for: str) -> Any:
    """What bindings take their functions from: torch, or a view of it that has `Absent` for what it lacks."""
    return torch if _release() == generated_for else _View(torch, torch.__name__)


def settle(namespace: MutableMapping[str, Any], generated_for: str) -> None:
    """Take what is absent out of a module whose bindings are made, and give it torch itself again."""
    if _release() == generated_for:
        return
    namespace["torch"] = sys.modules["torch"]
    for name, value in list(namespace.items()):
        function = value.func if isinstance(value, partial) else value
        if isinstance(function, Absent):
            del namespace[name]
            why = f"torch {_release()} is installed and has no {function.path}, which torch {generated_for} had"
            _lacking.setdefault(namespace["__name__"], {})[name] = why


def lack(module: str, name: str) -> str | None:
    """Why a module has no such binding, if that is because of the installed torch."""
    return _lacking.get(module, {}).get(name)


@dataclass(frozen=True, slots=True)
class Absent:
    """Stands for what a dotted path of torch does not lead to."""

    path: str

    def __getattr__(self, name: str) -> "Absent":
        return Absent(f"{self.path}.{name}")

    def __call__(self, *_: object, **__: object) -> NoReturn:
        """Makes it a function to `functools.partial`; it never stays in a module to be called."""
        raise AttributeError(f"the installed torch has no {self.path}")


@dataclass(frozen=True, slots=True)
class _View:
    """A module or class of torch, seen so that no look-up fails."""

    target: Any
    path: str

    def __getattr__(self, name: str) -> Any:
        path = f"{self.path}.{name}"
        value = getattr(self.target, name, Absent(path))
        return _View(value, path) if isinstance(value, ModuleType | type) else value


def _release() -> str:
    """The installed version without what names a build of it: 2.13.0 for 2.13.0+cpu."""
    import torch  # the type checkers' plugin imports this package, and has no use for torch

    return str(torch.__version__).partition("+")[0]
