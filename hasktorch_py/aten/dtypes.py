"""The twelve dtypes as data: what ATen, Python and the generated signature call each of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DType:
    """``instance`` is the module, ``tag`` the type, ``torch`` the attribute of torch, ``dtype_class`` the tag's base.

    ``scalar`` is the alias that the stubs have for the Python number that an element is.
    """

    instance: str
    tag: str
    torch: str
    dtype_class: str
    scalar: str


#: In ATen's order of scalar types.
DTYPES = (
    DType("byte", "Byte", "uint8", "Integral", "_int"),
    DType("char", "Char", "int8", "Integral", "_int"),
    DType("short", "Short", "int16", "Integral", "_int"),
    DType("int", "Int", "int32", "Integral", "_int"),
    DType("long", "Long", "int64", "Integral", "_int"),
    DType("half", "Half", "float16", "Floating", "_float"),
    DType("bfloat16", "BFloat16", "bfloat16", "Floating", "_float"),
    DType("float", "Float", "float32", "Floating", "_float"),
    DType("double", "Double", "float64", "Floating", "_float"),
    DType("bool", "Bool", "bool", "Boolean", "_bool"),
    DType("complexfloat", "ComplexFloat", "complex64", "Complex", "_number"),
    DType("complexdouble", "ComplexDouble", "complex128", "Complex", "_number"),
)
#: The tags' bases, in the order in which the signature declares them.
CLASSES = ("Integral", "Floating", "Complex", "Boolean")
BY_INSTANCE = {dtype.instance: dtype for dtype in DTYPES}
