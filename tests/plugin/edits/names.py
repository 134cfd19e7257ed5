"""Names that are bound once, and then are not."""

from .edit import Edit

NAMES = (
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
