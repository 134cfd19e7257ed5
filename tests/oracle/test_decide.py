"""What ATen makes of questions, without mypy."""

import pytest

from hasktorch_py.oracle.answer import Accepted, Answer, Refused, SequenceResult, TensorResult, Undecidable, ValueResult
from hasktorch_py.oracle.decide import decide
from hasktorch_py.oracle.protocol import dumps, loads
from hasktorch_py.oracle.question import (
    Argument,
    Constant,
    Function,
    Layer,
    Named,
    Question,
    Sequence,
    Size,
    Slice,
    Some,
    Tensor,
)
from hasktorch_py.oracle.size_algebra import Dim, Symbol, Unknown, operation
from hasktorch_py.oracle.wording import clean

N, M = Symbol(0), Symbol(1)
A, B = Unknown(0), Unknown(1)


def double(*dims: Dim) -> Tensor:
    return Tensor("Double", dims)


def ask(name: str, *args: Argument, **kwargs: Argument) -> Answer:
    place = "torch.Tensor" if name.startswith(".") else "torch"
    return decide(Question(f"{place}.{name.lstrip('.')}", args, tuple(kwargs.items())))


def zeros(*sizes: Argument, **kwargs: Argument) -> Answer:
    return ask("zeros", *sizes, dtype=Named("float64"), **kwargs)


def doubles(*dims: Dim | None) -> Accepted:
    return Accepted(TensorResult("Double", dims))


def test_known_sizes() -> None:
    assert ask("mm", double(4, 2), double(2, 3)) == doubles(4, 3)
    assert ask("cat", Sequence("list", (double(4, 2), double(5, 2)))) == doubles(9, 2)
    assert zeros(Constant(10**6), Constant(10**6)) == doubles(10**6, 10**6)
    assert ask(".T", double(4, 2)) == doubles(2, 4)
    assert ask(".to", double(4), dtype=Named("float32")) == Accepted(TensorResult("Float", (4,)))


def test_refusals_have_atens_words() -> None:
    answer = ask("mm", double(4, 2), double(3, 5))
    assert isinstance(answer, Refused) and answer.about == "shape"
    assert clean(answer.message) == "mat1 and mat2 shapes cannot be multiplied (4x2 and 3x5)"
    answer = ask("index_select", double(4), Constant(0), double(3))
    assert isinstance(answer, Refused) and answer.about == "dtype"
    answer = ask("sum", double(4), Constant("0"))
    assert isinstance(answer, Refused) and answer.about == "argument"


def test_eager_is_asked_where_meta_tensors_are_looser() -> None:
    answer = ask("index_select", double(4, 2), Constant(0), Tensor("Long", (3, 3)))
    assert isinstance(answer, Refused) and "vector" in answer.message
    answer = ask("index_select", double(N, 2), Constant(1), Tensor("Long", (3, 3)))
    assert isinstance(answer, Refused) and "vector" in answer.message


def test_symbols_pass_through_and_make_formulas() -> None:
    assert ask("relu", double(N, 3)) == doubles(N, 3)
    assert ask("cat", Sequence("list", (double(N), double(M)))) == doubles(operation("+", N, M))
    assert ask("flatten", double(N, 3, M)) == doubles(operation("*", 3, operation("*", N, M)))
    assert ask("nn.functional.max_pool1d", double(N, 3, M), Constant(2)) == doubles(N, 3, operation("//", M, 2))
    assert zeros(Size(operation("+", N, 4))) == doubles(operation("+", N, 4))


def test_a_size_that_one_is_an_exception_for_is_unknown() -> None:
    assert ask("squeeze", double(N, 3)) == Accepted(TensorResult("Double", (), rest=0))


def test_needed_equations_are_named() -> None:
    answer = ask("add", double(N, 3), double(M, 3))
    assert isinstance(answer, Refused) and answer.needs == ((N, M),)
    assert str(N) in answer.message and str(M) in answer.message
    answer = ask("mm", double(4, N), double(7, 2))
    assert isinstance(answer, Refused) and answer.needs == ((N, 7),)


def test_sizes_that_no_tensor_can_have_are_refused_too() -> None:
    answer = ask("select_copy", double(N), Constant(-1), Constant(2**63 - 1))
    assert isinstance(answer, Refused) and answer.needs == ()
    answer = zeros(Constant(2**62), Constant(2**62))
    assert isinstance(answer, Refused)


def test_where_meta_tensors_are_stricter_than_eager_nothing_is_said() -> None:
    assert isinstance(ask("addbmm_", double(), double(N, 8, N), double(N, N, 6)), Undecidable)
    assert isinstance(ask("addbmm_", double(1), double(5, 4, 3), double(5, A, 6)), Undecidable)
    assert isinstance(ask("addbmm_", double(1, 13), double(9, 17, A), double(9, B, 13)), Undecidable)


def test_where_meta_tensors_make_another_result_than_eager_it_is_not_believed() -> None:
    of_channels = [double(M)] * 4
    answer = ask("native_batch_norm", double(N, M, 5), *of_channels, Constant(False), Constant(0.1), Constant(0.5))
    batch = TensorResult("Double", (N, M, 5))
    nothing = TensorResult("Double", (0,))
    assert answer == Accepted(SequenceResult("tuple", (batch, nothing, nothing))), "meta tensors: [M], [M]"


def test_what_elements_decide_is_tried_with_sizes_beyond_the_numbers_of_the_call() -> None:
    slices = Sequence("tuple", (Tensor("Bool", (3,)), Slice(Constant(6), Constant(-21), Constant(None))))
    assert ask(".__getitem__", double(3, N, N), slices) == doubles(None, None, N), "N - 27"


def test_unknown_sizes_that_fit_tell_the_rest() -> None:
    assert ask("mm", double(4, A), double(5, 2)) == doubles(4, 2)
    assert ask("mm", double(A, B), double(4, 2)) == doubles(None, 2)
    assert ask("add", double(A, 3), double(4, 3)) == doubles(4, 3)
    assert ask("add", double(A, 3), double(N, 3)) == doubles(N, 3)
    halves = Accepted(SequenceResult("tuple", (TensorResult("Double", (None, 5, None)),) * 2))
    assert ask("dsplit", double(A, 5, B), Constant(2)) == halves, "of 2, 4, 6"
    assert ask(".view", double(A), Constant(1000), Constant(-1)) == doubles(1000, None)
    assert ask(".view", double(A, 4), Constant(8), Constant(3)) == doubles(8, 3), "6 fits, which the call does not have"
    both = Sequence("tuple", (double(N, 16, A, B), double(N, 16, Unknown(2), Unknown(3))))
    assert ask("cat", both, Constant(1)) == doubles(N, 32, None, None)
    three = Sequence("tuple", (*both.items, double(N, 16, Unknown(4), Unknown(5))))
    assert ask("cat", three, Constant(1)) == doubles(N, 48, None, None)
    whole = Sequence("tuple", (Constant(28), Constant(28)))
    assert ask("nn.functional.fold", double(2, 27, A), whole, Constant(3)) == doubles(2, 3, 28, 28), "676 fits"


def test_unknown_sizes_may_be_none_where_the_call_has_no_elements() -> None:
    empty = ask("linalg.solve_triangular", double(A, 0, B), double(2, 0, 1), upper=Constant(True))
    assert empty == doubles(2, 0, 1)
    assert isinstance(ask("mm", double(A, 3), double(0, 2)), Refused)


def test_what_no_unknown_size_makes_right_is_refused() -> None:
    for refused in (
        ask("mm", double(A, 3), double(4, 2)),
        ask("add", double(A, 8), double(4, 9)),
        ask("conv2d", double(N, 3, A, B), double(8, 4, 3, 3)),
        ask("nn.functional.pixel_shuffle", double(N, 32, A, B), Constant(3)),
        ask("cat", Sequence("tuple", (double(A, 3), double(4, 5))), Constant(0)),
    ):
        assert isinstance(refused, Refused) and refused.needs == ()
    assert not isinstance(ask(".view", double(A, B, 4), Constant(800), Constant(3)), Refused), "600 and 1 fit"


def of_unknown_rank(*dims: Dim, at: int = 0) -> Tensor:
    return Tensor("Double", dims, rest=at)


def test_what_all_ranks_have_in_common_is_known() -> None:
    assert ask(".sum", of_unknown_rank()) == doubles()
    assert ask(".relu", of_unknown_rank(N, 4, at=1)) == Accepted(TensorResult("Double", (N, 4), rest=1))
    assert ask(".transpose", of_unknown_rank(3, 4, at=1), Constant(0), Constant(1)) == unranked()
    assert ask(".unsqueeze", of_unknown_rank(3, at=1), Constant(-1)) == unranked(3, 1, at=1)
    assert ask(".flatten", of_unknown_rank(N, at=1), Constant(1)) == doubles(N, None)
    assert ask(".__matmul__", of_unknown_rank(N, 8, at=1), double(8, 9)) == unranked(N, 9, at=1)
    halves = ask(".split", of_unknown_rank(4), Constant(2), Constant(-1))
    assert halves == Accepted(SequenceResult("tuple", (TensorResult("Double", (2,), rest=0),) * 2))


def unranked(*dims: Dim | None, at: int = 0) -> Accepted:
    return Accepted(TensorResult("Double", dims, rest=at))


def test_what_is_wrong_at_every_rank_is_refused() -> None:
    refused = ask(".__matmul__", of_unknown_rank(8), double(9, 4))
    assert isinstance(refused, Refused) and "shapes cannot be multiplied (Anyx8 and 9x4)" in refused.message
    assert isinstance(ask(".__getitem__", of_unknown_rank(3, at=1), Constant(5)), Refused)
    assert isinstance(ask(".__bool__", of_unknown_rank(4)), Refused)


def test_what_may_be_right_at_some_rank_is_not_refused() -> None:
    assert isinstance(ask(".add", of_unknown_rank(), double(3, 4)), Undecidable)
    assert isinstance(ask(".sum", of_unknown_rank(), Constant(6)), Undecidable)
    assert isinstance(ask("einsum", Constant("abcdefg->g"), of_unknown_rank()), Undecidable)
    sizes = Sequence("tuple", tuple(map(Constant, (3, 4, 5, 6, 7))))
    assert isinstance(ask("layer_norm", of_unknown_rank(), sizes), Undecidable)
    orders = [Constant(i) for i in (0, 2, 1, 3, 4, 5, 6)]
    assert isinstance(ask(".permute", of_unknown_rank(), *orders), Undecidable)
    assert isinstance(ask(".mul", of_unknown_rank(), of_unknown_rank()), Undecidable)


def list_of(item: Tensor) -> Sequence:
    return Sequence("list", (item,), repeated=True)


def test_lists_of_unknown_length() -> None:
    assert ask("cat", list_of(double(N, 8))) == doubles(None, 8)
    assert ask("cat", list_of(double(N, 8)), Constant(1)) == doubles(N, None)
    assert ask("stack", list_of(double(N, 8))) == doubles(None, N, 8)
    assert ask("cat", list_of(double(A, 8))) == doubles(None, 8)
    assert ask("vstack", list_of(double(N, 8))) == doubles(None, 8)
    assert isinstance(ask("atleast_1d", list_of(double(N, 8))), Undecidable)
    assert isinstance(ask("block_diag", list_of(double(4)), list_of(double(5))), Undecidable)


def test_a_list_may_have_to_be_long() -> None:
    product = ask("einsum", Constant("ij,jk,kl,lm,mn->in"), list_of(double(4, 4)))
    assert isinstance(product, Undecidable)


def test_what_is_wrong_at_every_length_is_refused() -> None:
    answer = ask("cat", list_of(double(N, 8)), Constant(2))
    assert isinstance(answer, Refused) and answer.about == "shape"
    answer = ask("meshgrid", list_of(double(4, 8)))
    assert isinstance(answer, Refused) and answer.about == "shape" and "6.18" not in clean(answer.message)


def test_unknown_values() -> None:
    assert ask("mul", double(4), Some("float")) == doubles(4)
    assert ask("sum", double(4, 3), Constant(0), keepdim=Some("bool")) == Accepted(TensorResult("Double", (), rest=0))


def test_unknown_values_are_not_the_same_value() -> None:
    lower, upper = Some("float"), Some("float", 1)
    assert ask("arange", lower, upper) == Accepted(TensorResult("Float", (None,)))
    assert ask("arange", lower, lower) == Accepted(TensorResult("Float", (0,)))
    assert ask("arange", Constant(9.0), upper) == Accepted(TensorResult("Float", (None,)))
    assert ask("where", Tensor("Bool", (N,)), lower, upper) == Accepted(TensorResult("Float", (N,)))


def test_a_size_may_be_on_either_side_of_a_number_of_the_call() -> None:
    last = Slice(Constant(-2048), Constant(None), Constant(None))
    assert ask(".__getitem__", double(N), last) == doubles(operation("min", N, 2048))
    assert ask(".__getitem__", double(N), Slice(Constant(2), Constant(10), Constant(None))) == doubles(
        operation("-", operation("min", N, 10), 2)
    )
    assert ask("narrow", double(N), Constant(0), Constant(0), Constant(2000)) == doubles(2000)


def test_sizes_may_be_in_any_order() -> None:
    assert ask("diagonal", double(N, M)) == doubles(operation("min", N, M))
    assert ask("diagonal", double(N, M), Constant(3)) == doubles(operation("min", N, operation("-", M, 3)))
    assert ask("diagonal", double(N, N)) == doubles(N)
    assert ask("diagonal", double(A, N)) == doubles(None)
    assert ask("linalg.svdvals", double(N, M)) == doubles(operation("min", N, M))
    assert ask("linalg.svdvals", double(A, M)) == doubles(None)


def test_symbols_are_multiples_of_what_they_are_divided_by() -> None:
    eighth, half = operation("//", N, 8), operation("//", N, 2)
    assert ask(".view", double(M, N), Size(M), Size(eighth), Constant(8)) == doubles(M, eighth, 8)
    assert ask(".view", double(M, eighth, 8), Size(M), Size(operation("*", 8, eighth))) == doubles(
        M, operation("*", 8, eighth)
    )
    assert ask("nn.functional.glu", double(M, N)) == doubles(M, half)
    assert ask(".hsplit", double(M, N), Constant(2)) == Accepted(
        SequenceResult("tuple", (TensorResult("Double", (M, half)), TensorResult("Double", (M, half))))
    )
    refused = ask(".view", double(N, 3), Constant(-1), Constant(5))
    assert isinstance(refused, Refused), "a shape that is written out is no sign that N is a multiple of 5"


def test_unknown_ints() -> None:
    some, other = Some("int"), Some("int", 1)
    assert ask("zeros", some, Constant(3)) == Accepted(TensorResult("Float", (None, 3)))
    assert ask(".__getitem__", double(4, 5), some) == doubles(5)
    assert ask("sum", double(4, 4), some) == doubles(4) and ask("sum", double(4, 5), some) == doubles(None)
    assert ask(".view", double(6, 3), some, Constant(3)) == doubles(6, 3)
    assert ask(".view", double(6, 3), some, other) == doubles(None, None)
    assert ask(".transpose", double(4, 5), some, other) == doubles(None, None)
    assert isinstance(ask(".view", double(10, 10), some, Constant(7)), Undecidable), "some int may be right"


def test_what_is_wrong_for_every_int_is_refused() -> None:
    refused = ask(".__getitem__", double(4, 5), Sequence("tuple", (Some("int"), Constant(0), Constant(0))))
    assert isinstance(refused, Refused) and "too many indices" in refused.message


def test_sizes_that_the_data_tell_are_unknown() -> None:
    assert ask("nonzero", double(4, 3)) == Accepted(TensorResult("Long", (None, 2)))
    assert ask("masked_select", double(1), Tensor("Bool", (1,))) == doubles(None)
    assert ask("repeat_interleave", double(3), Tensor("Long", (3,))) == doubles(None)


def test_values_that_the_data_tell_are_unknown() -> None:
    assert ask(".item", Tensor("Long", ())) == Accepted(ValueResult("int"))
    assert ask(".numel", double(4, 3)) == Accepted(ValueResult("int", 12))
    assert ask(".shape", double(4)) == Accepted(SequenceResult("tuple", (ValueResult("int", 4),)))


def test_named_results_have_their_fields() -> None:
    answer = ask("max", double(4, 3), Constant(0))
    assert isinstance(answer, Accepted) and isinstance(answer.result, SequenceResult)
    assert answer.result.fields == ("values", "indices")


@pytest.mark.parametrize("name", ["from_file", ".backward", ".set_", "no_such_function", "Tensor"])
def test_what_is_never_asked(name: str) -> None:
    assert isinstance(ask(name, double(4)), Undecidable)


def linear(inputs: Dim, outputs: int) -> Layer:
    fields = (("weight", double(inputs, outputs)), ("bias", double(outputs)))
    return Layer("hasktorch_py.layers.linear.Linear", fields, (inputs, outputs))


def chain(*stages: Argument) -> Layer:
    return Layer("hasktorch_py.layers.sequential.Sequential", (("stages", Sequence("tuple", stages)),))


def called(layer: Layer, *args: Argument) -> Answer:
    return decide(Question(f"{layer.name}.__call__", (layer, *args)))


def test_layers_and_criteria_are_asked_like_functions() -> None:
    assert called(linear(4, 3), double(N, 4)) == doubles(N, 3)
    answer = called(linear(M, 3), double(N, 4))
    assert isinstance(answer, Refused) and answer.needs == ((M, 4),)
    relu = Layer("hasktorch_py.layers.stage.Activation", (("function", Function("torch.relu")),))
    assert called(chain(linear(4, 3), relu, linear(3, 7)), double(2, 4)) == doubles(2, 7)
    assert isinstance(called(chain(linear(4, 3), linear(4, 3)), double(2, 4)), Refused)
    name = "hasktorch_py.criteria.regression.mse_criterion"
    answer = decide(Question(name, (double(4, 3), double(4, 2))))
    assert isinstance(answer, Refused) and answer.about == "shape" and "[4, 2]" in answer.message
    answer = decide(Question(name, (double(4), Tensor("Float", (4,)))))
    assert isinstance(answer, Refused) and answer.about == "dtype"


def test_operands_that_a_tensor_does_not_take() -> None:
    answer = ask(".__add__", double(4), Constant("a"))
    assert isinstance(answer, Refused) and answer.about == "dtype" and "Tensor and str" in answer.message


def test_products_of_symbols_are_written_with_their_names() -> None:
    answer = ask(".view", double(N, M), Constant(7))
    assert isinstance(answer, Refused) and "s0*s1" in answer.message


def test_a_device_is_not_looked_for() -> None:
    assert zeros(Constant(4), device=Named("device")) == doubles(4)


@pytest.mark.parametrize(
    "value",
    [
        Question("f", (double(4, N), Constant(...), Constant(1 + 2j), Sequence("list", ())), (("k", Constant(None)),)),
        Accepted(
            SequenceResult(
                "tuple",
                (TensorResult(None, (), rest=0), ValueResult("int", operation("//", N, operation("+", M, 1)))),
                ("a", "b"),
            )
        ),
        Refused("no", "shape", ((N, 4),)),
    ],
)
def test_questions_and_answers_survive_json(value: object) -> None:
    assert loads(dumps(value)) == value


def test_a_large_call_that_zeros_do_not_fit_is_right_for_others() -> None:
    """Weights that are all zero are refused, and no others."""
    long = Accepted(TensorResult("Long", (2000, 1)))
    assert ask("multinomial", double(2000, 65), Constant(1)) == long
    assert ask("multinomial", double(N, 65), Constant(1)) == Accepted(TensorResult("Long", (N, 1)))
