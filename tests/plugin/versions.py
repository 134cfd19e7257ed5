"""The plugin under other versions of mypy: `python -m tests.plugin.versions 1.19.1 2.0.0`.

Each version is installed beside this environment, whose packages it sees, and checks the accept and reject files. It
needs the network, and some minutes a version.
"""

import os
import subprocess
import sys
import sysconfig
import venv
from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer

from tests.checkers import ROOT, SEARCH_ROOTS

from .test_cases import ACCEPT, REJECT, wrong_lines

WORK = ROOT / "build" / "mypy_versions"


def environment(version: str) -> Path:
    """The interpreter of an environment with this mypy and, for all else, the packages of the running one."""
    folder = WORK / version
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"mypy=={version}"], check=True)
        site = subprocess.check_output(
            [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True
        ).strip()
        parents = [sysconfig.get_path("purelib"), *map(str, SEARCH_ROOTS)]
        (Path(site) / "parent.pth").write_text("\n".join(parents) + "\n")
    return python


def check(version: str) -> list[str]:
    """What is wrong with the accept and reject files under this mypy."""
    python, config = environment(version), WORK / f"{version}.ini"
    config.write_text("[mypy]\nplugins = hasktorch_py.mypy_plugin\nstrict = true\nexplicit_package_bases = true\n")
    files = [path.resolve() for path in ACCEPT + REJECT]
    command = [
        python, "-m", "mypy", "--config-file", config, "--cache-dir", WORK / f"{version}.cache", "--hide-error-context",
        "--no-error-summary", "--no-pretty", *files,
    ]  # fmt: skip
    where = {**os.environ, "MYPYPATH": os.pathsep.join(map(str, SEARCH_ROOTS))}
    said = subprocess.run(list(map(str, command)), cwd=WORK, env=where, capture_output=True, text=True)
    if said.returncode not in (0, 1):
        return [f"ended with status {said.returncode}: {(said.stderr or said.stdout).strip()[-2000:]}"]
    found: dict[tuple[Path, int], list[str]] = defaultdict(list)
    for line in said.stdout.splitlines():
        place, _, message = line.partition(": error: ")
        if message:
            file, _, number = place.rpartition(":")
            found[(WORK / file).resolve(), int(number)].append(message)
    return [f"{path.name}:{told}" for path in files for told in wrong_lines(path, found)]


def main(versions: Annotated[list[str], typer.Argument(help="Of mypy, as on PyPI.")]) -> None:
    """Print what is wrong under each version; end with status 1 where something is."""
    WORK.mkdir(parents=True, exist_ok=True)
    wrong = {version: check(version) for version in versions}
    for version, told in wrong.items():
        print(f"{version}: {len(told) or 'nothing'} wrong", *told, sep="\n    ")
    sys.exit(int(any(wrong.values())))


if __name__ == "__main__":
    typer.run(main)
