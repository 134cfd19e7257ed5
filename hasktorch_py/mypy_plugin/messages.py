"""What the user reads, type variables by their names."""

import re
from collections.abc import Mapping

from mypy.types import TypeVarType

from ..oracle.answer import Refused
from ..oracle.question import Question
from ..oracle.wording import call, clean


def refusal(question: Question, refused: Refused, symbols: Mapping[str, TypeVarType]) -> str:
    """The message of an error."""
    with_dtypes = refused.about == "dtype"
    sentence = clean(refused.message)
    needs = f" (needs {' or '.join(refused.needs)})" if refused.needs else ""
    return _with_names(f"{call(question, with_dtypes)}: {sentence}{needs}", symbols)


def wrong_dtypes(question: Question, why: str, symbols: Mapping[str, TypeVarType]) -> str:
    """The message about dtypes that ATen would take, and the stubs do not."""
    return _with_names(f"{call(question, True)}: {why}", symbols)


def spelled(question: Question, symbols: Mapping[str, TypeVarType]) -> str:
    """The call, its type variables by their names."""
    return _with_names(call(question, False), symbols)


def _with_names(text: str, symbols: Mapping[str, TypeVarType]) -> str:
    return re.sub(r"(?<![A-Za-z_])s\d+(?!\d)", lambda m: symbols[m[0]].name if m[0] in symbols else m[0], text)
