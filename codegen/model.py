"""The frozen IR: what one entry of ``Declarations.yaml`` says, for every ATen era.

The model is lossless: where a file has a ``schema_string``, ``str(declaration)`` is exactly that text, and nothing in
the IR is unparsed text of the file. Types, enumerators and namespaces are closed sets.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from .errors import Location


class Base(enum.Enum):
    """ATen's types without structure; the value is the spelling in a schema."""

    TENSOR = "Tensor"
    SCALAR = "Scalar"
    INT = "int"
    SYMINT = "SymInt"
    FLOAT = "float"
    BOOL = "bool"
    SYMBOOL = "SymBool"
    STR = "str"
    DTYPE = "ScalarType"
    LAYOUT = "Layout"
    DEVICE = "Device"
    DEVICE_INDEX = "DeviceIndex"
    MEMORY_FORMAT = "MemoryFormat"
    GENERATOR = "Generator"
    DIMNAME = "Dimname"
    STORAGE = "Storage"
    STREAM = "Stream"
    QUANTIZER = "ConstQuantizerPtr"
    QSCHEME = "QScheme"
    # Before 1.5 only: schemas of that time, or entries of that time that have no schema.
    DIMNAME_LIST = "DimnameList"
    TENSOR_OPTIONS = "TensorOptions"
    SPARSE_TENSOR = "SparseTensor"
    TYPE = "Type"
    POINTER = "void*"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class BaseType:
    base: Base

    def __str__(self) -> str:
        return self.base.value


@dataclass(frozen=True, slots=True)
class OptionalType:
    element: Type

    def __str__(self) -> str:
        return f"{self.element}?"


@dataclass(frozen=True, slots=True)
class ListType:
    """A list; ``size`` is the length that a single element is expanded to (``int[2]``), or None."""

    element: Type
    size: int | None = None

    def __str__(self) -> str:
        return f"{self.element}[{'' if self.size is None else self.size}]"


Type = BaseType | OptionalType | ListType


@dataclass(frozen=True, slots=True)
class EnumDefault:
    """An enumerator that ATen names in a schema: ``Mean``, ``contiguous_format``, ``long``."""

    name: str


#: What a default can be once parsed: a value of Python, an enumerator, or a list of these.
DefaultValue = bool | int | float | str | EnumDefault | tuple["DefaultValue", ...] | None


@dataclass(frozen=True, slots=True)
class Default:
    """A default value; ``quote`` is the quotation mark that the schema puts around a string."""

    value: DefaultValue
    quote: str = '"'

    def __str__(self) -> str:
        return _spell(self.value, self.quote)


def _spell(value: DefaultValue, quote: str) -> str:
    match value:
        case str():
            escaped = value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
            return f"{quote}{escaped}{quote}"
        case tuple():
            return f"[{','.join(_spell(item, quote) for item in value)}]"
        case EnumDefault(name):
            return name
        case _:
            return repr(value)


@dataclass(frozen=True, slots=True)
class Annotation:
    """Aliasing: ``a`` is a view of, ``a!`` is written to, ``a -> *`` ends up anywhere."""

    spelling: str
    #: ATen 1.2 and 1.3 wrote ``Tensor?(a!)`` where later schemas write ``Tensor(a!)?``.
    after_type: bool = False

    @property
    def is_write(self) -> bool:
        return "!" in self.spelling


@dataclass(frozen=True, slots=True)
class Argument:
    """``default`` is None where the argument must be given; ``out`` marks a result that the caller provides."""

    name: str
    type: Type
    default: Default | None = None
    keyword_only: bool = False
    annotation: Annotation | None = None
    out: bool = False

    def __str__(self) -> str:
        default = "" if self.default is None else f"={self.default}"
        return f"{annotated(self.type, self.annotation)} {self.name}{default}"


@dataclass(frozen=True, slots=True)
class Return:
    name: str | None
    type: Type
    annotation: Annotation | None = None

    def __str__(self) -> str:
        spelled = annotated(self.type, self.annotation)
        return spelled if self.name is None else f"{spelled} {self.name}"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One overload of one operator.

    ``name`` is the operator's own name (``add``, ``add_``); an out variant is ``add`` with the overload ``out``.
    ``arguments`` are in schema order, those the caller provides for results last.
    """

    name: str
    overload: str
    arguments: tuple[Argument, ...]
    returns: tuple[Return, ...]
    python_module: str
    is_method: bool
    is_function: bool
    inplace: bool
    deprecated: bool
    location: Location
    #: ATen 1.2 to 1.4 wrote the schema of ``topk``'s out variant without the space: ``->(Tensor(a!) values, …)``.
    tight_arrow: bool = False

    @property
    def key(self) -> str:
        """``add.Tensor``, or ``mm`` where there is no overload name."""
        return f"{self.name}.{self.overload}" if self.overload else self.name

    @property
    def is_out(self) -> bool:
        return any(argument.out for argument in self.arguments)

    @property
    def schema(self) -> str:
        """The schema in ATen's notation, as the file has it."""
        arguments: list[str] = []
        starred = False
        for argument in self.arguments:
            if argument.keyword_only and not starred:
                arguments.append("*")
                starred = True
            arguments.append(str(argument))
        returns = ", ".join(str(result) for result in self.returns)
        if len(self.returns) != 1:
            returns = f"({returns})"
        return f"aten::{self.key}({', '.join(arguments)}) ->{'' if self.tight_arrow else ' '}{returns}"

    def __str__(self) -> str:
        return self.schema


def annotated(type_: Type, annotation: Annotation | None) -> str:
    """A type with its alias annotation, which stands behind the innermost type: ``Tensor(a!)[]``."""
    spelled = str(type_)
    if annotation is None:
        return spelled
    mark = f"({annotation.spelling})"
    if annotation.after_type:
        return f"{spelled}{mark}"
    innermost = len(spelled.rstrip("[]?0123456789"))
    return f"{spelled[:innermost]}{mark}{spelled[innermost:]}"
