"""What the user reads, type variables by their names."""

import re
from collections.abc import Mapping

from mypy.types import TypeVarType

from ..oracle.answer import Refused, TensorResult
from ..oracle.question import Question, Tensor
from ..oracle.size_algebra import Symbol
from ..oracle.wording import call, clean, shape, spell


def refusal(question: Question, refused: Refused, symbols: Mapping[Symbol, TypeVarType]) -> str:
    """The message of an error."""
    with_dtypes = refused.about == "dtype"
    sentence = clean(refused.message)
    needs = " or ".join(f"{name} == {other}" for name, other in refused.needs)
    fits = " or ".join(refused.fits)
    what_to_do = (f" (needs {needs})" if needs else "") + (f"; {fits} would fit" if fits else "")
    return _with_names(f"{call(question, with_dtypes)}: {sentence}{what_to_do}", symbols)


def wrong_dtypes(question: Question, why: str, symbols: Mapping[Symbol, TypeVarType]) -> str:
    """The message about dtypes that ATen would take, and the stubs do not."""
    return _with_names(f"{call(question, True)}: {why}", symbols)


def rank_promotion(
    question: Question, raised: Tensor, result: TensorResult, symbols: Mapping[Symbol, TypeVarType]
) -> str:
    """The message about a tensor whose rank broadcasting raises."""
    ranks = f"from {len(raised.dims)} to {len(result.dims)}"
    text = f"{call(question, False)}: the rank of {spell(raised, False)} is raised {ranks}, which gives {shape(result)}"
    return _with_names(f"{text}; write its dimensions out, if that is meant", symbols)


def spelled(question: Question, symbols: Mapping[Symbol, TypeVarType]) -> str:
    """The call, its type variables by their names."""
    return _with_names(call(question, False), symbols)


def _with_names(text: str, symbols: Mapping[Symbol, TypeVarType]) -> str:
    names = {str(symbol): variable.name for symbol, variable in symbols.items()}
    # ATen writes shapes as 3x4, so that a name may follow an x.
    return re.sub(r"(?<![A-Za-wyz_])s\d+(?!\d)", lambda m: names.get(m[0], m[0]), text)
