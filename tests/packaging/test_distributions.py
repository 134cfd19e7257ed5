"""What the wheel and the sdist hold."""

from __future__ import annotations

import zipfile
from pathlib import Path

from codegen.write.record import files
from tests.checkers import ROOT


def held(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def in_checkout(folder: str, place: str) -> dict[str, bytes]:
    return {f"{place}/{path}": (ROOT / folder / path).read_bytes() for path in files(ROOT / folder)}


def test_a_wheel_is_the_core_the_bindings_and_the_generator(distributions: tuple[Path, Path]) -> None:
    found = held(distributions[0])
    metadata = {name for name in found if name.split("/")[0].endswith(".dist-info")}
    assert {name: found[name] for name in found.keys() - metadata} == {
        **in_checkout("hasktorch_py", "hasktorch_py"),
        **in_checkout("codegen", "hasktorch_py/codegen"),
        **in_checkout("templates", "hasktorch_py/codegen/templates"),
        **in_checkout("generated/hasktorch", "hasktorch"),
    }
    assert sorted(name.split("/", 1)[1] for name in metadata) == [
        "METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE",
    ]  # fmt: skip


def test_the_sdist_builds_the_same_wheel(distributions: tuple[Path, Path], wheel_of_sdist: Path) -> None:
    wheel = distributions[0]
    assert wheel.name == wheel_of_sdist.name
    assert held(wheel) == held(wheel_of_sdist)
