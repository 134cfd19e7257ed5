"""Optimizers beside torch.optim: equal bit for bit over 100 steps, pure or in place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import torch
from torch import Tensor

from hasktorch_py import _pytree, opt
from hasktorch_py.errors import DTypeError, ShapeError
from hasktorch_py.opt import Optimizer, State, schedules

STEPS = 100


@dataclass(frozen=True)
class Affine:
    weight: Tensor
    bias: Tensor | None


Net = dict[str, Affine | tuple[Tensor, ...]]

CASES: dict[str, tuple[Optimizer, Callable[..., torch.optim.Optimizer], dict[str, Any]]] = {
    "sgd": (opt.sgd(0.1), torch.optim.SGD, {"lr": 0.1}),
    "sgd, momentum": (opt.sgd(0.1, momentum=0.9), torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
    "sgd, dampening": (
        opt.sgd(0.1, momentum=0.9, dampening=0.4, weight_decay=0.01),
        torch.optim.SGD,
        {"lr": 0.1, "momentum": 0.9, "dampening": 0.4, "weight_decay": 0.01},
    ),
    "sgd, nesterov": (
        opt.sgd(0.05, momentum=0.8, nesterov=True),
        torch.optim.SGD,
        {"lr": 0.05, "momentum": 0.8, "nesterov": True},
    ),
    "sgd, nesterov, decay": (
        opt.sgd(0.05, momentum=0.8, nesterov=True, weight_decay=0.1),
        torch.optim.SGD,
        {"lr": 0.05, "momentum": 0.8, "nesterov": True, "weight_decay": 0.1},
    ),
    "adam": (opt.adam(), torch.optim.Adam, {}),
    "adam, everything": (
        opt.adam(0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1, amsgrad=True),
        torch.optim.Adam,
        {"lr": 0.01, "betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.1, "amsgrad": True},
    ),
    "adamw": (opt.adamw(0.01), torch.optim.AdamW, {"lr": 0.01}),
    "adamw, amsgrad": (
        opt.adamw(0.01, weight_decay=0.2, amsgrad=True),
        torch.optim.AdamW,
        {"lr": 0.01, "weight_decay": 0.2, "amsgrad": True},
    ),
    "rmsprop": (opt.rmsprop(), torch.optim.RMSprop, {}),
    "rmsprop, everything": (
        opt.rmsprop(0.003, alpha=0.9, eps=1e-6, weight_decay=0.1, momentum=0.5, centered=True),
        torch.optim.RMSprop,
        {"lr": 0.003, "alpha": 0.9, "eps": 1e-6, "weight_decay": 0.1, "momentum": 0.5, "centered": True},
    ),
    "adagrad": (opt.adagrad(), torch.optim.Adagrad, {}),
    "adagrad, everything": (
        opt.adagrad(0.1, lr_decay=0.01, weight_decay=0.1, initial_accumulator=0.5, eps=1e-6),
        torch.optim.Adagrad,
        {"lr": 0.1, "lr_decay": 0.01, "weight_decay": 0.1, "initial_accumulator_value": 0.5, "eps": 1e-6},
    ),
    "adadelta": (opt.adadelta(), torch.optim.Adadelta, {}),
    "adadelta, everything": (
        opt.adadelta(0.5, rho=0.8, eps=1e-5, weight_decay=0.1),
        torch.optim.Adadelta,
        {"lr": 0.5, "rho": 0.8, "eps": 1e-5, "weight_decay": 0.1},
    ),
    "nadam": (opt.nadam(), torch.optim.NAdam, {}),
    "nadam, everything": (
        opt.nadam(0.01, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1, momentum_decay=0.01),
        torch.optim.NAdam,
        {"lr": 0.01, "betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.1, "momentum_decay": 0.01},
    ),
    "nadam, decoupled": (
        opt.nadam(weight_decay=0.1, decoupled_weight_decay=True),
        torch.optim.NAdam,
        {"weight_decay": 0.1, "decoupled_weight_decay": True},
    ),
}


def network() -> Net:
    """A pytree of several kinds of containers, and of two dtypes."""
    g = torch.Generator().manual_seed(0)
    return {
        "hidden": Affine(torch.randn(5, 7, generator=g) / 5, torch.randn(7, generator=g)),
        "output": (torch.randn(7, 3, generator=g, dtype=torch.float64) / 7,),
        "scale": Affine(torch.ones(()), None),
    }


def loss(leaves: list[Tensor]) -> Tensor:
    """Mean squared error of a network of two layers; the order is the one of the flattened tree."""
    weight, bias, output, scale = leaves
    g = torch.Generator().manual_seed(1)
    x, y = torch.randn(11, 5, generator=g), torch.randn(11, 3, generator=g)
    hidden = torch.relu(x @ weight + bias) * scale
    return torch.mean((hidden.double() @ output - y) ** 2)


def gradients(net: Net) -> Net:
    leaves, build = _pytree.flatten(net)
    inputs = [leaf.detach().requires_grad_() for leaf in leaves]
    return build(torch.autograd.grad(loss(inputs), inputs))


def torch_steps(make: Callable[..., torch.optim.Optimizer], settings: dict[str, Any]) -> list[Tensor]:
    params = [torch.nn.Parameter(leaf.clone()) for leaf in _pytree.flatten(network())[0]]
    optimizer = make(params, **settings)
    for _ in range(STEPS):
        optimizer.zero_grad()
        loss(list(params)).backward()  # type: ignore[no-untyped-call] # torch leaves it untyped
        optimizer.step()
    return [p.detach() for p in params]


def same(one: object, other: object) -> bool:
    return all(map(torch.equal, _pytree.flatten(one)[0], _pytree.match(one, other)))


# torch's default on the CPU is one tensor at a time, which rounds nadam's rate differently.
@pytest.mark.parametrize(
    ("case", "foreach"), [(c, f) for c in CASES for f in (True, None) if f or not c.startswith("nadam")]
)
def test_a_hundred_steps_equal_torch_bit_for_bit(case: str, foreach: bool | None) -> None:
    optimizer, theirs, settings = CASES[case]
    net = network()
    state = optimizer.init(net)
    for _ in range(STEPS):
        net, state = optimizer.step(net, gradients(net), state)
    expected = torch_steps(theirs, settings | {"foreach": foreach})
    assert all(map(torch.equal, _pytree.flatten(net)[0], expected))
    assert loss(expected) < loss(_pytree.flatten(network())[0])
    assert state.step.item() == STEPS


@pytest.mark.parametrize("case", CASES)
def test_in_place_equals_pure(case: str) -> None:
    optimizer = CASES[case][0]
    pure, changed = network(), network()
    addresses = [leaf.data_ptr() for leaf in _pytree.flatten(changed)[0]]
    pure_state, changed_state = optimizer.init(pure), optimizer.init(changed)
    for _ in range(STEPS):
        pure, pure_state = optimizer.step(pure, gradients(pure), pure_state)
        optimizer.step_(changed, gradients(changed), changed_state)
    assert same(pure, changed)
    assert same(pure_state, changed_state)
    assert [leaf.data_ptr() for leaf in _pytree.flatten(changed)[0]] == addresses


@pytest.mark.parametrize("case", CASES)
def test_a_step_changes_none_of_its_arguments(case: str) -> None:
    optimizer = CASES[case][0]
    net = network()
    state = optimizer.init(net)
    for _ in range(2):  # the first step of momentum is a special one
        grads = gradients(net)
        arguments = (net, grads, state)
        before = _pytree.map_leaves(torch.clone, arguments)
        net, state = optimizer.step(net, grads, state)
        assert same(arguments, before)
        shared = {leaf.data_ptr() for leaf in _pytree.flatten(arguments)[0]}
        assert not any(leaf.data_ptr() in shared for leaf in _pytree.flatten((net, state))[0])
        grads_before = _pytree.map_leaves(torch.clone, grads)
        optimizer.step_(_pytree.map_leaves(torch.clone, net), grads, _pytree.map_leaves(torch.clone, state))
        assert same(grads, grads_before)


def test_the_result_needs_no_gradient() -> None:
    optimizer = opt.adam()
    net = _pytree.map_leaves(lambda x: x.requires_grad_(), network())
    net, state = optimizer.step(net, gradients(net), optimizer.init(net))
    assert not any(leaf.requires_grad for leaf in _pytree.flatten((net, state))[0])


@pytest.mark.parametrize("name", ["sgd", "sgd, momentum", "adam", "rmsprop", "adagrad", "adadelta", "nadam"])
def test_a_tree_without_tensors_takes_steps(name: str) -> None:
    optimizer = CASES[name][0]
    nothing: tuple[Tensor, ...] = ()
    params, state = optimizer.step(nothing, nothing, optimizer.init(nothing))
    optimizer.step_(params, nothing, state)
    assert params == () and state.step.item() == 2


def test_a_schedule_gives_the_rate_of_each_step() -> None:
    decay = schedules.exponential(0.1, 0.9)
    optimizer, net = opt.sgd(decay), torch.zeros(1)
    state = optimizer.init(net)
    for step in range(5):
        after, state = optimizer.step(net, torch.ones(1), state)
        assert (net - after).item() == pytest.approx(decay(step), rel=1e-6)
        net = after


def test_nadam_follows_the_default_dtype_as_torch_does() -> None:
    torch.set_default_dtype(torch.float64)
    try:
        assert opt.nadam().init(torch.zeros(2)).scalars["mu_product"].dtype is torch.float64
    finally:
        torch.set_default_dtype(torch.float32)


def test_unfit_arguments_are_refused() -> None:
    net, optimizer = network(), opt.adam()
    state = optimizer.init(net)
    wrong: Any = {**gradients(net), "scale": Affine(torch.zeros(2), None)}
    with pytest.raises(ShapeError, match=r"grads\['scale'\]\.weight: expected Float of shape \[\].* found .* \[2\]"):
        optimizer.step(net, wrong, state)
    with pytest.raises(DTypeError, match=r"grads\['scale'\]\.weight: expected Float .* found Double"):
        optimizer.step_(net, {**wrong, "scale": Affine(torch.zeros(()).double(), None)}, state)
    with pytest.raises(ValueError, match="only in one of them"):
        optimizer.step(net, {"hidden": wrong["hidden"]}, state)
    with pytest.raises(ValueError, match="of adam, which keeps exp_avg, exp_avg_sq, found square_avg; make one"):
        optimizer.step(net, gradients(net), opt.rmsprop().init(net))
    with pytest.raises(
        DTypeError, match=r"params\[1\]: expected a tensor of floating point, found Long of shape \[3\]"
    ):
        optimizer.init((torch.zeros(2), torch.zeros(3, dtype=torch.int64)))
    shared = torch.zeros(2)
    with pytest.raises(ValueError, match=r"params\['b'\]: .* found the one of params\['a'\]"):
        optimizer.init({"a": shared, "b": shared})
    alone: State[Tensor] = optimizer.init(shared)
    with pytest.raises(ShapeError, match=r"grads: expected Float of shape \[2\]"):
        optimizer.step(shared, torch.zeros(3), alone)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: opt.sgd(-0.1), "lr: expected 0 or more, found -0.1"),
        (lambda: opt.sgd(float("nan")), "lr: expected 0 or more, found nan"),
        (lambda: opt.sgd(momentum=-1), "momentum: "),
        (lambda: opt.sgd(nesterov=True), "nesterov: expected a momentum above 0"),
        (lambda: opt.adam(betas=(1.0, 0.9)), "beta1: expected 0 or more and less than 1, found 1.0"),
        (lambda: opt.adamw(betas=(0.9, -0.1)), "beta2: "),
        (lambda: opt.nadam(eps=-1), "eps: "),
        (lambda: opt.rmsprop(alpha=1), "alpha: "),
        (lambda: opt.adadelta(rho=1.5), "rho: expected a value from 0 to 1, found 1.5"),
        (lambda: opt.adagrad(lr_decay=-1), "lr_decay: "),
    ],
)
def test_hyperparameters_out_of_range_are_refused(make: Callable[[], Optimizer], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()


@pytest.mark.parametrize("norm_type", [1.0, 2.0, float("inf")])
@pytest.mark.parametrize("max_norm", [0.0, 0.5, 1e6])
def test_clipping_equals_torch(norm_type: float, max_norm: float) -> None:
    net = network()
    before = _pytree.map_leaves(torch.clone, net)
    clipped, norm = opt.clip_grad_norm(net, max_norm, norm_type)
    params = [torch.nn.Parameter(leaf) for leaf in _pytree.flatten(net)[0]]
    for p in params:
        p.grad = p.detach().clone()
    expected = torch.nn.utils.clip_grad_norm_(params, max_norm, norm_type)
    assert torch.equal(norm, expected)
    assert all(
        torch.equal(ours, p.grad)
        for ours, p in zip(_pytree.flatten(clipped)[0], params, strict=True)
        if p.grad is not None
    )
    assert same(net, before)


def test_clipping_nothing_and_by_a_negative_norm() -> None:
    clipped, norm = opt.clip_grad_norm((), 1.0)
    assert clipped == () and norm.item() == 0
    with pytest.raises(ValueError, match="max_norm: expected 0 or more, found -1"):
        opt.clip_grad_norm(torch.ones(2), -1)
