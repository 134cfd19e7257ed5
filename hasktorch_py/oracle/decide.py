"""What ATen makes of a question."""

from dataclasses import replace
from functools import partial

from .answer import Answer, Refused, Undecidable
from .concrete_trial import Work
from .execution import Inexpressible
from .joining import Disagreement
from .question import Question
from .repairs import repairs
from .resolution import resolve
from .size_algebra import NoFormula
from .symbolic_trial import SymbolicTrial
from .traversal import of_unknown_rank
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
    try:
        match of_unknown_rank(question):
            case []:
                return SymbolicTrial(question, function, meta_only).answer()
            case [tensor]:
                several = partial(SymbolicTrial, function=function, meta_only=meta_only)
                return answer_for_all_ranks(question, tensor, lambda q: several(q, work=Work()))
        return Undecidable("several ranks are unknown")
    except (Inexpressible, Disagreement, NoFormula) as error:
        return Undecidable(str(error))
