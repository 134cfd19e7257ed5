"""What the surface is made of: one name of one namespace that Python can call or read."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from .signature import Signature


class Kind(enum.Enum):
    """What stands under the name."""

    FUNCTION = "function"
    METHOD = "method"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class Operator:
    """``target`` is the dotted path of torch's own object; ``factory``: the instance fixes its ``dtype``.

    ``namespace`` is ``""`` for the instance itself, ``nn``, ``linalg``, ``fft``, ``special``, or ``Tensor`` for what
    the class has.
    """

    namespace: str
    name: str
    kind: Kind
    target: str
    signatures: tuple[Signature, ...]
    factory: bool = False

    @property
    def out(self) -> bool:
        """Whether some overload takes the result as ``out=``."""
        return any(signature.out for signature in self.signatures)


def is_factory(signatures: tuple[Signature, ...]) -> bool:
    """Whether every overload makes a tensor of a given dtype, and one of them does so from no tensor at all."""
    return all(signature.takes_options for signature in signatures) and not all(
        signature.tensors for signature in signatures
    )
