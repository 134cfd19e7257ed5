"""Where an upgrade is tried: ``build/upgrade/VERSION``, with an environment, a copy of the checkout, and logs."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import CodegenError, Problem
from ..write import record

CHECKOUT = Path(__file__).resolve().parents[2]
CONSTRAINTS = "constraints.txt"
PROJECT = "pyproject.toml"
FACTS = "codegen/rules/facts.json"
EARLIER_FACTS = "codegen/rules/facts-{}.json"
GENERATED = "generated/hasktorch"
_PIN = re.compile(r"^torch==(?P<version>\S+)$", re.MULTILINE)
_SERVED = re.compile(r'"torch>=(?P<oldest>[\d.]+),<=[\d.]+"')


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of one upgrade. ``tree`` is what the checkout would become; ``kind`` tells two of a version apart."""

    version: str
    checkout: Path = CHECKOUT
    kind: str = ""

    @property
    def root(self) -> Path:
        return self.checkout / "build" / "upgrade" / f"{self.version}{self.kind}"

    @property
    def tree(self) -> Path:
        return self.root / "tree"

    @property
    def venv(self) -> Path:
        return self.root / "venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def torchgen(self) -> Path:
        """The folder with the package torchgen that came out of a wheel."""
        return self.root / "wheel"

    @property
    def declarations(self) -> Path:
        return self.root / f"Declarations-{self.version}.yaml"

    @property
    def report(self) -> Path:
        return self.root / "report.md"

    def log(self, step: str) -> Path:
        return self.root / "logs" / f"{step}.log"


def pin(checkout: Path) -> str:
    """The version of torch that the constraints name. Raises CodegenError where they name none."""
    path = checkout / CONSTRAINTS
    found = _PIN.search(path.read_text(encoding="utf-8"))
    if found is None:
        hint = "pin the torch that generated/ was made for"
        raise CodegenError([Problem(None, str(path), "a line torch==VERSION", "none", hint)])
    return found["version"]


def pinned(text: str, version: str) -> str:
    """Constraints with torch at another version."""
    return _PIN.sub(f"torch=={version}", text)


def serving(text: str, version: str) -> str:
    """A project's requirements with a range of torch that ends at a version: pip takes the newest, as bindings do."""
    return _SERVED.sub(lambda found: f'"torch>={min(found["oldest"], version, key=_numbers)},<={version}"', text)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def fill(workspace: Workspace) -> tuple[str, ...]:
    """Bring the copy up to date with the checkout, but for what the steps make there; the names of its sources.

    Raises CodegenError outside of a git checkout, where nothing tells sources from litter.
    """
    names = sorted(set(_sources(workspace.checkout)))
    for name in names:
        target = workspace.tree / name
        if is_product(name) and target.is_file():
            continue
        content = (workspace.checkout / name).read_bytes()
        if name in FOR_VERSION:
            content = FOR_VERSION[name](content.decode(), workspace.version).encode()
        if not target.is_file() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            shutil.copymode(workspace.checkout / name, target)
    for name in set(record.files(workspace.tree)).difference(names):
        if not is_product(name):
            (workspace.tree / name).unlink()
    shared = workspace.checkout.parent / "shared"  # tests look for the declarations of all eras beside the checkout
    if shared.is_dir() and not (workspace.root / "shared").exists():
        (workspace.root / "shared").symlink_to(shared)
    return tuple(name for name in names if not is_product(name))


#: What names the version of torch by hand, and how it comes to name another one.
FOR_VERSION: Mapping[str, Callable[[str, str], str]] = {CONSTRAINTS: pinned, PROJECT: serving}


def is_product(name: str) -> bool:
    """Whether a step makes the file."""
    return name == FACTS or name.startswith(f"{GENERATED}/")


def _sources(checkout: Path) -> Iterator[str]:
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = _run(listed, checkout)
    if done is None:
        hint = "clone the repository: an upgrade changes it"
        raise CodegenError([Problem(None, str(checkout), "a git checkout", "none, or no git", hint)])
    for name in filter(None, done.split("\0")):
        if (checkout / name).is_file():  # one that was removed is still listed
            yield name


def _run(command: Sequence[str], folder: Path) -> str | None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return None
    return done.stdout if done.returncode == 0 else None
