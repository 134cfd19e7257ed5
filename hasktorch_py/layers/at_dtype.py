"""Layer classes at one dtype: what `Linear` is in `hasktorch.double`."""

import types
from collections.abc import Iterator
from typing import Any

import optree
import torch

from hasktorch_py._pytree import NAMESPACE
from hasktorch_py.runtime import boundary
from hasktorch_py.runtime.tag import Tag


class AtDType(type):
    """The class of such classes: they make and recognise layers of the generic class, and have no instances.

    `isinstance(x, Linear)` asks for the generic class and for the dtype of every tensor.
    """

    generic: Any
    tag: type[Tag]

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        """A layer of the generic class. Raises DTypeError for a tensor of another dtype."""
        made = cls.generic(*args, **kwargs)
        for x in tensors(made):
            boundary.from_torch(cls.tag.dtype, x)
        return made

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, cls.generic) and all(x.dtype is cls.tag.dtype for x in tensors(instance))


# Any: a class that a type checker reads from the stub, where it is an alias of the generic one.
def at_dtype(module: str, tag: type[Tag], generic: Any) -> Any:
    """The generic layer class at the tag's dtype, as a class of the module of that name."""
    own = {"__module__": module, "__doc__": generic.__doc__, "generic": generic, "tag": tag}
    base = generic[(tag, *generic.__parameters__[1:])]
    return types.new_class(generic.__name__, (base,), {"metaclass": AtDType}, lambda body: body.update(own))


def tensors(layer: Any) -> Iterator[torch.Tensor]:
    return (x for x in optree.tree_leaves(layer, namespace=NAMESPACE) if isinstance(x, torch.Tensor))
