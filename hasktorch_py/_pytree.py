"""Pytrees of tensors: what backprop, optimizers and saving take apart and put together again, by optree.

A tree is a tensor, None (no tensors), or a tuple, named tuple, list, dict or dataclass whose parts are trees. Layers
are registered with optree under NAMESPACE; any other dataclass, frozen or not, becomes known at its first use: its
fields are parts, except those made by `field(metadata={"pytree_node": False})`, optree's own mark, which are carried
along. Such an instance is put together from its fields without `__init__`: what is no field is not kept.
"""

import dataclasses
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, ClassVar, Protocol, TypeAlias, TypeVar, cast

import optree
import torch
from optree import PyTreeAccessor

from hasktorch.tensor import BFloat16, ComplexDouble, ComplexFloat, Double, Float, Half, Tensor

NAMESPACE = "hasktorch"


class Dataclass(Protocol):
    """An instance of any dataclass, as a type."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


_Tensor: TypeAlias = (
    Tensor[Half, *tuple[Any, ...]]
    | Tensor[BFloat16, *tuple[Any, ...]]
    | Tensor[Float, *tuple[Any, ...]]
    | Tensor[Double, *tuple[Any, ...]]
    | Tensor[ComplexFloat, *tuple[Any, ...]]
    | Tensor[ComplexDouble, *tuple[Any, ...]]
)
_Other: TypeAlias = Mapping[Any, object] | Dataclass | None  # a TypedDict says object of its values
# What can be differentiated, as far as a type can say it: the bound of a type variable that stands for such a tree.
# A Long tensor is none, nor is a sequence that has one. Deeper down nothing is looked at: where a type is recursive
# mypy infers unions, and ends with an internal error if it does so for a TypeVarTuple.
Tree: TypeAlias = _Tensor | Sequence[_Tensor | Sequence[object] | _Other] | _Other

P = TypeVar("P")
# optree's types know no dataclasses, and forget what a tree is made of.
_flatten: Callable[..., tuple[list[Any], Any]] = optree.tree_flatten
_REGISTERING = threading.Lock()
_registered: set[type] = set()


def flatten(tree: P, what: str = "tree") -> tuple[list[torch.Tensor], Callable[[Iterable[torch.Tensor]], P]]:
    """The tensors in order, and the function that puts a tree of the same structure together from as many tensors.

    Dicts are walked in the order of their keys. Raises TypeError for what is no tree of tensors, telling where in
    `what`: `tree[0].weight`.
    """
    leaves, spec = _take_apart(tree, what)
    return leaves, spec.unflatten


def map_leaves(function: Callable[..., torch.Tensor], tree: P, *others: object) -> P:
    """The tree of `function(x, *ys)` for each tensor x and those in the same place of `others`.

    Raises TypeError for what is no tree of tensors, ValueError for trees of different structure.
    """
    leaves, build = flatten(tree)
    return build(map(function, leaves, *(match(tree, other) for other in others)))


def match(tree: object, other: object) -> list[torch.Tensor]:
    """The tensors of `other`, which must have the structure of `tree`; dtypes and shapes may differ.

    Raises TypeError for what is no tree of tensors, ValueError for another structure, telling the first difference.
    """
    _, wanted = _take_apart(tree)
    leaves, spec = _take_apart(other)
    if wanted != spec:
        expected, found = names(tree), names(other)
        differing = [f"{name or 'the whole'} is only in one of them" for name in dict.fromkeys(expected + found)
                     if (name in expected) != (name in found)]  # fmt: skip
        detail = differing[0] if differing else "their tensors have the same names in containers of other types"
        raise ValueError(
            f"expected a tree of structure {wanted}, found {spec}: {detail}; pass trees made from the same definition"
        )
    return leaves


def named_leaves(tree: object) -> dict[str, torch.Tensor]:
    """The tensors in order by the Python that leads to them: `[0].weight`; a lone tensor's name is empty.

    Raises TypeError for what is no tree of tensors.
    """
    leaves, _ = flatten(tree)
    return dict(zip(names(tree), leaves, strict=True))


def names(tree: object) -> list[str]:
    """The names of `named_leaves`."""
    return [path.codify("") for path in _accessors(tree)]


def _take_apart(tree: object, what: str = "tree") -> tuple[list[torch.Tensor], Any]:
    """The tensors and optree's description of the structure. Raises TypeError as `flatten`."""
    while True:
        leaves, spec = _flatten(tree, namespace=NAMESPACE)
        for leaf in leaves:
            if not isinstance(leaf, torch.Tensor):
                break
        else:
            return leaves, spec
        _admit(tree, leaves, what)


def _accessors(tree: object) -> list[PyTreeAccessor]:
    return optree.tree_accessors(cast(Any, tree), namespace=NAMESPACE)  # optree's types know no dataclasses


def _admit(tree: object, leaves: Iterable[object], what: str) -> None:
    """Register the dataclasses among the leaves. Raises TypeError where a leaf is neither such nor a tensor."""
    for path, leaf in zip(_accessors(tree), leaves, strict=True):
        if dataclasses.is_dataclass(leaf) and not isinstance(leaf, type):
            register(type(leaf))
        elif not isinstance(leaf, torch.Tensor):
            raise TypeError(
                f"{path.codify(what)}: expected a tensor, or a tuple, list, dict or dataclass of tensors, "
                f"found {type(leaf).__name__}{_advice(leaf, bool(path.path))}"
            )


def _advice(leaf: object, inside: bool) -> str:
    if isinstance(leaf, torch.nn.Module):
        return "; convert a module to a layer with from_module"
    if isinstance(leaf, float | int | complex) and not inside:
        return "; make a tensor of it"
    return '; mark a field that is no tensor with field(metadata={"pytree_node": False})' if inside else ""


def register(kind: type[object]) -> None:
    """Let the dataclass be a part of trees, as its first use would. Does nothing for one that is registered already."""
    parts: list[str] = []
    carried: list[str] = []
    for field in dataclasses.fields(cast(Any, kind)):  # a type cannot say that its instances are a dataclass's
        (parts if field.metadata.get("pytree_node", True) else carried).append(field.name)
    read_parts, read_carried, entries = _reader(parts), _reader(carried), tuple(parts)

    def take_apart(value: object) -> tuple[tuple[object, ...], tuple[object, ...], tuple[str, ...]]:
        return read_parts(value), read_carried(value), entries

    def put_together(kept: tuple[object, ...], children: Iterable[object]) -> object:
        value: object = object.__new__(kind)
        for name, part in zip(parts, children, strict=True):
            object.__setattr__(value, name, part)  # a frozen class refuses setattr
        if kept:
            for name, part in zip(carried, kept, strict=True):
                object.__setattr__(value, name, part)
        return value

    with _REGISTERING:
        if kind not in _registered:
            optree.register_pytree_node(
                cast(Any, kind),  # optree's types take collections alone
                take_apart,
                cast(Any, put_together),
                path_entry_type=optree.DataclassEntry,
                namespace=NAMESPACE,
            )
            _registered.add(kind)


def _reader(names: list[str]) -> Callable[[object], tuple[object, ...]]:
    """Reads the attributes of those names into a tuple; quickest where attrgetter makes one."""
    if not names:
        return lambda value: ()
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
