"""Named results: the generic named tuples behind `T.max(x, 0).values`, one for each set of names."""

from __future__ import annotations

from collections.abc import Iterable

from ..select.selection import Operator
from .overloads import class_name
from .view import ResultView

_LETTERS = ("_A", "_B", "_C", "_D", "_E", "_F")


def results(operators: Iterable[Operator]) -> tuple[ResultView, ...]:
    """The classes that the signatures of the operators refer to, by name."""
    found: dict[str, tuple[str, ...]] = {}
    for operator in operators:
        for signature in operator.signatures:
            names = tuple(str(each.name) for each in signature.returns if each.name)
            if len(names) < 2 or len(names) < len(signature.returns):
                continue
            known = found.setdefault(class_name(signature.returns), names)
            assert known == names, f"{signature.key}: {names} and {known} would be one class"
    return tuple(
        ResultView(name, ", ".join(_LETTERS[: len(names)]), tuple(zip(names, _LETTERS, strict=False)))
        for name, names in sorted(found.items())
    )


def variables(views: Iterable[ResultView]) -> tuple[str, ...]:
    """The type variables that the classes use."""
    most = max((len(view.fields) for view in views), default=0)
    return _LETTERS[:most]
