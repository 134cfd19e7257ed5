"""The doctor: well, and for each thing that is amiss what it says to do."""

from __future__ import annotations

import json
import sys
from importlib import metadata
from pathlib import Path

import pytest

from codegen import diagnosis, manifest
from codegen.diagnosis import PLUGIN, Finding, diagnose
from codegen.manifest import Manifest
from codegen.paths import FACTS
from tests.codegen.running import Run

TORCH = metadata.version("torch")
RELEASE = TORCH.partition("+")[0]
SUBJECTS = ["Python", "torch", "hasktorch_py", "bindings", "facts", "mypy", "plugin", "variables", "in-place"]


@pytest.fixture(autouse=True)
def no_configuration_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("mypy.defaults.USER_CONFIG_FILES", [])
    monkeypatch.chdir(tmp_path)


def found(subject: str, bindings: Path | None = None, facts: Path = FACTS) -> Finding:
    [finding] = [each for each in diagnose(bindings, facts) if each.subject == subject]
    return finding


def without(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let distributions be missing."""
    monkeypatch.setattr(diagnosis, "_version", lambda name: None if name in names else metadata.version(name))


def test_a_project_that_is_well(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nplugins = {PLUGIN}\n")
    status, out, err = run("doctor")
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert [line.split()[:2] for line in lines] == [["✓", subject] for subject in SUBJECTS]
    assert f"hasktorch: ATen {RELEASE}, for torch {RELEASE}" in lines[3]
    status, out, _ = run("doctor", "--json")
    assert (status, [each["subject"] for each in json.loads(out)["findings"]]) == (0, SUBJECTS)
    assert json.loads(out)["well"] is True


def test_what_is_amiss_is_told_with_what_mends_it(run: Run) -> None:
    status, out, _ = run("doctor")
    assert (status, out.splitlines()[-4][:8]) == (1, "✗ plugin")
    assert out.splitlines()[-3].endswith(f"→ a file mypy.ini: [mypy], plugins = {PLUGIN}")
    status, out, _ = run("doctor", "--json")
    assert (status, json.loads(out)["well"]) == (1, False)
    assert [each["subject"] for each in json.loads(out)["findings"] if each["advice"]] == ["plugin"]


@pytest.mark.parametrize(
    ("file", "text", "advice"),
    [
        ("mypy.ini", f"[mypy]\nplugins = other, {PLUGIN}:plugin\n", None),
        ("pyproject.toml", f'[tool.mypy]\nplugins = ["{PLUGIN}"]\n', None),
        ("setup.cfg", f"[mypy]\nplugins = {PLUGIN}\n", None),
        ("pyproject.toml", "[tool.mypy]\nstrict = true\n", f'plugins = ["{PLUGIN}"] under [tool.mypy]'),
        ("mypy.ini", "[mypy]\nplugins = other\n", f"plugins = {PLUGIN}"),
        ("mypy.ini", "[mypy]\nnonsense = 1\n", "correct mypy.ini"),
    ],
)
def test_the_plugin_is_looked_for_where_mypy_does(file: str, text: str, advice: str | None, tmp_path: Path) -> None:
    (tmp_path / file).write_text(text)
    finding = found("plugin")
    assert (finding.advice, file in finding.found) == (advice, True)


def test_options_that_matter_to_tensors(tmp_path: Path) -> None:
    variables, in_place = found("variables"), found("in-place")
    assert (variables.advice, in_place.advice) == (None, None), "they are a matter of taste"
    assert variables.found == "allow_redefinition = true would let a variable have several shapes"
    assert in_place.found == "enable_error_code = deprecated would let mypy tell of t_, squeeze_ and the like"
    (tmp_path / "mypy.ini").write_text("[mypy]\nallow_redefinition = true\nenable_error_code = deprecated\n")
    assert found("variables").found == "allow_redefinition = true lets a variable have several shapes"
    assert found("in-place").found.startswith("enable_error_code = deprecated lets mypy")


def test_a_plugin_that_does_not_load(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, PLUGIN, None)
    finding = found("plugin")
    assert finding.found.startswith(f"does not load with mypy {metadata.version('mypy')}: ModuleNotFoundError")
    assert finding.advice == "pip install --upgrade hasktorch_py mypy"


def test_without_mypy_nothing_is_amiss(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "mypy")
    assert found("mypy").advice is None
    assert [each.subject for each in diagnose(None, FACTS)] == SUBJECTS[: SUBJECTS.index("plugin")]


def test_without_torch_nothing_else_is_blamed(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "torch")
    amiss = {each.subject: each.advice for each in diagnose(None, FACTS) if each.advice}
    assert amiss == {"torch": "pip install torch", "plugin": amiss["plugin"]}


def test_bindings_and_facts_of_another_torch(tmp_path: Path) -> None:
    made = Manifest("Declarations-1.13.0.yaml", "1f", "1.2.3", "1.2.3+cpu", {}, {}, {}, (), {})
    (tmp_path / manifest.NAME).write_text(manifest.dump(made))
    finding = found("bindings", tmp_path)
    assert finding.found == f"{tmp_path}: ATen Declarations-1.13.0.yaml, for torch 1.2.3"
    assert finding.advice == "hasktorch-py generate, or: pip install torch==1.2.3"
    (tmp_path / "facts.json").write_text('{"torch": "1.2.3+cpu", "operators": {}}')
    finding = found("facts", facts=tmp_path / "facts.json")
    assert (finding.found, finding.advice) == (f"{tmp_path}/facts.json: torch 1.2.3+cpu", "hasktorch-py probe")


def test_bindings_and_facts_that_are_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finding = found("bindings", tmp_path)
    assert finding.found == f"{tmp_path}: No such file or directory"
    assert finding.advice == "hasktorch-py generate, or name a folder that it wrote"
    (tmp_path / manifest.NAME).write_text('{"format": 0}')
    assert found("bindings", tmp_path).found == f"{tmp_path}: format 0"
    finding = found("facts", facts=tmp_path / "none.json")
    assert finding.found.endswith("none.json: No such file or directory") and finding.advice is not None
    monkeypatch.setattr(diagnosis, "find_spec", lambda name: None)
    assert found("bindings").advice == "hasktorch-py generate, and have its folder on Python's path"
