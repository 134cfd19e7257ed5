"""What a tag is."""

from typing import ClassVar, Protocol

import torch


class Tag(Protocol):
    """A dtype as a type, whichever signature it is of: `hasktorch.tensor.Double`."""

    dtype: ClassVar[torch.dtype]
