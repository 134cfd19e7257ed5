"""Several results of one call as one: what they agree on stays, what follows a name becomes a formula."""

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from .answer import Result, SequenceResult, TensorResult, ValueResult
from .size_algebra import Dim, Point, evaluate


class Disagreement(Exception):
    """Results of different structure, of which no type can be made."""


def join(results: Sequence[Result]) -> Result:
    """What the results have in common.  Raises Disagreement where their structure differs."""
    return named_by(results, [{}] * len(results), [])


def join_ranks(results: Sequence[Any]) -> Result:
    """As `join`, of results whose ranks may differ: the dimensions at either end that all have stay."""
    first = results[0]
    if all(isinstance(r, TensorResult) for r in results) and len({(len(r.dims), r.rest) for r in results}) > 1:
        tags = {r.tag for r in results}
        heads = _common([r.dims[: r.rest] for r in results])
        tails = _common([r.dims[r.rest or 0 :][::-1] for r in results])
        tails = tails[: min(len(r.dims) for r in results) - len(heads)]
        return TensorResult(first.tag if len(tags) == 1 else None, (*heads, *reversed(tails)), rest=len(heads))
    if all(isinstance(r, SequenceResult) and len(r.items) == len(first.items) for r in results):
        columns = zip(*(r.items for r in results), strict=True)
        items = tuple(map(join_ranks, columns))
        return named_by([SequenceResult(r.kind, items, r.fields) for r in results], [{}] * len(results), [])
    return join(results)


def _common(shapes: Sequence[tuple[Dim | None, ...]]) -> tuple[Dim | None, ...]:
    """The dimensions that all shapes begin with, up to the last that is known."""
    begun = [column[0] for column in takewhile(lambda column: len({*column}) == 1, zip(*shapes, strict=False))]
    while begun and begun[-1] is None:
        begun.pop()
    return tuple(begun)


def alike(a: Result, b: Result) -> bool:
    """Whether sequences in the results, if there are any, have the same lengths."""
    if isinstance(a, SequenceResult) and isinstance(b, SequenceResult):
        return len(a.items) == len(b.items) and all(map(alike, a.items, b.items))
    return True


def named_by(results: Sequence[Any], points: Sequence[Point], symbols: Sequence[Dim]) -> Result:
    """As `join`, of results at points; a dimension that follows a symbol from point to point becomes its name.

    A formula that a result has already holds where it gives the numbers of the others.
    """
    first = results[0]
    if any(type(r) is not type(first) for r in results):
        raise Disagreement("the class of the result is not always the same")
    if isinstance(first, TensorResult):
        return _tensors(results, points, symbols)
    if isinstance(first, ValueResult):
        if any(r.kind != first.kind for r in results):
            raise Disagreement("the class of the result is not always the same")
        return ValueResult(first.kind, _dimension([r.value for r in results], points, symbols))
    if any((r.kind, len(r.items), r.fields) != (first.kind, len(first.items), first.fields) for r in results):
        raise Disagreement("the length of the result is not always the same")
    columns = zip(*(r.items for r in results), strict=True)
    return SequenceResult(first.kind, tuple(named_by(c, points, symbols) for c in columns), first.fields)


def _tensors(results: Sequence[TensorResult], points: Sequence[Point], symbols: Sequence[Dim]) -> TensorResult:
    tags = {r.tag for r in results}
    tag = tags.pop() if len(tags) == 1 else None
    if len({(len(r.dims), r.rest) for r in results}) > 1:
        return TensorResult(tag, (), rest=0)
    columns = zip(*(r.dims for r in results), strict=True)
    return TensorResult(tag, tuple(_dimension(c, points, symbols) for c in columns), results[0].rest)


def _dimension(found: Sequence[Dim | None], points: Sequence[Point], symbols: Sequence[Dim]) -> Dim | None:
    candidates = [found[0], *symbols]
    for candidate in candidates:
        if candidate is not None and all(_agree(candidate, n, p) for n, p in zip(found, points, strict=True)):
            return candidate
    return None


def _agree(candidate: Dim, found: Dim | None, point: Point) -> bool:
    if candidate == found:
        return True
    if isinstance(candidate, int) or not isinstance(found, int) or not point:
        return False
    return evaluate(candidate, point) == found
