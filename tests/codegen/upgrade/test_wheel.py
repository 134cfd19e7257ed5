"""The declarations in a wheel: read by its own torchgen, without installing it; what is no wheel says so."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import torchgen  # type: ignore[import-untyped]  # torchgen ships no py.typed

from codegen.errors import CodegenError
from codegen.upgrade import wheel
from codegen.upgrade.run import run
from codegen.upgrade.steps import TORCHGEN_STEPS
from codegen.upgrade.wheel import open_wheel
from codegen.upgrade.workspace import Workspace

METADATA = {"torch-9.9.9.dist-info/METADATA": "Metadata-Version: 2.1\nName: torch\nVersion: 9.9.9+cpu\n"}
NATIVE = "torchgen/packaged/ATen/native/native_functions.yaml"
EMIT = "torchgen/gen.py"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is extracted goes beside the wheel."""
    monkeypatch.setattr(wheel, "Workspace", lambda version, kind: Workspace(version, tmp_path, kind))


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CodegenError) as refused:
        open_wheel(path)
    return str(refused.value)


def test_its_own_torchgen_says_what_it_declares(emitted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(torchgen.__path__[0])
    members = {
        f"torchgen/{path.relative_to(folder).as_posix()}": path.read_text()
        for path in (*folder.rglob("*.py"), *folder.glob("packaged/ATen/native/*.yaml"))
    }
    gelu = "- func: gelu(Tensor self,"
    assert gelu in members[NATIVE]
    members[NATIVE] = members[NATIVE].replace(gelu, "- func: gelu(Tensor selfish,")
    workspace = open_wheel(zipped(tmp_path / "torch.whl", {**METADATA, **members}))
    assert workspace.root == tmp_path / "build" / "upgrade" / "9.9.9-torchgen"
    monkeypatch.setattr("codegen.upgrade.run.fill", _nothing)
    workspace.tree.symlink_to(Path(__file__).parents[3], target_is_directory=True)
    (outcome,) = run(workspace, "again", lambda step: None, TORCHGEN_STEPS[:1])
    assert outcome.passed
    different = set(workspace.declarations.read_text().splitlines()) ^ set(emitted.splitlines())
    assert different and all("gelu" in line or "selfish" in line for line in different if "schema" in line)


def _nothing(workspace: Workspace) -> tuple[str, ...]:
    return ()


def test_a_member_that_leaves_the_folder_stays_in_the_wheel(tmp_path: Path) -> None:
    members = {**METADATA, NATIVE: "[]", EMIT: "", "torchgen/../../escaped.py": "", "/torchgen/absolute.py": ""}
    workspace = open_wheel(zipped(tmp_path / "torch.whl", members))
    names = sorted(
        path.relative_to(workspace.torchgen).as_posix() for path in workspace.torchgen.rglob("*") if path.is_file()
    )
    assert names == [EMIT, NATIVE]
    assert not list(tmp_path.rglob("escaped.py"))


def test_what_is_no_wheel_of_torch_says_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text.whl").write_text("no zip\n")
    torn = zipped(tmp_path / "torn.whl", {**METADATA, NATIVE: "[]\n" * 9999}).read_bytes()
    (tmp_path / "torn.whl").write_bytes(torn[: len(torn) // 2])
    assert "found no such file" in refusal(tmp_path / "none.whl")
    assert "found a directory" in refusal(tmp_path)
    for name in ("text.whl", "torn.whl"):
        assert f"{name}: expected a wheel of torch 1.12 or newer, found no zip archive" in refusal(tmp_path / name)
    assert "without the metadata of torch" in refusal(zipped(tmp_path / "a.whl", {NATIVE: "[]"}))
    odd = {name: text.replace("9.9.9", "../9") for name, text in METADATA.items()}
    assert "without the metadata of torch" in refusal(zipped(tmp_path / "b.whl", odd))
    assert f"found no {NATIVE} in it" in refusal(zipped(tmp_path / "c.whl", METADATA))
    monkeypatch.setattr(wheel, "MAX_BYTES", 1000)
    large = zipped(tmp_path / "d.whl", {**METADATA, NATIVE: "x" * 2000})
    assert "found more than 1,000 bytes of torchgen" in refusal(large)
    assert not (tmp_path / "build").exists()
