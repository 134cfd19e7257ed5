"""What the run-time table of missing names says: declarations that are not bound, functions that some dtypes lack."""

from __future__ import annotations

from hasktorch_py.aten.dtypes import DTYPES

from ..rules.facts import FactBook
from ..select.selection import Operator, Selection
from .cases import facts_of


def absent(selection: Selection, book: FactBook) -> dict[str, object]:
    """Values for the template: (name, reason) and (name, tags), by name within an instance (`add`, `linalg.inv`)."""
    offered = [operator for operator in selection.operators if operator.namespace != "Tensor"]
    names = {operator.name for operator in offered}
    skipped = {
        name: skip.reason.value
        for skip in selection.skips
        if not (name := skip.key.split(".")[0]).startswith("_") and name not in names
    }
    partial = {_qualified(operator): tags for operator in offered if (tags := _tags(operator, book)) is not None}
    return {"skipped": sorted(skipped.items()), "partial": sorted(partial.items())}


def _qualified(operator: Operator) -> str:
    return ".".join(filter(None, (operator.namespace, operator.name)))


def _tags(operator: Operator, book: FactBook) -> str | None:
    """The tags of the instances that have the function, as the items of a tuple; None where all have it."""
    facts = [facts_of(each, book) for each in operator.signatures]
    having = frozenset().union(*(each.instances for each in facts))
    if len(having) == len(DTYPES):
        return None
    return "".join(f'"{dtype.tag}", ' for dtype in DTYPES if dtype.instance in having)[:-1]
