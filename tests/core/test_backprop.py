"""Gradients: equal to torch's, of the argument's structure, without a trace in the arguments."""

import gc
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
import torch

import hasktorch.double as T
from hasktorch_py import backprop as bp
from hasktorch_py.errors import DTypeError, ShapeError


def drawn(*size: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(size, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


@dataclass
class Plain:
    w: torch.Tensor
    b: torch.Tensor


class Named(NamedTuple):
    w: torch.Tensor
    b: torch.Tensor


# The checkers see untyped tensors here; tests/typing has the static side.
f: Any = bp


def scored(w: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.tanh(drawn(5, 3, seed=9) @ w + b).pow(2).mean()


def expected(w: torch.Tensor, b: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    leaves = w.clone().requires_grad_(), b.clone().requires_grad_()
    by_w, by_b = torch.autograd.grad(scored(*leaves), leaves)
    return by_w, by_b


TREES: dict[str, tuple[Callable[..., Any], Callable[..., tuple[torch.Tensor, torch.Tensor]]]] = {
    "tuple": (lambda w, b: (w, b), lambda t: t),
    "named tuple": (Named, lambda t: t),
    "list": (lambda w, b: [w, b], lambda t: (t[0], t[1])),
    "dict": (lambda w, b: {"w": w, "b": b}, lambda t: (t["w"], t["b"])),
    "dataclass": (Plain, lambda t: (t.w, t.b)),
    "layer": (T.Linear, lambda t: (t.weight, t.bias)),
    "nested": (lambda w, b: {"n": (Plain(w, b), None)}, lambda t: (t["n"][0].w, t["n"][0].b)),
}


@pytest.mark.parametrize(("made", "read"), TREES.values(), ids=TREES)
def test_any_tree(made: Callable[..., Any], read: Callable[..., tuple[torch.Tensor, torch.Tensor]]) -> None:
    w, b = drawn(3, 2), drawn(2, seed=1)
    tree = made(w, b)
    loss, gradient = f.backprop(lambda tree: scored(*read(tree)), tree)
    assert type(gradient) is (type(tree))
    assert torch.equal(loss, scored(w, b))
    for found, wanted, original in zip(read(gradient), expected(w, b), (w, b), strict=True):
        assert torch.equal(found, wanted)
        assert found.shape == original.shape and found.dtype == original.dtype
        assert not found.requires_grad


def test_all_forms_agree() -> None:
    w, b = drawn(3, 2), drawn(2, seed=1)
    wanted = expected(w, b)
    loss, gradients = f.backprop2(scored, w, b)
    found = [
        gradients, f.grad_bp2(scored, w, b), f.backprop_n(scored, w, b)[1], f.grad_bp_n(scored, w, b),
        (f.grad_bp(lambda w: scored(w, b), w), f.backprop(lambda b: scored(w, b), b)[1]),
    ]  # fmt: skip
    assert all(torch.equal(x, y) for pair in found for x, y in zip(pair, wanted, strict=True))
    values = f.eval_bp2(scored, w, b), f.eval_bp_n(scored, w, b), f.eval_bp(lambda w: scored(w, b), w)
    assert all(torch.equal(loss, value) and not value.requires_grad for value in values)
    assert not loss.requires_grad


def test_many_arguments() -> None:
    xs = [drawn(2, seed=seed) for seed in range(7)]
    found = f.grad_bp_n(lambda *xs: sum((i * x).sum() for i, x in enumerate(xs)), *xs)
    assert [x.tolist() for x in found] == [[i, i] for i in range(7)]


@pytest.mark.parametrize("kind", [torch.Tensor.clone, torch.nn.Parameter])
def test_arguments_are_left_as_they_are(kind: Callable[[torch.Tensor], torch.Tensor]) -> None:
    x = kind(drawn(3))
    x.requires_grad_()
    x.grad = torch.full_like(x, 7)
    before, version = x.clone(), x._version
    f.backprop(lambda x: x.pow(3).sum(), x)
    assert torch.equal(x, before) and x._version == version
    assert x.requires_grad and x.is_leaf
    assert torch.equal(x.grad, torch.full_like(x, 7))
    plain = drawn(3)
    f.backprop(lambda x: x.pow(3).sum(), plain)
    assert not plain.requires_grad and plain.grad is None


def test_changing_an_argument_in_place_is_refused() -> None:
    x = drawn(3)
    with pytest.raises(RuntimeError, match="in-place"):
        f.backprop(lambda x: x.mul_(2).sum(), x)
    assert torch.equal(x, drawn(3))


def test_without_influence_the_gradient_is_zero() -> None:
    x, y = drawn(3), drawn(2, 2, seed=1)
    dx, dy = f.grad_bp2(lambda x, y: x.sum(), x, y)
    assert torch.equal(dx, torch.ones_like(x)) and torch.equal(dy, torch.zeros_like(y))
    assert torch.equal(f.grad_bp(lambda x: torch.ones(1), x), torch.zeros_like(x))
    assert torch.equal(f.grad_bp(lambda x: x.detach().sum(), x), torch.zeros_like(x))
    assert f.grad_bp(lambda x: torch.ones(1), ()) == ()
    parameter = torch.ones(1, requires_grad=True)
    assert torch.equal(f.grad_bp(lambda x: parameter * 2, x), torch.zeros_like(x))
    assert parameter.grad is None


def test_a_tensor_in_two_places_has_a_gradient_in_each() -> None:
    x = drawn(3)
    one, other = f.grad_bp(lambda pair: (pair[0] * pair[1].detach() + 2 * pair[1]).sum(), (x, x))
    assert torch.equal(one, x) and torch.equal(other, torch.full_like(x, 2))


def test_what_is_not_finite_is_passed_on() -> None:
    x = torch.tensor([-1.0, 0.0, 4.0], dtype=torch.float64)
    loss, gradient = f.backprop(lambda x: x.sqrt().sum(), x)
    assert loss.isnan().item()
    assert gradient[0].isnan().item() and gradient[1].item() == float("inf") and gradient[2].item() == 0.25
    loss, gradient = f.backprop(lambda x: (x / 0).sum(), x[2:])
    assert loss.item() == float("inf") and gradient.item() == float("inf")


@pytest.mark.parametrize(
    ("function", "error", "said"),
    [
        (lambda x: x, ShapeError, r"result: expected a tensor of shape \[1\] or \[\], found \[4\]; reduce it"),
        (lambda x: x.sum().view(1, 1), ShapeError, r"found \[1, 1\]"),
        (lambda x: x[:0], ShapeError, r"found \[0\]"),
        (lambda x: 3.0, TypeError, "found float"),
        (lambda x: (x.sum(),), TypeError, "found tuple"),
        (lambda x: x.argmax(), DTypeError, r"found Long \(torch.int64\)"),
        (lambda x: torch.complex(x, x).sum(), DTypeError, "found ComplexDouble .* take .real or .abs"),
    ],
)
def test_a_result_that_is_no_single_number(function: Callable[..., Any], error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        f.backprop(function, drawn(4))


@pytest.mark.parametrize("dtype", [torch.int64, torch.bool, torch.uint8])
def test_an_argument_that_is_not_differentiable(dtype: torch.dtype) -> None:
    x, indices = drawn(3), torch.zeros(3, dtype=dtype)
    with pytest.raises(DTypeError, match=r"arguments\[1\]\['i'\]: expected .* real or complex .* of shape \[3\]"):
        f.backprop2(lambda x, d: x.sum(), x, {"i": indices})


def test_what_is_no_tensor() -> None:
    with pytest.raises(TypeError, match=r"arguments\[0\]\[1\]: expected a tensor, .* found float"):
        f.backprop(lambda x: x[0].sum(), (drawn(3), 0.5))


def test_complex_arguments() -> None:
    z = torch.complex(drawn(3), drawn(3, seed=1))
    assert torch.allclose(f.grad_bp(lambda z: z.abs().pow(2).sum(), z), 2 * z)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
def test_every_real_dtype(dtype: torch.dtype) -> None:
    loss, gradient = f.backprop(lambda x: (x * x).sum().view(1), torch.tensor([1.0, 2.0], dtype=dtype))
    assert loss.dtype is gradient.dtype is dtype
    assert loss.tolist() == [5] and gradient.tolist() == [2, 4]


def test_gradients_are_taken_under_no_grad() -> None:
    with torch.no_grad():
        assert torch.equal(f.grad_bp(lambda x: x.pow(2).sum(), drawn(3)), 2 * drawn(3))
        assert not torch.is_grad_enabled()
    assert torch.is_grad_enabled()


def test_inference_mode_is_an_error() -> None:
    with torch.inference_mode(), pytest.raises(RuntimeError, match="leave it, or use"):
        f.grad_bp(lambda x: x.pow(2).sum(), drawn(3))


def test_nothing_of_the_graph_is_left() -> None:
    kept: list[weakref.ref[torch.Tensor]] = []

    def function(x: torch.Tensor) -> torch.Tensor:
        middle = x.exp()
        kept.append(weakref.ref(middle))
        return middle.sum()

    loss, gradient = f.backprop(function, drawn(3))
    gc.collect()
    assert kept[0]() is None
    assert loss.grad_fn is None and gradient.grad_fn is None


def test_a_failing_function_leaves_nothing_behind() -> None:
    def fails(x: torch.Tensor) -> torch.Tensor:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        f.backprop(fails, drawn(3))
    loss, _ = f.backprop(lambda x: x.sum(), drawn(3))
    assert not loss.requires_grad  # so nothing is taken for a part of the call that failed


def test_a_gradient_in_a_differentiated_function() -> None:
    x, a = drawn(3), drawn(3, seed=1)
    second = f.grad_bp(lambda x: f.grad_bp(lambda y: y.pow(3).sum(), x).sum(), x)
    assert torch.allclose(second, 6 * x)
    third = f.grad_bp(lambda x: f.grad_bp(lambda y: f.grad_bp(lambda z: z.pow(4).sum(), y).sum(), x).sum(), x)
    assert torch.allclose(third, 24 * x)
    closed_over = f.grad_bp(lambda a: f.grad_bp(lambda y: (a * y * y).sum(), x).sum(), a)
    assert torch.allclose(closed_over, 2 * x)
    loss = f.grad_bp(lambda a: f.backprop(lambda y: (a * y).sum(), x)[0], a)
    assert torch.equal(loss, x)
    evaluated = f.grad_bp(lambda x: f.eval_bp(lambda y: y.pow(2).sum(), x), x)
    assert torch.equal(evaluated, 2 * x)


def test_no_grad_in_a_differentiated_function_makes_a_constant() -> None:
    def function(x: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            slope: torch.Tensor = f.grad_bp(lambda y: y.pow(3).sum(), x)
        return (x * slope).sum()

    x = drawn(3)
    assert torch.allclose(f.grad_bp(function, x), 3 * x.pow(2))


def test_threads_do_not_disturb_each_other() -> None:
    inside, go_on = threading.Event(), threading.Event()
    found: list[bool] = []

    def waits(x: torch.Tensor) -> torch.Tensor:
        inside.set()
        assert go_on.wait(10)
        return x.sum()

    thread = threading.Thread(target=lambda: found.append(f.backprop(waits, drawn(3))[0].requires_grad))
    thread.start()
    assert inside.wait(10)
    assert not f.backprop(lambda x: x.sum(), drawn(3))[0].requires_grad
    go_on.set()
    thread.join()
    assert found == [False]


def test_eval_takes_and_returns_anything() -> None:
    x = drawn(3).requires_grad_()
    value = f.eval_bp2(lambda x, n: {"a": x * n, "b": 1}, x, 3)
    assert not value["a"].requires_grad and value["b"] == 1
