"""The table of dtypes: what ATen, torch and an instance call each of them. It is the only one, and needs no torch."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DType:
    """``tag`` is ATen's name and the type in a signature, ``torch`` torch's name, ``dtype_class`` the tag's base."""

    tag: str
    torch: str
    dtype_class: str

    @property
    def instance(self) -> str:
        """The module of a package that is fixed at the dtype: ``double``."""
        return self.tag.lower()

    @property
    def conversion(self) -> str:
        """The method that converts a tensor to the dtype: ``double``, ``cfloat``."""
        return self.instance.replace("complex", "c")


#: In the order in which everything is generated.
DTYPES = (
    DType("Byte", "uint8", "Integral"),
    DType("Char", "int8", "Integral"),
    DType("Short", "int16", "Integral"),
    DType("Int", "int32", "Integral"),
    DType("Long", "int64", "Integral"),
    DType("Half", "float16", "Floating"),
    DType("BFloat16", "bfloat16", "Floating"),
    DType("Float", "float32", "Floating"),
    DType("Double", "float64", "Floating"),
    DType("Bool", "bool", "Boolean"),
    DType("ComplexFloat", "complex64", "Complex"),
    DType("ComplexDouble", "complex128", "Complex"),
)
#: The tags' bases, in the order in which the signature declares them.
CLASSES = ("Integral", "Floating", "Complex", "Boolean")
INSTANCES = tuple(dtype.instance for dtype in DTYPES)
BY_INSTANCE: Mapping[str, DType] = {dtype.instance: dtype for dtype in DTYPES}
BY_TAG: Mapping[str, DType] = {dtype.tag: dtype for dtype in DTYPES}
#: The tags of each class; the class of all is ``DType``.
TAGS_OF: Mapping[str, frozenset[str]] = {
    "DType": frozenset(dtype.tag for dtype in DTYPES),
    **{name: frozenset(dtype.tag for dtype in DTYPES if dtype.dtype_class == name) for name in CLASSES},
}
