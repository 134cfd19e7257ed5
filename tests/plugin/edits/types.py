"""Annotations, and what comes from other modules."""

from .edit import Edit

TYPES = (
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
     reveal_type(T.cat((x, x)))
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
