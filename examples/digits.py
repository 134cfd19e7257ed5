"""scikit-learn's digits: images of 8 × 8 pixels from 0 to 1, and which digit each shows.

There are 1797; the last 397 are held out.
"""

from typing import Any
from typing import Literal as L

import sklearn.datasets  # type: ignore[import-untyped] # it ships no types

import hasktorch.double as T
import hasktorch.long as N

LEARNED = 1400


def load(held_out: bool = False) -> tuple[T.Tensor[Any, L[64]], N.Tensor[Any]]:
    """The images as rows, and their digits: those to learn from, or those held out."""
    raw: Any = sklearn.datasets.load_digits()  # Any: what checkers infer from its source is wrong
    part = slice(LEARNED, None) if held_out else slice(LEARNED)
    return T.from_numpy(raw.data[part] / 16, (None, 64)), N.from_numpy(raw.target[part], (None,))
