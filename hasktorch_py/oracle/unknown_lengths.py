"""A list of unknown length: the call is tried with some lengths, each item with unknown sizes of its own."""

from collections.abc import Callable

from .answer import Accepted, Answer, Refused, Undecidable
from .joining import join
from .question import Argument, Question, Sequence
from .size_algebra import Dim, Unknown, names_in
from .traversal import flat, open_sizes, resized_by

_LENGTHS = (1, 2, 3)  # an empty list is what few calls take and no program means
_LONGER = (*range(4, 13), 16)  # what a call may ask for, such as the operands of `einsum`, before none of them counts


def answer_for_all_lengths(question: Question, answer: Callable[[Question], Answer]) -> Answer:
    """The answer to a question in which one sequence has an unknown length."""
    answers = [answer(_of_length(question, length)) for length in _LENGTHS]
    if any(isinstance(found, Undecidable) for found in answers):
        return Undecidable("it is undecided for some lengths")
    if results := [found.result for found in answers if isinstance(found, Accepted)]:
        return Accepted(join(results))
    if all(isinstance(answer(_of_length(question, length)), Refused) for length in _LONGER):
        return answers[1]
    return Undecidable("a longer list may fit")


def _of_length(question: Question, length: int) -> Question:
    """The question with so many items."""
    taken = [n for a in flat(question.arguments) for d in open_sizes(a) for n in names_in(d) if isinstance(n, Unknown)]
    step = 1 + max((name.number for name in taken), default=0)

    def known(argument: Argument) -> Argument:
        match argument:
            case Sequence(kind, (item,), True):
                return Sequence(kind, tuple(_with_sizes_of_its_own(item, i * step) for i in range(length)))
            case Sequence(kind, items):
                return Sequence(kind, tuple(map(known, items)))
        return argument

    kwargs = tuple((name, known(argument)) for name, argument in question.kwargs)
    return Question(question.name, tuple(map(known, question.args)), kwargs)


def _with_sizes_of_its_own(item: Argument, offset: int) -> Argument:
    def shifted(dim: Dim) -> Dim:
        return Unknown(dim.number + offset) if isinstance(dim, Unknown) else dim

    (found,) = resized_by(Question("", (item,)), shifted).args
    return found
