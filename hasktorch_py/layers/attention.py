"""Attention with several heads. Vaswani et al., 2017."""

import math
from dataclasses import field
from typing import Any, Generic, overload

import torch

from hasktorch.tensor import Bool, Tensor

from ._layer import STATIC, Layer, layer
from ._modules import expect, fill, parameter, parameter_or, sizes
from ._variables import B, D, F, IDim, Q, T
from .dropout import Dropout
from .initialisation import DEFAULT, bias_of, drawn, xavier_uniform
from .linear import Linear


@layer
class MultiheadAttention(Layer["MultiheadAttention[F, D]"], Generic[F, D]):
    """softmax(q kᵀ / √(D / heads)) v for each head, between linear layers from D to D features.

    In training, elements of the softmax are zero with probability `dropout`.
    """

    query: Linear[F, D, D]
    key: Linear[F, D, D]
    value: Linear[F, D, D]
    output: Linear[F, D, D]
    heads: int = field(metadata=STATIC)
    dropout: float = field(default=0.0, metadata=STATIC)

    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, features: IDim, heads: int, dropout: float = ...
    ) -> "MultiheadAttention[F, IDim]": ...
    @overload
    @classmethod
    def init(
        cls, generator: torch.Generator, features: int, heads: int, dropout: float = ...
    ) -> "MultiheadAttention[F, Any]": ...
    @classmethod
    def init(
        cls, generator: torch.Generator, features: int, heads: int, dropout: float = 0.0
    ) -> "MultiheadAttention[F, Any]":
        """Weights by torch.nn.MultiheadAttention's distributions and with its numbers, biases of 0.

        Raises ValueError where the heads do not divide the features.
        """
        if heads < 1 or features % heads:
            raise ValueError(f"MultiheadAttention: expected heads that divide {features} features, found {heads}")
        dtype = cls._dtype()
        output = drawn(DEFAULT, generator, (features, features), dtype)
        drawn(bias_of(features), generator, (features,), dtype)  # torch draws a bias for the output, then takes 0
        joined = drawn(xavier_uniform(), generator, (3 * features, features), dtype)
        query, key, value, out = map(_linear, (*joined.chunk(3), output), joined.new_zeros(4, features))
        return cls(query, key, value, out, heads, dropout)

    @classmethod
    def from_module(cls, module: torch.nn.MultiheadAttention) -> "MultiheadAttention[F, Any]":
        """A copy of the module's parameters, missing biases zeros; the layer takes the batch first in any case.

        Raises ValueError for keys or values of another size and for rows added to them, DTypeError for another dtype.
        """
        advice = "keys and values of another size need linear layers of their own before the layer"
        expect(module, "_qkv_same_embed_dim", True, advice)
        for name, without in (("bias_k", None), ("add_zero_attn", False)):
            expect(module, name, without, "append what is added to keys and values to the layer's arguments")
        dtype, features = cls._dtype(), module.embed_dim
        weights = parameter(module, "in_proj_weight", dtype).chunk(3)
        biases = parameter_or(0, 3 * features, module, "in_proj_bias", dtype).chunk(3)
        query, key, value = map(_linear, weights, biases)
        last = module.out_proj
        output = _linear(parameter(last, "weight", dtype), parameter_or(0, features, last, "bias", dtype))
        return cls(query, key, value, output, module.num_heads, module.dropout)

    def to_module(self) -> torch.nn.MultiheadAttention:
        """A module with a copy of the parameters, its batch first."""
        features, _ = sizes(self.query.weight)
        module = torch.nn.MultiheadAttention(features, self.heads, self.dropout, batch_first=True, device="meta")
        inner: Any = (self.query, self.key, self.value)
        return fill(
            module,
            {
                "in_proj_weight": torch.cat([each.weight.t() for each in inner]),
                "in_proj_bias": torch.cat([each.bias for each in inner]),
                "out_proj.weight": self.output.weight.t().contiguous(),
                "out_proj.bias": self.output.bias,
            },
        )

    def __call__(
        self,
        query: Tensor[F, B, Q, D],
        key: Tensor[F, B, T, D],
        value: Tensor[F, B, T, D],
        mask: Tensor[Bool, Q, T] | None = None,
        generator: torch.Generator | None = None,
    ) -> Tensor[F, B, Q, D]:
        """Queries `[B, Q, D]`, keys and values `[B, T, D]`, to `[B, Q, D]`.

        A query sees a key where the mask `[Q, T]` is True (the opposite of torch.nn.MultiheadAttention's mask). In
        training the generator draws what drops out; without one it is evaluation.
        """
        q, k, v = self._split(self.query(query)), self._split(self.key(key)), self._split(self.value(value))
        attended: Any
        if generator is None or not self.dropout:
            attended = torch.nn.functional.scaled_dot_product_attention(q, k, v, mask)
        else:
            attended = self._dropping(q, k, v, mask, generator)
        return self.output(attended.transpose(1, 2).flatten(2))

    def _dropping(self, query: Any, key: Any, value: Any, mask: Any, generator: torch.Generator) -> Any:
        """Attention with dropout, for which torch's function would take its global generator."""
        scores = query @ key.transpose(-2, -1) / math.sqrt(query.shape[-1])
        if mask is not None:
            scores = scores.masked_fill(~mask, -math.inf)
        return Dropout(self.dropout)(scores.softmax(-1), generator, train=True) @ value

    # Any: the size of a head is no part of the layer's type.
    def _split(self, x: Any) -> Any:
        """`[B, T, D]` to `[B, heads, T, D / heads]`."""
        return x.unflatten(2, (self.heads, -1)).transpose(1, 2)


# Any: parts of torch.nn's joined parameters.
def _linear(weight: Any, bias: Any) -> Linear[Any, Any, Any]:
    return Linear(weight.t().contiguous(), bias.clone())
