"""Two processes over gloo, and what is the same in one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from torch.utils.data import TensorDataset

from hasktorch_py import _pytree, distributed
from tests.patience import PATIENCE

from .distributed_program import tree

PROGRAM = Path(__file__).with_name("distributed_program.py")
ROOT = PROGRAM.parents[2]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What each of two processes says."""
    folder = tmp_path_factory.mktemp("processes")
    search = os.pathsep.join((str(ROOT), str(ROOT / "generated")))
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2"]
    environment = os.environ | {"PYTHONPATH": search, "OMP_NUM_THREADS": "1"}
    subprocess.run(
        [*command, str(PROGRAM), str(folder)], env=environment, check=True, capture_output=True, timeout=PATIENCE
    )
    return [json.loads((folder / str(rank)).read_text()) for rank in range(2)]


def test_the_mean_is_that_of_both_in_both(said: list[dict[str, Any]]) -> None:
    leaves = [_pytree.flatten(tree(rank))[0] for rank in range(2)]
    expected = [((a + b) / 2).tolist() for a, b in zip(*leaves, strict=True)]
    for process in said:
        assert process["size"] == 2 and process["unchanged"]
        assert process["mean"] == expected
        assert process["dtypes"] == [str(leaf.dtype) for leaf in leaves[0]]


def test_a_broadcast_gives_the_source_s_tensors_to_both(said: list[dict[str, Any]]) -> None:
    expected = [leaf.tolist() for leaf in _pytree.flatten(tree(1))[0]]
    assert [process["sent"] for process in said] == [expected, expected]


def test_the_parts_of_the_data_make_the_order_of_one_process(said: list[dict[str, Any]]) -> None:
    alone = distributed.sampler(TensorDataset(torch.zeros(11)), seed=3)
    alone.set_epoch(2)
    order, parts = list(alone), [process["order"] for process in said]
    for batch in range(5):  # of 1 in each process, of 2 in one
        assert {parts[0][batch], parts[1][batch]} == set(order[2 * batch :][:2])
    assert len(order) == 11 and sorted(order) == list(range(11))


def test_one_process_alone() -> None:
    own = tree(3)
    with distributed.process_group():
        assert (distributed.rank(), distributed.world_size()) == (0, 1)
        for given in (distributed.all_reduce_mean(own), distributed.broadcast(own)):
            leaves = _pytree.flatten(given)[0]
            assert all(map(torch.equal, leaves, _pytree.flatten(own)[0]))
            assert all(new is not old for new, old in zip(leaves, _pytree.flatten(own)[0], strict=True))


@pytest.mark.parametrize(("gpus", "done"), [(True, ["device 1", "nccl", "left"]), (False, ["gloo", "left"])])
def test_the_backend_is_that_of_the_devices(gpus: bool, done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setenv("TORCHELASTIC_RUN_ID", "none")
    monkeypatch.setenv("LOCAL_RANK", "1")
    monkeypatch.setattr(torch.cuda, "is_available", lambda: gpus)
    monkeypatch.setattr(torch.cuda, "set_device", lambda number: said.append(f"device {number}"))
    monkeypatch.setattr(torch.distributed, "init_process_group", said.append)
    monkeypatch.setattr(torch.distributed, "destroy_process_group", lambda: said.append("left"))
    with distributed.process_group():
        pass
    assert said == done


def test_too_few_data_are_refused() -> None:
    with pytest.raises(ValueError, match="dataset: expected an item for each of 1 processes, found 0"):
        distributed.sampler(TensorDataset(torch.zeros(0)))
