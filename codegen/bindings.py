"""`bindings.json`: the callable behind each function of a package, for a type checker's plugin, which imports neither.

An instance binds the same: its modules are Python, and this is data.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from hasktorch_py.aten.names import NAMESPACES

from .lower.module import CONSTRUCTORS, RESERVED
from .origin import NOTICE
from .select import Operator

NAME = "bindings.json"


def dump(operators: Iterable[Operator]) -> str:
    """The file's text.

    ``functions`` has torch's callable of each, ``factories`` names those to which an instance gives its dtype by
    keyword, ``constructors`` has those of hasktorch_py that take it first.
    """
    bound = [(_path(each), each) for each in operators if each.namespace in NAMESPACES and each.name not in RESERVED]
    data = {
        "about": NOTICE,
        "functions": {
            **{path: operator.target for path, operator in bound},
            "as_dynamic": "hasktorch_py.runtime.boundary.as_dynamic",
        },
        "factories": [path for path, operator in bound if operator.factory],
        "constructors": {name: f"hasktorch_py.runtime.{room[1:]}.{name}" for name, room in CONSTRUCTORS.items()},
    }
    return json.dumps(data, indent=1) + "\n"


def _path(operator: Operator) -> str:
    return f"{operator.namespace}.{operator.name}" if operator.namespace else operator.name
