"""One entry of a declarations file with its keys taken and its C++ types known; nothing is put together yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hasktorch_py.aten.names import BY_MODULE

from ..errors import Flaw, Invalid, quoted
from ..model import Default, Type
from .cpp import cpp_default, cpp_type, is_mutable_reference, plain_type
from .document import Node
from .eras import Era
from .fields import Fields
from .schema import IDENTIFIER

_METHOD_OF = frozenset({"Type", "Tensor", "namespace"})
_MODES = frozenset({"TH", "NN", "native"})
_CATEGORIES = frozenset({"", "factory", "dummy"})
_C10_DISPATCHERS = frozenset({"full", "no", "unboxed_only", "with_codegenerated_unboxing_wrapper"})
_PREFIXES = frozenset({"", "s_"})
#: ATen 0.4 to 1.0 computed these defaults in Python; from 1.1 on the argument is optional and None.
COMPUTED_DEFAULTS = frozenset({"n_fft", "n_fft >> 2", "frame_length", "self.storage_offset()"})
_CALL_DEFAULTS = frozenset({"kernel_size"})

_ARGUMENT_REQUIRED = frozenset({"name", "type", "dynamic_type"})
_ARGUMENT_OPTIONAL = frozenset({"default", "kwarg_only", "output", "allocate", "size"})
_WITH_SCHEMA = frozenset({"annotation", "is_nullable"})
_ARGUMENT_KEYS = _ARGUMENT_REQUIRED | _ARGUMENT_OPTIONAL | _WITH_SCHEMA | {"field_name"}
_OLD_ARGUMENT_KEYS = (
    _ARGUMENT_REQUIRED
    | _ARGUMENT_OPTIONAL
    | {"is_nullable", "is_type_dispatched", "default_init", "python_default_init"}
)
_RETURN_REQUIRED = frozenset({"name", "type", "dynamic_type"})


@dataclass(frozen=True, slots=True)
class CppArgument:
    """An argument as C++ declares it. ``computed`` stands for a default that only Python computed."""

    line: int
    name: str
    type: Type
    is_written: bool
    size: int | None
    nullable: bool
    default: Default | None
    computed: bool
    keyword_only: bool
    output: bool
    annotation: str | None


@dataclass(frozen=True, slots=True)
class CppReturn:
    line: int
    name: str
    type: Type
    is_reference: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Entry:
    line: int
    name: str
    operator_name: str
    overload_name: str
    schema: str
    schema_line: int
    arguments: tuple[CppArgument, ...]
    returns: tuple[CppReturn, ...]
    schema_order: tuple[str, ...] | None
    python_module: str
    is_method: bool
    is_function: bool
    inplace: bool
    deprecated: bool


def read_entry(node: Node, era: Era, flaws: list[Flaw]) -> Entry:
    """The entry at ``node``. What is wrong with it is added to ``flaws``; the entry is of use only if nothing was."""
    fields = Fields(node, era.required, era.keys, flaws, "an entry")
    if not isinstance(node.value, dict):
        return _empty(node.line)
    name = _identifier(fields, "name")
    operator_name = _identifier(fields, "operator_name") if "operator_name" in era.keys else ""
    overload_name = fields.text("overload_name")
    if overload_name and not IDENTIFIER.fullmatch(overload_name):
        _not_an_identifier(node.line, "overload_name", overload_name, flaws)
    schema_node = node.value.get("schema_string")
    schema = fields.text("schema_string")
    arguments = tuple(_argument(item, era, flaws) for item in fields.items("arguments"))
    returns = tuple(_return(item, era, flaws) for item in fields.items("returns"))
    ordered = tuple(_argument(item, era, flaws).name for item in fields.items("schema_order_arguments"))
    method_of = _strings(fields.items("method_of"), _METHOD_OF, "method_of", flaws)
    mode = fields.one_of("mode", _MODES)
    module = fields.one_of("python_module", BY_MODULE, "hasktorch_py/aten/names.py")
    if "python_module" not in era.keys and mode == "NN":
        module = "nn"
    inplace = fields.flag("inplace")
    deprecated = fields.flag("deprecated")
    _take_ignored(fields, flaws)
    fields.close()
    return Entry(
        node.line,
        name,
        operator_name,
        overload_name,
        schema,
        node.line if schema_node is None else schema_node.line,
        arguments,
        returns,
        ordered if "schema_order_arguments" in era.keys else None,
        module,
        "Tensor" in method_of,
        "namespace" in method_of,
        inplace,
        deprecated,
    )


def _take_ignored(fields: Fields, flaws: list[Flaw]) -> None:
    """Keys that concern ATen's own C++ only: their form is checked, their value has no meaning here."""
    for key in ("abstract", "device_guard", "with_gil", "manual_kernel_registration", "has_math_kernel"):
        fields.flag(key)
    for key in ("requires_tensor", "matches_jit_signature"):
        fields.flag(key)
    fields.flag("is_factory_method", or_null=True)
    fields.text("schema_order_cpp_signature")
    fields.one_of("category_override", _CATEGORIES)
    fields.one_of("use_c10_dispatcher", _C10_DISPATCHERS)
    fields.one_of("method_prefix_derived", _PREFIXES)
    for item in fields.items("buffers"):
        if not isinstance(item.value, str) or not IDENTIFIER.fullmatch(item.value):
            flaws.append(Flaw(item.line, "a name in 'buffers'", quoted(item.value), "write the name of a buffer"))


def _argument(node: Node, era: Era, flaws: list[Flaw]) -> CppArgument:
    if era.has_schema:
        fields = Fields(node, _ARGUMENT_REQUIRED | _WITH_SCHEMA, _ARGUMENT_KEYS, flaws, "an argument")
    else:
        fields = Fields(node, _ARGUMENT_REQUIRED, _OLD_ARGUMENT_KEYS, flaws, "an argument")
    name = _identifier(fields, "name")
    spelling, type_ = _type(fields, era)
    default, computed = _default(fields, type_)
    argument = CppArgument(
        node.line,
        name,
        type_,
        is_mutable_reference(spelling),
        fields.size("size"),
        fields.flag("is_nullable") or spelling.endswith("*"),
        default,
        computed,
        fields.flag("kwarg_only"),
        fields.flag("output"),
        fields.text_or_null("annotation"),
    )
    fields.flag("allocate")
    fields.flag("is_type_dispatched")
    fields.text("field_name")
    fields.close()
    return argument


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


def _return(node: Node, era: Era, flaws: list[Flaw]) -> CppReturn:
    optional = {"field_name"} if era.has_schema else frozenset[str]()
    fields = Fields(node, _RETURN_REQUIRED, _RETURN_REQUIRED | optional, flaws, "a result")
    name = _identifier(fields, "name")
    spelling, type_ = _type(fields, era)
    field_name = fields.text("field_name")
    fields.close()
    return CppReturn(node.line, name, type_, is_mutable_reference(spelling), bool(field_name))


_UNKNOWN = cpp_type("void")


def _type(fields: Fields, era: Era) -> tuple[str, Type]:
    """The C++ spelling and what it means; ``dynamic_type`` says the same without reference and optionality."""
    types: list[tuple[str, Type]] = []
    for key in ("type", "dynamic_type"):
        node = fields.take(key)
        if node is None:
            types.append(("", _UNKNOWN))
            continue
        spelling = node.value if isinstance(node.value, str) else ""
        try:
            types.append((spelling, cpp_type(spelling)))
        except Invalid as invalid:
            types.append((spelling, _UNKNOWN))
            fields.flaws.append(Flaw(node.line, invalid.expected, quoted(node.value), invalid.hint))
    (spelling, type_), (dynamic_spelling, dynamic) = types
    if era.has_schema and plain_type(type_) != plain_type(dynamic):
        expected = f"a dynamic_type that means {plain_type(type_)}, as the type {spelling!r} does"
        fields.flaws.append(Flaw(fields.line, expected, quoted(dynamic_spelling), "mend one of the two"))
    return spelling, type_


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


def _empty(line: int) -> Entry:
    return Entry(line, "", "", "", "", line, (), (), None, "", False, False, False, False)
