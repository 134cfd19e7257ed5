"""The daemon says after an edit what a fresh run of mypy says."""

import json
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from .edits import EDITS, SAME, Edit, State
from .test_life import Project

OPTIONS = ("--hide-error-context", "--no-error-summary")
PACKAGES = tuple(edit.package for edit in EDITS)


class Daemon:
    """A daemon that checks a folder with a package for each edit."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._status = project.folder / "dmypy.json"

    def write(self, edit: Edit, state: State) -> None:
        """Put the files of an edit into a state, each in a second of its own: dmypy does not look at parts of one."""
        folder = self._project.folder / edit.package
        folder.mkdir(exist_ok=True)
        files = {"__init__.py": "", **edit.files(state)}
        for path in folder.glob("*.py*"):
            if path.name not in files:
                path.unlink()
        for name, text in files.items():
            path = folder / name
            second = int(path.stat().st_mtime) if path.exists() else 0
            if not path.exists() or path.read_text() != text:
                path.write_text(text)
                second = max(second + 1, int(path.stat().st_mtime))
                os.utime(path, (second, second))

    def check(self, packages: Sequence[str] = PACKAGES) -> Mapping[str, list[str]]:
        """What it says of each package."""
        where = ("--status-file", str(self._status))
        return by_package(self._project.run("mypy.dmypy", *where, "run", "--", *OPTIONS, *packages))

    def children(self) -> list[psutil.Process]:
        """The processes that it has started."""
        with suppress(psutil.Error):
            return psutil.Process(json.loads(self._status.read_text())["pid"]).children()
        return []

    def kill(self) -> None:
        """End it."""
        self._project.run("mypy.dmypy", "--status-file", str(self._status), "kill")


def by_package(said: str) -> Mapping[str, list[str]]:
    """The lines about each package; those about one file in the order in which they came."""
    found: dict[str, list[str]] = {}
    for line in sorted(said.splitlines(), key=lambda line: line.partition(":")[0]):
        found.setdefault(line.partition("/")[0], []).append(line)
    return found


@pytest.fixture(scope="module")
def project(work: Path) -> Project:
    return Project(work / "daemon", work / "mypy_cache")


@pytest.fixture(scope="module")
def daemon(project: Project) -> Iterator[Daemon]:
    found = Daemon(project)
    yield found
    found.kill()


@pytest.fixture(scope="module")
def said(daemon: Daemon) -> Mapping[str, tuple[list[str], list[str]]]:
    """What the daemon says of each package before its edit, and after it."""
    for edit in EDITS:
        daemon.write(edit, "before")
    found = {}
    now = daemon.check()
    for edit in EDITS:
        before = now.get(edit.package, [])
        for state in edit.states[1:]:
            daemon.write(edit, state)
            now = daemon.check()
        found[edit.name] = before, now.get(edit.package, [])
    return found


@pytest.fixture(scope="module")
def fresh(project: Project, said: object) -> Mapping[str, list[str]]:
    """What mypy says of each package after all edits."""
    return by_package(project.mypy(*OPTIONS, *PACKAGES))


@pytest.mark.parametrize("edit", EDITS, ids=[edit.name for edit in EDITS])
def test_after_an_edit(
    edit: Edit, said: Mapping[str, tuple[list[str], list[str]]], fresh: Mapping[str, list[str]]
) -> None:
    before, after = said[edit.name]
    assert after == fresh.get(edit.package, [])
    assert (before == after) == (edit.name in SAME)


LOST = Edit("a call is lost", """
 def f(x: Tensor[L[41]]) -> None:
-    T.cat((x, x))
~    reveal_type(T.cat((x, x, x, x, x)))
+    reveal_type(T.cat((x, x, x, x, x)))
@ other.py
-A = 1
~A = 2
+A = 3
""")  # fmt: skip


def test_what_was_lost_is_asked_again_when_another_module_changes(project: Project, daemon: Daemon) -> None:
    """The worker is killed again and again while the call is checked."""
    daemon.write(LOST, "before")
    packages = (*PACKAGES, LOST.package)
    assert LOST.package not in daemon.check(packages)
    daemon.write(LOST, "between")
    with without_workers(daemon):
        (error, note) = daemon.check(packages)[LOST.package]
    assert "[tensor-unchecked]" in error and "Double, Any]" in note
    daemon.write(LOST, "after")
    after = daemon.check(packages)[LOST.package]
    assert after == by_package(project.mypy(*OPTIONS, LOST.package))[LOST.package]
    assert "Literal[205]" in after[0]


@contextmanager
def without_workers(daemon: Daemon) -> Iterator[None]:
    """What the daemon starts is killed."""
    done = threading.Event()

    def kill() -> None:
        while not done.wait(0.05):
            for child in daemon.children():
                with suppress(psutil.Error):
                    child.kill()

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
