"""The command line: what it prints, its exit status, and that a failure leaves the output as it was."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from codegen import __main__ as cli
from codegen.errors import CodegenError, Location, Problem
from codegen.instances import INSTANCES, REQUIRED, choose
from codegen.write import manifest, write
from codegen.write.manifest import files

TREE = {"hasktorch/__init__.py": "one\n", "REPORT.md": "# Report\n"}
REPOSITORY = Path(__file__).parents[2]

Run = Callable[..., tuple[int, str, str]]


class Pipeline(ModuleType):
    """Stands in for the pipeline: answers with ``tree`` and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__("codegen.pipeline")
        self.tree = TREE
        self.asked: list[tuple[Path | None, tuple[str, ...]]] = []
        self.own = False
        self.error: Exception | None = None
        self.FACTS = Path("facts.json")

    def probe(self) -> str:
        return '{"torch": "2.13.0"}\n'

    def generate(self, source: Path | None, instances: tuple[str, ...], own: bool) -> dict[str, str]:
        self.asked.append((source, instances))
        self.own = own
        if self.error is not None:
            raise self.error
        return dict(self.tree)


@pytest.fixture
def pipeline(monkeypatch: pytest.MonkeyPatch) -> Pipeline:
    stand_in = Pipeline()
    monkeypatch.setitem(sys.modules, "codegen.pipeline", stand_in)
    monkeypatch.setattr("codegen.pipeline", stand_in, raising=False)
    return stand_in


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run one command in an empty directory: exit status, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["codegen", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return command


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


def test_required_instances_are_added_and_said(run: Run, pipeline: Pipeline) -> None:
    out = run("generate", "--dtypes", "half,long")[1]
    assert out.startswith("DTYPES: adding double, float, which every run makes\n")
    assert pipeline.asked == [(None, ("long", "half", "float", "double"))]
    assert "adding" not in run("generate", "--dtypes", "double, float, long")[1]


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
    assert len(pipeline.asked) == 2, "a check generates, whatever the manifest says"


def test_check_shows_the_difference_and_the_command(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    run("generate")
    pipeline.tree = {**TREE, "REPORT.md": "# New [report]\n"}
    status, out, err = run("check", "--dtypes", "double,float,long")
    assert status == 1
    assert out.splitlines()[-2:] == ["-# Report", "+# New [report]"]
    said = "is not what the generator writes now; run: make generate DTYPES=double,float,long"
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
        1, "hasktorch-py generate --out src/myapp/aten --dtypes double,float,long\n",
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
    assert (status, len(out.splitlines())) == (1, cli.MAX_DIFF_LINES + 1)
    assert out.endswith("… and 2603 more lines\n")


def test_emit_prints_or_writes(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in = ModuleType("codegen.emit")
    monkeypatch.setattr(stand_in, "emit", lambda: "- name: mm\n", raising=False)
    monkeypatch.setitem(sys.modules, "codegen.emit", stand_in)
    assert run("emit") == (0, "- name: mm\n", "")
    assert run("emit", "--out", "D.yaml") == (0, "", "")
    assert (tmp_path / "D.yaml").read_text() == "- name: mm\n"


def test_probe_writes_the_facts(run: Run, pipeline: Pipeline, tmp_path: Path) -> None:
    assert run("probe") == (0, "facts.json: written; look at its diff, then: make generate\n", "")
    assert (tmp_path / "facts.json").read_text() == pipeline.probe()


def test_report_prints_the_file_or_says_how_to_make_it(run: Run, tmp_path: Path) -> None:
    status, _, err = run("report")
    assert status == 1
    assert "hint: run: make generate" in err
    write(TREE, tmp_path / "generated" / "hasktorch")
    assert run("report") == (0, "# Report\n", "")


def test_an_unchanged_run_imports_neither_torch_nor_yaml(tmp_path: Path) -> None:
    write(TREE, tmp_path / "generated" / "hasktorch", manifest.key(None, INSTANCES))
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


def test_a_wrong_option_is_an_error_of_use(run: Run) -> None:
    assert run("generate", "--dtype", "double")[0] == 2
