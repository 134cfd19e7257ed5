"""How an edit of a program is written.

An edit is written as its files one after the other, each under a line `@ name`, with a sign before the lines that are
not in all states: `-` before the edit, `+` after it, `~` between the two, `±` before and after. A file that has no line
in a state is not there. A line that the edit leaves alone begins with a space.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal["before", "between", "after"]
_SIGNS: Mapping[str, tuple[State, ...]] = {
    " ": ("before", "between", "after"), "-": ("before",), "~": ("between",), "+": ("after",), "±": ("before", "after"),
}  # fmt: skip
HEADER = """\
from typing import Any, Final, TypeVar
from typing import Literal as L

import torch
import hasktorch.double as T
from hasktorch.double import Conv2d, Linear, Tensor
from hasktorch_py.dimensions import Add, FloorDiv, Mul, Sub

B = TypeVar("B", bound=int)
N = TypeVar("N", bound=int)
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a program, whose files are a package; `name` is a sentence that ends in it."""

    name: str
    text: str

    @property
    def package(self) -> str:
        """What the package is called."""
        return "".join(c if c.isalnum() else "_" for c in self.name)

    def files(self, state: State) -> dict[str, str]:
        """The files in a state, by their names."""
        files: dict[str, list[str]] = {}
        name = "program.py"
        for line in self.text.strip("\n").splitlines():
            if line.startswith("@ "):
                name = line[2:]
            elif state in _SIGNS[line[:1] or " "]:
                files.setdefault(name, []).append(line[1:])
        return {name: HEADER + "\n".join([*lines, ""]) for name, lines in files.items()}

    @property
    def states(self) -> tuple[State, ...]:
        """Those that it has."""
        signs = {line[:1] for line in self.text.splitlines()}
        return ("before", "between", "after") if signs & {"~", "±"} else ("before", "after")
