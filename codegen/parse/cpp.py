"""The C++ spellings of ATen's types and defaults, from every era, as the closed set of the IR.

``arguments`` and ``returns`` of an entry are written in C++: ``const ::std::optional<at::Tensor> &``, ``IntList``,
``c10::nullopt``. About 90 spellings are 25 types.
"""

from __future__ import annotations

import re
from functools import cache

from ..errors import Invalid, quoted
from ..model import Base, BaseType, Default, DefaultValue, EnumDefault, ListType, OptionalType, Type
from .document import Scalar

_TENSOR = BaseType(Base.TENSOR)
_SCALAR = BaseType(Base.SCALAR)
_INT = BaseType(Base.INT)
_STR = BaseType(Base.STR)
_GENERATOR = BaseType(Base.GENERATOR)

_NAMES: dict[str, Type] = {
    "Tensor": _TENSOR,
    "Scalar": _SCALAR,
    "int64_t": _INT,
    "SymInt": BaseType(Base.SYMINT),
    "SymBool": BaseType(Base.SYMBOOL),
    "double": BaseType(Base.FLOAT),
    "bool": BaseType(Base.BOOL),
    "string": _STR,
    "string_view": _STR,
    "ScalarType": BaseType(Base.DTYPE),
    "Layout": BaseType(Base.LAYOUT),
    "Device": BaseType(Base.DEVICE),
    "DeviceIndex": BaseType(Base.DEVICE_INDEX),
    "MemoryFormat": BaseType(Base.MEMORY_FORMAT),
    "Generator": _GENERATOR,
    "Generator *": _GENERATOR,
    "Generator*": _GENERATOR,
    "Dimname": BaseType(Base.DIMNAME),
    "Storage": BaseType(Base.STORAGE),
    "Stream": BaseType(Base.STREAM),
    "ConstQuantizerPtr": BaseType(Base.QUANTIZER),
    "QScheme": BaseType(Base.QSCHEME),
    "TensorOptions": BaseType(Base.TENSOR_OPTIONS),
    "Type": BaseType(Base.TYPE),
    "void": BaseType(Base.VOID),
    "void*": BaseType(Base.POINTER),
    "TensorList": ListType(_TENSOR),
    "ITensorListRef": ListType(_TENSOR),
    "IntArrayRef": ListType(_INT),
    "SymIntArrayRef": ListType(_INT),
    "OptionalIntArrayRef": OptionalType(ListType(_INT)),
    "DimnameList": ListType(BaseType(Base.DIMNAME)),
    # TH's names up to ATen 1.0: the C++ type beside them says what they are, the dtype is the dispatcher's business.
    "IntList": ListType(_INT),
    "real": _SCALAR,
    "accreal": _SCALAR,
    "BoolTensor": _TENSOR,
    "IndexTensor": _TENSOR,
    "IntegerTensor": _TENSOR,
    # … except that sparse tensors were a C++ type of their own.
    "SparseTensor": BaseType(Base.SPARSE_TENSOR),
    "SparseTensorRef": BaseType(Base.SPARSE_TENSOR),
    "THSTensor*": BaseType(Base.SPARSE_TENSOR),
}
_QUALIFIED = re.compile(r"(?:const )?(?P<bare>[^&]*[^& ])(?P<reference> ?&)?")
_NAMESPACE = re.compile(r"^(?:::)?(?:(?:at|c10|std)::)?")
_GENERIC = re.compile(r"(?P<generic>optional|ArrayRef|List|vector)<(?P<element>.+)>")
_BOOL_ARRAY = re.compile(r"array<bool,(?P<size>[1-9])>")
_MAX_LENGTH = 80


@cache
def cpp_type(spelling: str) -> Type:
    """The type that a C++ spelling means. Raises Invalid for one that is not of the closed set."""
    qualified = _QUALIFIED.fullmatch(spelling) if len(spelling) <= _MAX_LENGTH else None
    if qualified is not None:
        bare = qualified["bare"]
        name = _NAMESPACE.sub("", bare)
        if name in _NAMES:
            return _NAMES[name]
        if array := _BOOL_ARRAY.fullmatch(name):
            return ListType(BaseType(Base.BOOL), int(array["size"]))
        if generic := _GENERIC.fullmatch(name):
            element = cpp_type(generic["element"])
            return OptionalType(element) if generic["generic"] == "optional" else ListType(element)
    hint = "a new type must be added to codegen/parse/cpp.py"
    cause = f"type {spelling if qualified is None else name}"
    raise Invalid("a C++ type that ATen uses", quoted(spelling), hint, cause=cause)


@cache
def is_mutable_reference(spelling: str) -> bool:
    """Whether the callee may write through it: ``Tensor &``, but not ``const Tensor &``."""
    return spelling.endswith("&") and not spelling.startswith("const ")


def plain_type(type_: Type) -> Type:
    """``type_`` as far as C++ and schema agree on it: no optionality, no sizes of lists, no symbolic integers."""
    match type_:
        case OptionalType(element):
            return plain_type(element)
        case ListType(element):
            return ListType(plain_type(element))
        case BaseType(Base.SYMINT):
            return _INT
        case BaseType(Base.DIMNAME_LIST):
            return ListType(BaseType(Base.DIMNAME))
    return type_


_NONE = ("nullptr", "nullopt")
_ENUMERATORS = {
    "Reduction::ElementwiseMean": "ElementwiseMean",
    "Reduction::Mean": "Mean",
    "MemoryFormat::Contiguous": "contiguous_format",
    "kLong": "long",
    "long": "long",
}
_STRING = re.compile(r'"(?P<inside>(?:[^"\\]|\\["\'\\])*)"')
_LIST = re.compile(r"\{(?P<braced>\{)?(?P<items>[^{}]*)(?(braced)\})\}")
_ITEM = re.compile(r"-?[0-9]{1,18}|true|false")
_WORDS: dict[str, DefaultValue] = {"true": True, "false": False}


def cpp_default(value: Scalar, type_: Type) -> Default:
    """A default as the C++ side of an entry has it, for an argument of ``type_``. Raises Invalid for unknown forms."""
    if isinstance(value, str):
        return Default(_cpp_value(value, type_))
    if value is None:
        raise _unknown_default(value)
    return Default(value)


def _cpp_value(text: str, type_: Type) -> DefaultValue:
    name = _NAMESPACE.sub("", text)
    if name in _NONE:
        return None
    if enumerator := _ENUMERATORS.get(name):
        return EnumDefault(enumerator)
    if _ITEM.fullmatch(text):
        return _item(text)
    if string := _STRING.fullmatch(text):
        return re.sub(r"\\(.)", r"\1", string["inside"])
    if braces := _LIST.fullmatch(text):
        items = [item.strip() for item in braces["items"].split(",")] if braces["items"] else []
        if not items and not isinstance(type_, ListType):
            return None
        if all(_ITEM.fullmatch(item) for item in items):
            return tuple(_item(item) for item in items)
    raise _unknown_default(text)


def _item(text: str) -> DefaultValue:
    return _WORDS[text] if text in _WORDS else int(text)


def _unknown_default(value: Scalar) -> Invalid:
    hint = "numbers, strings, {…}, nullptr, nullopt and enumerators are known; new ones belong in codegen/parse/cpp.py"
    return Invalid("a default of a known form", quoted(value), hint)
