"""Functions that are checked alone, without the rest of their module."""

from .edit import Edit

#: A function alone is checked again, for what it has from another module; what else it reads was checked before.
ALONE = (
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
