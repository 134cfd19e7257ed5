"""What two processes say of themselves; test_distributed.py starts them by torchrun and reads their files."""

import json
import sys
from pathlib import Path
from typing import Any

import torch
from torch.utils.data import TensorDataset

from hasktorch_py import _pytree, distributed


def tree(rank: int) -> dict[str, Any]:
    """Several dtypes, an empty tensor and more than one bucket."""
    return {
        "a": (torch.full((2, 3), float(rank)), torch.full((), 2.0 * rank).double()),
        "b": [torch.zeros(0), torch.arange(5.0) * rank, torch.full((70,), 1.0 - rank).t()],
        "c": torch.full((300,), float(rank)).double(),
    }


def main() -> None:
    with distributed.process_group():
        rank = distributed.rank()
        distributed.BUCKET_BYTES = 256
        own = tree(rank)
        mean, sent = distributed.all_reduce_mean(own), distributed.broadcast(own, 1)
        unchanged = all(map(torch.equal, _pytree.flatten(own)[0], _pytree.flatten(tree(rank))[0]))
        sampler = distributed.sampler(TensorDataset(torch.zeros(11)), seed=3)
        sampler.set_epoch(2)
        said = {
            "size": distributed.world_size(),
            "mean": [leaf.tolist() for leaf in _pytree.flatten(mean)[0]],
            "sent": [leaf.tolist() for leaf in _pytree.flatten(sent)[0]],
            "dtypes": [str(leaf.dtype) for leaf in _pytree.flatten(mean)[0]],
            "unchanged": unchanged,
            "order": list(sampler),
        }
        (Path(sys.argv[1]) / str(rank)).write_text(json.dumps(said))


if __name__ == "__main__":
    main()
