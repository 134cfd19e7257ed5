"""The type `Tensor[DT, *Shape]` at run time: it only checks, and makes nothing.

A package's signature declares its `Tensor` with the tags of its dtypes: `metaclass=TensorType, tags=(Byte, …)`.
"""

import copyreg
import threading
import weakref
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NoReturn

import torch
from torch._C import _TensorMeta

from hasktorch_py.aten.dtypes import BY_TAG

from .pattern import BARE, Pattern
from .signature import DType


class TensorType(_TensorMeta):
    """The class of a `Tensor` and of every `Tensor[...]`; equal patterns have one class while it is in use."""

    _bare: "TensorType"
    _tags: Mapping[torch.dtype, type[DType]]
    _pattern: Pattern
    _known: "weakref.WeakValueDictionary[Pattern, TensorType]"
    _lock: ClassVar[threading.Lock] = threading.Lock()

    def __new__(
        mcs,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        *,
        tags: Sequence[type[DType]] = (),
        pattern: Pattern | None = None,
    ) -> "TensorType":
        if not tags and pattern is None:
            raise TypeError(f"{name} cannot inherit from {bases[0].__qualname__}: no tensor is an instance of it")
        cls = super().__new__(mcs, name, bases, namespace)
        if tags:
            cls._bare, cls._tags, cls._known = cls, {tag.dtype: tag for tag in tags}, weakref.WeakValueDictionary()
        cls._pattern = pattern or BARE
        cls._known[cls._pattern] = cls
        return cls

    def __getitem__(cls, arguments: object) -> "TensorType":
        pattern = cls._pattern.fill(arguments if isinstance(arguments, tuple) else (arguments,))
        if hasattr(pattern.tag, "dtype") and pattern.tag not in cls._tags.values():
            raise TypeError(f"Tensor takes a dtype tag of {cls.__module__}; found {pattern.tag!r}")
        return _tensor_type(cls._bare, pattern)

    def __instancecheck__(cls, instance: object) -> bool:
        if not isinstance(instance, torch.Tensor):
            return False
        tag = cls._tags.get(instance.dtype, object)
        return cls._pattern.accepts_tag(tag) and cls._pattern.accepts_shape(instance.shape)

    def __subclasscheck__(cls, subclass: type) -> bool:
        """Raises TypeError for a class of real tensors: torch.compile asks it in place of isinstance."""
        if isinstance(subclass, TensorType) or not issubclass(subclass, torch.Tensor):
            return super().__subclasscheck__(subclass)
        if cls is cls._bare:
            return True
        raise TypeError(
            f"only an object has a dtype and a shape: ask isinstance(x, {cls.__qualname__}), outside of torch.compile"
        )

    def __call__(cls, *_: object, **__: object) -> NoReturn:
        tag = cls._pattern.tag
        instance = BY_TAG[tag.__name__].instance if tag in cls._tags.values() else "double"
        place = ".".join([*cls.__module__.split(".")[:-1], instance])
        raise TypeError(
            f"{cls.__qualname__} is a type and makes nothing: tensors are plain torch.Tensor objects. "
            f"Make one with {place}.tensor or zeros, admit one with {place}.from_torch"
        )

    def __repr__(cls) -> str:
        return f"{cls.__module__}.{cls.__qualname__}"


def _tensor_type(bare: TensorType, pattern: Pattern) -> TensorType:
    with TensorType._lock:
        known = bare._known.get(pattern)
        return known or TensorType(str(pattern), (bare,), {"__module__": bare.__module__}, pattern=pattern)


def _reduce(cls: TensorType) -> str | tuple[Any, ...]:
    """A package's `Tensor` is found by its name, the others are made of it."""
    return cls.__qualname__ if cls is cls._bare else (_tensor_type, (cls._bare, cls._pattern))


copyreg.pickle(TensorType, _reduce)
