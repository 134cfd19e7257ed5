"""What the README shows is what happens."""

import re
from pathlib import Path

import pytest

from tests.checkers import ROOT, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
MISTAKE, PROGRAM = re.findall(r"```python\n(.*?)```", README, re.S)
STUBS_SAY, ATEN_SAYS = re.findall(r"affine\.py:(6): error: (.*?)  \[", README)


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the checker keeps its cache."""
    return tmp_path_factory.mktemp("work")


@pytest.mark.parametrize(
    "plugin, told", [(None, STUBS_SAY), ("hasktorch_py.mypy_plugin", ATEN_SAYS)], ids=["stubs", "plugin"]
)
def test_the_mistake_is_caught_in_these_words(
    tmp_path: Path, work: Path, plugin: str | None, told: tuple[str, str]
) -> None:
    file = tmp_path / "affine.py"
    file.write_text(MISTAKE)
    errors = [d for d in run("mypy", [file], work / str(plugin), plugin=plugin) if d.severity == "error"]
    assert [(str(d.line), d.message) for d in errors] == [told]


def test_the_program_is_accepted_and_runs(tmp_path: Path, work: Path) -> None:
    file = tmp_path / "program.py"
    made = "(Linear.init(T.new_rng(0), 2, 2), Linear.init(T.new_rng(1), 2, 1))"
    text = f"{PROGRAM}\nnet: Net = step({made}, T.zeros(4, 2), T.ones(4, 1))\n"
    file.write_text(text)
    assert not run("mypy", [file], work / "None")
    exec(compile(text, str(file), "exec"), {})


def test_the_table_has_every_example_and_its_twin() -> None:
    folder = ROOT / "examples"
    told = dict(
        re.findall(r"^\| `(\w+)\.py` \|.*\| (?:`plain/(\w+)\.py`)? ?\|$", (folder / "README.md").read_text(), re.M)
    )
    programs = {path.stem for path in folder.glob("*.py") if "def main()" in path.read_text(encoding="utf-8")}
    assert set(told) == programs
    assert set(told.values()) - {""} == {path.stem for path in folder.glob("plain/*.py")}
