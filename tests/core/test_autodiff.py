"""jvp, vjp and Hessian-vector products, against torch.autograd.functional and against each other."""

from collections.abc import Callable
from typing import Any

import pytest
import torch

from hasktorch_py import autodiff, backprop
from hasktorch_py.errors import DTypeError, ShapeError

# The checkers see untyped tensors here; tests/typing has the static side.
f: Any = autodiff
b: Any = backprop
reference: Any = torch.autograd.functional  # torch leaves it untyped
Tree = dict[str, Any]


def drawn(*size: int, seed: int = 0) -> torch.Tensor:
    return torch.randn(size, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


def tree(seed: int) -> Tree:
    return {"a": drawn(3, seed=seed), "b": (drawn(3, seed=seed + 1),)}


def of_tensors(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return (a.pow(3) * torch.tanh(b)).sum()


def of_tree(t: Tree) -> torch.Tensor:
    return of_tensors(t["a"], t["b"][0])


def parts(t: Tree) -> tuple[torch.Tensor, torch.Tensor]:
    return t["a"], t["b"][0]


def close(found: Tree, wanted: tuple[torch.Tensor, ...]) -> bool:
    return all(torch.allclose(x, y, rtol=1e-12, atol=1e-12) for x, y in zip(parts(found), wanted, strict=True))


def test_jvp() -> None:
    x, dx = tree(0), tree(5)
    value, derivative = f.jvp(of_tree, x, dx)
    wanted = reference.jvp(of_tensors, parts(x), parts(dx))
    assert torch.equal(value, wanted[0]) and torch.allclose(derivative, wanted[1], rtol=1e-12)
    assert not value.requires_grad and not derivative.requires_grad


def test_jvp_of_a_tree_of_results() -> None:
    x, dx = drawn(3), drawn(3, seed=1)
    value, derivative = f.jvp(lambda x: {"square": x * x, "rest": (x.detach() * 0 + 1, torch.ones(2))}, x, dx)
    assert torch.equal(value["square"], x * x)
    assert torch.allclose(derivative["square"], 2 * x * dx)
    assert torch.equal(derivative["rest"][1], torch.zeros(2))


def test_vjp() -> None:
    x = tree(0)
    value, pullback = f.vjp(lambda t: (t["a"] * t["b"][0], t["a"].sum()), x)
    assert not value[0].requires_grad
    for seed in (7, 8):  # as often as one likes
        cotangent = drawn(3, seed=seed), drawn(seed=seed)
        a, (c,) = x["a"], x["b"]
        assert close(pullback(cotangent), (cotangent[0] * c + cotangent[1], cotangent[0] * a))


def test_vjp_without_influence() -> None:
    x = tree(0)
    _, pullback = f.vjp(lambda t: (t["a"] * 2, torch.ones(2)), x)
    found = pullback((torch.ones(3).double(), torch.ones(2)))
    assert close(found, (torch.full((3,), 2.0).double(), torch.zeros(3).double()))


def test_hessian_vector_product() -> None:
    x, v = tree(0), tree(5)
    value, product = f.hessian_vector_product(of_tree, x, v)
    wanted = reference.hvp(of_tensors, parts(x), parts(v))
    assert torch.equal(value, wanted[0]) and close(product, wanted[1])
    assert not value.requires_grad and not product["a"].requires_grad


def test_the_hessian_of_what_is_linear_is_zero() -> None:
    x, v = tree(0), tree(5)
    zeros = torch.zeros(3).double()
    assert close(f.hessian_vector_product(lambda t: t["a"].sum(), x, v)[1], (zeros, zeros))


def test_forms_agree() -> None:
    x, v = tree(0), tree(5)
    wanted = parts(f.hessian_vector_product(of_tree, x, v)[1])
    assert close(f.jvp(lambda t: b.grad_bp(of_tree, t), x, v)[1], wanted)
    assert close(b.grad_bp(lambda t: f.jvp(of_tree, t, v)[1], x), wanted)
    one = torch.ones(()).double()

    def along(t: Tree) -> torch.Tensor:
        gradient = f.vjp(of_tree, t)[1](one)
        return sum((g * d).sum() for g, d in zip(parts(gradient), parts(v), strict=True))  # type: ignore[return-value]  # the sum of tensors is one

    assert close(b.grad_bp(along, x), wanted)


def test_jvp_in_jvp() -> None:
    x, v, u, w = (drawn(3, seed=seed) for seed in range(4))
    hessian = torch.func.hessian(lambda x: of_tensors(x, x))

    def once(x: torch.Tensor) -> Any:
        return f.jvp(lambda x: of_tensors(x, x), x, v)[1]

    def twice(x: torch.Tensor) -> Any:
        return f.jvp(once, x, u)[1]

    value, derivative = f.jvp(once, x, u)
    assert torch.allclose(value, once(x), rtol=1e-12) and not value.requires_grad
    assert torch.allclose(derivative, u @ hessian(x) @ v, rtol=1e-12) and not derivative.requires_grad
    third: Any = torch.func.jvp(lambda x: u @ hessian(x) @ v, (x,), (w,))
    assert torch.allclose(f.jvp(twice, x, w)[1], third[1], rtol=1e-12)
    assert torch.allclose(b.grad_bp(twice, x) @ w, third[1], rtol=1e-12)


def test_jvp_in_jvp_of_what_the_outer_tangent_reaches_from_outside() -> None:
    x, dx = drawn(3), drawn(3, seed=1)

    def inner(x: torch.Tensor) -> Any:
        constant = torch.ones(2)
        derivative = f.jvp(lambda y: {"product": x * y, "constant": constant}, x.detach(), dx)[1]
        assert torch.equal(derivative["constant"], torch.zeros(2))
        return derivative["product"]

    value, derivative = f.jvp(inner, x, dx)
    assert torch.allclose(value, x * dx) and torch.allclose(derivative, dx * dx)


@pytest.mark.parametrize("call", [f.jvp, f.hessian_vector_product])
@pytest.mark.parametrize(
    ("direction", "error", "said"),
    [
        ({"a": drawn(3)}, ValueError, r"\['b'\]\[0\] is only in one of them"),
        ({"a": drawn(3), "b": (drawn(4),)}, ShapeError, r"\['b'\]\[0\]: expected the shape \[3\], found \[4\]"),
        ({"a": drawn(3), "b": (drawn(3).float(),)}, DTypeError, r"\['b'\]\[0\]: expected Double, found Float"),
    ],
)
def test_directions_that_do_not_fit(
    call: Callable[..., Any], direction: object, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        call(of_tree, tree(0), direction)


def test_cotangents_that_do_not_fit() -> None:
    _, pullback = f.vjp(of_tree, tree(0))
    with pytest.raises(ShapeError, match=r"cotangent: expected the shape \[\], found \[2\]"):
        pullback(drawn(2))


def test_arguments_are_left_as_they_are() -> None:
    x = tree(0)
    f.jvp(of_tree, x, tree(5))
    f.vjp(of_tree, x)[1](torch.ones(()).double())
    f.hessian_vector_product(of_tree, x, tree(5))
    assert all(torch.equal(one, other) for one, other in zip(parts(x), parts(tree(0)), strict=True))
    assert not any(x.requires_grad or x.grad is not None for x in parts(x))


def test_long_arguments() -> None:
    with pytest.raises(DTypeError, match=r"arguments\[0\]: expected .* found Long"):
        f.vjp(lambda x: x.double(), torch.arange(3))
    with pytest.raises(DTypeError, match=r"x: expected .* found Long"):
        f.jvp(lambda x: x.double(), torch.arange(3), torch.arange(3))
