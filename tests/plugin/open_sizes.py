"""Random calls in which a size is not known: a type variable `B`, or `Any`."""

import random
import re
from dataclasses import replace

from hasktorch_py.mypy_plugin.symbolic import OPERATORS
from hasktorch_py.oracle.size_algebra import operation
from tests.conformance.revealed import Either, Literals, Named, Type, Unpacked, read

from .random_calls import Made, RandomCall

OTHER_SIZES = (1, 7, 11, 33)  # that a type variable stands for, too
MOST_TIMES = 4  # in one tensor, which grows with them
_SIZE = re.compile(r"L\[(\d+)\]")
_SHOWN = re.compile(r"\bB\b(?:`-?\d+)?")


def opened(call: RandomCall, rng: random.Random) -> RandomCall:
    """The call with one of its sizes written as `B` wherever it occurs, or as `Any` in some places."""
    sizes = sorted({n for made in call.tensors for n in made.sizes})
    if not sizes:
        return call
    size, share = rng.choice(sizes), rng.choice((1.0, 0.6))
    if share == 1.0 and any(made.sizes.count(size) > MOST_TIMES for made in call.tensors):
        return call
    if share == 1.0:
        annotations = tuple(_SIZE.sub(lambda m: "B" if int(m[1]) == size else m[0], a) for a in call.annotations)
        return replace(call, annotations=annotations, symbol=size)

    def forgotten(match: re.Match[str]) -> str:
        return "Any" if int(match[1]) == size and rng.random() < share else match[0]

    annotations = tuple(_SIZE.sub(forgotten, a) for a in call.annotations)
    return replace(call, annotations=annotations, gradual=annotations != call.annotations)


def elsewhere(call: RandomCall, size: int) -> RandomCall:
    """The same call where `B` is another number."""
    tensors = (Made(t.tag, tuple(size if n == call.symbol else n for n in t.sizes), t.role) for t in call.tensors)
    return replace(call, tensors=tuple(tensors), symbol=size)


def shown(said: str, symbol: int | None) -> Type:
    """The type that mypy showed, with the number that `B` is in the call."""
    return read(said, "mypy") if symbol is None else _computed(read(_SHOWN.sub(f"Literal[{symbol}]", said), "mypy"))


def _computed(found: Type) -> Type:
    """Operations on dimensions carried out."""
    match found:
        case Named(name, (left, right)) if name in OPERATORS:
            match _computed(left), _computed(right):
                case Literals((a,)), Literals((b,)):
                    return Literals((str(operation(OPERATORS[name], int(a), int(b))),))
            return found
        case Named(name, arguments):
            return Named(name, tuple(map(_computed, arguments)))
        case Either(members):
            return Either(tuple(map(_computed, members)))
        case Unpacked(inner):
            return Unpacked(_computed(inner))
    return found
