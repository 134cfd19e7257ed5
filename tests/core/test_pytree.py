"""What is a tree of tensors, what is none, and what is said about it."""

import collections
import dataclasses
import threading
from typing import Any, ClassVar, NamedTuple, cast

import optree
import pytest
import torch

from hasktorch_py import _pytree

STATIC = {"pytree_node": False}


def ones(*size: int) -> torch.Tensor:
    return torch.ones(*size)


@dataclasses.dataclass(frozen=True)
class Frozen:
    x: torch.Tensor
    rate: float = dataclasses.field(default=0.5, metadata=STATIC)


@dataclasses.dataclass(frozen=True, slots=True)
class Slotted:
    x: torch.Tensor
    y: Any = None


@dataclasses.dataclass
class Mutable:
    parts: list[Any]
    kind: ClassVar[str] = "mutable"
    size: int = dataclasses.field(init=False, metadata=STATIC)

    def __post_init__(self) -> None:
        self.size = len(self.parts)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Child(Frozen):
    y: torch.Tensor


class Named(NamedTuple):
    x: torch.Tensor
    rest: dict[str, torch.Tensor]


TREES = {
    "tensor": ones(2),
    "parameter": torch.nn.Parameter(ones(2)),
    "nothing": None,
    "empty": (),
    "tuple": (ones(1), (ones(2), None)),
    "list": [ones(1), [ones(2)]],
    "dict": {"b": ones(1), "a": ones(2)},
    "ordered dict": collections.OrderedDict(b=ones(1), a=ones(2)),
    "deque": collections.deque([ones(1)]),
    "named tuple": Named(ones(1), {"a": ones(2)}),
    "frozen": Frozen(ones(1), 0.25),
    "slotted": Slotted(ones(1), (ones(2),)),
    "mutable": Mutable([ones(1), Frozen(ones(2))]),
    "child": Child(x=ones(1), y=ones(3)),
    "nested": {"net": (Frozen(ones(1)), [Slotted(ones(2), Named(ones(3), {}))])},
}


@pytest.mark.parametrize("tree", TREES.values(), ids=TREES)
def test_flatten_and_build_return_the_same_tree(tree: Any) -> None:
    leaves, build = _pytree.flatten(tree)
    assert all(isinstance(leaf, torch.Tensor) for leaf in leaves)
    again = build(leaves)
    assert type(again) is type(tree)
    leaves_again = _pytree.match(tree, again)  # which refuses another structure
    assert all(one is other for one, other in zip(leaves, leaves_again, strict=True))


def test_a_dataclass_keeps_what_is_no_part() -> None:
    built = _pytree.map_leaves(lambda x: x + 1, Frozen(ones(2), 0.25))
    assert built.rate == 0.25
    assert torch.equal(built.x, ones(2) * 2)
    assert _pytree.map_leaves(torch.neg, Mutable([ones(1), ones(2)])).size == 2


def test_dicts_keep_their_order_and_are_walked_by_key() -> None:
    tree = {"b": ones(1), "a": ones(2)}
    leaves, build = _pytree.flatten(tree)
    assert [leaf.shape for leaf in leaves] == [(2,), (1,)]
    assert list(build(leaves)) == ["b", "a"]


def test_map_leaves_of_several_trees() -> None:
    tree = {"a": (ones(2), Frozen(ones(1)))}
    total = _pytree.map_leaves(lambda x, y, z: x + 2 * y + 3 * z, tree, tree, tree)
    assert torch.equal(total["a"][0], ones(2) * 6)
    assert torch.equal(total["a"][1].x, ones(1) * 6)


def test_names_lead_to_the_tensors() -> None:
    tree = {"net": (Frozen(ones(1)), Named(ones(2), {"w": ones(3)}))}
    named = _pytree.named_leaves(tree)
    assert list(named) == ["['net'][0].x", "['net'][1].x", "['net'][1].rest['w']"]
    for name, leaf in named.items():
        assert eval(f"tree{name}", {"tree": tree}) is leaf
    assert list(_pytree.named_leaves(ones(1))) == [""]


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        (3.0, "tree: expected a tensor, .* found float; make a tensor of it"),
        ("abc", "tree: .* found str"),
        ({"a": [ones(1), 2]}, r"tree\['a'\]\[1\]: .* found int; mark a field"),
        (Frozen(0.5), r"tree.x: .* found float"),  # type: ignore[arg-type]  # the mistake that is tested
        (torch.nn.Linear(1, 1), "tree: .* found Linear; convert a module to a layer with from_module"),
        (Frozen, "tree: .* found type"),
        (torch.float64, "tree: .* found dtype"),
    ],
)
def test_what_is_no_tree_of_tensors(tree: object, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        _pytree.flatten(tree)


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ((ones(1), ones(1)), (ones(1),), r"\[1\] is only in one of them"),
        ({"a": ones(1)}, {"b": ones(1)}, r"\['a'\] is only in one of them"),
        ((ones(1),), [ones(1)], "containers of other types"),
        (Frozen(ones(1), 0.5), Frozen(ones(1), 0.25), "containers of other types"),
        (ones(1), (ones(1),), "the whole is only in one of them"),
    ],
)
def test_trees_of_different_structure(one: object, other: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        _pytree.match(one, other)
    with pytest.raises(ValueError, match=said):
        _pytree.map_leaves(torch.add, one, other)


def test_match_leaves_shapes_alone() -> None:
    assert [leaf.shape for leaf in _pytree.match((ones(1), ones(2)), (ones(3), ones(4)))] == [(3,), (4,)]


def test_threads_that_meet_a_class_at_the_same_time() -> None:
    made = dataclasses.make_dataclass("made", ["x"])
    barrier = threading.Barrier(8)
    found: list[object] = []

    def use() -> None:
        barrier.wait()
        found.append(_pytree.flatten(made(ones(2)))[0][0])

    threads = [threading.Thread(target=use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8


def test_classes_that_optree_knows_already() -> None:
    made: Any = dataclasses.make_dataclass("known", ["x"])
    optree.register_pytree_node(  # its types take collections alone
        made, lambda v: ((cast(Any, v).x,), None), lambda _, parts: made(*parts), namespace=_pytree.NAMESPACE
    )
    value: Any = made(ones(2))
    negated: Any = _pytree.map_leaves(torch.neg, value)
    assert torch.equal(negated.x, -ones(2))


def test_a_layer_registered_twice() -> None:
    _pytree.register(Frozen)
    _pytree.register(Frozen)
