"""Gradients have the static type of what they are gradients of."""

from dataclasses import dataclass
from typing import Literal as L
from typing import NamedTuple, TypedDict, TypeVar, assert_type

import hasktorch.double as T
from hasktorch.double import Linear, Tensor

B = TypeVar("B", bound=int)
Net = tuple[Linear[L[2], L[3]], Linear[L[3], L[1]]]


@dataclass(frozen=True)
class Plain:
    scale: Tensor[L[3]]
    net: Net


class Named(NamedTuple):
    scale: Tensor[L[3]]
    rest: dict[str, Tensor[L[2]]]


class Typed(TypedDict):
    a: Tensor[L[3]]
    b: Tensor[L[2]]


def mk_net() -> Net:
    hidden = Linear[L[2], L[3]](T.ones(2, 3), T.ones(3))
    output = Linear[L[3], L[1]](T.ones(3, 1), T.ones(1))
    return hidden, output


def forward(net: Net, x: Tensor[B, L[2]]) -> Tensor[B, L[1]]:
    layer1, layer2 = net
    return T.linear_batch(layer2, T.relu(T.linear_batch(layer1, x)))


def loss_of(net: Net, x: Tensor[L[4], L[2]]) -> Tensor[L[1]]:
    return T.mse_criterion(x[:, :1], forward(net, x))


def of_net(net: Net) -> Tensor[L[1]]:
    inputs: Tensor[L[5], L[2]] = T.ones(5, 2)
    targets: Tensor[L[5], L[1]] = T.ones(5, 1)
    return T.mse_criterion(targets, forward(net, inputs))


def of_vector(x: Tensor[L[3]]) -> Tensor[*tuple[()]]:
    return T.sum(x)


def of_plain(x: Plain) -> Tensor[*tuple[()]]:
    return T.sum(x.scale)


def of_named(x: Named) -> Tensor[*tuple[()]]:
    return T.sum(x.scale)


def of_typed(x: Typed) -> Tensor[*tuple[()]]:
    return T.sum(x["a"])


def of_dict(x: dict[str, Tensor[L[3]]]) -> Tensor[*tuple[()]]:
    return T.sum(x["a"])


def of_list(x: list[Tensor[L[3]]]) -> Tensor[*tuple[()]]:
    return T.sum(x[0])


def of_three(x: Tensor[L[3]], y: Tensor[L[3]], z: Net) -> Tensor[*tuple[()]]:
    return T.dot(x, y)


def of_seven(
    a: Tensor[L[3]], b: Tensor[L[3]], c: Tensor[L[3]], d: Tensor[L[3]], e: Tensor[L[3]], f: Tensor[L[3]],
    g: Tensor[L[3]],
) -> Tensor[*tuple[()]]:  # fmt: skip
    return T.sum(a)


def vectors(x: Tensor[L[3]]) -> None:
    assert_type(T.backprop(of_vector, x), tuple[Tensor[*tuple[()]], Tensor[L[3]]])
    assert_type(T.grad_bp(of_vector, x), Tensor[L[3]])
    assert_type(T.eval_bp(of_vector, x), Tensor[*tuple[()]])
    assert_type(T.grad_bp(lambda y: T.sum(y), x), Tensor[L[3]])
    assert_type(T.grad_bp_n(of_three, x, x, mk_net())[0], Tensor[L[3]])
    assert_type(T.eval_bp_n(of_three, x, x, mk_net()), Tensor[*tuple[()]])
    loss, gradients = T.backprop_n(of_three, x, x, mk_net())
    assert_type(loss, Tensor[*tuple[()]])
    assert_type(gradients[1], Tensor[L[3]])
    assert_type(T.grad_bp_n(of_vector, x), tuple[Tensor[L[3]]])
    assert_type(T.grad_bp_n(lambda x, y: T.dot(x, y), x, x), tuple[Tensor[L[3]], Tensor[L[3]]])
    many = T.grad_bp_n(of_seven, x, x, x, x, x, x, x)
    assert_type(many[6], Tensor[L[3]])


def networks(x: Tensor[L[4], L[2]]) -> Net:
    net = mk_net()
    loss, (net_gradient, x_gradient) = T.backprop2(loss_of, net, x)
    assert_type(loss, Tensor[L[1]])
    assert_type(x_gradient, Tensor[L[4], L[2]])
    assert_type(net_gradient[0].weight, Tensor[L[2], L[3]])
    assert_type(T.grad_bp2(loss_of, net, x)[1], Tensor[L[4], L[2]])
    y: Tensor[L[4], L[1]] = T.eval_bp2(forward, net, x)
    assert_type(T.eval_bp(of_net, net), Tensor[L[1]])
    l1, l2 = net
    g1, g2 = net_gradient
    return l1 - g1 * 0.1, l2 - g2 * 0.1


def closures(x: Tensor[L[4], L[2]], y: Tensor[L[4], L[1]]) -> None:
    net = mk_net()
    value, (net_gradient, _) = T.backprop2(lambda net, x: T.mse_criterion(y, forward(net, x)), net, x)
    loss: Tensor[L[1]] = value
    assert_type(net_gradient[1].bias, Tensor[L[1]])


def trees(x: Tensor[L[3]], y: Tensor[L[2]]) -> None:
    plain: Plain = T.grad_bp(of_plain, Plain(x, mk_net()))
    assert_type(plain.scale, Tensor[L[3]])
    named: Named = T.grad_bp(of_named, Named(x, {"a": y}))
    assert_type(named.rest["a"], Tensor[L[2]])
    typed: Typed = T.grad_bp(of_typed, Typed(a=x, b=y))
    assert_type(typed["b"], Tensor[L[2]])
    assert_type(T.grad_bp(of_dict, {"a": x})["a"], Tensor[L[3]])
    assert_type(T.grad_bp(of_list, [x])[0], Tensor[L[3]])


def unknown(x: Tensor) -> None:
    assert_type(T.grad_bp(lambda y: T.sum(y), x), Tensor)


def forward_mode(x: Tensor[L[3]]) -> None:
    assert_type(T.jvp(of_vector, x, x), tuple[Tensor[*tuple[()]], Tensor[*tuple[()]]])
    value, pullback = T.vjp(of_vector, x)
    assert_type(value, Tensor[*tuple[()]])
    assert_type(pullback(value), Tensor[L[3]])
    assert_type(T.hessian_vector_product(of_vector, x, x)[1], Tensor[L[3]])
