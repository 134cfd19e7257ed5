"""`isinstance(x, Tensor[Double, L[4], L[2]])` says what the object is, in every spelling of a shape."""

import copy
import pickle
from typing import Any, TypeVar, TypeVarTuple, Unpack, get_type_hints
from typing import Literal as L

import pytest
import torch
import typing_extensions
from hypothesis import given
from hypothesis import strategies as st

import hasktorch.tensor

B = TypeVar("B")
N = TypeVar("N")
R = TypeVarTuple("R")
# Any: to a checker these are no expressions.
RUN: Any = Unpack[R]
UNKNOWN: Any = Unpack[tuple[Any, ...]]
RANK_0: Any = Unpack[tuple[()]]

SHAPES = st.lists(st.integers(0, 4), max_size=4)


@pytest.fixture(scope="module")
def Tensor(signature: Any) -> Any:
    """The alias as an instance has it: `Tensor[L[4], L[2]]` is `Tensor[Double, L[4], L[2]]`."""
    return signature.Tensor[signature.Double, *signature.S]


def double(*shape: int) -> torch.Tensor:
    return torch.zeros(shape, dtype=torch.float64)


def accepted(alias: Any) -> set[tuple[int, ...]]:
    shapes = [(), (2,), (4,), (4, 2), (4, 3), (3, 3), (3, 4, 2), (4, 2, 4, 2)]
    return {shape for shape in shapes if isinstance(double(*shape), alias)}


def test_literal_dimensions(Tensor: Any) -> None:
    assert accepted(Tensor[L[4], L[2]]) == {(4, 2)}
    assert accepted(Tensor[L[4]]) == {(4,)}


def test_unknown_dimensions(Tensor: Any) -> None:
    assert accepted(Tensor[L[4], Any]) == {(4, 2), (4, 3)}
    assert accepted(Tensor[int]) == {(2,), (4,)}


def test_the_same_type_variable_is_the_same_size(Tensor: Any) -> None:
    assert accepted(Tensor[B, N]) == {(4, 2), (4, 3), (3, 3)}
    assert accepted(Tensor[B, B]) == {(3, 3)}
    assert accepted(Tensor[B, N, B, N]) == {(4, 2, 4, 2)}


@pytest.mark.parametrize("run", [RUN, typing_extensions.Unpack[R], UNKNOWN, Unpack[tuple[int, ...]]])
def test_a_run_is_any_number_of_dimensions(Tensor: Any, run: Any) -> None:
    assert accepted(Tensor[run, L[2]]) == {(2,), (4, 2), (3, 4, 2), (4, 2, 4, 2)}
    assert accepted(Tensor[L[4], run, L[2]]) == {(4, 2), (4, 2, 4, 2)}
    assert accepted(Tensor[B, run, B]) == {(3, 3)}


def test_unpacked_tuples_of_known_length(Tensor: Any) -> None:
    assert accepted(Tensor[RANK_0]) == {()}
    pair: Any = tuple[L[4], L[2]]
    assert accepted(Tensor[L[3], *pair]) == {(3, 4, 2)}
    nested: Any = tuple[L[4], RUN]
    assert Tensor[L[3], *nested] == Tensor[L[3], L[4], RUN]


def test_bare_is_any_shape(signature: Any, Tensor: Any) -> None:
    assert len(accepted(Tensor)) == len(accepted(signature.Tensor[signature.Double])) == 8
    assert isinstance(torch.zeros(2), signature.Tensor)
    assert isinstance(torch.zeros(2, dtype=torch.uint16), signature.Tensor)
    assert not isinstance([1.0], signature.Tensor)


def test_dtype_decides(signature: Any, Tensor: Any) -> None:
    assert not isinstance(torch.zeros(4), Tensor[L[4]])
    assert isinstance(torch.zeros(4), signature.Tensor[signature.Float, L[4]])
    assert isinstance(torch.zeros(4), signature.Tensor[signature.Floating, Any])
    assert not isinstance(torch.zeros(4).long(), signature.Tensor[signature.Floating, Any])
    assert isinstance(torch.zeros(4).long(), signature.Tensor[Any, L[4]])


def test_a_type_variable_of_dtypes_accepts_its_bound_or_constraints(signature: Any) -> None:
    floating = TypeVar("floating", bound=signature.Floating)
    chosen = TypeVar("chosen", signature.Long, signature.Double)
    assert isinstance(torch.zeros(4).half(), signature.Tensor[floating, L[4]])
    assert not isinstance(torch.zeros(4).long(), signature.Tensor[floating, L[4]])
    assert isinstance(torch.zeros(4).long(), signature.Tensor[chosen, L[4]])
    assert not isinstance(torch.zeros(4).half(), signature.Tensor[chosen, L[4]])


def test_subclasses_of_tensors_are_tensors(Tensor: Any) -> None:
    assert isinstance(torch.nn.Parameter(double(4, 2)), Tensor[L[4], L[2]])


@given(shape=SHAPES, other=SHAPES)
def test_a_shape_accepts_itself_alone(signature: Any, shape: list[int], other: list[int]) -> None:
    alias = signature.Tensor[(signature.Double, RANK_0, *(L[size] for size in shape))]
    assert isinstance(double(*other), alias) == (shape == other)


def test_free_variables_are_filled_in_order(signature: Any, Tensor: Any) -> None:
    assert Tensor[B, L[3], N][L[1], L[2]] == Tensor[L[1], L[3], L[2]]
    assert Tensor[B, RUN, N][L[1], L[2], L[3], L[4]] == Tensor[L[1], L[2], L[3], L[4]]
    assert Tensor[B, RUN][L[1]] == Tensor[L[1]]
    assert signature.Tensor[signature.DT, B, B][signature.Long, L[2]] == signature.Tensor[signature.Long, L[2], L[2]]
    assert Tensor[*signature.S] == Tensor


def test_equal_types_are_one_class(signature: Any, Tensor: Any) -> None:
    alias = Tensor[L[4], B]
    assert alias is Tensor[L[4], B]
    assert alias != Tensor[L[4], N]
    assert len({alias, Tensor[L[4], B], Tensor[Any, B]}) == 2
    for each in (Tensor[L[4]], Tensor, signature.Tensor):
        assert pickle.loads(pickle.dumps(each)) is each
    assert copy.deepcopy(alias) is alias


def test_they_stand_in_annotations(Tensor: Any) -> None:
    def function(x, y, z):  # type: ignore[no-untyped-def]  # the strings below are its annotations
        raise NotImplementedError

    function.__annotations__ = {"x": "Tensor[L[4], B]", "y": "Tensor[B] | None", "z": "tuple[Tensor, int]"}
    hints = get_type_hints(function, localns={"Tensor": Tensor})
    assert hints == {"x": Tensor[L[4], B], "y": Tensor[B] | None, "z": tuple[Tensor, int]}


def test_they_stand_in_unions(Tensor: Any) -> None:
    assert isinstance(double(4), Tensor[L[4]] | None)
    assert isinstance(None, Tensor[L[4]] | None)
    assert not isinstance(double(5), Tensor[L[4]] | None)


@pytest.mark.parametrize(
    ("dimensions", "spelled"),
    [
        ((L[4], Any, B), "Tensor[Double, L[4], Any, B]"),
        (RANK_0, "Tensor[Double, *tuple[()]]"),
        ((B, RUN), "Tensor[Double, B, *R]"),
        ((UNKNOWN, L[0]), "Tensor[Double, *tuple[Any, ...], L[0]]"),
    ],
)
def test_repr_is_what_one_writes(Tensor: Any, dimensions: Any, spelled: str) -> None:
    assert repr(Tensor[dimensions]) == f"rendered_signature.{spelled}"


@pytest.mark.parametrize(
    ("dimensions", "message"),
    [
        (4, r"write Literal\[4\]"),
        (L[4, 2], r"write Literal\[4\], Literal\[2\] for 2 dimensions"),
        (L[-1], "n >= 0"),
        (L[True], "n >= 0"),
        ("B", "a dimension is"),
        (R, r"write Unpack\[R\]"),
        (Unpack[tuple[L[2], ...]], "a run of unknown dimensions"),
        ((RUN, UNKNOWN), "one Unpack of unknown length"),
        ((), r"rank 0 is written Unpack\[tuple\[\(\)\]\]"),
    ],
)
def test_what_is_no_shape_is_refused(Tensor: Any, dimensions: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Tensor[dimensions]


def test_too_many_and_too_few_are_refused(signature: Any, Tensor: Any) -> None:
    with pytest.raises(TypeError, match="takes 0 dimensions; found 1"):
        Tensor[L[4]][L[2]]
    with pytest.raises(TypeError, match="takes 2 dimensions; found 1"):
        Tensor[B, N][L[2]]
    with pytest.raises(TypeError, match="takes at least 1 dimensions; found 0"):
        signature.Tensor[signature.DT, B, RUN][signature.Double]
    with pytest.raises(TypeError, match="takes a dtype tag"):
        signature.Tensor[L[4]]


def test_the_tag_of_another_package_is_refused(signature: Any) -> None:
    with pytest.raises(TypeError, match=r"tag of rendered_signature; found <class 'hasktorch\.tensor\.Double'>"):
        signature.Tensor[hasktorch.tensor.Double, L[4]]
    assert signature.Tensor[Any, L[4]] is not hasktorch.tensor.Tensor[Any, L[4]]


def test_nothing_is_made_of_it(signature: Any, Tensor: Any) -> None:
    with pytest.raises(TypeError, match=r"Make one with double\.tensor"):
        Tensor[L[2]]([1.0, 2.0])
    with pytest.raises(TypeError, match=r"admit one with long\.from_torch"):
        signature.Tensor[signature.Long]()
    with pytest.raises(TypeError, match="Mine cannot inherit from Tensor"):
        type(signature.Tensor)("Mine", (Tensor[L[2]],), {})


def test_a_class_alone_has_no_shape(signature: Any, Tensor: Any) -> None:
    assert issubclass(torch.Tensor, signature.Tensor) and not issubclass(int, Tensor)
    assert issubclass(Tensor[L[2]], signature.Tensor)
    with pytest.raises(TypeError, match="only an object has a dtype and a shape"):
        issubclass(torch.Tensor, Tensor[L[2]])


def test_methods_are_those_of_the_tensor(signature: Any) -> None:
    assert signature.Tensor.add_ is torch.Tensor.add_


def test_tags_are_ordered_by_what_they_hold(signature: Any) -> None:
    assert signature.Double.dtype is torch.float64
    assert issubclass(signature.Double, signature.Floating) and issubclass(signature.Floating, signature.DType)
    assert not issubclass(signature.Bool, signature.Integral)


@pytest.mark.parametrize(("module", "check"), [("beartype.door", "die_if_unbearable"), ("typeguard", "check_type")])
def test_run_time_checkers_check_it(Tensor: Any, module: str, check: str) -> None:
    check_type = getattr(pytest.importorskip(module), check)
    check_type((double(4, 2), None), tuple[Tensor[B, L[2]], Tensor[L[4]] | None])
    for value, wanted in [
        (double(4, 3), Tensor[B, L[2]]),
        (double(3), Tensor[L[4]] | None),
        (double(4).float(), Tensor),
        ([1.0, 2.0], Tensor[L[2]]),
    ]:
        with pytest.raises(Exception, match=r"Tensor\[Double"):
            check_type(value, wanted)
