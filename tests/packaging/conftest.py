"""What a user has after `pip install`: a wheel, and an environment that knows nothing of the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.checkers import ROOT


@dataclass(frozen=True, slots=True)
class Environment:
    """A virtual environment; programs run in `folder`, which is no part of the checkout."""

    root: Path
    folder: Path

    @property
    def site(self) -> Path:
        """Its own site-packages."""
        return Path(sysconfig.get_path("purelib", "venv", {"base": str(self.root)}))

    def run(self, program: str, *arguments: str, folder: Path | None = None) -> tuple[int, str, str]:
        """Exit status, standard output and standard error of a program of this environment."""
        ignored = ("PYTHONPATH", "MYPYPATH", "HASKTORCH_DECLARATIONS")
        kept = {key: value for key, value in os.environ.items() if key not in ignored}
        done = subprocess.run(
            [str(self.root / "bin" / program), *arguments],
            cwd=folder or self.folder,
            env={**kept, "COLUMNS": "80", "OMP_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr


def build(source: Path, *targets: str, into: Path) -> None:
    """Build distributions of the project in `source`, with the back end that pip would call."""
    wanted = [part for target in targets for part in ("--target", target)]
    command = [sys.executable, "-m", "hatchling", "build", *wanted, "--directory", str(into)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel and the sdist of this checkout."""
    folder = tmp_path_factory.mktemp("distributions")
    build(ROOT, "wheel", "sdist", into=folder)
    [wheel], [sdist] = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return wheel, sdist


@pytest.fixture(scope="session")
def wheel_of_sdist(distributions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that is built from the sdist alone."""
    folder = tmp_path_factory.mktemp("sdist")
    with tarfile.open(distributions[1]) as archive:
        archive.extractall(folder, filter="data")
    [source] = folder.iterdir()
    build(source, "wheel", into=folder)
    [wheel] = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def environment(distributions: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """An environment with the wheel installed by pip.

    Everything else is found in this one's site-packages, by a .pth file: Python does not read those that lie there, so
    the checkout's editable install is not seen.
    """
    root = tmp_path_factory.mktemp("environment")
    venv.create(root, with_pip=False, symlinks=True)
    found = Environment(root, tmp_path_factory.mktemp("empty"))
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", str(root / "bin/python")]
    subprocess.run([*pip, "install", "--no-deps", "--no-index", str(distributions[0])], check=True)
    (found.site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return found
