"""Questions in the names of torch."""

import json
from pathlib import Path

import pytest

from hasktorch_py.mypy_plugin.bindings import Bindings, Unbound, bindings_of
from hasktorch_py.oracle.question import Constant, Function, Layer, Named, Question, Sequence, Tensor
from hasktorch_py.oracle.resolution import NEVER_ASKED, resolve
from tests.checkers import ROOT

X, OUT = Tensor("Double", (4,)), Tensor("Double", (2,))
DOUBLE = Named("float64")


@pytest.fixture(scope="module")
def bindings() -> Bindings:
    return bindings_of(ROOT / "generated" / "hasktorch")


@pytest.mark.parametrize(
    ("asked", "in_torch"),
    [
        (Question("hasktorch.double.relu", (X,)), Question("torch.relu", (X,))),
        (Question("hasktorch.double.nn.mse_loss", (X, X)), Question("torch.nn.functional.mse_loss", (X, X))),
        (Question("hasktorch.double.linalg.inv", (X,)), Question("torch.linalg.inv", (X,))),
        (Question("hasktorch.tensor.Tensor.view", (X, Constant(2))), Question("torch.Tensor.view", (X, Constant(2)))),
        (Question("hasktorch.double._add", (OUT, X, X)), Question("torch.add", (X, X), (("out", OUT),))),
        (
            Question("hasktorch.double.zeros", (Constant(4),)),
            Question("torch.zeros", (Constant(4),), (("dtype", DOUBLE),)),
        ),
        (
            Question("hasktorch.double.zeros", (), (("size", Constant(4)), ("dtype", Constant(None)))),
            Question("torch.zeros", (), (("size", Constant(4)), ("dtype", Constant(None)))),
        ),
        (
            Question("hasktorch.double.vector", (Sequence("list", (Constant(1.0),)),)),
            Question("hasktorch_py.runtime.construct.vector", (DOUBLE, Sequence("list", (Constant(1.0),)))),
        ),
        (
            Question("hasktorch_py.layers.x", (Layer("l", (("f", Function("hasktorch.double.relu")),)),)),
            Question("hasktorch_py.layers.x", (Layer("l", (("f", Function("torch.relu")),)),)),
        ),
    ],
)
def test_a_question_names_the_callable_of_torch(bindings: Bindings, asked: Question, in_torch: Question) -> None:
    assert bindings.in_torch(asked) == in_torch


def test_every_function_of_a_package_is_one_of_the_installed_torch(bindings: Bindings) -> None:
    paths = {*bindings.functions.values(), *bindings.constructors.values()}
    assert {path for path in paths if resolve(path) is None and path.rpartition(".")[2] not in NEVER_ASKED} == set()


def test_bindings_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    with pytest.raises(Unbound, match="No such file"):
        bindings_of(tmp_path)
    (tmp_path / "bindings.json").write_text(json.dumps({"functions": {}}))
    with pytest.raises(Unbound, match="KeyError"):
        bindings_of(tmp_path)
