"""The installed package, used from a folder that is no part of the checkout."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from codegen.write.record import files
from tests.checkers import ROOT
from tests.packaging.conftest import Environment

MISTAKE = """from typing import Literal as L
import hasktorch.double as T
from hasktorch.double import Tensor

def product(x: Tensor[L[4], L[2]], y: Tensor[L[3], L[5]]) -> object:
    return T.mm(x, y)
"""
OUT = "x/hasktorch"
SAMPLE = ROOT / "tests" / "codegen" / "samples" / "modern.yaml"


@pytest.fixture(scope="module")
def generated(environment: Environment) -> Path:
    """What the installed command generates."""
    status, _, err = environment.run("hasktorch-py", "generate", "--out", OUT)
    assert (status, err) == (0, ""), err
    return environment.folder / OUT


@pytest.fixture
def example(environment: Environment, tmp_path: Path) -> Path:
    """A project of the examples, mypy's plugin switched on."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (tmp_path / "mypy.ini").write_text("[mypy]\nstrict = true\nplugins = hasktorch_py.mypy_plugin\n")
    return tmp_path


def test_two_packages_and_nothing_else_at_top_level(environment: Environment) -> None:
    names = {entry.name for entry in environment.site.iterdir()} - {"dependencies.pth"}
    assert {name for name in names if not name.endswith(".dist-info")} == {"hasktorch", "hasktorch_py"}
    program = "import hasktorch.double, hasktorch_py, importlib.util as u; print(hasktorch.double.__file__)"
    program += "; print(hasktorch_py.__file__, u.find_spec('codegen'), u.find_spec('templates'))"
    status, out, err = environment.run("python", "-c", program)
    assert (status, err) == (0, "")
    assert out.split() == [
        str(environment.site / "hasktorch" / "double" / "__init__.py"),
        str(environment.site / "hasktorch_py" / "__init__.py"),
        "None",
        "None",
    ]


def test_it_generates_the_bytes_of_the_checkout(generated: Path) -> None:
    checkout = ROOT / "generated" / "hasktorch"
    assert list(files(generated)) == list(files(checkout))
    for path in files(generated):
        assert (generated / path).read_bytes() == (checkout / path).read_bytes(), path


def test_what_it_generated_is_current(environment: Environment, generated: Path) -> None:
    status, out, _ = environment.run("hasktorch-py", "generate", "--out", OUT)
    assert (status, out) == (0, f"{OUT}: unchanged (same declarations, same generator)\n")


def test_every_other_command_works_in_an_empty_folder(environment: Environment, tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        return environment.run("hasktorch-py", *arguments, folder=tmp_path)

    assert run("--help")[0] == 0
    few = ("--declarations", str(SAMPLE), "--dtypes", "double,float,long")
    status, out, err = run("report", *few, "--json")
    assert (status, err) == (0, "") and "add.Tensor" in json.loads(out)["bound"]
    status, out, err = run("check", *few, "--json")
    assert (status, err) == (1, "") and "double/__init__.pyi" in json.loads(out)["changed"]
    status, out, err = run("diff", str(SAMPLE), str(SAMPLE), "--json")
    assert (status, err) == (0, "") and json.loads(out)["changes"] == []
    status, _, err = run("diff", "1.0", str(SAMPLE))
    assert status == 1 and "found no Declarations-1.0.yaml in .;" in err
    status, out, _ = run("doctor", "--json")
    findings = {each["subject"]: each for each in json.loads(out)["findings"]}
    assert status == 1 and [name for name, each in findings.items() if each["advice"]] == ["plugin"]
    assert findings["bindings"]["found"].startswith(f"{environment.site / 'hasktorch'}: ATen ")
    assert findings["facts"]["found"].startswith(f"{environment.site / 'hasktorch_py' / 'codegen'}/")
    assert list(tmp_path.iterdir()) == []
    assert run("emit", "--out", "Declarations.yaml")[:2] == (0, "")
    assert (tmp_path / "Declarations.yaml").read_text().startswith("- name: ")
    assert "[default: (aten-facts.json)]" in run("probe", "--help")[1]


def test_an_example_runs(environment: Environment, example: Path) -> None:
    status, out, err = environment.run("python", "-m", "examples.xor", folder=example)
    assert (status, err) == (0, "")
    assert "by backprop2: 1 xor 1 =  0.0" in out or "by backprop2: 1 xor 1 = -0.0" in out


def test_an_example_is_checked_with_the_plugin_and_a_mistake_is_found(environment: Environment, example: Path) -> None:
    (example / "examples" / "mistake.py").write_text(MISTAKE)
    modules = ("-m", "examples.xor", "-m", "examples.mistake")
    status, out, _ = environment.run("python", "-m", "mypy", *modules, folder=example)
    found, summary = out.splitlines()
    assert status == 1
    assert found.startswith("examples/mistake.py:6: error: mm([4, 2], [3, 5]): ") and found.endswith("[tensor-shape]")
    assert summary == "Found 1 error in 1 file (checked 2 source files)"
