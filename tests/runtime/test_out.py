"""`_add(out, x, y)`: the first argument receives the result."""

from typing import Any

import torch

from hasktorch_py.runtime.out import into


def test_the_first_argument_receives_and_is_returned() -> None:
    out, x, y = torch.zeros(2), torch.ones(2), torch.ones(2)
    assert into(torch.add)(out, x, y, alpha=3) is out
    assert out.tolist() == [4, 4]


def test_several_results_go_into_a_tuple() -> None:
    values, indices = torch.zeros(2), torch.zeros(2, dtype=torch.int64)
    result: Any = into(torch.max)((values, indices), torch.tensor([[1.0, 5.0], [7.0, 2.0]]), dim=1)
    assert result.values is values and result.indices is indices
    assert values.tolist() == [5, 7] and indices.tolist() == [1, 0]


def test_an_argument_may_be_called_out_of_order() -> None:
    out = torch.zeros(2, 2)
    assert into(torch.mm)(out, mat2=torch.eye(2), input=torch.ones(2, 2)) is out
    assert out.equal(torch.ones(2, 2))


def test_it_is_named_as_it_is_spelled() -> None:
    assert into(torch.add).__name__ == "_add"
