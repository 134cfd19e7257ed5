"""The verdict on a call at one point, where every name is a number.

The call is run on meta tensors, which cost nothing whatever their sizes are. Where it is small it is also run on real
ones: eager ATen has the last word. A small call is run with different elements, and a size that differs between
them depends on the data; a larger one on zeros, or ones; one that is too large is made smaller, as far as its sizes
keep their relations, to see whether eager refuses what meta tensors pass.
"""

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from hasktorch_py.aten.dtypes import TAGS_OF

from .answer import Raised, Result
from .execution import Inexpressible, run
from .fillings import PEAK, Filling, meta, one, peak, rising, varied, zero
from .joining import join
from .question import Constant, Question, Sequence, Tensor
from .size_algebra import Point
from .traversal import concrete, elements, flat, resized, valueless

SMALL = 2**16  # elements in a call that is run with different elements
LARGE = 2**21  # elements in a call that is run on zeros, and on ones where these are refused
LARGE_OF_MANY = 2**17  # the same, where the call is one of many that are tried
MOST_WORK = 2**27  # elements in all runs of a question's calls
A_RUN = 2**14  # elements that cost what a run of a function in Python may cost without any
REAL: tuple[Filling, ...] = (varied, zero, one, rising)
PLAIN: tuple[Filling, ...] = (zero, one)
MOST_INT = PEAK - 1  # of an int in a call whose result meta tensors do not show
_SIZES = frozenset({"size", "shape", "numel", "nelement", "dim", "ndimension", "ndim", "__len__", "element_size"})
#: A message about elements, a hidden layout, or this process: another call of the same types may be accepted.
_DATA = re.compile(
    r"Did you properly pass|out of bounds for storage|singular|positive-definite|is zero(, | and )|INTERNAL ASSERT"
)
_MASKED = "indexing tensors could not be broadcast"  # beside a mask, whose true elements decide
_ELEMENTS = ("_LinAlgError", "LinAlgError", "ZeroDivisionError")  # kinds that are about elements, too
_MISSING = ("NotImplementedError", *_ELEMENTS)


@dataclass(frozen=True, slots=True)
class Undecided:
    """Neither accepted nor refused: the data would tell, or a kernel is missing."""

    why: str


Verdict = Result | Raised | Undecided


class Work:
    """What has been done for one question, so that it comes to an end on any machine."""

    def __init__(self) -> None:
        self._left = MOST_WORK

    def add(self, elements: int) -> None:
        """One more run of a call.  Raises Inexpressible where it is too much."""
        self._left -= elements + A_RUN
        if self._left < 0:
            raise Inexpressible("too many sizes and values would have to be tried")


class Trials:
    """Runs one question at points; with `meta_only` never on real tensors."""

    def __init__(
        self, question: Question, function: Callable[..., Any], meta_only: bool, work: Work, large: int = LARGE
    ) -> None:
        self._question, self._function, self._meta_only, self._work = question, function, meta_only, work
        self._large = large
        self._verdicts: dict[tuple[Any, ...], Verdict] = {}
        self._receives = any(key == "out" for key, _ in question.kwargs)
        self.tells_sizes = question.name.rpartition(".")[2] in _SIZES

    def at(self, point: Point) -> Verdict:
        """What ATen makes of the call at a point; it is asked once."""
        key = tuple(point.items())
        if key not in self._verdicts:
            self._verdicts[key] = self._asked(point)
        return self._verdicts[key]

    def _asked(self, point: Point) -> Verdict:
        question = concrete(self._question, point)
        if _splits_at_elements(question):
            return Undecided("the sizes are elements of a tensor")
        on_meta = self._run(question, point, meta)
        shown = not isinstance(on_meta, Raised)
        size = _size(question) + elements(on_meta)
        if self._is_run(question, on_meta) and (shown or _ints_are_small(question)):
            different = REAL if shown else (*REAL, peak)  # where meta tensors show no size, elements may decide it
            return self._eager(question, point, on_meta, different if size <= SMALL else PLAIN)
        if isinstance(on_meta, Raised):
            return Undecided(on_meta.message) if _tells_nothing(on_meta) else on_meta
        return self._refusal_of_smaller(question, point) or self._without_data(on_meta)

    def refusal_on_meta(self, point: Point) -> Raised | None:
        """What meta tensors raise at a point, if it tells something of the call."""
        on_meta = self.meta(point)
        return on_meta if isinstance(on_meta, Raised) and not _tells_nothing(on_meta) else None

    def are_run(self, point: Point) -> bool:
        """Whether the call is run on real tensors at a point."""
        return self._is_run(concrete(self._question, point), self.meta(point))

    def meta(self, point: Point) -> Result | Raised:
        """What meta tensors alone show at a point."""
        return self._run(concrete(self._question, point), point, meta)

    def _is_run(self, question: Question, on_meta: Result | Raised) -> bool:
        return not self._meta_only and _size(question) + elements(on_meta) <= self._large

    def _eager(
        self, question: Question, point: Point, on_meta: Result | Raised, fillings: tuple[Filling, ...]
    ) -> Verdict:
        found: list[Result] = []
        raised: list[Raised] = []
        has_integers = any(isinstance(a, Tensor) and a.tag in TAGS_OF["Integral"] for a in flat(question.args))
        for filling in fillings:
            result = self._run(question, point, filling)
            if isinstance(result, Raised):
                raised.append(result)
            else:
                found.append(result)
            if found and (fillings is PLAIN or (filling is zero and not (raised or has_integers))):
                break
        if fillings is PLAIN:
            if found and isinstance(on_meta, Raised):
                return Undecided(on_meta.message)
            found += [] if isinstance(on_meta, Raised) or not found else [on_meta]
        if found:
            return self._without_data(join(found))
        masked = _selects_by_mask(question)
        if any(r.kind in _ELEMENTS or _DATA.search(r.message) or (masked and _MASKED in r.message) for r in raised):
            return Undecided(raised[0].message)
        return next((r for r in raised if r.kind != "IndexError"), raised[-1])

    def _refusal_of_smaller(self, question: Question, point: Point) -> Raised | Undecided | None:
        if self._meta_only:
            return None
        for sizes in _reductions(question):
            smaller = resized(question, sizes)
            on_meta = self._run(smaller, point, meta)
            if isinstance(on_meta, Raised) or _size(smaller) + elements(on_meta) > self._large:
                continue
            verdict = self._eager(smaller, point, on_meta, PLAIN)
            if isinstance(verdict, Raised):
                return Raised(verdict.kind, _restored(verdict.message, sizes))
            return verdict if isinstance(verdict, Undecided) else None
        return None

    def _run(self, question: Question, point: Point, filling: Filling) -> Result | Raised:
        self._work.add(0 if filling is meta else _size(question))
        return run(self._function, question.args, question.kwargs, point, filling, self._receives)

    def _without_data(self, found: Result) -> Result:
        return found if self.tells_sizes else valueless(found)


def _tells_nothing(on_meta: Raised) -> bool:
    """Whether what meta tensors raised is about themselves, or about elements."""
    missing = on_meta.kind in _MISSING or "meta" in on_meta.message.lower()
    return missing or _DATA.search(on_meta.message) is not None


def _splits_at_elements(question: Question) -> bool:
    return question.name.endswith(".tensor_split") and sum(1 for _ in _tensors(question)) > 1


def _selects_by_mask(question: Question) -> bool:
    """Whether a mask stands beside other indices: how many elements it selects decides what fits."""
    index = question.args[1] if question.name.endswith("__getitem__") and len(question.args) > 1 else None
    parts = index.items if isinstance(index, Sequence) and len(index.items) > 1 else ()
    return any(isinstance(part, Tensor) and part.tag == "Bool" for part in parts)


def _tensors(question: Question) -> Iterator[Tensor]:
    for argument in flat(question.arguments):
        if isinstance(argument, Tensor):
            yield argument


def _size(question: Question) -> int:
    return sum(math.prod(d for d in t.dims if isinstance(d, int)) for t in _tensors(question))


def _ints_are_small(question: Question) -> bool:
    arguments = flat(question.arguments)
    return all(abs(a.value) <= MOST_INT for a in arguments if isinstance(a, Constant) and isinstance(a.value, int))


def _reductions(question: Question) -> Iterator[dict[int, int]]:
    """Smaller sizes for large ones: a batch of 2, eighths, both."""
    shapes = [[d for d in t.dims if isinstance(d, int)] for t in _tensors(question)]
    inner = {d for shape in shapes for d in shape[1:]}
    batch = {shape[0]: 2 for shape in shapes if len(shape) > 2 and shape[0] > 2 and shape[0] not in inner}
    eighths = {d: d // 8 for shape in shapes for d in shape if d >= 64 and d % 8 == 0}
    yield batch
    yield eighths
    yield eighths | batch


def _restored(message: str, sizes: dict[int, int]) -> str:
    """The message about smaller sizes with the original ones; a size that has several originals stays."""
    originals: dict[int, list[int]] = {}
    for original, smaller in sizes.items():
        originals.setdefault(smaller, []).append(original)
    unique = {str(smaller): str(found[0]) for smaller, found in originals.items() if len(found) == 1 and smaller > 2}
    return re.sub(r"\d+", lambda m: unique.get(m[0], m[0]), message)
