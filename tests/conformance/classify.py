"""Compares what a checker shows with what the call really returns."""

import enum
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, TypeVar

from hasktorch_py.aten.dtypes import TAGS_OF

from .revealed import Anything, Dots, Either, Literals, Named, Type, Unpacked
from .truth import SequenceTruth, TensorTruth, Truth, ValueTruth

T = TypeVar("T")

Verdict = Literal["exact", "partial", "wrong"]


class Outcome(enum.Enum):
    """What a checker makes of a valid call."""

    EXACT = "exact"  # dtype and all dimensions as they are
    PARTIAL = "partial"  # true, but wider
    WRONG = "wrong"  # contradicts the real result
    FALSE_ERROR = "false error"  # the valid call is rejected
    MISSING = "missing"  # the instance has no such function, the tensor no such method


_WIDER: dict[str, frozenset[str]] = {
    "bool": frozenset(("int", "float", "complex")),
    "int": frozenset(("float", "complex")),
    "float": frozenset(("complex",)),
    "tuple": frozenset(("Sequence", "Iterable", "Collection", "Size")),
    "list": frozenset(("Sequence", "Iterable", "Collection", "MutableSequence")),
}


def compare(shown: Type, truth: Truth) -> Verdict:
    """How the shown type stands to the truth."""
    if isinstance(shown, Anything) or shown == Named("object"):
        return "partial"
    if isinstance(shown, Either):
        return _either([compare(m, truth) for m in shown.members])
    if isinstance(truth, TensorTruth):
        return _tensor(shown, truth)
    if isinstance(truth, SequenceTruth):
        return _sequence(shown, truth)
    return _value(shown, truth)


def _either(verdicts: Sequence[Verdict]) -> Verdict:
    """A union is true when one member is, and exact when all are."""
    if all(v == "exact" for v in verdicts):
        return "exact"
    return "wrong" if all(v == "wrong" for v in verdicts) else "partial"


def _all(verdicts: Iterator[Verdict]) -> Verdict:
    found = set(verdicts)
    return "wrong" if "wrong" in found else "partial" if "partial" in found else "exact"


def _tensor(shown: Type, truth: TensorTruth) -> Verdict:
    if not isinstance(shown, Named) or shown.name not in ("Tensor", "Parameter"):
        return "wrong"
    if not shown.arguments:  # torch.Tensor
        return "partial"
    tag, *shape = shown.arguments
    return _all(iter((_tag(tag, truth.tag), _shape(shape, truth.shape))))


def _tag(shown: Type, tag: str) -> Verdict:
    if isinstance(shown, Anything):
        return "partial"
    if isinstance(shown, Either):
        return _either([_tag(m, tag) for m in shown.members])
    if shown == Named(tag):
        return "exact"
    wider = isinstance(shown, Named) and tag in TAGS_OF.get(shown.name, ())
    return "partial" if wider else "wrong"


def _flat(shape: Sequence[Type]) -> Iterator[Type]:
    """The dimensions, `*tuple[A, B]` written out; `*tuple[A, ...]` stays as it is."""
    for item in shape:
        inner = item.inner if isinstance(item, Unpacked) else None
        if isinstance(inner, Named) and inner.name == "tuple" and Dots() not in inner.arguments:
            yield from _flat(inner.arguments)
        else:
            yield item


def _shape(shape: Sequence[Type], truth: Sequence[int]) -> Verdict:
    return _row(list(_flat(shape)), truth, _dimension)


def _row(shown: Sequence[Type], truth: Sequence[T], one: Callable[[Type, T], Verdict]) -> Verdict:
    """How a row of types, any number of others at one place in it, stands to a row of what is true."""
    open_at = [i for i, item in enumerate(shown) if isinstance(item, Unpacked)]
    if not open_at:
        return _all(one(s, t) for s, t in zip(shown, truth, strict=True)) if len(shown) == len(truth) else "wrong"
    before, after = shown[: open_at[0]], shown[open_at[-1] + 1 :]
    if len(before) + len(after) > len(truth):
        return "wrong"
    ends = [*zip(before, truth, strict=False), *zip(reversed(after), reversed(truth), strict=False)]
    return "wrong" if _all(one(s, t) for s, t in ends) == "wrong" else "partial"


def _dimension(shown: Type, n: int) -> Verdict:
    if isinstance(shown, Either):
        return _either([_dimension(m, n) for m in shown.members])
    if isinstance(shown, Literals):
        if str(n) not in shown.values:
            return "wrong"
        return "exact" if len(shown.values) == 1 else "partial"
    wide = isinstance(shown, Anything) or (isinstance(shown, Named) and shown.name in ("int", "object"))
    return "partial" if wide else "wrong"


def _sequence(shown: Type, truth: SequenceTruth) -> Verdict:
    if not isinstance(shown, Named):
        return "wrong"
    if shown.name in _WIDER[truth.kind]:
        return "partial"
    if shown.name != truth.kind:
        return "wrong"
    of_any_length = truth.kind == "list" or Dots() in shown.arguments
    if of_any_length:
        element = shown.arguments[0] if shown.arguments else Anything()
        verdict = _all(compare(element, item) for item in truth.items)
        return "partial" if verdict == "exact" and truth.kind == "tuple" else verdict
    return _row(shown.arguments, truth.items, compare)


def _value(shown: Type, truth: ValueTruth) -> Verdict:
    if isinstance(shown, Literals):
        if repr(truth.value) not in (v.replace('"', "'") for v in shown.values):
            return "wrong"
        return "exact" if len(shown.values) == 1 else "partial"
    if not isinstance(shown, Named):
        return "wrong"
    if shown.name in (truth.kind, "None" if truth.kind == "NoneType" else truth.kind):
        return "exact"
    return "partial" if shown.name in _WIDER.get(truth.kind, ()) else "wrong"
