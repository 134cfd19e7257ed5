"""Trees of tensors to files and back: exact, typed, whole or not at all, and nothing hostile gets in."""

import json
import signal
import struct
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
import torch
from torch import Tensor

from hasktorch_py import _pytree, opt, saving
from hasktorch_py.aten.torch_dtypes import TAGS
from hasktorch_py.saving import LoadError


class Pair(NamedTuple):
    first: Tensor
    second: Tensor


@dataclass(frozen=True)
class Scaled:
    pair: Pair
    scale: float = field(metadata={"pytree_node": False})
    bias: Tensor | None = None


def tree(fill: float = 1.0) -> dict[str, Scaled | tuple[Tensor, ...] | list[Tensor]]:
    return {
        "a": Scaled(Pair(torch.full((2, 3), fill), torch.full((), fill).double()), fill),
        "b.c": (torch.full((0, 4), fill), torch.full((3,), fill, dtype=torch.float16)),
        "d": [],
    }


def same(one: object, other: object) -> bool:
    pairs = zip(_pytree.flatten(one)[0], _pytree.flatten(other)[0], strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


def test_a_tree_comes_back_with_the_structure_of_like(tmp_path: Path) -> None:
    saving.save(tmp_path / "net", tree(2.0))
    like = tree(7.0)
    loaded = saving.load(tmp_path / "net", like)
    assert same(loaded, tree(2.0)) and same(like, tree(7.0))
    assert isinstance(loaded["a"], Scaled) and loaded["a"].scale == 7.0  # what is no tensor is that of `like`
    names = ["['a'].pair.first", "['a'].pair.second", "['b.c'][0]", "['b.c'][1]"]
    assert sorted(saving.read(tmp_path / "net")) == names


@pytest.mark.parametrize("dtype", TAGS)
def test_every_dtype_is_kept_bit_for_bit(dtype: torch.dtype, tmp_path: Path) -> None:
    bits = torch.randint(0, 2 if dtype is torch.bool else 256, (3, 16), generator=torch.Generator().manual_seed(0))
    tensor = bits.to(torch.uint8).view(dtype)
    saving.save(tmp_path / "one", (tensor, tensor[0, 0]))
    loaded = saving.load(tmp_path / "one", (torch.empty_like(tensor), torch.zeros((), dtype=dtype)))
    assert loaded[0].dtype is dtype and loaded[1].shape == ()
    assert torch.equal(loaded[0].view(torch.uint8), tensor.view(torch.uint8))


def test_a_lone_tensor_views_and_shared_memory(tmp_path: Path) -> None:
    x = torch.arange(12.0).reshape(3, 4)
    saving.save(tmp_path / "x", x.t())
    assert torch.equal(saving.load(tmp_path / "x", torch.zeros(4, 3)), x.t())
    saving.save(tmp_path / "x", (x, x, x[1]))
    assert same(saving.load(tmp_path / "x", (x, x, x[1])), (x, x, x[1]))
    saving.save(tmp_path / "x", x.clone().requires_grad_())
    assert not saving.load(tmp_path / "x", x).requires_grad
    z = torch.tensor([1 + 2j, 3 - 4j], dtype=torch.complex128)
    for conjugate in (z.conj(), z.to(torch.complex64).conj()):
        saving.save(tmp_path / "x", conjugate)
        assert torch.equal(saving.load(tmp_path / "x", conjugate), conjugate)
    saving.save(tmp_path / "x", ())
    assert saving.load(tmp_path / "x", ()) == ()


def test_the_state_of_an_optimizer_is_a_tree(tmp_path: Path) -> None:
    params = (torch.ones(2), torch.ones(3))
    optimizer = opt.nadam()
    _, state = optimizer.step(params, params, optimizer.init(params))
    saving.save(tmp_path / "state", state)
    assert same(saving.load(tmp_path / "state", optimizer.init(params)), state)


def test_all_differences_are_told_at_once(tmp_path: Path) -> None:
    saving.save(tmp_path / "net", {"a": torch.zeros(2), "b": torch.zeros(3), "c": torch.zeros(4), "e": torch.zeros(())})
    like = {"a": torch.zeros(2).double(), "b": torch.zeros(3, 1), "d": torch.zeros(1, 2), "e": torch.zeros(())}
    with pytest.raises(LoadError) as raised:
        saving.load(tmp_path / "net", like)
    assert str(raised.value).splitlines() == [
        f"{tmp_path / 'net'}: its tensors are not those of the tree to load:",
        "  ['d']: missing; expected Float [1, 2]",
        "  ['c']: not expected; found Float [4]",
        "  ['a']: expected Double [2], found Float [2]",
        "  ['b']: expected Float [3, 1], found Float [3]",
    ]


def test_a_path_that_cannot_be_read_or_written(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        saving.load(tmp_path / "nothing", ())
    with pytest.raises(IsADirectoryError):
        saving.load(tmp_path, ())
    with pytest.raises(FileNotFoundError):
        saving.save(tmp_path / "no" / "folder", ())
    with pytest.raises(TypeError, match=r"\[0\]: expected a tensor"):
        saving.save(tmp_path / "x", (1.0,))


def test_loaded_tensors_do_not_follow_the_file(tmp_path: Path) -> None:
    saving.save(tmp_path / "x", torch.ones(1000))
    loaded = saving.load(tmp_path / "x", torch.zeros(1000))
    (tmp_path / "x").write_bytes(b"")
    assert torch.equal(loaded, torch.ones(1000))


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    saving.save(tmp_path / "target", torch.ones(1))
    (tmp_path / "plain").touch()
    assert (tmp_path / "target").stat().st_mode == (tmp_path / "plain").stat().st_mode
    (tmp_path / "target").chmod(0o640)
    (tmp_path / "link").symlink_to("target")
    saving.save(tmp_path / "link", torch.zeros(1))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").stat().st_mode & 0o777 == 0o640
    assert torch.equal(saving.load(tmp_path / "target", torch.ones(1)), torch.zeros(1))


def raw(header: object, data: bytes = b"") -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data


def entry(shape: list[int], start: int, end: int, dtype: str = "F32") -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}


HOSTILE = {
    "empty": b"",
    "a pickle": b"\x80\x04\x95" + b"." * 60,
    "a header of 4 EiB": struct.pack("<Q", 1 << 62) + b"{}",
    "a header of 200 MB": struct.pack("<Q", 200_000_000) + b"{" * 1000,
    "no JSON": raw(b"no JSON"),
    "no UTF-8": raw(b"\xff\xfe{}"),
    "a list": raw([1]),
    "overlapping": raw({"a": entry([2], 0, 8), "b": entry([2], 4, 12)}, bytes(12)),
    "a hole": raw({"a": entry([2], 4, 12)}, bytes(12)),
    "beyond the end": raw({"a": entry([2], 0, 8)}, bytes(4)),
    "another size than the shape's": raw({"a": entry([3], 0, 8)}, bytes(8)),
    "a negative size": raw({"a": entry([-2], 0, 8)}, bytes(8)),
    "a size that overflows": raw({"a": entry([1 << 62, 1 << 62], 0, 8)}, bytes(8)),
    "an unknown dtype": raw({"a": entry([2], 0, 8, "X9")}, bytes(8)),
    "a dtype that torch lacks": raw({"a": entry([4], 0, 3, "F6_E2M3")}, bytes(3)),
    "more at the end": raw({}, b"more"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_safetensors_file_is_refused(case: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(HOSTILE[case])
    with pytest.raises(LoadError, match=f"{path}: expected a safetensors file, found {len(HOSTILE[case])} bytes"):
        saving.load(path, {"a": torch.zeros(2)})


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    saving.save(tmp_path / "whole", tree())
    whole = (tmp_path / "whole").read_bytes()
    for length in range(len(whole)):
        (tmp_path / "part").write_bytes(whole[:length])
        with pytest.raises(LoadError):
            saving.load(tmp_path / "part", tree())


@pytest.mark.parametrize("failing", ["hasktorch_py.saving.save_file", "pathlib.Path.replace", "os.fsync"])
def test_a_failure_leaves_the_old_file_alone(failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saving.save(tmp_path / "net", torch.ones(2))

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(failing, fail)
    with pytest.raises(OSError, match="no space left"):
        saving.save(tmp_path / "net", torch.zeros(2))
    assert torch.equal(saving.load(tmp_path / "net", torch.zeros(2)), torch.ones(2))
    assert [path.name for path in tmp_path.iterdir()] == ["net"]


WRITER = """
import sys, torch
from hasktorch_py import saving
for n in range(1_000_000):
    saving.save(sys.argv[1], (torch.full((200_000,), float(n)), torch.full((), n)))
    print(n, flush=True)
"""


def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    like = (torch.zeros(200_000), torch.zeros((), dtype=torch.int64))
    for delay in (1, 7):  # saves before the kill
        with subprocess.Popen([sys.executable, "-c", WRITER, tmp_path / "net"], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            for _ in range(delay):
                written = int(writer.stdout.readline())
            writer.send_signal(signal.SIGKILL)
        values, number = saving.load(tmp_path / "net", like)
        assert number.item() >= written and bool((values == number).all())
