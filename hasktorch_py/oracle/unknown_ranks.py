"""A tensor of unknown rank: the call is tried with each number of dimensions, of whatever sizes.

What fits at all of them has what the results have in common. Where tensors of few dimensions are all refused, so are
those of many, of which not all sizes can be tried, if ATen has the same reason.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from .answer import Accepted, Answer, Refused, Undecidable
from .joining import join_ranks
from .question import Constant, Question, Tensor
from .size_algebra import Dim, Unknown
from .symbolic_trial import TOO_MANY, SymbolicTrial
from .traversal import flat, ranked

_MOST = 5  # dimensions that are tried in the place of those that nothing tells
_DEEPEST = 12  # dimensions of one are tried up to it before a call counts as wrong at every rank
_LEAST = 3  # numbers of them that must be refused for certain
_PLAIN = 2  # dimensions that tensors in a message have, if they may

Trial: TypeAlias = Callable[[Question], SymbolicTrial]


def answer_for_all_ranks(question: Question, tensor: Tensor, trial: Trial) -> Answer:
    """The answer to a question in which this tensor has any number of dimensions."""
    taken = [name.number for name in trial(question).unknowns]
    rests = [Unknown(max(taken, default=-1) + 1 + i) for i in range(_MOST)]
    trials = [trial(ranked(question, tuple(rests[:count]))) for count in range(_MOST + 1)]
    *fewer, most = trials
    if isinstance(found := most.answer(), Accepted):
        answers = [case.answer() for case in fewer]
        if any(isinstance(answer, Undecidable) for answer in answers):
            return Undecidable("it is undecided for some ranks")
        return Accepted(join_ranks([found.result, *(a.result for a in answers if isinstance(a, Accepted))]))
    deeper: list[tuple[Dim, ...]] = [(1,) * count for count in range(_MOST + 1, _DEEPEST)]  # `x.sum(6)`
    likely = [trial(ranked(question, rest)) for rest in (*deeper, *_written(question, tensor))]
    if _have_one_reason([*trials[_LEAST - 1 :], *likely]) and (refusals := _refusals(fewer)):
        return refusals[min(max(_PLAIN - len(tensor.dims), 0), len(refusals) - 1)]
    return Undecidable("it may be right for some ranks")


def _written(question: Question, tensor: Tensor) -> Iterator[tuple[Dim, ...]]:
    """Sizes that would give the tensor the shape of another one, or that of the numbers in the call."""
    arguments = [*flat(question.arguments)]
    numbers = tuple(a.value for a in arguments if isinstance(a, Constant) and type(a.value) is int)
    shapes = [a.dims for a in arguments if isinstance(a, Tensor) and a.rest is None]
    head, tail = tensor.dims[: tensor.rest], tensor.dims[tensor.rest or 0 :]
    for dims in (numbers, *shapes):
        if len(dims) >= len(head) + len(tail):
            yield dims[len(head) : len(dims) - len(tail)]


def _have_one_reason(cases: Sequence[SymbolicTrial]) -> bool:
    """Whether meta tensors refuse all of them with the same words."""
    first = cases[0].reason_on_meta()
    return first is not None and all(case.reason_on_meta() == first for case in cases)


def _refusals(cases: Sequence[SymbolicTrial]) -> list[Refused]:
    """The answers where all are refused of which all sizes can be tried, and at least `_LEAST`; none elsewhere."""
    found: list[Refused] = []
    for case in cases:
        answer = case.answer()
        if isinstance(answer, Refused):
            found.append(answer)
        elif answer != TOO_MANY or len(found) < _LEAST:
            return []
    return found
