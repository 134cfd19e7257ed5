"""The command line: what it prints and where, its exit status, and that a failure leaves the output as it was."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from unittest.mock import ANY

import pytest

from codegen import manifest, paths
from codegen.command.check import MAX_DIFF_LINES
from codegen.command.instances import REQUIRED, choose
from codegen.errors import CodegenError, Finding, Location, Problem
from codegen.origin import Source
from codegen.paths import FACTS
from codegen.pipeline import Generated
from codegen.progress import Begin
from codegen.rules import facts
from codegen.write import record, write
from codegen.write.record import files
from hasktorch_py.aten.dtypes import INSTANCES
from tests.codegen.running import Run

TREE = {"hasktorch/__init__.py": "one\n", "REPORT.md": "# Report\n"}
REPOSITORY = Path(__file__).parents[3]
SAMPLE = Path(__file__).parents[1] / "samples" / "modern.yaml"


class Pipeline(ModuleType):
    """Stands in for the pipeline: answers with ``tree`` and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__("codegen.pipeline")
        self.tree = TREE
        self.asked: list[tuple[Path | None, tuple[str, ...]]] = []
        self.findings: tuple[Finding, ...] = ()
        self.own = False
        self.facts: Path | None = None
        self.error: Exception | None = None

    def steps(self, instances: tuple[str, ...]) -> int:
        return len(instances)

    def generate(self, source: Source, instances: tuple[str, ...], facts: Path, begin: Begin, own: bool) -> Generated:
        self.asked.append((source.file, instances))
        self.version, self.strict = source.version, source.strict
        self.facts, self.own = facts, own
        begin("double")
        if self.error is not None:
            raise self.error
        return Generated(dict(self.tree), self.findings)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stand_in = Pipeline()
    monkeypatch.setitem(sys.modules, "codegen.pipeline", stand_in)
    monkeypatch.setattr("codegen.pipeline", stand_in, raising=False)
    return stand_in


def held(root: Path) -> dict[str, str]:
    return {path: (root / path).read_text() for path in files(root)}


def test_generate_writes_and_then_does_nothing(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    status, out, _ = run("generate")
    assert (status, held(tmp_path / "generated" / "hasktorch")) == (0, TREE)
    assert out.startswith("generated/hasktorch: 2 files written, 0 unchanged, 0 removed in ")
    assert run("generate") == (0, "generated/hasktorch: unchanged (same declarations, same generator)\n", "")
    assert pipeline.asked == [(None, INSTANCES)]


def test_generate_reads_a_given_file(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "Declarations.yaml").write_text("[]\n")
    run("generate", "--declarations", "Declarations.yaml", "--out", "elsewhere")
    assert pipeline.asked == [(Path("Declarations.yaml"), INSTANCES)]
    assert held(tmp_path / "elsewhere") == TREE
    (tmp_path / "Declarations.yaml").write_text("[1]\n")
    run("generate", "--declarations", "Declarations.yaml", "--out", "elsewhere")
    assert len(pipeline.asked) == 2


STRANGE = Finding(Problem(Location("D.yaml", 3), "mm", "a list", "'x'", "write a list"), 1_397, ("mm", "add"))


def test_what_is_strange_is_said_each_time_and_is_no_failure(run: Run, pipeline: Pipeline) -> None:
    pipeline.findings = (STRANGE,)
    said = "D.yaml:3: mm: expected a list, found 'x' (1,397 times); hint: write a list; skipped: mm and 1 more"
    for command in ("generate", "check", "generate"):
        status, out, err = run(command, "--json")
        assert (status, err, json.loads(out)["warnings"]) == (0, f"warning: {said}\n", [said])
    assert len(pipeline.asked) == 3


def test_the_version_is_that_of_the_file(run: Run, pipeline: Pipeline) -> None:
    names = {"Declarations-v1.2.0.yaml": "1.2.0", "Declarations-2.0.0.yaml.xz": "2.0.0", "D.yaml": "unknown"}
    for name, version in names.items():
        Path(name).write_text("[]\n")
        run("generate", "--declarations", name)
        assert (pipeline.version, pipeline.strict) == (version, False)
    run("generate", "--declarations", name, "--aten", "1.5.0", "--strict")
    assert (pipeline.version, pipeline.strict, len(pipeline.asked)) == ("1.5.0", True, 4)
    pipeline.tree = {}
    assert "--declarations D.yaml --aten 1.5.0" in run("check", "--declarations", name, "--aten", "1.5.0")[2]
    assert run("generate", "--aten", "1.5.0")[0] == 2


def test_what_is_strange_is_an_error_where_that_is_asked_for(run: Run) -> None:
    Path("Declarations-9.9.yaml").write_text(SAMPLE.read_text().replace("  mode: native", "  brand_new: 1", 2))
    report = ("report", "--declarations", "Declarations-9.9.yaml", "--dtypes", "double,float,long")
    status, out, err = run(*report)
    said = "expected only keys of an entry that some ATen wrote, found the key 'brand_new' (2 times)"
    assert status == 0 and err.startswith("warning: Declarations-9.9.yaml:") and said in err
    assert "## Findings" in out and said in out and "from the declarations of ATen 9.9, for torch " in out
    status, out, err = run(*report, "--strict")
    assert (status, out) == (1, "") and said in err
    assert json.loads(run(*report, "--json")[1])["findings"][0]["times"] == 2


def test_required_instances_are_added_and_said(run: Run, pipeline: Pipeline) -> None:
    assert run("generate", "--dtypes", "half,long")[2] == "DTYPES: adding double, float, which every run makes\n"
    assert pipeline.asked == [(None, ("long", "half", "float", "double"))]
    assert run("generate", "--dtypes", "double, float, long")[2] == ""


def test_instances_are_chosen_in_order() -> None:
    assert choose(None) == INSTANCES
    assert choose("") == ("long", "float", "double")
    assert len(INSTANCES) == 12 and set(REQUIRED) < set(INSTANCES)


def test_every_unknown_instance_is_told(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    status, _, err = run("generate", "--dtypes", "Double,float64,long")
    assert status == 1
    assert "found 'Double'; hint: did you mean double?" in err
    assert "found 'float64'" in err
    assert err.endswith("2 problems\n")
    assert (pipeline.asked, list(tmp_path.iterdir())) == ([], [])


def test_every_problem_is_told_and_the_output_stays(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    write(TREE, tmp_path / "generated" / "hasktorch")
    places = [Location("D.yaml", 3), Location("D.yaml", 9)]
    pipeline.error = CodegenError([Problem(place, "mm", "a list", "'x'", "write a list") for place in places])
    status, out, err = run("generate")
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "D.yaml:3: mm: expected a list, found 'x'; hint: write a list",
        "D.yaml:9: mm: expected a list, found 'x'; hint: write a list",
        "2 problems",
    ]
    assert held(tmp_path / "generated" / "hasktorch") == TREE


def test_an_error_of_the_system_is_told_without_a_traceback(run: Run, pipeline: Pipeline) -> None:
    pipeline.error = OSError(5, "Input/output error", "native_functions.yaml")
    assert run("generate") == (1, "", "native_functions.yaml: Input/output error\n")


def test_check_is_silent_about_what_is_the_same(run: Run, pipeline: Pipeline) -> None:
    run("generate")
    assert run("check") == (0, "generated/hasktorch: is what the generator writes now\n", "")
    assert len(pipeline.asked) == 2, "a check generates, whatever the record says"


def test_check_shows_the_difference_and_the_command(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    run("generate")
    pipeline.tree = {**TREE, "REPORT.md": "# New [report]\n"}
    status, out, err = run("check", "--dtypes", "double,float, long")
    assert status == 1
    assert out.splitlines()[-2:] == ["-# Report", "+# New [report]"]
    said = "is not what the generator writes now; run: hasktorch-py generate --dtypes 'double,float, long'"
    assert err == f"generated/hasktorch: {said}\n"
    assert held(tmp_path / "generated" / "hasktorch") == TREE


def test_a_directory_of_another_name_is_a_package_of_ones_own(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    out = Path("src/myapp/aten")
    assert run("generate", "--out", str(out))[0] == 0
    assert pipeline.own
    assert held(tmp_path / out) == TREE
    assert run("generate", "--out", str(out))[1] == f"{out}: unchanged (same declarations, same generator)\n"
    pipeline.tree = {}
    status, _, err = run("check", "--out", str(out), "--dtypes", "double,float,long")
    assert (status, err.partition("; run: ")[2]) == (
        1, "hasktorch-py generate --dtypes double,float,long --out src/myapp/aten\n",
    )  # fmt: skip
    run("generate")
    assert not pipeline.own


def test_the_key_of_ones_own_package_follows_the_core(
    run: Run, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = Path("core.py").absolute()
    core.write_text("one\n")
    monkeypatch.setattr("codegen.instantiate.sources", lambda folder: [core])
    run("generate", "--out", "aten")
    core.write_text("two\n")
    assert "written" in run("generate", "--out", "aten")[1]


def test_a_package_with_somebodys_own_files_is_left_alone(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "myapp").mkdir()
    (tmp_path / "myapp" / "__init__.py").write_text('"""Mine."""\n')
    status, out, err = run("generate", "--out", "myapp")
    assert (status, out) == (1, "")
    assert "myapp/__init__.py: expected only what the generator writes, found a file of someone else's; hint: " in err
    assert held(tmp_path) == {"myapp/__init__.py": '"""Mine."""\n'}


def test_check_cuts_a_long_difference(run: Run, pipeline: Pipeline) -> None:
    pipeline.tree = {"a.py": "line\n" * 3000}
    status, out, _ = run("check")
    assert (status, len(out.splitlines())) == (1, MAX_DIFF_LINES + 1)
    assert out.endswith("… and 2603 more lines\n")


def test_emit_prints_or_writes(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in = ModuleType("codegen.emit")
    monkeypatch.setattr(stand_in, "emit", lambda: "- name: mm\n", raising=False)
    monkeypatch.setitem(sys.modules, "codegen.emit", stand_in)
    assert run("emit") == (0, "- name: mm\n", "")
    assert run("emit", "--out", "D.yaml") == (0, "", "")
    assert (tmp_path / "D.yaml").read_text() == "- name: mm\n"


def test_probe_writes_the_facts(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codegen.probe.book.text", lambda: "the facts\n")
    said = "facts.json: written; look at its diff, then: hasktorch-py generate --facts facts.json\n"
    assert run("probe", "--out", "facts.json") == (0, said, "")
    assert (tmp_path / "facts.json").read_text() == "the facts\n"


def test_report_tells_what_would_be_bound(run: Run) -> None:
    status, out, err = run("report", "--declarations", str(SAMPLE), "--dtypes", "double,float,long")
    assert (status, err) == (0, "")
    assert out.startswith("# What is bound, and what is not\n") and "| `long` |" in out
    assert "| `half` |" not in out


def test_report_for_machines(run: Run) -> None:
    status, out, err = run("report", "--declarations", str(SAMPLE), "--json", "--dtypes", "half")
    found = json.loads(out)
    assert (status, err) == (0, "DTYPES: adding double, float, long, which every run makes\n")
    assert found.keys() == json.loads((REPOSITORY / "generated" / "hasktorch" / manifest.NAME).read_text()).keys()
    assert "add.Tensor" in found["bound"] and found["facts"] == json.loads(FACTS.read_text())["torch"]
    assert list(found["instances"]) == ["long", "half", "float", "double"]
    assert found["instances"]["half"]["functions"] > 0
    total = len(found["bound"]) + len(found["skipped"])
    assert total == SAMPLE.read_text().count("\n- name: ") + 1, "each declaration is accounted for"
    assert all(set(each) == {"key", "reason"} for each in found["skipped"])


def test_the_outcomes_for_machines(run: Run, pipeline: Pipeline) -> None:
    status, out, err = run("generate", "--json")
    done = json.loads(out)
    assert (status, err, done.pop("seconds") >= 0) == (0, "", True)
    assert done == {
        "out": "generated/hasktorch",
        "written": sorted(TREE),
        "removed": [],
        "unchanged": 0,
        "warnings": [],
    }
    again = json.loads(run("generate", "--json")[1])
    assert (again["written"], again["unchanged"]) == ([], 2)
    assert json.loads(run("check", "--json")[1])["current"] is True
    pipeline.tree = {"REPORT.md": "# New\n"}
    status, out, err = run("check", "--json")
    assert (status, err) == (1, "")
    assert json.loads(out) == {
        "out": "generated/hasktorch",
        "current": False,
        "changed": ["REPORT.md"],
        "orphaned": ["hasktorch/__init__.py"],
        "unchanged": 0,
        "mend": "hasktorch-py generate",
        "warnings": [],
    }


def test_facts_of_another_torch_are_warned_of_and_used(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "my facts.json").write_text('{"torch": "1.2.3+cpu", "operators": {}}')
    status, out, err = run("generate", "--facts", "my facts.json", "--json")
    assert (status, pipeline.facts) == (0, Path("my facts.json"))
    assert err.startswith("warning: the facts are of torch 1.2.3+cpu, installed is torch ")
    assert err.endswith("run: hasktorch-py probe --out 'my facts.json'\n")
    assert json.loads(out)["warnings"] == [err.removeprefix("warning: ").rstrip()]
    (tmp_path / "my facts.json").write_text('{"torch": "1.2.3", "operators": {"f": {}}}')
    assert json.loads(run("generate", "--facts", "my facts.json", "--json")[1])["seconds"] >= 0
    assert len(pipeline.asked) == 2, "other facts make another package"
    assert "--facts 'my facts.json'" in run("check", "--facts", "my facts.json", "--json")[1]


@pytest.mark.parametrize("text", ["", "[]", '{"operators": {}}'])
def test_a_file_that_is_no_facts_is_told(text: str, run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    (tmp_path / "facts.json").write_text(text)
    status, out, err = run("generate", "--facts", "facts.json")
    assert (status, out, pipeline.asked) == (1, "", [])
    assert err.startswith("facts.json:1: file: expected the facts that `probe` wrote, found ")
    assert "found No such file or directory" in run("generate", "--facts", "none.json")[2]


def test_an_installed_command_takes_the_facts_that_it_wrote(
    run: Run, pipeline: Pipeline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "INSTALLED", True)
    assert (run("generate")[0], pipeline.facts) == (0, FACTS)
    (tmp_path / "aten-facts.json").write_text('{"torch": "1.2.3", "operators": {}}')
    assert run("generate")[2].endswith("run: hasktorch-py probe\n")
    assert pipeline.facts == Path("aten-facts.json")


def test_each_torch_that_is_served_has_facts(run: Run, pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    along = {facts.release(facts.version(file)): file for file in FACTS.parent.glob("facts*.json")}
    for release, file in along.items():
        assert file == FACTS or file.name == f"facts-{release}.json"
        monkeypatch.setattr("codegen.emit.installed_version", lambda release=release: f"{release}+cpu")
        assert run("generate") == (0, ANY, "")
        assert pipeline.facts == paths.facts(release) == file
    monkeypatch.setattr("codegen.emit.installed_version", lambda: "99.0.0")
    assert "installed is torch 99.0.0: rules and dtypes may be wrong; run: hasktorch-py probe" in run("generate")[2]


def test_an_unchanged_run_imports_neither_torch_nor_yaml(tmp_path: Path) -> None:
    write(TREE, tmp_path / "generated" / "hasktorch", record.key(None, INSTANCES))
    code = """
import sys
from codegen.__main__ import main
try:
    main()
finally:
    print(sorted({"torch", "torchgen", "yaml", "jinja2"} & set(sys.modules)))
"""
    command = [sys.executable, "-c", code, "generate", "--out", str(tmp_path / "generated" / "hasktorch")]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.endswith("(same declarations, same generator)\n[]\n")
