"""Each layer against its torch.nn module: the same numbers at `init`, equal outputs, equal gradients."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn

import hasktorch.double as T

Tensors = tuple[torch.Tensor, ...]
SEED = 7


def rng() -> torch.Generator:
    return torch.Generator().manual_seed(SEED)


def rand(*shape: int) -> torch.Tensor:
    return torch.rand(shape, dtype=torch.float64, generator=torch.Generator().manual_seed(sum(shape)))


def only(y: Any) -> Tensors:
    return tuple(part for each in y for part in only(each)) if isinstance(y, tuple) else (y,)


class Case:
    """A layer class with what its `init` and its module take, and the arguments of a call."""

    def __init__(
        self, name: str, init: tuple[Any, ...], module: Callable[[], nn.Module], arguments: tuple[Any, ...],
        exact: bool = True, **settings: Any,
    ) -> None:  # fmt: skip
        self.name, self.layer, self.module, self.arguments, self.exact = (
            name,
            getattr(T, name),
            module,
            arguments,
            exact,
        )
        self.make: Callable[[], Any] = lambda: self.layer.init(rng(), *init, **settings)

    def seeded(self) -> nn.Module:
        """The module with the parameters that torch itself draws from the same numbers."""
        torch.manual_seed(SEED)
        before = torch.get_default_dtype()
        torch.set_default_dtype(torch.float64)
        try:
            return self.module()
        finally:
            torch.set_default_dtype(before)


ATTENTION: Any = T.MultiheadAttention
STATES = (rand(2, 6, 4), rand(2, 6, 4) - 0.5)
CASES = [
    Case("Linear", (5, 3), lambda: nn.Linear(5, 3), (rand(5),), exact=False),
    Case("Linear", (5, 3), lambda: nn.Linear(5, 3), (rand(4, 5),), exact=False),
    Case("Linear", (5, 3), lambda: nn.Linear(5, 3), (rand(2, 4, 5),), exact=False),
    Case("Conv1d", (3, 4, 5), lambda: nn.Conv1d(3, 4, 5), (rand(2, 3, 9),)),
    Case("Conv1d", (3, 4, 5), lambda: nn.Conv1d(3, 4, 5, 2, 1, 2), (rand(3, 12),), stride=2, padding=1, dilation=2),
    Case("Conv2d", (3, 4, (3, 2)), lambda: nn.Conv2d(3, 4, (3, 2), (2, 1)), (rand(2, 3, 7, 8),), stride=(2, 1)),
    Case("Conv2d", (3, 4, 3), lambda: nn.Conv2d(3, 4, 3, padding="same"), (rand(3, 7, 8),), padding="same"),
    Case("Conv1d", (4, 6, 3), lambda: nn.Conv1d(4, 6, 3, groups=2), (rand(2, 4, 9),), groups=2),
    Case("Conv2d", (4, 4, 3), lambda: nn.Conv2d(4, 4, 3, groups=4), (rand(2, 4, 7, 8),), groups=4),
    Case("Conv3d", (2, 3, 2), lambda: nn.Conv3d(2, 3, 2, padding=1), (rand(2, 2, 4, 5, 6),), padding=1),
    Case("Embedding", (9, 4), lambda: nn.Embedding(9, 4), (torch.tensor([[0, 8, 3], [3, 3, 1]]),)),
    Case("Embedding", (9, 4, 3), lambda: nn.Embedding(9, 4, 3), (torch.tensor([0, 3, 8]),)),
    Case("LSTMCell", (5, 4), lambda: nn.LSTMCell(5, 4), (rand(6, 5), (rand(6, 4), rand(6, 4)))),
    Case("GRUCell", (5, 4), lambda: nn.GRUCell(5, 4), (rand(6, 5), rand(6, 4))),
    Case("LSTM", (5, 4, 2), lambda: nn.LSTM(5, 4, 2), (rand(7, 6, 5),)),
    Case("LSTM", (5, 4, 2), lambda: nn.LSTM(5, 4, 2), (rand(7, 6, 5), STATES)),
    Case("GRU", (5, 4), lambda: nn.GRU(5, 4), (rand(7, 6, 5),)),
    Case("GRU", (5, 4, 2), lambda: nn.GRU(5, 4, 2), (rand(7, 6, 5), STATES[0])),
    Case("BiLSTM", (5, 4, 2), lambda: nn.LSTM(5, 4, 2, bidirectional=True), (rand(7, 6, 5),)),
    Case("BiLSTM", (5, 4), lambda: nn.LSTM(5, 4, bidirectional=True), (rand(7, 6, 5), STATES)),
    Case("BiGRU", (5, 4, 3), lambda: nn.GRU(5, 4, 3, bidirectional=True), (rand(7, 6, 5),)),
    Case("BiGRU", (5, 4), lambda: nn.GRU(5, 4, bidirectional=True), (rand(7, 6, 5), STATES[0])),
]
NAMES = [f"{case.name}{k}" for k, case in enumerate(CASES)]


def compare(found: torch.Tensor, expected: torch.Tensor, exact: bool) -> None:
    tolerance = 0.0 if exact else 1e-12
    torch.testing.assert_close(found, expected, rtol=0, atol=tolerance)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_init_draws_the_numbers_of_torch(case: Case) -> None:
    assert case.make() == case.layer.from_module(case.seeded())


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_to_module_and_back_is_the_same_layer(case: Case) -> None:
    layer = case.make()
    module = layer.to_module()
    assert type(module) is type(case.seeded())
    assert case.layer.from_module(module) == layer
    next(module.parameters()).data.zero_()
    assert layer == case.make(), "the module has copies"


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_outputs_and_gradients_are_the_modules(case: Case) -> None:
    layer: Any = case.make()
    module: Any = layer.to_module()
    expected = only(module(*case.arguments))
    for y, y_expected in zip(only(layer(*case.arguments)), expected, strict=True):
        compare(y, y_expected, case.exact)

    def loss(layer: Any) -> Any:
        return torch.stack([(y**2).sum() for y in only(layer(*case.arguments))]).sum()

    gradient: Any = T.grad_bp(loss, layer)
    total: Any = torch.stack([(y**2).sum() for y in expected]).sum()
    total.backward()
    for name, found in gradient.to_module().named_parameters():
        compare(found.detach(), module.get_parameter(name).grad, case.exact)


def test_layer_norm_is_torchs() -> None:
    module: Any = nn.LayerNorm(6, eps=1e-3).double()
    nn.init.normal_(module.weight, generator=rng())
    layer: Any = T.LayerNorm.from_module(module)
    x = rand(2, 5, 6)
    assert torch.equal(layer(x), module(x))
    assert T.LayerNorm.from_module(layer.to_module()) == layer
    assert T.LayerNorm.init(6, 1e-3) == T.LayerNorm.from_module(nn.LayerNorm(6, eps=1e-3).double())


@pytest.mark.parametrize("masked", [False, True])
def test_attention_is_torchs(masked: bool) -> None:
    torch.manual_seed(SEED)
    module: Any = nn.MultiheadAttention(8, 2, batch_first=True, dtype=torch.float64)
    layer: Any = T.MultiheadAttention.from_module(module)
    query, key, value = rand(3, 4, 8), rand(3, 5, 8), rand(3, 5, 8)
    mask = torch.rand(4, 5, generator=rng()) < 0.7 if masked else None
    if mask is not None:
        mask[:, 0] = True  # a query that sees nothing has NaN in torch
    expected, _ = module(query, key, value, attn_mask=None if mask is None else ~mask)
    compare(layer(query, key, value, mask), expected, exact=False)
    assert T.MultiheadAttention.from_module(layer.to_module()) == layer

    gradient: Any = T.grad_bp(lambda each: (each(query, key, value, mask) ** 2).sum(), layer)
    (expected**2).sum().backward()
    for name, found in gradient.to_module().named_parameters():
        compare(found.detach(), module.get_parameter(name).grad, exact=False)


def test_attention_draws_the_numbers_of_torch() -> None:
    torch.manual_seed(SEED)
    module = nn.MultiheadAttention(8, 2, dtype=torch.float64)
    assert T.MultiheadAttention.init(rng(), 8, 2) == T.MultiheadAttention.from_module(module)


def test_attention_drops_the_numbers_of_torch() -> None:
    torch.manual_seed(SEED)
    module: Any = nn.MultiheadAttention(8, 2, dropout=0.3, batch_first=True, dtype=torch.float64)
    layer: Any = T.MultiheadAttention.from_module(module)
    assert layer.dropout == 0.3 and T.MultiheadAttention.from_module(layer.to_module()) == layer
    x, mask = rand(3, 4, 8), torch.ones(4, 4).tril().bool()
    compare(layer(x, x, x, mask), module.eval()(x, x, x, attn_mask=~mask)[0], exact=False)
    torch.manual_seed(SEED)
    expected, _ = module.train()(x, x, x, attn_mask=~mask)
    compare(layer(x, x, x, mask, rng()), expected, exact=False)
    assert torch.equal(layer(x, x, x, mask, rng()), layer(x, x, x, mask, rng()))


WITHOUT = [
    (T.Linear, nn.Linear(5, 3, bias=False), (rand(4, 5),)),
    (T.Conv1d, nn.Conv1d(4, 6, 3, groups=2, bias=False), (rand(2, 4, 9),)),
    (T.LSTMCell, nn.LSTMCell(5, 4, bias=False), (rand(6, 5), (rand(6, 4), rand(6, 4)))),
    (T.GRUCell, nn.GRUCell(5, 4, bias=False), (rand(6, 5), rand(6, 4))),
    (T.LSTM, nn.LSTM(5, 4, 2, bias=False), (rand(7, 6, 5),)),
    (T.BiGRU, nn.GRU(5, 4, 2, bias=False, bidirectional=True), (rand(7, 6, 5),)),
    (T.LayerNorm, nn.LayerNorm(5, elementwise_affine=False), (rand(4, 5),)),
    (T.LayerNorm, nn.LayerNorm(5, bias=False), (rand(4, 5),)),
]


@pytest.mark.parametrize("kind, module, arguments", WITHOUT, ids=str)
def test_what_a_module_is_without_has_no_effect(kind: Any, module: Any, arguments: Any) -> None:
    module = module.double()
    layer = kind.from_module(module)
    expected = only(module(*arguments))
    for y, y_expected in zip(only(layer(*arguments)), expected, strict=True):
        compare(y, y_expected, exact=False)

    def loss(layer: Any) -> Any:
        return torch.stack([y.square().sum() for y in only(layer(*arguments))]).sum()

    gradient: Any = T.grad_bp(loss, layer)
    if expected[0].requires_grad:
        loss(module).backward()
    with_all = gradient.to_module()
    for name, parameter in module.named_parameters():
        compare(with_all.get_parameter(name).detach(), parameter.grad, exact=False)
        assert torch.equal(layer.to_module().get_parameter(name), parameter)


def test_attention_and_batch_norm_without_parameters() -> None:
    attention: Any = nn.MultiheadAttention(8, 2, bias=False, batch_first=True, dtype=torch.float64)
    x = rand(3, 4, 8)
    compare(ATTENTION.from_module(attention)(x, x, x), attention(x, x, x)[0], exact=False)
    norm: Any = nn.BatchNorm1d(5, affine=False).double()
    layer, state = T.BatchNorm.from_module(norm)
    batch: Any = rand(4, 5)
    compare(layer(batch, state, train=True)[0], norm(batch), exact=False)


def test_groups_divide_the_channels() -> None:
    with pytest.raises(ValueError, match="Conv2d: expected groups that divide 4 and 6 channels, found 4"):
        T.Conv2d.init(rng(), 4, 6, 3, groups=4)


@pytest.mark.parametrize(
    "layer, module, message",
    [
        (T.Linear, nn.Linear(2, 3), "expected a tensor of Double"),
        (T.Conv1d, nn.Conv1d(2, 4, 3, padding_mode="circular"), "expected padding_mode='zeros'.*pad what it is given"),
        (T.Embedding, nn.Embedding(4, 3, max_norm=1.0), "expected max_norm=None.*rescale the rows"),
        (T.Embedding, nn.Embedding(4, 3, sparse=True), r"set module\.sparse = False"),
        (T.LayerNorm, nn.LayerNorm((4, 3)), "expected one normalised dimension.*flatten"),
        (T.BatchNorm, nn.BatchNorm1d(3, momentum=None), r"expected a number for momentum.*set module\.momentum"),
        (T.BatchNorm, nn.BatchNorm1d(3, track_running_stats=False), "expected track_running_stats=True.*train=True"),
        (T.LSTM, nn.LSTM(2, 3, bidirectional=True), "expected bidirectional=False.*BiLSTM both"),
        (T.BiGRU, nn.GRU(2, 3), "expected bidirectional=True.*GRU has one direction"),
        (T.GRU, nn.GRU(2, 3, batch_first=True), r"expected batch_first=False.*set module\.batch_first = False"),
        (T.LSTM, nn.LSTM(2, 3, 2, dropout=0.1), r"expected dropout=0\.0.*Dropout between"),
        (T.LSTM, nn.LSTM(2, 3, proj_size=1), "expected proj_size=0.*keep the module"),
        (ATTENTION, nn.MultiheadAttention(4, 2, kdim=3), "expected _qkv_same_embed_dim=True(?s:.*)linear layers"),
        (ATTENTION, nn.MultiheadAttention(4, 2, add_zero_attn=True), "expected add_zero_attn=False(?s:.*)append"),
        (ATTENTION, nn.MultiheadAttention(4, 2, add_bias_kv=True), "expected bias_k=None(?s:.*)append"),
    ],
    ids=str,
)  # fmt: skip
def test_a_module_that_a_layer_cannot_be_is_refused(layer: Any, module: nn.Module, message: str) -> None:
    with pytest.raises((ValueError, TypeError), match=message):
        layer.from_module(module)
