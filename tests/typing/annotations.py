"""Reads the annotations of the test files: what `Tensor[L[4], L[2]]` there stands for, and tensors that fit it.

Every file imports the tensors it needs under the same names: `Tensor` is Double's, `LongTensor` Long's, and so on.
"""

import ast

import torch

from hasktorch_py.aten.dtypes import BY_INSTANCE, DTYPES
from hasktorch_py.aten.torch_dtypes import TORCH_DTYPES
from tests.conformance.revealed import Anything, Dots, Either, Literals, Named, Type, Unpacked

ALIASES = {
    "Tensor": BY_INSTANCE["double"].tag,
    "ComplexTensor": BY_INSTANCE["complexdouble"].tag,
    **{f"{dtype.tag}Tensor": dtype.tag for dtype in DTYPES},
}
UNKNOWN_SIZE = 3  # what an `Any` dimension has at run time; unknown rank is two of them
POLYMORPHIC_SIZES = {"B": 5, "N": 6}  # what the type variables have
_UNKNOWN_RANK = Unpacked(Named("tuple", (Anything(), Dots())))


def read_annotation(node: ast.expr) -> Type:
    """The type that an annotation writes."""
    match node:
        case ast.Subscript(ast.Name("L"), index):
            return Literals(tuple(ast.unparse(i) for i in _items(index)))
        case ast.Subscript(ast.Name(name), index):
            arguments = tuple(map(read_annotation, _items(index)))
            if name == "AnyTensor":  # its dtype stands beside its sizes
                return Named("Tensor", arguments)
            return Named("Tensor", (Named(ALIASES[name]), *arguments)) if name in ALIASES else Named(name, arguments)
        case ast.Name(name) if name in ALIASES:
            return Named("Tensor", (Named(ALIASES[name]), _UNKNOWN_RANK))
        case ast.Name("Any"):
            return Anything()
        case ast.Name(name) if name in POLYMORPHIC_SIZES:
            return Literals((str(POLYMORPHIC_SIZES[name]),))
        case ast.Starred(inner):
            return Unpacked(read_annotation(inner))
        case ast.BinOp(left, ast.BitOr(), right):
            return Either((read_annotation(left), read_annotation(right)))
        case ast.Constant(value) if value is ...:
            return Dots()
        case ast.Name(name) | ast.Attribute(_, name):
            return Named(name)
        case _:
            return Named(ast.unparse(node))


def _items(index: ast.expr) -> list[ast.expr]:
    return index.elts if isinstance(index, ast.Tuple) else [index]


def example(node: ast.expr) -> object:
    """A value of an annotated type, of the first of a union.

    Square matrices are positive definite, integers 0 or 1, other numbers in [0, 1).
    """
    match node:
        case ast.Name("int"):
            return 1
        case ast.Name("float"):
            return 0.5
        case ast.Name(name) if name in POLYMORPHIC_SIZES:
            return POLYMORPHIC_SIZES[name]
        case ast.BinOp(left, ast.BitOr(), _):
            return example(left)
        case ast.Attribute(ast.Name("torch"), "Tensor"):
            return torch.rand(UNKNOWN_SIZE, UNKNOWN_SIZE)
    shown = read_annotation(node)
    assert isinstance(shown, Named), ast.unparse(node)
    if shown.name in ("tuple", "list"):
        return tuple(example(i) for i in _items(node.slice)) if isinstance(node, ast.Subscript) else ()
    assert shown.name == "Tensor", ast.unparse(node)
    tag, *dimensions = shown.arguments
    assert isinstance(tag, Named), ast.unparse(node)
    return _tensor(TORCH_DTYPES[tag.name], _sizes(dimensions))


def _sizes(dimensions: list[Type]) -> list[int]:
    sizes: list[int] = []
    for dimension in dimensions:
        if isinstance(dimension, Literals):
            sizes.append(int(dimension.values[0]))
        elif dimension == _UNKNOWN_RANK:
            sizes += [UNKNOWN_SIZE, UNKNOWN_SIZE]
        elif isinstance(dimension, Anything):
            sizes.append(UNKNOWN_SIZE)
    return sizes


def _tensor(dtype: torch.dtype, sizes: list[int]) -> torch.Tensor:
    if not (dtype.is_floating_point or dtype.is_complex):
        return torch.randint(0, 2, sizes).to(dtype)
    x = torch.rand(sizes, dtype=dtype)
    if len(sizes) >= 2 and sizes[-1] == sizes[-2]:
        return x @ x.mT + sizes[-1] * torch.eye(sizes[-1], dtype=dtype)
    return x
