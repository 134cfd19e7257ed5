"""`x[…]` as data: which tuples of indices the class tells apart, and what each makes of a shape."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

#: Annotations: an int, a whole dimension (`:`), a part of one (`1:`), a new dimension (`None`), `...`.
_ITEMS = {"I": "_int", "F": "_Full", "P": "_Part", "N": "None", "E": "EllipsisType"}
_VARIABLES = ("_A", "_B", "_C")
_NEW = ("NF", "NP", "NI", "IN", "IE", "FN", "PN", "EI", "EF", "EP", "EN", "NE", "EII", "NFF", "FNF", "FFN")


@dataclass(frozen=True, slots=True)
class Index:
    """The shape of the tensor, the annotation of the index, the shape of the result: all as text."""

    before: str
    items: str
    after: str


def indices() -> tuple[Index, ...]:
    """Tuples of two ints or slices; of three, their slices all whole or all in part; the usual new dimensions."""
    pairs = ["".join(each) for each in itertools.product("IFP", repeat=2)]
    triples = ["".join(each) for slices in ("IF", "IP") for each in itertools.product(slices, repeat=3)]
    return tuple(_index(each) for each in dict.fromkeys((*pairs, *triples, *_NEW)))


def _index(kinds: str) -> Index:
    variables = iter(_VARIABLES)
    before: list[str] = []
    after: list[str] = []
    for kind in kinds:
        if kind == "E":
            before.append("*_Ss")
            after.append("*_Ss")
            continue
        if kind == "N":
            after.append("Literal[1]")
            continue
        name = next(variables) if kind == "F" else "Any"
        before.append(name)
        after += [name] if kind != "I" else []
    if "E" not in kinds:
        before.append("*_Ss")
        after.append("*_Ss")
    return Index(", ".join(before), ", ".join(_ITEMS[kind] for kind in kinds), ", ".join(after))


def ranks() -> Iterator[tuple[int, str]]:
    """The ranks that `dim()` tells as a literal, each with the shape of that rank."""
    yield 0, "*tuple[()]"
    for rank in range(1, 6):
        yield rank, ", ".join(["Any"] * rank)
