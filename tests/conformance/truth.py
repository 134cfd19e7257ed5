"""What a call really returns, as far as a type can tell it."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch

from hasktorch_py.aten.torch_dtypes import TAGS


class Untypable(Exception):
    """A value that no type of the package describes; the message is the reason that the table counts."""


@dataclass(frozen=True, slots=True)
class TensorTruth:
    """A tensor: the tag of its dtype and its dimensions."""

    tag: str
    shape: tuple[int, ...]

    def __str__(self) -> str:
        return f"Tensor[{', '.join((self.tag, *map(str, self.shape)))}]"


@dataclass(frozen=True, slots=True)
class SequenceTruth:
    """A tuple or a list; torch's named tuples are tuples here (`named`)."""

    kind: str
    items: tuple["Truth", ...]
    named: bool = False

    def __str__(self) -> str:
        return f"{self.kind}[{', '.join(map(str, self.items))}]"


@dataclass(frozen=True, slots=True)
class ValueTruth:
    """A Python value: the name of its class, and the value itself where a literal type could hold it."""

    kind: str
    value: int | bool | str | None = None

    def __str__(self) -> str:
        return self.kind if self.value is None else repr(self.value)


Truth = TensorTruth | SequenceTruth | ValueTruth


def truth_of(value: object) -> Truth:
    """The truth about a result.  Raises Untypable for what the package has no type for."""
    if isinstance(value, torch.Tensor):
        if value.dtype not in TAGS:
            raise Untypable(f"a tensor of {value.dtype}, which no instance has")
        return TensorTruth(TAGS[value.dtype], tuple(value.shape))
    if isinstance(value, torch.Size):
        return SequenceTruth("tuple", tuple(ValueTruth("int", n) for n in value))
    if isinstance(value, tuple):
        return SequenceTruth("tuple", tuple(map(truth_of, value)), named=type(value) is not tuple)
    if isinstance(value, list):
        return SequenceTruth("list", tuple(map(truth_of, value)))
    if isinstance(value, bool | int | str):
        return ValueTruth(type(value).__name__, value)
    if value is None or isinstance(value, float | complex | torch.dtype):
        return ValueTruth(type(value).__name__)
    raise Untypable(f"a result of class {type(value).__name__}")


def tensors_of(value: object) -> Iterator[torch.Tensor]:
    """Every tensor inside nested tuples, lists and dictionaries, in order."""
    if isinstance(value, torch.Tensor):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from tensors_of(item)
    elif isinstance(value, dict):
        yield from tensors_of(list(value.values()))
