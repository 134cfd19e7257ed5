"""What an instance says about a name that it does not have: why, and which name is nearest.

The generator's table, `_absent` beside the instance, is read on the first miss. By name within the instance (`add`,
`linalg.inv`) it holds `SKIPPED: Mapping[str, str]`, the reason why a declaration is not bound, and
`PARTIAL: Mapping[str, Sequence[str]]`, the tags that ATen implements a function for, where these are not all.
"""

import importlib
import sys
from collections.abc import Callable, Container
from types import ModuleType
from typing import NoReturn

import torch

from hasktorch_py.aten.names import NAMESPACES

from . import installed


def explain(instance: str, tag: str, namespace: str = "") -> Callable[[str], NoReturn]:
    """The `__getattr__` of an instance's module (`hasktorch.long`, `Long`), or of one of its namespaces (`linalg`).

    It raises AttributeError for every name, with the reason and the nearest names.
    """
    module = _qualified(instance, namespace)

    def __getattr__(name: str) -> NoReturn:
        message = f"module {module!r} has no attribute {name!r}"
        if not name.startswith("__"):  # those are protocols that Python asks every module for
            places = _places(instance)
            reason = installed.lack(module, name) or _reason(instance, tag, namespace, name, places)
            message += f": {reason}{_suggestion(name, places)}"
        # A name without an object keeps Python from adding a suggestion of its own to the traceback.
        raise AttributeError(message, name=name)

    return __getattr__


def _qualified(outer: str, inner: str) -> str:
    return ".".join(filter(None, (outer, inner)))


def _places(instance: str) -> dict[str, list[str]]:
    """Where the instance has each of its names: `add` in `add`, `inv` in `linalg.inv`."""
    places: dict[str, list[str]] = {}
    for namespace in NAMESPACES:
        module = sys.modules.get(_qualified(instance, namespace))
        for name, value in vars(module).items() if module else ():
            if not name.startswith("__") and not isinstance(value, ModuleType):
                places.setdefault(name, []).append(_qualified(namespace, name))
    return places


def _reason(instance: str, tag: str, namespace: str, name: str, places: Container[str]) -> str:
    absent = importlib.import_module(f"{instance.rpartition('.')[0]}._absent")
    if name in places:
        return "it stands elsewhere"
    for qualified in dict.fromkeys(_qualified(each, name) for each in (namespace, *NAMESPACES)):
        tags = absent.PARTIAL.get(qualified, ())
        if tags and tag not in tags:
            return f"ATen implements {qualified} only for {', '.join(tags)}, not for {tag}"
        if qualified in absent.SKIPPED:
            return f"the generator skips {qualified} ({absent.SKIPPED[qualified]})"
    if name in vars(torch):
        return f"it is no function of ATen; use torch.{name}"
    return f"ATen {torch.__version__} has no such function"


def _suggestion(name: str, places: dict[str, list[str]]) -> str:
    """The same name in other namespaces; if it is in none, up to three names that are spelled like it."""
    import difflib  # only a miss pays for it

    spelled_alike = difflib.get_close_matches(name, places, n=3, cutoff=0.7)
    nearest = places.get(name) or [places[each][0] for each in spelled_alike]
    return f"; did you mean {' or '.join(map(repr, nearest))}?" if nearest else ""
