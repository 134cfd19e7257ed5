"""Bindings generated into somebody's own package: typed in every checker, known to the plugin, movable."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.checkers import CHECKERS, SEARCH_ROOTS, Checker, run
from tests.typing.marks import marks

PROJECT = Path(__file__).parent / "project"
_MARK = re.compile(r"  # error: (.*)$")
#: Where a project has its bindings, and where they are moved to.
NAME, MOVED = "myapp.aten", "lab.deep.ops"


def call(*command: str, work: Path, roots: tuple[Path, ...] = ()) -> str:
    """What a program of Python prints; `roots` are searched for modules, beside the repository's own."""
    search = os.pathsep.join(map(str, (*roots, *SEARCH_ROOTS)))
    done = subprocess.run(
        [sys.executable, *command],
        cwd=work,
        env={**os.environ, "PYTHONPATH": search},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
    return done.stdout


def generate(out: Path, work: Path) -> str:
    command = ("-m", "codegen", "generate", "--out", str(out), "--dtypes", "double,float,long")
    return call(*command, work=work)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's source root, its bindings generated."""
    root = tmp_path_factory.mktemp("project") / "src"
    shutil.copytree(PROJECT, root, ignore=shutil.ignore_patterns("__pycache__"))
    generate(root / "myapp" / "aten", root)
    return root


@pytest.fixture(scope="module")
def moved(project: Path) -> Path:
    """Another project, into which the directory is copied as it is; only the program's imports are rewritten."""
    root = project.parent / "moved"
    shutil.copytree(project / "myapp" / "aten", root.joinpath(*MOVED.split(".")))
    (root / "myapp").mkdir()
    for path in (project / "myapp").glob("*.py"):
        (root / "myapp" / path.name).write_text(path.read_text().replace(NAME, MOVED))
    return root


def test_the_tree_is_a_package_that_knows_no_name(project: Path) -> None:
    package = project / "myapp" / "aten"
    some = {"REPORT.md", "manifest.json", "RECORD.json", "py.typed", "tensor.pyi", "double", "_core"}
    assert some <= set(os.listdir(package))
    assert sorted(os.listdir(package.parent)) == sorted([*os.listdir(PROJECT / "myapp"), "aten"])
    absolute = re.compile(r"^\s*(?:from|import) (?:hasktorch|myapp)\b.*", re.MULTILINE)
    for path in package.rglob("*.py*"):
        assert not absolute.findall(path.read_text()), path


def test_to_generate_again_changes_nothing(project: Path) -> None:
    assert generate(project / "myapp" / "aten", project).endswith("unchanged (same declarations, same generator)\n")


@pytest.mark.parametrize("checker", CHECKERS)
def test_errors_stand_on_exactly_the_marked_lines(checker: Checker, project: Path, tmp_path: Path) -> None:
    """The bindings are checked, too: mypy tells of all that it reads; pyright is spared the instances."""
    package = project / "myapp" / "aten"
    parts: dict[Checker, list[Path]] = {
        "mypy": [],
        "pyright": [package / part for part in ("tensor.py", "tensor.pyi", "results.py", "_core")],
        "pyrefly": [package],
        "ty": [package],
    }
    files = [project / "myapp" / "accept.py", project / "myapp" / "reject.py"]
    roots = (project, *SEARCH_ROOTS)
    said = [d for d in run(checker, [*files, *parts[checker]], tmp_path, roots) if d.severity != "note"]
    marked = {(path.resolve(), line): mark for path in files for line, mark in marks(path).items()}
    unexpected = [f"{d.file}:{d.line}: {d.message}" for d in said if (d.file, d.line) not in marked]
    found = {(d.file, d.line) for d in said}
    silent = [place for place, mark in marked.items() if checker in mark.loud and place not in found]
    assert (unexpected, silent) == ([], [])


def test_the_plugin_knows_the_package_where_it_was_moved_to(moved: Path, tmp_path: Path) -> None:
    path = moved / "myapp" / "exact.py"
    package = moved.joinpath(*MOVED.split("."), "__init__.py")
    text = package.read_text()
    package.write_text(f"{text}\nraise SystemExit('nothing of a user is executed')\n")
    said = run("mypy", [path], tmp_path, (moved, *SEARCH_ROOTS), plugin="hasktorch_py.mypy_plugin")
    package.write_text(text)
    errors = {d.line: d.message for d in said if d.severity == "error"}
    expected = {
        number: mark[1] for number, line in enumerate(path.read_text().splitlines(), 1) if (mark := _MARK.search(line))
    }
    assert errors.keys() == expected.keys(), errors
    for number, words in expected.items():
        assert words in errors[number]


def test_it_runs_under_either_name(project: Path, moved: Path) -> None:
    for root in (project, moved):
        command = ("-W", "error", "-m", "myapp.running")
        assert call(*command, work=root, roots=(root,)) == "everything holds\n"


def test_only_the_bindings_in_use_warn_of_another_torch(project: Path) -> None:
    """The core imports the signature of `hasktorch`, which is not what the user has to mend."""
    program = """
import torch, warnings
torch.__version__ = "99.1.0"
warnings.simplefilter("error")
import hasktorch_py.layers
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    import myapp.aten.double, myapp.aten.long
print(*(each.message for each in caught))
"""
    said = call("-c", program, work=project, roots=(project,))
    assert said.startswith("myapp.aten was generated for torch ")
    assert said.count("generated") == 1
    assert f"; run: hasktorch-py generate --out {project / 'myapp' / 'aten'} (or install torch==" in said
