"""What has no gradient, and gradients used for what they are no gradients of.

A function for each mistake: ty takes the call for one that does not return, and says nothing about what follows.
"""

from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Linear, Tensor
from hasktorch.long import Tensor as LongTensor

Net = tuple[Linear[L[2], L[3]], Linear[L[3], L[1]]]
Wide = tuple[Linear[L[2], L[4]], Linear[L[4], L[1]]]


def mk_net() -> Net:
    hidden = Linear[L[2], L[3]](T.ones(2, 3), T.ones(3))
    output = Linear[L[3], L[1]](T.ones(3, 1), T.ones(1))
    return hidden, output


def mk_wide() -> Wide:
    hidden = Linear[L[2], L[4]](T.ones(2, 4), T.ones(4))
    output = Linear[L[4], L[1]](T.ones(4, 1), T.ones(1))
    return hidden, output


def loss_of(net: Net, x: Tensor[L[4], L[2]]) -> Tensor[L[1]]:
    y = T.linear_batch(net[1], T.linear_batch(net[0], x))
    return T.mse_criterion(x[:, :1], y)


def wide_loss_of(net: Wide, x: Tensor[L[4], L[2]]) -> Tensor[L[1]]:
    y = T.linear_batch(net[1], T.linear_batch(net[0], x))
    return T.mse_criterion(x[:, :1], y)


def of_long(x: LongTensor[L[4]]) -> Tensor[L[1]]:
    return T.ones(1)


def of_net_and_long(net: Net, x: LongTensor[L[4]]) -> Tensor[L[1]]:
    return T.ones(1)


def of_several(x: Tensor[L[4]], net: Net, t: LongTensor[L[4]]) -> Tensor[L[1]]:
    return T.ones(1)


def of_several_vectors(x: Tensor[L[4]], y: Tensor[L[4]], z: Tensor[L[4]]) -> Tensor[*tuple[()]]:
    return T.dot(x, y)


def of_pair(x: tuple[Net, LongTensor[L[4]]]) -> Tensor[L[1]]:
    return T.ones(1)


def of_vector(x: Tensor[L[4]]) -> Tensor[L[1]]:
    return T.sum(x).view(1)


def not_reduced(x: Tensor[L[4]]) -> Tensor[L[4]]:
    return T.relu(x)


def whole(x: Tensor[L[4]]) -> LongTensor[*tuple[()]]:
    return T.argmax(x)


def number(x: Tensor[L[4]]) -> float:
    return T.sum(x).item()


def update(net: Net, gradient: Net) -> Net:
    l1, l2 = net
    g1, g2 = gradient
    return l1 - g1 * 0.1, l2 - g2 * 0.1


def a_long_parameter(t: LongTensor[L[4]]) -> None:
    T.backprop(of_long, t)  # error


def a_long_second_parameter(t: LongTensor[L[4]]) -> None:
    T.backprop2(of_net_and_long, mk_net(), t)  # error


def a_long_part(t: LongTensor[L[4]]) -> None:
    T.grad_bp(of_pair, (mk_net(), t))  # error


def a_long_direction(x: Tensor[L[4]], t: LongTensor[L[4]]) -> None:
    T.jvp(of_vector, x, t)  # error


def a_number(x: Tensor[L[4]]) -> None:
    T.grad_bp(lambda y: T.ones(1), 3.0)  # error


def a_result_that_is_not_reduced(x: Tensor[L[4]]) -> None:
    T.backprop(not_reduced, x)  # error


def a_hessian_of_what_is_not_reduced(x: Tensor[L[4]]) -> None:
    T.hessian_vector_product(not_reduced, x, x)  # error


def a_result_that_is_no_tensor(x: Tensor[L[4]]) -> None:
    T.backprop(number, x)  # error


def another_network(x: Tensor[L[4], L[2]]) -> None:
    T.backprop2(loss_of, mk_wide(), x)  # error: strict


def other_data(x: Tensor[L[4], L[3]]) -> None:
    T.backprop2(loss_of, mk_net(), x)  # error


def a_gradient_of_another_network(x: Tensor[L[4], L[2]]) -> None:
    _, (gradient, _) = T.backprop2(wide_loss_of, mk_wide(), x)
    update(mk_net(), gradient)  # error


def a_step_with_the_gradient_of_another_network(x: Tensor[L[4], L[2]]) -> None:
    _, (gradient, _) = T.backprop2(wide_loss_of, mk_wide(), x)
    net = mk_net()
    net[0] - gradient[0] * 0.1  # error


def a_gradient_for_the_data(x: Tensor[L[4], L[2]]) -> None:
    gradients_ = T.grad_bp2(loss_of, mk_net(), x)
    gradient: Tensor[L[4], L[3]] = gradients_[1]  # error


def another_direction(x: Tensor[L[4]], y: Tensor[L[5]]) -> None:
    T.jvp(of_vector, x, y)  # error


def another_cotangent(x: Tensor[L[4]]) -> None:
    value, pullback = T.vjp(of_vector, x)  # noqa: RUF059  # mypy takes what is assigned to `_` for unknown
    pullback(x)  # error


def too_few_arguments(x: Tensor[L[4]]) -> None:
    T.backprop_n(of_net_and_long, x)  # error


def a_long_among_several(x: Tensor[L[4]], t: LongTensor[L[4]]) -> None:
    T.backprop_n(of_several, x, mk_net(), t)  # error


def a_long_among_several_gradients(x: Tensor[L[4]], t: LongTensor[L[4]]) -> None:
    T.grad_bp_n(of_several, x, mk_net(), t)  # error


def a_long_to_a_function_without_types(x: Tensor[L[4]], t: LongTensor[L[4]]) -> None:
    T.backprop_n(lambda x, t: T.sum(x), x, t)  # error


def several_of_another_shape(x: Tensor[L[5]], t: Tensor[L[4]]) -> None:
    T.backprop_n(of_several_vectors, x, t, t)  # error


def several_gradients_of_another_shape(x: Tensor[L[4]]) -> None:
    gradients_ = T.grad_bp_n(of_several_vectors, x, x, x)
    gradient: tuple[Tensor[L[4]], Tensor[L[4]], Tensor[L[5]]] = gradients_  # error
