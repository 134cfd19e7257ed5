"""How weights are drawn: Xavier's and Kaiming's distributions, by torch.nn.init, and torch's default for biases.

An initialiser fills a tensor in the layout of torch.nn (`[out, in, *kernel]`); a layer's `init` takes one. With the
same generator the numbers are those of torch.nn.init.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any, Literal, TypeAlias

import torch
from torch.nn import init

Initialiser: TypeAlias = Callable[[torch.Tensor, torch.Generator], object]
Fan: TypeAlias = Literal["fan_in", "fan_out"]
Nonlinearity: TypeAlias = Literal[
    "linear", "conv1d", "conv2d", "conv3d", "sigmoid", "tanh", "relu", "leaky_relu", "selu"
]


def xavier_uniform(gain: float = 1.0) -> Initialiser:
    """U(-a, a) with a = gain √(6 / (fan_in + fan_out)). Glorot and Bengio, 2010."""
    return lambda weight, generator: init.xavier_uniform_(weight, gain, generator)


def xavier_normal(gain: float = 1.0) -> Initialiser:
    """N(0, σ²) with σ = gain √(2 / (fan_in + fan_out)). Glorot and Bengio, 2010."""
    return lambda weight, generator: init.xavier_normal_(weight, gain, generator)


def kaiming_uniform(nonlinearity: Nonlinearity = "relu", a: float = 0.0, mode: Fan = "fan_in") -> Initialiser:
    """U(-b, b) with b = gain √(3 / fan); `a` is the negative slope of leaky_relu. He et al., 2015."""
    return lambda weight, generator: init.kaiming_uniform_(weight, a, mode, nonlinearity, generator)


def kaiming_normal(nonlinearity: Nonlinearity = "relu", a: float = 0.0, mode: Fan = "fan_in") -> Initialiser:
    """N(0, σ²) with σ = gain / √fan; `a` is the negative slope of leaky_relu. He et al., 2015."""
    return lambda weight, generator: init.kaiming_normal_(weight, a, mode, nonlinearity, generator)


def calculate_gain(nonlinearity: Nonlinearity, a: float = 0.01) -> float:
    """The gain that keeps the variance behind this nonlinearity; `a` is the negative slope of leaky_relu."""
    return float(init.calculate_gain(nonlinearity, a if nonlinearity == "leaky_relu" else None))


def standard_normal(weight: torch.Tensor, generator: torch.Generator) -> None:
    """N(0, 1): the default of embeddings."""
    init.normal_(weight, generator=generator)


def uniform(bound: float) -> Initialiser:
    """U(-bound, bound)."""
    return lambda weight, generator: init.uniform_(weight, -bound, bound, generator)


def bias_of(fan_in: int) -> Initialiser:
    """torch's default for the bias beside weights of this fan: U(-1/√fan_in, 1/√fan_in)."""
    return uniform(1 / math.sqrt(fan_in) if fan_in else 0.0)


#: torch's default for the weights of linear layers and convolutions: U(-1/√fan_in, 1/√fan_in).
DEFAULT = kaiming_uniform("leaky_relu", math.sqrt(5))


# Any: the dimensions are those of the shape, which no type can say of a sequence.
def drawn(initialiser: Initialiser, generator: torch.Generator, shape: Sequence[int], dtype: torch.dtype) -> Any:
    """A tensor of the given shape on the generator's device, filled by the initialiser."""
    weight = torch.empty(*shape, dtype=dtype, device=generator.device)
    initialiser(weight, generator)
    return weight


def constant(value: float, size: int, dtype: torch.dtype) -> Any:
    """A vector of one number."""
    return torch.full((size,), value, dtype=dtype)
