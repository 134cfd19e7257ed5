"""ATen's schema notation → IR: ``aten::add.out(Tensor self, *, Scalar alpha=1, Tensor(a!) out) -> Tensor(a!)``.

The printer is ``str`` of the IR; what is parsed here prints back to the same text.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache

from ..errors import Invalid, quoted
from ..model import (
    Annotation,
    Argument,
    Base,
    BaseType,
    Default,
    DefaultValue,
    EnumDefault,
    ListType,
    OptionalType,
    Return,
    Type,
)

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
#: Enumerators that may stand as a default, by the type of the argument.
ENUMERATORS: dict[Base, frozenset[str]] = {
    Base.INT: frozenset({"Mean", "ElementwiseMean"}),
    Base.MEMORY_FORMAT: frozenset({"contiguous_format"}),
    Base.DTYPE: frozenset({"long"}),
}

_BASES = {base.value: BaseType(base) for base in Base}
_OPERATOR = re.compile(
    r"aten::(?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:\.(?P<overload>[A-Za-z_][A-Za-z0-9_]*))?"
    r"\((?P<arguments>.*)\) ->(?P<space> ?)(?P<returns>\S.*)"
)
_TYPED = (
    r"(?P<base>[A-Za-z]+\*?)(?:\((?P<inner>[^()]+)\))?(?P<suffix>(?:\[[0-9]{0,2}\]|\?){0,4})(?:\((?P<outer>[^()]+)\))?"
)
_ARGUMENT = re.compile(_TYPED + r" (?P<name>[A-Za-z_][A-Za-z0-9_]*)(?:=(?P<default>.+))?")
_RETURN = re.compile(_TYPED + r"(?: (?P<name>[A-Za-z_][A-Za-z0-9_]*))?")
_ANNOTATION = re.compile(r"[a-z](?:!| -> \*)?")
_SUFFIX = re.compile(r"\?|\[([0-9]*)\]")
# One element of a comma-separated list; commas inside quotation marks and brackets do not separate.
_ELEMENT = re.compile(r"""(?:[^,"'\[]|\[[^\]]*\]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')+""")
_STRING = re.compile(r"""(?P<quote>["'])(?P<inside>(?:\\["'\\]|[^"'\\]|(?!(?P=quote))["'])*)(?P=quote)""")
_INT = re.compile(r"-?[0-9]{1,19}")
_FLOAT = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:e[-+]?[0-9]{1,3})?")
_WORDS: dict[str, DefaultValue] = {"None": None, "True": True, "False": False}
_NUMERIC = frozenset({Base.INT, Base.SYMINT, Base.FLOAT, Base.SCALAR})
_MAX_LENGTH = 4000
_INT64 = range(-(2**63), 2**63)


@dataclass(frozen=True, slots=True)
class Schema:
    name: str
    overload: str
    arguments: tuple[Argument, ...]
    returns: tuple[Return, ...]
    tight_arrow: bool


def parse_schema(text: str) -> Schema:
    """The parts of one schema. Raises Invalid at the first part that is not of the notation."""
    operator = _OPERATOR.fullmatch(text) if len(text) <= _MAX_LENGTH else None
    if operator is None:
        raise Invalid(
            "a schema such as aten::mm(Tensor self, Tensor mat2) -> Tensor",
            quoted(text),
            "mend the schema string",
            cause="schema",
        )
    arguments: list[Argument] = []
    keyword_only = False
    for element in _elements(operator["arguments"]):
        if element == "*" and not keyword_only:
            keyword_only = True
        else:
            arguments.append(parse_argument(element, keyword_only))
    returns = operator["returns"]
    if returns.startswith("(") and returns.endswith(")"):
        results = tuple(parse_return(element) for element in _elements(returns[1:-1]))
    else:
        results = (parse_return(returns),)
    return Schema(operator["name"], operator["overload"] or "", tuple(arguments), results, not operator["space"])


@lru_cache(maxsize=8192)
def parse_argument(text: str, keyword_only: bool) -> Argument:
    """``Tensor(a!) out``, ``int[2] padding=0``. A keyword-only argument that is written to is a result."""
    match = _ARGUMENT.fullmatch(text)
    if match is None:
        raise Invalid("an argument such as int[2] padding=0", quoted(text), "mend the schema string", cause="notation")
    type_, annotation = _typed(match)
    default = None if match["default"] is None else parse_default(match["default"], type_)
    out = keyword_only and annotation is not None and annotation.is_write
    return Argument(match["name"], type_, default, keyword_only, annotation, out)


@lru_cache(maxsize=1024)
def parse_return(text: str) -> Return:
    match = _RETURN.fullmatch(text)
    if match is None:
        raise Invalid(
            "a result such as Tensor(a!) or Tensor values", quoted(text), "mend the schema string", cause="notation"
        )
    type_, annotation = _typed(match)
    return Return(match["name"], type_, annotation)


@lru_cache(maxsize=256)
def parse_type(base: str, suffix: str) -> Type:
    """``("int", "[2]?")`` → an optional list of ints. Raises Invalid for a base type that is not of the closed set."""
    if base not in _BASES:
        raise Invalid("a type that ATen uses", quoted(base), "a new type must be added to codegen/model.py")
    type_: Type = _BASES[base]
    for part in _SUFFIX.finditer(suffix):
        size = int(part[1]) if part[1] else None
        type_ = OptionalType(type_) if part[0] == "?" else ListType(type_, size)
    return type_


def parse_default(text: str, type_: Type) -> Default:
    """The default of an argument of ``type_``. Raises Invalid for a form that is not known, or not of this type."""
    string = _STRING.fullmatch(text)
    if string is not None:
        inside = re.sub(r"\\(.)", r"\1", string["inside"])
        default = Default(inside, string["quote"])
    elif text.startswith("[") and text.endswith("]"):
        items = text[1:-1].split(",") if len(text) > 2 else []
        default = Default(tuple(_word(item, type_) for item in items))
    else:
        default = Default(_word(text, type_))
    if str(default) != text or not fits(default.value, type_):
        raise _not_a_default(text, type_)
    return default


def fits(value: DefaultValue, type_: Type) -> bool:
    """Whether a value may be the default of an argument of ``type_``."""
    match type_:
        case OptionalType(element):
            return value is None or fits(value, element)
        case ListType(element, size):
            if isinstance(value, tuple):
                return all(fits(item, element) for item in value)
            return size is not None and value is not None and fits(value, element)
        case BaseType(base):
            match value:
                case None:
                    return False
                case bool():
                    return base in (Base.BOOL, Base.SCALAR)
                case int():
                    return base in _NUMERIC and value in _INT64
                case float():
                    return base in (Base.FLOAT, Base.SCALAR) and math.isfinite(value)
                case str():
                    return base is Base.STR
                case EnumDefault(name):
                    return name in ENUMERATORS.get(base, frozenset())
                case tuple():
                    return False


def _word(text: str, type_: Type) -> DefaultValue:
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    if text in ENUMERATORS.get(_innermost(type_), frozenset()):
        return EnumDefault(text)
    raise _not_a_default(text, type_)


def _not_a_default(text: str, type_: Type) -> Invalid:
    known = sorted(ENUMERATORS.get(_innermost(type_), ()))
    hint = "only literals" + (f" and {', '.join(known)}" if known else "") + " are known for this type"
    return Invalid(f"a default of the type {type_}", quoted(text), hint)


def _innermost(type_: Type) -> Base:
    while not isinstance(type_, BaseType):
        type_ = type_.element
    return type_.base


def _typed(match: re.Match[str]) -> tuple[Type, Annotation | None]:
    type_ = parse_type(match["base"], match["suffix"])
    spelling = match["inner"] or match["outer"]
    if spelling is None:
        return type_, None
    if not _ANNOTATION.fullmatch(spelling) or (match["inner"] and match["outer"]):
        raise Invalid(
            "an alias annotation such as (a) or (a!)", quoted(match[0]), "mend the schema string", cause="annotation"
        )
    return type_, Annotation(spelling, after_type=match["inner"] is None)


def _elements(text: str) -> list[str]:
    if '"' not in text and "'" not in text and "[" not in text:
        return text.split(", ") if text else []
    elements = [element.removeprefix(" ") for element in _ELEMENT.findall(text)]
    if ", ".join(elements) != text:
        raise Invalid(
            "elements that are separated by a comma and a space",
            quoted(text),
            "mend the schema string",
            cause="notation",
        )
    return elements
