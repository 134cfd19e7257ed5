"""What the wheel and the sdist hold."""

from __future__ import annotations

import email
import zipfile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

from codegen import manifest
from codegen.paths import FACTS
from codegen.rules import facts
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


def test_pip_brings_the_torch_that_the_bindings_are_for(distributions: tuple[Path, Path]) -> None:
    """The newest that may be installed is theirs; the generator has facts of every one that may stay."""
    with zipfile.ZipFile(distributions[0]) as archive:
        [name] = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        message = email.message_from_bytes(archive.read(name))
    [wanted] = (r for r in map(Requirement, message.get_all("Requires-Dist", [])) if r.name == "torch")
    bounds = {each.operator: each.version for each in wanted.specifier}
    bindings = manifest.read(ROOT / "generated" / "hasktorch").torch
    asked = {facts.release(facts.version(file)) for file in FACTS.parent.glob("facts*.json")}
    assert bounds == {">=": min(asked, key=Version), "<=": bindings}
    assert bindings == max(asked, key=Version)
