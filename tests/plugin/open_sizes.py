"""Random calls in which a size is not known: a type variable `B`, or `Any`; or the rank of a tensor."""

import random
import re
from dataclasses import replace

from tests.conformance.opened import computed
from tests.conformance.revealed import Type

from .random_calls import Made, RandomCall

OTHER_SIZES = (1, 7, 11, 24, 33, 40)  # that a type variable stands for, too: primes, and what many numbers divide
UNRANKED_SHARE = 0.2  # of the open calls have a tensor of unknown rank
MOST_TIMES = 4  # in one tensor, which grows with them
_SIZE = re.compile(r"L\[(\d+)\]")


def opened(call: RandomCall, rng: random.Random) -> RandomCall:
    """The call with a size written as `B` wherever it occurs, or as `Any` in some places, or with an unknown rank."""
    sizes = sorted({n for made in call.tensors for n in made.sizes})
    if not sizes:
        return call
    if rng.random() < UNRANKED_SHARE:
        return _unranked(call, rng)
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


def _unranked(call: RandomCall, rng: random.Random) -> RandomCall:
    """The call with some neighbouring sizes of one tensor forgotten, and how many they are."""
    annotations = list(call.annotations)
    place = rng.choice([i for i, annotation in enumerate(annotations) if _SIZE.search(annotation)])
    found = list(_SIZE.finditer(annotations[place]))
    first, last = sorted(rng.choices(found, k=2), key=re.Match.start)
    annotations[place] = f"{first.string[: first.start()]}*tuple[Any, ...]{last.string[last.end() :]}"
    return replace(call, annotations=tuple(annotations), gradual=True)


def elsewhere(call: RandomCall, size: int) -> RandomCall:
    """The same call where `B` is another number."""
    tensors = (Made(t.tag, tuple(size if n == call.symbol else n for n in t.sizes), t.role) for t in call.tensors)
    return replace(call, tensors=tuple(tensors), symbol=size)


def shown(said: str, symbol: int | None) -> Type:
    """The type that mypy showed, with the number that `B` is in the call."""
    return computed(said, {} if symbol is None else {"B": symbol})
