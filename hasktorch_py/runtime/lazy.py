"""What an instance has of the core: each name is imported when it is first asked for.

Layers, criteria and optimizers take longer to import than the whole of an instance, and most programs use few.
"""

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from .tag import Tag

#: What stands under a name: the core's own object, a layer class at the instance's dtype, an object built with it, or
#: a whole module.
Kind: TypeAlias = Literal["own", "layer", "built", "module"]
#: By name: the module of the core, the name there, and the kind.
Core: TypeAlias = Mapping[str, tuple[str, str, Kind]]


def lazily(instance: str, tag: type[Tag], core: Core, otherwise: Callable[[str], object]) -> Callable[[str], object]:
    """The `__getattr__` of an instance, which has `core`; `otherwise` has the rest."""

    def __getattr__(name: str) -> object:
        if name not in core:
            return otherwise(name)
        module, there, kind = core[name]
        value = _value(instance, tag, module, there, kind)
        vars(sys.modules[instance])[name] = value
        return value

    return __getattr__


def _value(instance: str, tag: type[Tag], module: str, name: str, kind: Kind) -> object:
    found = importlib.import_module(f"hasktorch_py.{module}")
    if kind == "module":
        return found
    value: object = getattr(found, name)
    if kind == "layer":
        from hasktorch_py.layers.at_dtype import at_dtype

        return at_dtype(instance, tag, value)
    if kind == "built":
        assert callable(value), f"{module}.{name} is built with a dtype"
        return value(tag.dtype)
    return value
