"""mypy's own life: the daemon, workers, several runs at once, caches that must and must not stand, hostile programs."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from tests.checkers import SEARCH_ROOTS

PROGRAM = """\
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Tensor


def f(x: Tensor[L[4], L[2]]) -> Tensor[L[8], L[2]]:
    return T.cat((x, {argument}))
"""
RIGHT, WRONG = PROGRAM.format(argument="x"), PROGRAM.format(argument="x.T")
SAID = "Expected size 2 but got size 4 for tensor number 1 in the list  [tensor-shape]"


class Project:
    """A folder with a program in it, and the ways of checking it."""

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "mypy.ini").write_text(
            f"[mypy]\nplugins = hasktorch_py.mypy_plugin\nstrict = true\nexplicit_package_bases = true\n"
            f"cache_dir = {cache}\n"
        )

    def patch(self, code: str) -> None:
        """Run code in each process of mypy before it begins: the plugin has its name, and the cache stands."""
        site = self.folder / "site"
        site.mkdir()
        guarded = "".join(f"    {line}\n" if line else "\n" for line in code.splitlines())
        (site / "sitecustomize.py").write_text(f"import sys\n\nif 'mypy' in ' '.join(sys.orig_argv[:4]):\n{guarded}")

    def write(self, **files: str) -> None:
        for name, text in files.items():
            (self.folder / f"{name}.py").write_text(text)

    def start(self, module: str, *arguments: str) -> subprocess.Popen[str]:
        """`python -m module`, in the folder."""
        command = [sys.executable, "-P", "-m", module, *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=self.folder, env=self._environment(), stdout=pipe, stderr=pipe, text=True)

    def run(self, module: str, *arguments: str) -> str:
        """What it says."""
        return self.start(module, *arguments).communicate()[0]

    def mypy(self, *arguments: str) -> str:
        while gave_up(said := self.run("mypy", *arguments)):
            pass
        return said

    def python(self, code: str) -> str:
        """What a program says, its errors among it."""
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=self.folder, env=self._environment(), capture_output=True, text=True)
        return done.stdout + done.stderr

    def _environment(self) -> Mapping[str, str]:
        paths = {"MYPYPATH": os.pathsep.join(map(str, SEARCH_ROOTS)), "PYTHONPATH": str(self.folder / "site")}
        return {**os.environ, **paths}


def gave_up(said: str) -> bool:
    """Whether mypy has not waited for its own workers, to which it gives 3 s to start, however busy the machine is."""
    return "Failed to establish connection with worker" in said


@pytest.fixture(scope="module")
def project(work: Path) -> Project:
    return Project(work / "project", work / "mypy_cache")  # where the stubs have been read


def test_one_run_after_another(project: Project) -> None:
    project.write(program=RIGHT)
    assert "Success" in project.mypy("program.py")
    project.write(program=WRONG)
    assert SAID in project.mypy("program.py")
    assert SAID in project.mypy("program.py"), "an error stays"
    project.write(program=RIGHT)
    assert "Success" in project.mypy("program.py")


def test_several_runs_at_once_share_a_memo(project: Project) -> None:
    project.write(one=WRONG, two=WRONG.replace("4", "5"), three=RIGHT)
    runs = [project.start("mypy", f"{name}.py") for name in ("one", "two", "three")]
    said = [run.communicate()[0] for run in runs]
    assert ["[tensor-shape]" in text for text in said] == [True, True, False], said


def test_workers_ask_too(project: Project) -> None:
    project.write(one=WRONG + "\n\nA = 1\n", two=WRONG + "\n\nB = 1\n")
    said = project.mypy("-n", "2", "one.py", "two.py")
    assert said.count(SAID) == 2, said


def test_a_shadow_file_is_read_in_the_place_of_its_file(project: Project) -> None:
    text = "import hasktorch.double as T\n\n\ndef f() -> None:\n    k = 4\n"
    project.write(
        program=f"{text}    T.zeros(k) + T.zeros(7)\n", shadow=f"{text}    k = 7\n    T.zeros(k) + T.zeros(7)\n"
    )
    assert "[tensor-shape]" in project.mypy("program.py")
    assert "Success" in project.mypy("--shadow-file", "program.py", "shadow.py", "program.py")


def test_a_variable_of_another_shape_is_told_what_allows_it(project: Project) -> None:
    head = "import hasktorch.double as T\n\n\ndef f() -> None:\n    x = T.zeros(2, 3)\n"
    note = "x has the shape and dtype that it was given first; allow_redefinition = true lets it have others"
    project.write(program=f"{head}    x = x.flatten(0)\n", other=f"{head}    x = x @ T.zeros(3, 4)\n    y = x.t()\n")
    said = project.mypy("program.py")
    assert note in said and said.count("error:") == 1 and "[assignment]" in said
    assert note not in project.mypy("--allow-redefinition", "program.py")
    said = project.mypy("other.py")
    assert said.count("[assignment]") == said.count("error:") == 1, (
        "of an operator nothing is said, and the error stays"
    )


SPY = """\
import sys
from hasktorch_py.oracle import worker_process

started = []
popen = worker_process.subprocess.Popen
worker_process.subprocess.Popen = lambda *args, **kwargs: started.append(1) or popen(*args, **kwargs)

from mypy.main import main

try:
    main(args=["program.py"], clean_exit=True)
finally:
    print("started:", len(started), "torch:", "torch" in sys.modules)
"""


def test_a_warm_run_starts_no_process_with_torch(project: Project) -> None:
    project.write(program=WRONG.replace("L[2]", "L[23]"))
    assert "started: 1 torch: False" in project.python(SPY)
    project.write(program=WRONG.replace("L[2]", "L[23]") + "\n\nA = 1\n")
    said = project.python(SPY)
    assert "started: 0 torch: False" in said and "[tensor-shape]" in said


@pytest.fixture
def daemon(project: Project) -> Iterator[Sequence[str]]:
    status = ("--status-file", str(project.folder / "dmypy.json"))
    yield status
    project.run("mypy.dmypy", *status, "kill")


def test_the_daemon(project: Project, daemon: Sequence[str]) -> None:
    project.write(program=RIGHT)
    assert "Success" in project.run("mypy.dmypy", *daemon, "run", "--", "program.py")
    project.write(program=WRONG)
    assert SAID in project.run("mypy.dmypy", *daemon, "run", "--", "program.py")
    project.write(program=RIGHT)
    assert "Success" in project.run("mypy.dmypy", *daemon, "recheck")
    project.write(program=WRONG)
    assert SAID in project.run("mypy.dmypy", *daemon, "check", "program.py")
    assert "stopped" in project.run("mypy.dmypy", *daemon, "stop")
    assert not (project.folder / "dmypy.json").exists()
