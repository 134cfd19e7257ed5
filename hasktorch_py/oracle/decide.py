"""What ATen makes of a question."""

from dataclasses import replace
from functools import partial

from .answer import Answer, Refused, Undecidable
from .execution import Inexpressible
from .joining import Disagreement
from .question import Question
from .repairs import repairs
from .resolution import resolve
from .size_algebra import NoFormula
from .symbolic_trial import SymbolicTrial
from .traversal import of_unknown_length, of_unknown_rank
from .unknown_lengths import answer_for_all_lengths
from .unknown_ranks import answer_for_all_ranks


def decide(question: Question, meta_only: bool = False) -> Answer:
    """The answer to a question, and what would make a refused call right."""
    answer = _decided(question, meta_only)
    if isinstance(answer, Refused):
        return replace(answer, fits=repairs(question, answer, lambda mended: _decided(mended, meta_only)))
    return answer


def _decided(question: Question, meta_only: bool) -> Answer:
    function = resolve(question.name)
    if function is None:
        return Undecidable("no callable that may be asked")
    trial = partial(SymbolicTrial, function=function, meta_only=meta_only)
    try:
        match of_unknown_length(question.arguments), of_unknown_rank(question):
            case 0, []:
                return trial(question).answer()
            case 0, [tensor]:
                return answer_for_all_ranks(question, tensor, trial)
            case 1, _:
                return answer_for_all_lengths(question, lambda q: _decided(q, meta_only))
        return Undecidable("several ranks or lengths are unknown")
    except (Inexpressible, Disagreement, NoFormula) as error:
        return Undecidable(str(error))
