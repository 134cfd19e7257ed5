"""Edits of programs: every kind of fact that the plugin reads, or remembers, outside of types.

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


_NAMES = (
    Edit("a name is bound again", """
 def f() -> None:
     k = 4
+    k = 7
     reveal_type(T.zeros(k))
"""),
    Edit("a name is bound to another number", """
 def f() -> None:
-    k = 4
+    k = 7
     T.zeros(k) + T.zeros(7)
"""),
    Edit("a name of the module is bound to another number", """
-WIDTH = 12
+WIDTH = 13
 def f() -> None:
     reveal_type(T.zeros(WIDTH))
"""),
    Edit("a name of the module is bound again", """
 WIDTH = 12
+WIDTH = 13
 def f() -> None:
     reveal_type(T.zeros(WIDTH))
"""),
    Edit("a name is deleted", """
 def f() -> None:
     k = 4
     reveal_type(T.zeros(k))
+    del k
"""),
    Edit("a name is global in a function", """
 k = 4
 def f() -> None:
     reveal_type(T.zeros(k))
 def g() -> None:
+    global k
-    m = 5
+    k = 5
"""),
    Edit("a name is nonlocal in a function", """
 def f() -> None:
     k = 4
     def g() -> None:
+        nonlocal k
         m = 5
-        print(m)
+        k = m
     reveal_type(T.zeros(k))
"""),
    Edit("a name is bound by a loop", """
 def f() -> None:
     k = 4
+    for k in range(3):
+        pass
     reveal_type(T.zeros(k))
"""),
    Edit("a name is bound by with", """
 from contextlib import nullcontext
 def f() -> None:
     k = 4
+    with nullcontext(5) as k:
+        pass
     reveal_type(T.zeros(k))
"""),
    Edit("a name is bound by except", """
 def f() -> None:
     k = 4
     reveal_type(T.zeros(k))
+    try:
+        pass
+    except ValueError as k:
+        pass
"""),
    Edit("a name is bound by an import", """
 k = 4
+from .config import k
 def f() -> None:
     reveal_type(T.zeros(k))
@ config.py
 k = 5
"""),
    Edit("a name is bound by match", """
 def f(x: int) -> None:
     k = 4
+    match x:
+        case k:
+            pass
     reveal_type(T.zeros(k))
"""),
    Edit("a name is bound by a walrus", """
 def f() -> None:
     k = 4
+    print(k := 5)
     reveal_type(T.zeros(k))
"""),
    Edit("a name is bound by an augmented assignment", """
 def f() -> None:
     k = 4
+    k += 3
     reveal_type(T.zeros(k))
"""),
    Edit("a name is bound by unpacking", """
 def f() -> None:
     k = 4
+    k, m = 5, 6
     reveal_type(T.zeros(k))
"""),
    Edit("a name moves into a function", """
-k = 4
 def f() -> None:
+    k = 6
     reveal_type(T.zeros(k))
"""),
    Edit("a name is shadowed in a function", """
 k = 4
 def f() -> None:
+    k = 5
     reveal_type(T.zeros(k))
"""),
    Edit("a name is shadowed by a parameter", """
 k = 4
-def f() -> None:
+def f(k: int) -> None:
     reveal_type(T.zeros(k))
"""),
    Edit("a constant stands below the function that reads it", """
 def f() -> None:
     reveal_type(T.zeros(K))
-K: Final[int] = 8
+K: Final[int] = 9
"""),
    Edit("a name of a class is bound again", """
 class C:
     k = 4
+    k = 5
     x = T.zeros(k)
 reveal_type(C.x)
"""),
    Edit("a name follows another one", """
-a = 4
+a = 5
 b = a + 1
 def f() -> None:
     c = b * 2
     reveal_type(T.zeros(c))
"""),
    Edit("a tuple of sizes has other sizes", """
-SHAPE = (3, 2 * 4)
+SHAPE = (3, 2 * 5)
 def f(x: Tensor[L[4], L[6]]) -> None:
     reveal_type(x.reshape(SHAPE))
"""),
    Edit("a tuple of sizes has one more", """
 def f() -> None:
-    shape = (3, 4)
+    shape = (3, 4, 5)
     reveal_type(T.zeros(shape))
"""),
    Edit("a float is another one", """
-SCALE = 2.0
+SCALE = 3.0
 def f(x: Tensor[L[1], L[1], L[9]]) -> None:
     reveal_type(T.nn.interpolate(x, scale_factor=SCALE))
"""),
    Edit("a float is bound again", """
 SCALE = 2.0
+SCALE = 3.0
 def f(x: Tensor[L[1], L[1], L[9]]) -> None:
     reveal_type(T.nn.interpolate(x, scale_factor=SCALE))
"""),
    Edit("a string is another one", """
-EQUATION = "ij,jk->ik"
+EQUATION = "ij,jk->ki"
 def f(x: Tensor[L[4], L[6]], y: Tensor[L[6], L[2]]) -> None:
     reveal_type(T.einsum(EQUATION, x, y))
"""),
    Edit("a bool is another one", """
-KEEP = True
+KEEP = False
 def f(x: Tensor[L[4], L[6]]) -> None:
     reveal_type(T.sum(x, 0, KEEP))
"""),
    Edit("a dtype is another one", """
-WHICH = torch.float32
+WHICH = torch.int64
 def f(x: Tensor[L[4]]) -> None:
     reveal_type(x.to(WHICH))
"""),
    Edit("a dtype is imported under a name", """
-from torch import float32 as WHICH
+from torch import int64 as WHICH
 def f(x: Tensor[L[4]]) -> None:
     reveal_type(x.to(WHICH))
"""),
)  # fmt: skip

_LAYERS = (
    Edit("a stride changes", """
 RNG: Final = T.new_rng(0)
-CONV = Conv2d.init(RNG, 3, 8, 3, stride=2)
+CONV = Conv2d.init(RNG, 3, 8, 3, stride=3)
 def f(x: Tensor[B, L[3], L[32], L[32]]) -> None:
     reveal_type(CONV(x))
"""),
    Edit("a padding changes", """
 def f(x: Tensor[B, L[3], L[32], L[32]]) -> None:
-    conv = Conv2d.init(T.new_rng(0), 3, 8, 3, padding=1)
+    conv = Conv2d.init(T.new_rng(0), 3, 8, 3, padding="valid")
     reveal_type(conv(x))
"""),
    Edit("a dilation follows a name", """
-D = 1
+D = 2
 CONV = Conv2d.init(T.new_rng(0), 3, 8, 3, dilation=D)
 def f(x: Tensor[B, L[3], L[32], L[32]]) -> None:
     reveal_type(CONV(x))
"""),
    Edit("a convolution has groups", """
-CONV = Conv2d.init(T.new_rng(0), 4, 8, 3)
+CONV = Conv2d.init(T.new_rng(0), 4, 8, 3, groups=3)
 def f(x: Tensor[B, L[4], L[32], L[32]]) -> None:
     reveal_type(CONV(x))
"""),
    Edit("a layer is made by its class", """
 def f(x: Tensor[B, L[3], L[32], L[32]], w: Tensor[L[8], L[3], L[3], L[3]], b: Tensor[L[8]]) -> None:
-    conv = Conv2d[L[3], L[8], L[3], L[3]](w, b, (1, 1), (0, 0), (1, 1), 1)
+    conv = Conv2d[L[3], L[8], L[3], L[3]](w, b, (2, 2), (1, 1), (1, 1), 1)
     reveal_type(conv(x))
"""),
    Edit("a layer is made again", """
 CONV = Conv2d.init(T.new_rng(0), 3, 8, 3, stride=2)
+CONV = Conv2d.init(T.new_rng(0), 3, 8, 3, stride=1)
 def f(x: Tensor[B, L[3], L[32], L[32]]) -> None:
     reveal_type(CONV(x))
"""),
    Edit("a layer comes from a function", """
 def make() -> Conv2d[L[3], L[8], L[3], L[3]]:
     return Conv2d.init(T.new_rng(0), 3, 8, 3, stride=2)
-CONV = Conv2d.init(T.new_rng(0), 3, 8, 3, stride=2)
+CONV = make()
 def f(x: Tensor[B, L[3], L[32], L[32]]) -> None:
     reveal_type(CONV(x))
"""),
    Edit("a chain has another stage", """
 RNG: Final = T.new_rng(0)
-NET = T.sequential(Linear.init(RNG, 4, 3), T.relu, Linear.init(RNG, 3, 7))
+NET = T.sequential(Linear.init(RNG, 4, 3), T.relu, Linear.init(RNG, 5, 7))
 def f(x: Tensor[B, L[4]]) -> None:
     reveal_type(NET(x))
"""),
    Edit("a stage of a chain has another name", """
 RNG: Final = T.new_rng(0)
-FIRST = Linear.init(RNG, 4, 3)
+FIRST = Linear.init(RNG, 4, 5)
 def f(x: Tensor[B, L[4]]) -> None:
     net = T.sequential(FIRST, T.relu, Linear.init(RNG, 3, 7))
     reveal_type(net(x))
"""),
    Edit("a convolution in a chain has another stride", """
 RNG: Final = T.new_rng(0)
-CONV = Conv2d.init(RNG, 3, 8, 3, stride=2)
+CONV = Conv2d.init(RNG, 3, 8, 3, stride=3)
 NET = T.sequential(CONV, T.relu)
 def f(x: Tensor[B, L[3], L[32], L[32]]) -> None:
     reveal_type(NET(x))
"""),
    Edit("a layer is imported from a module that changes", """
 from .layers import CONV
 def f(x: Tensor[B, L[3], L[32], L[32]]) -> None:
     reveal_type(CONV(x))
     reveal_type(CONV.weight)
@ layers.py
-CONV: Final = Conv2d.init(T.new_rng(0), 3, 8, 3, stride=2)
+CONV: Final = Conv2d.init(T.new_rng(0), 3, 9, 3, stride=1)
"""),
)  # fmt: skip

_TYPES = (
    Edit("an annotation changes", """
-def f(x: Tensor[L[4], L[2]]) -> None:
+def f(x: Tensor[L[4], L[3]]) -> None:
     reveal_type(T.cat((x, T.zeros(1, 2))))
"""),
    Edit("a length changes", """
-def f(x: Tensor[L[4], L[6]]) -> None:
+def f(x: Tensor[L[5], L[6]]) -> None:
     n = len(x)
     reveal_type(T.zeros(n))
"""),
    Edit("an operation in an annotation changes", """
-def joined(x: Tensor[B, L[2]], y: Tensor[N, L[2]]) -> Tensor[Add[N, B], L[2]]:
+def joined(x: Tensor[B, L[2]], y: Tensor[N, L[2]]) -> Tensor[Mul[N, B], L[2]]:
     return T.cat((x, y))
 def f(x: Tensor[L[3], L[2]], y: Tensor[L[5], L[2]]) -> None:
     reveal_type(joined(x, y))
"""),
    Edit("an operation in another module changes", """
 from .shapes import joined
 def f(x: Tensor[L[3], L[2]], y: Tensor[L[5], L[2]]) -> None:
     reveal_type(joined(x, y))
@ shapes.py
-def joined(x: Tensor[B, L[2]], y: Tensor[N, L[2]]) -> Tensor[Add[N, B], L[2]]: ...
+def joined(x: Tensor[B, L[2]], y: Tensor[N, L[2]]) -> Tensor[Sub[Mul[L[4], N], B], L[2]]: ...
"""),
    Edit("a function gets an operation in its result", """
 from .shapes import halved
 def f(x: Tensor[L[8]]) -> None:
     reveal_type(halved(x))
@ shapes.py
-def halved(x: Tensor[N]) -> Tensor[N]: ...
+def halved(x: Tensor[N]) -> Tensor[FloorDiv[N, L[2]]]: ...
"""),
    Edit("a method in another module gets an operation", """
 from .shapes import Halver
 def f(x: Tensor[L[8]]) -> None:
     reveal_type(Halver().halved(x))
@ shapes.py
 class Halver:
-    def halved(self, x: Tensor[N]) -> Tensor[N]: ...
+    def halved(self, x: Tensor[N]) -> Tensor[FloorDiv[N, L[2]]]: ...
"""),
    Edit("an alias with an operation changes", """
 from .shapes import Twice
 def f(x: Twice[L[3]]) -> None:
     reveal_type(x)
     reveal_type(T.cat((x, x)))
@ shapes.py
-Twice = Tensor[Mul[L[2], N]]
+Twice = Tensor[Mul[L[3], N]]
"""),
    Edit("the bound of a type variable changes", """
 from .shapes import S
 def f(x: Tensor[S]) -> None:
     reveal_type(T.cat((x, x)))
@ shapes.py
-S = TypeVar("S", bound=int)
+S = TypeVar("S", L[3], L[4])
"""),
    Edit("an imported constant changes", """
 from .config import K
 def f() -> None:
     reveal_type(T.zeros(K))
@ config.py
-K: Final = 300
+K: Final = 301
"""),
    Edit("an imported constant is constant no more", """
 from .config import K
 def f() -> None:
     reveal_type(T.zeros(K))
@ config.py
-K: Final = 300
+K = 300
"""),
    Edit("a constant of an imported module changes", """
 from . import config
 def f() -> None:
     reveal_type(T.zeros(config.K + 1))
@ config.py
-K: Final = 300
+K: Final = 301
"""),
    Edit("a constant is bound to an imported one", """
 from .config import K
 WIDTH = K * 2
 SHAPE = (WIDTH, 3)
 def f() -> None:
     reveal_type(T.zeros(WIDTH))
     reveal_type(T.zeros(SHAPE))
@ config.py
-K: Final = 300
+K: Final = 301
"""),
    Edit("an imported constant goes through a third module", """
 from .names import K
 def f() -> None:
     reveal_type(T.zeros(K))
@ names.py
 from .config import K as K
@ config.py
-K: Final = 300
+K: Final = 301
"""),
    Edit("a function in another module returns another shape", """
 from .data import load
 def f() -> None:
     reveal_type(load() + T.zeros(4))
@ data.py
-def load() -> Tensor[L[4]]:
-    return T.zeros(4)
+def load() -> Tensor[L[5]]:
+    return T.zeros(5)
"""),
    Edit("an inferred attribute in another module has another shape", """
 from .data import Data
 def f(data: Data) -> None:
     reveal_type(data.x + T.zeros(4))
@ data.py
 class Data:
     def __init__(self) -> None:
-        self.x = T.zeros(4)
+        self.x = T.zeros(5)
"""),
    Edit("a name that is bound in another module has another shape", """
 from .data import x
 def f() -> None:
     reveal_type(x + T.zeros(4))
@ data.py
 k = 4
+k = 5
 x = T.zeros(k)
"""),
    Edit("a parameter is renamed", """
 from .data import load
 def f() -> None:
     reveal_type(load(size=T.zeros(4)))
@ data.py
-def load(size: Tensor[N]) -> Tensor[Mul[L[2], N]]: ...
+def load(length: Tensor[N]) -> Tensor[Mul[L[2], N]]: ...
"""),
    Edit("a tensor is of another instance", """
-from hasktorch.double import Tensor as X
+from hasktorch.long import Tensor as X
 def f(x: X[L[4]]) -> None:
     reveal_type(x + 2)
     T.relu(x)
"""),
    Edit("a stub changes", """
 from .data import load, K
 def f() -> None:
     reveal_type(load() + T.zeros(K))
@ data.pyi
-K: Final = 4
-def load() -> Tensor[L[4]]: ...
+K: Final = 5
+def load() -> Tensor[L[4]]: ...
"""),
    Edit("a stub stands before its module", """
 from .data import load
 def f() -> None:
     reveal_type(load() + T.zeros(4))
@ data.py
 def load() -> Tensor[L[4]]:
     return T.zeros(4)
@ data.pyi
+def load() -> Tensor[L[5]]: ...
"""),
)  # fmt: skip

#: A function alone is checked again, for what it has from another module; what else it reads was checked before.
_ELSEWHERE = (
    Edit("a function is checked without its module", """
 from .data import load
 WIDTH = 12
 SHAPE = (WIDTH, 2)
 SCALE = 2.0
 KEEP = True
 NAME = "ij->i"
 WHICH = torch.float32
 SIZE = T.zeros(6).size(0)
 def f() -> None:
     reveal_type(load())
     reveal_type(T.zeros(WIDTH))
     reveal_type(T.zeros(SHAPE))
     reveal_type(T.zeros(-WIDTH + 20))
     reveal_type(T.nn.interpolate(T.zeros(1, 1, 9), scale_factor=SCALE))
     reveal_type(T.sum(T.zeros(4, 6), 0, KEEP))
     reveal_type(T.einsum(NAME, T.zeros(4, 6)))
     reveal_type(T.zeros(3).to(WHICH))
     reveal_type(T.zeros(SIZE))
     T.zeros(WIDTH) + T.zeros(SIZE)
@ data.py
-def load() -> Tensor[L[4]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
    Edit("a method is checked without its module", """
 from .data import load
 RNG: Final = T.new_rng(0)
 STRIDE = 2
 CONV = Conv2d.init(RNG, 3, 8, 3, stride=STRIDE)
 NET = T.sequential(Linear.init(RNG, 4, 3), T.relu, Linear.init(RNG, 3, 7))
 class C:
     k = 4
     def f(self, x: Tensor[B, L[3], L[32], L[32]]) -> None:
         reveal_type(load())
         reveal_type(CONV(x))
         reveal_type(NET(T.zeros(2, 4)))
         reveal_type(NET(T.zeros(2, 5)))
         reveal_type(T.sequential(CONV, T.relu)(x))
         k = STRIDE + 1
         reveal_type(T.zeros(k))
@ data.py
-def load() -> Tensor[L[4]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
    Edit("a function is checked without the other one", """
 from .data import load
 def outer() -> None:
     k = 4
     x = T.zeros(k)
     def inner() -> None:
         reveal_type(load() + x)
         reveal_type(T.zeros(k))
 def other() -> None:
     k = 5
     reveal_type(T.zeros(k))
@ data.py
-def load() -> Tensor[L[4]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
    Edit("a function whose names shadow those of its module is checked without it", """
 from .data import load
 k = 4
 x = T.zeros(2)
 WIDTH = T.zeros(k).size(0)
 def f(x: Tensor[L[7]]) -> None:
     k = load().size(0)
     reveal_type(T.zeros(WIDTH, k))
     reveal_type(load() + x)
@ data.py
-def load() -> Tensor[L[4]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
    Edit("a function is checked without a value that needs itself", """
 from .data import load
 M = M + 1
 NET = T.sequential(NET, T.relu)
 def f() -> None:
     reveal_type(T.zeros(M))
     reveal_type(NET(load()))
     reveal_type(load())
@ data.py
-def load() -> Tensor[L[4]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
    Edit("an error stays when another module changes", """
 WIDTH = 12
 def f() -> None:
     T.zeros(WIDTH) + T.zeros(7)
@ other.py
-A = 1
+A = 2
"""),
    Edit("a module is checked without its functions", """
 from .data import load
 x = load()
 k = x.size(0)
 def f() -> None:
     reveal_type(T.zeros(k))
     reveal_type(T.zeros(x.size(0)))
@ data.py
-def load() -> Tensor[L[4]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
    Edit("a call is refused without its module", """
 from .data import load
 WIDTH = 12
 def f() -> None:
     load() + T.zeros(WIDTH)
@ data.py
-def load() -> Tensor[L[12]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
    Edit("a value follows a function of another module", """
 from .data import load
 WIDTH = load().size(0) * 2
 CONV = Conv2d.init(T.new_rng(0), 3, WIDTH, 3, stride=2)
 def f(x: Tensor[B, L[3], L[9], L[9]]) -> None:
     reveal_type(T.zeros(WIDTH))
     reveal_type(CONV(x))
@ data.py
-def load() -> Tensor[L[4]]: ...
+def load() -> Tensor[L[5]]: ...
"""),
)  # fmt: skip

_FILES = (
    Edit("a file is deleted and comes back", """
 from .data import load
 def f() -> None:
     reveal_type(load() + T.zeros(4))
@ data.py
±def load() -> Tensor[L[4]]: ...
"""),
    Edit("a file is deleted", """
 from .data import load
 def f() -> None:
     reveal_type(load() + T.zeros(4))
@ data.py
-def load() -> Tensor[L[4]]: ...
"""),
    Edit("a file is new", """
 from .data import load
 def f() -> None:
     reveal_type(load() + T.zeros(4))
@ data.py
+def load() -> Tensor[L[4]]: ...
"""),
    Edit("a syntax error is made and repaired", """
 k = 4
 def f() -> None:
~    if k
+    print(k)
     reveal_type(T.zeros(k))
"""),
    Edit("a syntax error in an imported module is made and repaired", """
 from .config import K
 def f() -> None:
     reveal_type(T.zeros(K))
@ config.py
-K: Final = 4
~K: Final =
+K: Final = 5
"""),
    Edit("an error is ignored", """
 def f(x: Tensor[L[4]]) -> None:
-    x + T.zeros(5)
+    x + T.zeros(5)  # type: ignore[tensor-shape]
"""),
    Edit("an error is ignored no more", """
 def f(x: Tensor[L[4]]) -> None:
-    x + T.zeros(5)  # type: ignore[tensor-shape]
+    x + T.zeros(5)
"""),
    Edit("what is ignored is right", """
 def f(x: Tensor[L[4]]) -> None:
-    x + T.zeros(5)  # type: ignore[tensor-shape]
+    x + T.zeros(4)  # type: ignore[tensor-shape]
"""),
    Edit("lines move", """
+# One.
+# Two.
 k = 4
 def f() -> None:
     m = 5
     reveal_type(T.zeros(k, m))
 def g() -> None:
     n = 6
     T.zeros(n) + T.zeros(7)
"""),
    Edit("an edit is taken back", """
 k = 4
~k = 5
 def f() -> None:
     reveal_type(T.zeros(k))
"""),
    Edit("a module is imported no more", """
-from .config import K
+K = 3
 def f() -> None:
     reveal_type(T.zeros(K))
@ config.py
 K: Final = 4
"""),
)  # fmt: skip

EDITS = (*_NAMES, *_LAYERS, *_TYPES, *_ELSEWHERE, *_FILES)
#: Those that change nothing of what is said: the daemon must not change it either.
SAME = frozenset({
    "a file is deleted and comes back", "an edit is taken back", "an error stays when another module changes",
})  # fmt: skip
