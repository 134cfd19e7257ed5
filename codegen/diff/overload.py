"""One overload in two versions → all details in which they differ."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Base, BaseType, Declaration, Return
from .arguments import argument_details
from .aspects import Aspect, Detail, Meaning, worst
from .widening import change_of

_VOID = (Return(None, BaseType(Base.VOID)),)


def details_of(old: Declaration, new: Declaration) -> tuple[Detail, ...]:
    """Every difference; empty exactly where the two say the same in the same words."""
    found = (*_names(old, new), *argument_details(old, new), *_results(old, new), *_places(old, new))
    if not found and old.schema != new.schema:
        return (Detail(Aspect.NOTATION, "the schema"),)
    return found


def takes_calls_of(new: Declaration, old: Declaration) -> bool:
    """Whether every call of ``old`` is one of ``new``, with the same kinds of results."""
    if new.is_out != old.is_out:
        return False
    return worst((*argument_details(old, new), *_results(old, new), *_places(old, new))) is not Meaning.BREAKING


def _names(old: Declaration, new: Declaration) -> Iterator[Detail]:
    if old.name != new.name:
        yield Detail(Aspect.OPERATOR_RENAMED, f"{old.name} → {new.name}")
    elif old.overload != new.overload:
        yield Detail(Aspect.LABEL, f"{old.key} → {new.key}")


def _results(old: Declaration, new: Declaration) -> Iterator[Detail]:
    before, after = (() if each.returns == _VOID else each.returns for each in (old, new))
    if not before and after:
        yield Detail(Aspect.RESULT_GIVEN, ", ".join(map(str, after)))
    elif len(before) != len(after):
        yield Detail(Aspect.RESULT_COUNT, f"{', '.join(map(str, before))} → {', '.join(map(str, after)) or 'none'}")
    else:
        for index, (first, second) in enumerate(zip(before, after, strict=True)):
            yield from _result(first, second, f"result {index}" if len(before) > 1 else "result")
        yield from _result_names(before, after)


def _result(old: Return, new: Return, label: str) -> Iterator[Detail]:
    widening = change_of(old.type, new.type)
    if widening is not None:
        aspect = widening if widening is Aspect.TYPE_RESPELLED else Aspect.RESULT_TYPE
        yield Detail(aspect, f"{label}: {old.type} → {new.type}")
    before, after = (each.annotation.spelling if each.annotation is not None else "" for each in (old, new))
    if before != after:
        yield Detail(Aspect.ALIASING, f"{label}: ({before}) → ({after})")


def _result_names(before: tuple[Return, ...], after: tuple[Return, ...]) -> Iterator[Detail]:
    old, new = [result.name for result in before], [result.name for result in after]
    if old == new:
        return
    text = f"{', '.join(name or '_' for name in old)} → {', '.join(name or '_' for name in new)}"
    if len(new) == 1:
        yield Detail(Aspect.RESULT_RESPELLED, text)
    elif not any(old):
        yield Detail(Aspect.RESULT_NAMED, text)
    else:
        yield Detail(Aspect.RESULT_RENAMED, text)


def _places(old: Declaration, new: Declaration) -> Iterator[Detail]:
    if old.is_function != new.is_function:
        yield Detail(Aspect.FUNCTION_GAINED if new.is_function else Aspect.FUNCTION_LOST, new.name)
    if old.is_method != new.is_method:
        yield Detail(Aspect.METHOD_GAINED if new.is_method else Aspect.METHOD_LOST, new.name)
    if old.python_module != new.python_module:
        yield Detail(Aspect.NAMESPACE, f"{old.python_module or 'torch'} → {new.python_module or 'torch'}")
    if old.deprecated != new.deprecated:
        yield Detail(Aspect.DEPRECATED if new.deprecated else Aspect.UNDEPRECATED, new.name)
