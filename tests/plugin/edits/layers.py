"""Layers, what made them, and chains of them."""

from .edit import Edit

LAYERS = (
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
