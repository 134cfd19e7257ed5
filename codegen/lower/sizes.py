"""The sizes that a literal in a call keeps in its type: the members of `Dim`.

A checker keeps the literals of `zeros(4, 2)` only where the type variable is bounded by a union of literals, and such
a union costs time: with 256 members pyright takes 2.6 s for 200 calls, with 1,024 it takes 5.9 s. So there are 256: all
up to 128, then what people use. docs/literals.md measures other bounds: fewer literals cost less and more sizes are
unknown, more make pyrefly give up, and whatever lets all of them in makes an `int` a size that fits nothing.
"""

from __future__ import annotations

import textwrap

LARGE = (
    *(144, 150, 160, 176, 192, 196, 197, 200, 208, 224, 225, 240, 250, 255, 256, 257, 272, 288, 299, 300, 304),
    *(320, 336, 352, 360, 384, 392, 400, 416, 432, 448, 480, 496, 500, 511, 512, 513, 528, 544, 576, 600, 608),
    *(640, 672, 700, 704, 720, 728, 750, 768, 784, 800, 832, 864, 896, 900, 960, 1000, 1008, 1023, 1024, 1025),
    *(1080, 1088, 1100, 1152, 1200, 1280, 1344, 1408, 1500, 1536, 1600, 1664, 1792, 1800, 1920, 2000, 2016, 2048),
    *(2304, 2400, 2500, 2560, 2688, 2816, 3000, 3072, 3200, 3584, 3840, 4000, 4096, 4608, 5000, 5120, 6144, 7168),
    *(8000, 8192, 9216, 10000, 10240, 11008, 12288, 12800, 14336, 16000, 16384, 20000, 25000, 25088, 28672, 30000),
    *(30522, 32000, 32768, 50000, 50257, 50304, 65536, 100000, 128256, 131072, 151936, 262144),
)
SIZES = (*range(129), *LARGE)
assert len(set(SIZES)) == len(SIZES) <= 256


def text(indent: str = "    ", width: int = 119) -> str:
    """The members in lines, as they stand inside `Literal[...]`."""
    return textwrap.fill(", ".join(map(str, SIZES)) + ",", width, initial_indent=indent, subsequent_indent=indent)
