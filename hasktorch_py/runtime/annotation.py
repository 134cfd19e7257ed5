"""What stands between the brackets of `Tensor[...]`: a tag, then dimensions. Read here, and spelled."""

import typing
from collections.abc import Iterator
from types import EllipsisType
from typing import Any, Literal, TypeAlias, TypeVar, TypeVarTuple, get_args, get_origin

import typing_extensions

from .signature import DType

Tag: TypeAlias = type[DType] | TypeVar
Size: TypeAlias = int | TypeVar | None  # fixed, named, unknown
Run: TypeAlias = TypeVarTuple | EllipsisType  # *S, *tuple[Any, ...]
Dimension: TypeAlias = Size | Run


def read_tag(written: object) -> Tag:
    """A tag, a class of tags, a TypeVar, or Any for every dtype. Raises TypeError for anything else."""
    if written is Any:
        return DType
    if isinstance(written, TypeVar) or (isinstance(written, type) and issubclass(written, DType)):
        return written
    raise TypeError(f"Tensor takes a dtype tag (such as Double), a TypeVar or Any first; found {written!r}")


def read_dimension(written: object) -> Iterator[Dimension]:
    """One written dimension; an unpacked tuple gives as many as it holds. Raises TypeError for what is none."""
    if isinstance(written, typing_extensions.TypeAliasType):
        written = written.__value__
    origin, arguments = get_origin(written), get_args(written)
    if written is Any or written is int:
        yield None
    elif origin in (typing.Unpack, typing_extensions.Unpack):  # before TypeVar, which the second pretends to be
        yield from _read_unpacked(arguments[0])
    elif origin is tuple and getattr(written, "__unpacked__", False):
        yield from _read_unpacked(written)
    elif origin is Literal and len(arguments) == 1 and type(arguments[0]) is int and arguments[0] >= 0:
        yield arguments[0]
    elif isinstance(written, TypeVar):
        yield written
    else:
        raise TypeError(f"{_advice(written)}; found {written!r}")


def _read_unpacked(inner: object) -> Iterator[Dimension]:
    if isinstance(inner, TypeVarTuple):
        yield inner
    elif get_origin(inner) is not tuple:
        raise TypeError(f"Unpack takes a TypeVarTuple or a tuple; found Unpack[{inner!r}]")
    elif ... in get_args(inner):
        if get_args(inner)[0] not in (Any, int):
            raise TypeError(f"a run of unknown dimensions is Unpack[tuple[Any, ...]]; found Unpack[{inner!r}]")
        yield ...
    else:
        for element in get_args(inner):
            yield from read_dimension(element)


def _advice(written: object) -> str:
    if type(written) is int:
        return f"a dimension is a type: write Literal[{written}]"
    if isinstance(written, TypeVarTuple):
        return f"a TypeVarTuple has to be unpacked: write Unpack[{written.__name__}]"
    if get_origin(written) is Literal and len(get_args(written)) > 1:
        sizes = ", ".join(f"Literal[{size}]" for size in get_args(written))
        return f"this is one dimension that has either size: write {sizes} for {len(get_args(written))} dimensions"
    return "a dimension is Literal[n] with n >= 0, a TypeVar, Any, int or Unpack[...]"


def spell(dimension: Dimension) -> str:
    """The dimension as one writes it, `L` for Literal."""
    match dimension:
        case None:
            return "Any"
        case int():
            return f"L[{dimension}]"
        case EllipsisType():
            return "*tuple[Any, ...]"
        case TypeVarTuple():
            return f"*{dimension.__name__}"
        case _:
            return dimension.__name__
