"""Files that come and go, syntax errors, and what is ignored."""

from .edit import Edit

FILES = (
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
