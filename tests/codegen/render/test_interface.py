"""A module's interface is its definitions without bodies, and only the imports that these need."""

import ast

import pytest

from codegen.interface import interface

CASES = {
    "a body goes, its docstring stays": (
        'def f(x: int, y: str = "a", z: float = -1.0) -> int:\n    """Doc."""\n    return x',
        'def f(x: int, y: str=\'a\', z: float=...) -> int:\n    """Doc."""\n    ...',
    ),
    "overloads lose their implementation, and the first gets its docstring": (
        "from typing import overload\n@overload\ndef f(x: int) -> int: ...\n@overload\ndef f(x: str) -> str: ...\n"
        'def f(x: object) -> object:\n    """Doc."""\n    return x',
        'from typing import overload\n\n@overload\ndef f(x: int) -> int:\n    """Doc."""\n    ...\n\n'
        "@overload\ndef f(x: str) -> str:\n    ...",
    ),
    "an import is kept for an annotation, a quoted one too, and not for a body": (
        'import a, b\nfrom c import D, E\ndef f(x: a.A) -> "D[int]":\n    return b.g(E)',
        "import a\nfrom c import D\n\ndef f(x: a.A) -> 'D[int]':\n    ...",
    ),
    "what is exported stays": ("from a import b as b\nfrom a import c", "from a import b as b"),
    "a private name goes with the last that mentions it": (
        "from a import B, T\n_One = B\n_Two: T = _One\ndef _three(x: _One) -> None: ...\ndef four() -> None: ...",
        "def four() -> None:\n    ...",
    ),
    "a value goes, a type and what its type is read from stay": (
        "from typing import TypeAlias, TypeVar\nT = TypeVar('T')\nA: TypeAlias = list[T]\nlimit: int = compute()",
        "from typing import TypeAlias, TypeVar\nT = TypeVar('T')\nA: TypeAlias = list[T]\nlimit: int",
    ),
    "fields keep what a dataclass reads": (
        "from dataclasses import dataclass, field\n@dataclass\nclass C:\n    x: int = field(default=1)\n"
        "    def f(self) -> int:\n        return self.x\nregister(C)",
        "from dataclasses import dataclass, field\n\n@dataclass\nclass C:\n    x: int = field(default=1)\n\n"
        "    def f(self) -> int:\n        ...",
    ),
    "an empty class stays one": ("class C(Exception):\n    pass", "class C(Exception):\n    ..."),
}


@pytest.mark.parametrize("case", CASES)
def test_the_interface(case: str) -> None:
    source, expected = CASES[case]
    assert ast.unparse(ast.fix_missing_locations(interface(source))) == expected
