"""One entry of a declarations file with its keys taken and its C++ types known; nothing is put together yet."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from hasktorch_py.aten.names import BY_MODULE

from ..errors import Flaw, Invalid, quoted
from ..model import Base, BaseType, Default, Type
from .cpp import cpp_default, cpp_type, is_mutable_reference, plain_type
from .document import Node
from .fields import Fields
from .schema import IDENTIFIER
from .vocabulary import KEYS, Of, look_up

_VOCABULARY = "codegen/parse/vocabulary.py"
_INPLACE = re.compile(r"(?<!_)_$|^__i[a-z]+__$")
_METHOD_OF = frozenset({"Type", "Tensor", "namespace"})
_MODES = frozenset({"TH", "NN", "native"})
#: ATen 0.4 to 1.0 computed these defaults in Python; from 1.1 on the argument is optional and None.
COMPUTED_DEFAULTS = frozenset({"n_fft", "n_fft >> 2", "frame_length", "self.storage_offset()"})
_CALL_DEFAULTS = frozenset({"kernel_size"})


@dataclass(frozen=True, slots=True)
class CppArgument:
    """An argument as C++ declares it. ``computed`` stands for a default that only Python computed.

    ``nullable`` is None where nothing is said of it, and ``annotation`` where ``annotated`` is false.
    """

    line: int
    name: str
    type: Type
    is_written: bool
    size: int | None
    nullable: bool | None
    default: Default | None
    computed: bool
    keyword_only: bool
    output: bool
    annotation: str | None
    annotated: bool


@dataclass(frozen=True, slots=True)
class CppReturn:
    line: int
    name: str
    type: Type
    is_reference: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry does not say is None: up to ATen 1.0 there is no schema, up to 1.2 no overload.

    ``schema_order`` has the names of the arguments in the order of the schema.
    """

    line: int
    name: str
    operator_name: str | None
    overload_name: str | None
    schema: str | None
    schema_line: int
    arguments: tuple[CppArgument, ...]
    returns: tuple[CppReturn, ...]
    schema_order: tuple[str, ...] | None
    python_module: str
    is_method: bool
    is_function: bool
    inplace: bool
    deprecated: bool


def read_entry(node: Node, flaws: list[Flaw]) -> Entry | None:
    """The entry at ``node``. What is wrong with it is added to ``flaws``; None where one of them is not harmless."""
    keys = node.value if isinstance(node.value, dict) else {}
    fields = _fields(node, Of.ENTRY, flaws)
    if not keys:
        return None
    schema = fields.text("schema_string") if "schema_string" in keys else None
    if schema == "" and "operator_name" not in keys:  # ATen 1.1, of the functions that were TH's
        schema = None
    has_schema = schema is not None
    module = fields.one_of("python_module", BY_MODULE, "hasktorch_py/aten/names.py")
    if "python_module" not in keys and fields.one_of("mode", _MODES, "codegen/parse/entry.py") == "NN":
        module = "nn"
    method_of = _strings(fields.items("method_of"), _METHOD_OF, "method_of", flaws)
    overload_name = fields.text("overload_name") if "overload_name" in keys else None
    if overload_name and not IDENTIFIER.fullmatch(overload_name):
        _not_an_identifier(keys["overload_name"].line, "overload_name", overload_name, flaws)
    name = _identifier(fields, "name")
    entry = Entry(
        node.line,
        name,
        _identifier(fields, "operator_name") if "operator_name" in keys else None,
        overload_name,
        schema,
        keys["schema_string"].line if has_schema else node.line,
        tuple(_argument(item, has_schema, flaws) for item in fields.items("arguments")),
        tuple(_return(item, has_schema, flaws) for item in fields.items("returns")),
        _names(fields.items("schema_order_arguments"), flaws) if "schema_order_arguments" in keys else None,
        module,
        "Tensor" in method_of,
        "namespace" in method_of,
        fields.flag("inplace") if "inplace" in keys else _INPLACE.search(name) is not None,
        fields.flag("deprecated"),
    )
    return entry if all(flaw.harmless for flaw in flaws) else None


def _fields(node: Node, of: Of, flaws: list[Flaw]) -> Fields:
    """The keys of a mapping; needed ones that are missing are flaws, and so, harmless ones, are unknown ones.

    What is bound is an overload of the installed torch that has these arguments: no key can make it another one.
    """
    fields = Fields(node, (), KEYS[of], flaws, of.value)
    if isinstance(node.value, dict):
        found = look_up(of, frozenset(node.value))
        for key in found.missing:
            hint = f"every ATen since {key.since} writes it: {key.means}"
            flaws.append(Flaw(node.line, f"the key {key.name!r}", "no such key", hint))
        for name in found.unknown:
            nearest = difflib.get_close_matches(name, KEYS[of], n=1)
            hint = f"did you mean {nearest[0]!r}?" if nearest else f"say what it means in {_VOCABULARY}"
            line = node.value[name].line
            expected = f"only keys of {of.value} that some ATen wrote"
            flaws.append(Flaw(line, expected, f"the key {quoted(name)}", hint, harmless=True))
    return fields


def _argument(node: Node, has_schema: bool, flaws: list[Flaw]) -> CppArgument:
    fields = _fields(node, Of.ARGUMENT, flaws)
    keys = node.value if isinstance(node.value, dict) else {}
    name = _identifier(fields, "name")
    spelling, type_ = _type(fields, keys, has_schema)
    default, computed = _default(fields, type_)
    nullable = fields.flag("is_nullable") if "is_nullable" in keys or not has_schema else None
    return CppArgument(
        node.line,
        name,
        type_,
        is_mutable_reference(spelling),
        fields.size("size"),
        True if spelling.endswith("*") else nullable,
        default,
        computed,
        fields.flag("kwarg_only"),
        fields.flag("output"),
        fields.text_or_null("annotation"),
        "annotation" in keys,
    )


def _default(fields: Fields, type_: Type) -> tuple[Default | None, bool]:
    """The default, and whether it is one that only Python computed (from the other arguments)."""
    default = _known_default(fields, "default", type_, frozenset())
    _known_default(fields, "default_init", type_, _CALL_DEFAULTS)
    python = fields.scalar("python_default_init")
    if python is None:
        return default, False
    value, line = python
    if isinstance(value, str) and value in COMPUTED_DEFAULTS:
        return default, True
    try:
        return cpp_default(value, type_), False
    except Invalid as invalid:
        fields.flaws.append(invalid.on(line))
        return None, False


def _known_default(fields: Fields, key: str, type_: Type, names: frozenset[str]) -> Default | None:
    found = fields.scalar(key)
    if found is None or found[0] in names:
        return None
    try:
        return cpp_default(found[0], type_)
    except Invalid as invalid:
        fields.flaws.append(invalid.on(found[1]))
        return None


def _return(node: Node, has_schema: bool, flaws: list[Flaw]) -> CppReturn:
    fields = _fields(node, Of.RESULT, flaws)
    keys = node.value if isinstance(node.value, dict) else {}
    name = _identifier(fields, "name")
    spelling, type_ = _type(fields, keys, has_schema)
    return CppReturn(node.line, name, type_, is_mutable_reference(spelling))


#: Stands for a type that is not understood, of which a flaw tells.
_UNKNOWN = BaseType(Base.VOID)


def _type(fields: Fields, keys: Iterable[str], has_schema: bool) -> tuple[str, Type]:
    """The C++ spelling and what it means; ``dynamic_type`` says the same without reference and optionality."""
    spelling, type_ = _cpp(fields, "type")
    if "dynamic_type" in keys:
        dynamic_spelling, dynamic = _cpp(fields, "dynamic_type")
        both = has_schema and _UNKNOWN not in (type_, dynamic)
        if both and plain_type(type_) != plain_type(dynamic):
            expected = f"a dynamic_type that means {plain_type(type_)}, as the type {spelling!r} does"
            fields.flaws.append(Flaw(fields.line, expected, quoted(dynamic_spelling), "mend one of the two"))
    return spelling, type_


def _cpp(fields: Fields, key: str) -> tuple[str, Type]:
    node = fields.take(key)
    if node is None:
        return "", _UNKNOWN
    spelling = node.value if isinstance(node.value, str) else ""
    try:
        return spelling, cpp_type(spelling)
    except Invalid as invalid:
        found = quoted(node.value)
        fields.flaws.append(Flaw(node.line, invalid.expected, found, invalid.hint, cause=invalid.cause))
        return spelling, _UNKNOWN


def _names(nodes: Iterable[Node], flaws: list[Flaw]) -> tuple[str, ...]:
    """The names of arguments that are described elsewhere as well."""
    found = []
    for node in nodes:
        name = node.value.get("name") if isinstance(node.value, dict) else None
        if name is not None and isinstance(name.value, str):
            found.append(name.value)
        else:
            flaws.append(Flaw(node.line, "an argument with a name", quoted(node.value), "name the argument"))
    return tuple(found)


def _identifier(fields: Fields, key: str) -> str:
    node = fields.take(key)
    if node is None:
        return ""
    if isinstance(node.value, str) and IDENTIFIER.fullmatch(node.value):
        return node.value
    _not_an_identifier(node.line, key, node.value, fields.flaws)
    return ""


def _not_an_identifier(line: int, key: str, value: object, flaws: list[Flaw]) -> None:
    hint = "letters, digits and underscores only, not a digit first"
    flaws.append(Flaw(line, f"an identifier for {key!r}", quoted(value), hint))


def _strings(nodes: Iterable[Node], known: frozenset[str], key: str, flaws: list[Flaw]) -> frozenset[str]:
    found = set()
    for node in nodes:
        if isinstance(node.value, str) and node.value in known:
            found.add(node.value)
        else:
            flaws.append(Flaw(node.line, f"{', '.join(sorted(known))} in {key!r}", quoted(node.value), "mend the list"))
    return frozenset(found)
