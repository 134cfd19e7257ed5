"""What can change, and what each change means for a user's code: the rules of the diff, one row each."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Meaning(enum.Enum):
    """Ordered: what is worse comes first."""

    BREAKING = "breaking"
    ADDITIVE = "additive"
    NEUTRAL = "neutral"


class Aspect(enum.Enum):
    """One way in which two versions differ: the rule in words, and what it means where the operator is public."""

    OVERLOAD_REMOVED = "an overload is gone, and no other takes all of its calls", Meaning.BREAKING
    OVERLOAD_REPLACED = "an overload is gone, and another takes all of its calls", Meaning.NEUTRAL
    OVERLOAD_ADDED = "an overload is new", Meaning.ADDITIVE
    OPERATOR_RENAMED = "the same signature has another name", Meaning.BREAKING
    LABEL = "the overload's own name, which Python never says", Meaning.NEUTRAL

    ARGUMENT_APPENDED = "a new argument with a default, by keyword only or behind all others", Meaning.ADDITIVE
    ARGUMENT_INSERTED = "a new argument with a default before a positional one", Meaning.BREAKING
    ARGUMENT_REQUIRED = "a new argument that must be given", Meaning.BREAKING
    ARGUMENT_REMOVED = "an argument is gone", Meaning.BREAKING
    ARGUMENT_RENAMED = "an argument has another name", Meaning.BREAKING
    ARGUMENT_RESPELLED = "an argument has another name in ATen, not in Python", Meaning.NEUTRAL
    ARGUMENT_REORDERED = "a positional argument stands elsewhere", Meaning.BREAKING
    KEYWORD_ONLY = "an argument can no longer be given by position", Meaning.BREAKING
    POSITIONAL = "an argument can also be given by position", Meaning.ADDITIVE
    TYPE_WIDENED = "an argument takes more types", Meaning.ADDITIVE
    TYPE_NARROWED = "an argument does not take some of the types that it took", Meaning.BREAKING
    TYPE_RESPELLED = "a type has another name in ATen, not in Python (int, SymInt)", Meaning.NEUTRAL
    DEFAULT_ADDED = "an argument may be left out", Meaning.ADDITIVE
    DEFAULT_REMOVED = "an argument must be given", Meaning.BREAKING
    DEFAULT_CHANGED = "leaving an argument out means another value", Meaning.BREAKING
    OPTION_DEFAULT = "the default of dtype, layout, device or pin_memory, which Python does not use", Meaning.NEUTRAL
    OPTIONS_SCATTERED = "TensorOptions became dtype, layout, device and pin_memory", Meaning.NEUTRAL

    RESULT_COUNT = "another number of results", Meaning.BREAKING
    RESULT_GIVEN = "a result where there was none", Meaning.ADDITIVE
    RESULT_TYPE = "a result of another type", Meaning.BREAKING
    RESULT_NAMED = "several results got names", Meaning.ADDITIVE
    RESULT_RENAMED = "one of several named results has another name or none", Meaning.BREAKING
    RESULT_RESPELLED = "the name of a single result, which Python never says", Meaning.NEUTRAL
    ALIASING = "what may share memory or is written to, as the schema declares it", Meaning.NEUTRAL
    NOTATION = "the same, written differently", Meaning.NEUTRAL

    FUNCTION_GAINED = "is also a function", Meaning.ADDITIVE
    FUNCTION_LOST = "is no function any more", Meaning.BREAKING
    METHOD_GAINED = "is also a method", Meaning.ADDITIVE
    METHOD_LOST = "is no method any more", Meaning.BREAKING
    NAMESPACE = "stands in another namespace", Meaning.BREAKING
    DEPRECATED = "is deprecated", Meaning.NEUTRAL
    UNDEPRECATED = "is no longer deprecated", Meaning.NEUTRAL

    DTYPE_GAINED = "ATen implements it for more dtypes", Meaning.ADDITIVE
    DTYPE_LOST = "ATen does not implement it for a dtype any more", Meaning.BREAKING
    RESULT_DTYPE = "a result has another dtype", Meaning.BREAKING
    RESULT_DTYPE_KNOWN = "the dtype of a result is known now", Meaning.ADDITIVE
    RESULT_DTYPE_UNKNOWN = "the dtype of a result is unknown now", Meaning.NEUTRAL
    ROLE = "a tensor argument must have another dtype", Meaning.BREAKING
    ROLE_WIDENED = "a tensor argument may have any dtype", Meaning.ADDITIVE
    RULE_GAINED = "the shape of more calls is known", Meaning.ADDITIVE
    RULE_LOST = "the shape of a call is unknown now", Meaning.NEUTRAL
    RULE_REFUSED = "a shape rule is gone, and what no other covers is refused", Meaning.BREAKING
    PINS = "a shape rule holds with other arguments at their defaults", Meaning.NEUTRAL
    OPENED = "calls that no shape rule covers are taken", Meaning.ADDITIVE
    CLOSED = "calls that no shape rule covers are refused", Meaning.BREAKING
    RETYPES = "other arguments decide the dtype of the result", Meaning.NEUTRAL
    PROBED = "what ATen answered is recorded for the first time", Meaning.NEUTRAL
    UNPROBED = "nothing that ATen answered is recorded any more", Meaning.NEUTRAL

    def __init__(self, rule: str, meaning: Meaning) -> None:
        self.rule = rule
        self.meaning = meaning


@dataclass(frozen=True, slots=True)
class Detail:
    """One difference; ``text`` says of what and from what to what: ``dim: int → int[1]``."""

    aspect: Aspect
    text: str

    @property
    def meaning(self) -> Meaning:
        return self.aspect.meaning


def worst(details: tuple[Detail, ...]) -> Meaning:
    """The meaning of all together."""
    found = {detail.meaning for detail in details}
    return next((meaning for meaning in Meaning if meaning in found), Meaning.NEUTRAL)
