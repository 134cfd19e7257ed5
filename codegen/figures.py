"""Counts what was bound and what was not: selection and facts → the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hasktorch_py.aten.names import NAMESPACES

from .lower.cases import facts_of
from .manifest import Figures, Manifest, Names
from .origin import Origin
from .parse import Reading
from .rules.facts import FactBook
from .select import Operator, Reason, Selection, Skip


def manifest(
    selection: Selection, book: FactBook, instances: Sequence[str], origin: Origin, reading: Reading
) -> Manifest:
    """The manifest of a package with these instances, whose operators were selected from what was read."""
    unread = [Skip(key, Reason.UNREAD) for key in reading.skipped]
    skips = sorted((*selection.skips, *unread), key=lambda skip: skip.key)
    counts = {reason.value: sum(skip.reason is reason for skip in skips) for reason in Reason}
    bound = frozenset(selection.bound)  # and what is declared twice is read once
    return Manifest(
        aten=origin.aten,
        declarations=origin.declarations,
        torch=origin.torch,
        facts=book.torch,
        overloads={"bound": len(selection.bound), **counts},
        namespaces={name or "T": _names(selection.operators, name) for name in (*NAMESPACES, "Tensor")},
        instances={instance: figures(selection.operators, book, instance) for instance in instances},
        bound=tuple(sorted(selection.bound)),
        skipped={skip.key: skip.reason.value for skip in skips if skip.key not in bound},
        findings=tuple(finding.portable for finding in reading.findings),
    )


def figures(operators: Iterable[Operator], book: FactBook, instance: str) -> Figures:
    """Counts the operators, and the overloads of the functions, that ATen implements for an instance."""
    functions = methods = overloads = ruled = unknown = 0
    for operator in operators:
        answers = (facts_of(signature, book) for signature in operator.signatures)
        here = [facts for facts in answers if instance in facts.instances]
        if not here:
            continue
        if operator.namespace == "Tensor":
            methods += 1
            continue
        functions += 1
        overloads += len(here)
        ruled += any(facts.rules for facts in here)
        unknown += not any(facts is book.facts.get(facts.key) for facts in here)
    return Figures(functions, methods, overloads, ruled, unknown)


def _names(operators: Iterable[Operator], namespace: str) -> Names:
    found = [operator for operator in operators if operator.namespace == namespace]
    return Names(len(found), sum(len(operator.signatures) for operator in found))
