"""What ATen makes of a question."""

from .answer import Answer, Undecidable
from .execution import Inexpressible
from .joining import Disagreement
from .question import Question
from .resolution import resolve
from .size_algebra import NoFormula
from .symbolic_trial import SymbolicTrial


def decide(question: Question, meta_only: bool = False) -> Answer:
    """The answer to a question."""
    function = resolve(question.name)
    if function is None:
        return Undecidable("no callable that may be asked")
    try:
        return SymbolicTrial(question, function, meta_only).answer()
    except (Inexpressible, Disagreement, NoFormula) as error:
        return Undecidable(str(error))
