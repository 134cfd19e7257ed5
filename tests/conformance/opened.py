"""Sample calls whose sizes are open: type variables or `Any` in the place of numbers.

A call is kept where torch takes it for other numbers, too; the type that is shown has to be that of every result.
"""

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import torch

from hasktorch_py.mypy_plugin.symbolic import OPERATORS
from hasktorch_py.oracle.size_algebra import operation
from tests.checkers import Checker

from .calls import Call
from .classify import Verdict, compare
from .evaluate import evaluate, instance_module
from .revealed import Anything, Either, Literals, Named, Type, Unpacked, read
from .truth import SequenceTruth, TensorTruth, Truth

Opening: TypeAlias = Literal["batch", "all", "any"]
OPENINGS: Mapping[Opening, str] = {
    "batch": "the first size of the first tensor is a type variable wherever it comes first",
    "all": "every size is a type variable, equal ones the same",
    "any": "half of the sizes are `Any`",
}

_SIZE = re.compile(r"L\[(\d+)\]")
_VARIABLE = re.compile(r"\b(S\d+|B)\b(?:`-?\d+)?")
_SHARE = 0.5  # of the sizes become Any
_MOST_SIZE = 64  # larger tensors grow too large with other numbers
_OTHERS: Sequence[Callable[[int], int]] = (lambda n: n + 1, lambda n: 2 * n + 3)


@dataclass(frozen=True, slots=True)
class OpenCall(Call):
    """A call with its results for other sizes, each with the values of the type variables.

    `is_varied`: all sizes that are `Any` have been others in these.
    """

    others: tuple[tuple[Mapping[str, int], Truth], ...] = field(default=(), compare=False)
    is_varied: bool = field(default=True, compare=False)

    def judge(self, shown: str, checker: Checker) -> Verdict:
        """How the type that mypy shows stands to all results; exact, too, where only what does vary is unknown."""
        large = [
            (sizes, truth) for sizes, truth in self.others if not is_too_small(computed(shown, sizes), [truth])
        ] or self.others  # that a type variable is large enough is assumed
        found = {compare(computed(shown, sizes), truth) for sizes, truth in large}
        if "wrong" in found or found == {"exact"}:
            return "wrong" if "wrong" in found else "exact"
        if any(sizes for sizes, _ in self.others):
            return "partial"
        first, *rest = (truth for _, truth in self.others)
        return "exact" if not self.is_varied or _knows(read(shown, "mypy"), first, rest) else "partial"


def some_of_each(calls: Mapping[Call, int], most: int) -> Mapping[Call, int]:
    """So many different calls of each operator, each once: they stand for the others, whose sizes differ."""
    of_each: dict[str, list[Call]] = defaultdict(list)
    for call in calls:
        of_each[call.opinfo].append(call)
    return {own[i * len(own) // most]: 1 for own in of_each.values() for i in range(most)}


def opened(calls: Mapping[Call, int], instance: str, opening: Opening) -> Counter[Call]:
    """The calls whose sizes may be opened so, and their weights."""
    rng = random.Random(0)
    found: Counter[Call] = Counter()
    for call, weight in calls.items():
        if (open_call := _opened(call, instance, opening, rng)) is not None:
            found[open_call] += weight
    return found


def _opened(call: Call, instance: str, opening: Opening, rng: random.Random) -> Call | None:
    sizes = [n for tensor in call.tensors for n in tensor.shape]
    leading = next((tensor.shape[0] for tensor in call.tensors if tensor.ndim), None)
    if leading is None or max(sizes) > _MOST_SIZE:
        return None
    chosen: list[list[bool]] = [
        [place == 0 and n == leading if opening == "batch" else opening == "all" or rng.random() < _SHARE
         for place, n in enumerate(tensor.shape)]
        for tensor in call.tensors
    ]  # fmt: skip
    if not any(map(any, chosen)):
        return None
    choices = [pair for t, own in zip(call.tensors, chosen, strict=True) for pair in zip(t.shape, own, strict=True)]
    open_numbers = {n for n, is_chosen in choices if is_chosen}
    varied = open_numbers - {n for n, is_chosen in choices if not is_chosen and opening == "any"}
    module = instance_module(instance)
    others: list[tuple[Mapping[str, int], Truth]] = [(_named(open_numbers, lambda n: n, opening), call.truth)]
    for other in _OTHERS:
        tensors = [
            _resized(t, [other(n) if c and n in varied else n for n, c in zip(t.shape, places, strict=True)])
            for t, places in zip(call.tensors, chosen, strict=True)
        ]
        try:
            truth = evaluate(call.text, tensors, module, {})
        except Exception:  # torch raises many kinds
            continue
        others.append((_named(open_numbers, other, opening), truth))
    is_varied = len(others) == 1 + len(_OTHERS) and varied == open_numbers
    if opening != "any" and not is_varied:
        return None
    annotations = tuple(map(_annotation, call.annotations, chosen, [opening] * len(chosen)))
    return OpenCall(call.opinfo, call.text, annotations, call.truth, call.tensors, tuple(others), is_varied)


def _named(numbers: set[int], other: Callable[[int], int], opening: Opening) -> Mapping[str, int]:
    return {} if opening == "any" else {f"S{n}": other(n) for n in numbers}


def _annotation(annotation: str, chosen: Sequence[bool], opening: Opening) -> str:
    places = iter(chosen)

    def name(match: re.Match[str]) -> str:
        return match[0] if not next(places) else "Any" if opening == "any" else f"S{match[1]}"

    return _SIZE.sub(name, annotation)


def _resized(tensor: torch.Tensor, shape: Sequence[int]) -> torch.Tensor:
    """A tensor of another shape with the elements of the first, again and again where they do not suffice."""
    for place, (n, other) in enumerate(zip(tensor.shape, shape, strict=True)):
        if n != other:
            if n == 0:
                return tensor.new_zeros(list(shape))
            tensor = tensor.index_select(place, torch.arange(other) % n)
    return tensor


def computed(shown: str, sizes: Mapping[str, int]) -> Type:
    """The type that mypy shows with numbers in the place of type variables, the operations on them carried out."""
    return _carried_out(read(_VARIABLE.sub(lambda m: f"Literal[{sizes[m[1]]}]", shown) if sizes else shown, "mypy"))


def _carried_out(found: Type) -> Type:
    match found:
        case Named(name, (left, right)) if name in OPERATORS:
            match _carried_out(left), _carried_out(right):
                case Literals((a,)), Literals((b,)):
                    return Literals((str(operation(OPERATORS[name], int(a), int(b))),))
            return found
        case Named(name, arguments):
            return Named(name, tuple(map(_carried_out, arguments)))
        case Either(members):
            return Either(tuple(map(_carried_out, members)))
        case Unpacked(inner):
            return Unpacked(_carried_out(inner))
    return found


def _knows(shown: Type, first: Truth, others: Sequence[Truth]) -> bool:
    """Whether a type has all that the results have in common."""
    match shown, first:
        case Named("Tensor", (tag, *dims)), TensorTruth(_, shape):
            shapes = [other.shape for other in others if isinstance(other, TensorTruth)]
            if any(isinstance(dim, Unpacked) for dim in dims):
                return any(len(other) != len(shape) for other in shapes)
            same = [all(other[i] == n for other in shapes) for i, n in enumerate(shape)]
            return not isinstance(tag, Anything) and all(
                isinstance(dim, Literals) for dim, is_same in zip(dims, same, strict=False) if is_same
            )
        case Named(_, arguments), SequenceTruth(_, items):
            if any(not isinstance(o, SequenceTruth) or len(o.items) != len(items) for o in others):
                return True
            columns = zip(*(o.items for o in others if isinstance(o, SequenceTruth)), strict=True)
            return len(arguments) == len(items) and all(map(_knows, arguments, items, columns))
    return isinstance(shown, Named)


def is_too_small(found: Type, results: Iterable[Truth]) -> bool:
    """Whether a size is negative, or there are more items in a type than in the results."""
    if not isinstance(found, Named):
        return isinstance(found, Literals) and found.values[0].startswith("-")
    fewer = any(isinstance(r, SequenceTruth) and len(r.items) < len(found.arguments) for r in results)
    return fewer or any(is_too_small(a, ()) for a in found.arguments)
