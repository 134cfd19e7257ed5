"""What a step reads is found: no less than Python loads, and no step that comes later."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from codegen.upgrade.sources import closure, read_by
from codegen.upgrade.steps import STEPS, TORCHGEN_STEPS
from tests.checkers import ROOT

MODULES = sorted({each for step in (*STEPS, *TORCHGEN_STEPS) for each in step.sources if each.endswith(".py")})


def loaded(module: str) -> set[str]:
    """The files of the project that Python reads to import a module."""
    name = module.removesuffix(".py").replace("/", ".")
    program = f"import sys, {name}; print(*(getattr(each, '__file__', '') for each in sys.modules.values()), sep='\\n')"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    files = [Path(path) for path in done.stdout.splitlines()]
    ours = [path for path in files if any(path.is_relative_to(ROOT / room) for room in ("codegen", "hasktorch_py"))]
    return {path.relative_to(ROOT).as_posix() for path in ours}


@pytest.mark.parametrize("module", MODULES)
def test_all_that_python_loads_is_found(module: str) -> None:
    found = closure(module, ROOT)
    assert len(loaded(module)) > 2
    assert loaded(module) <= found
    assert all((ROOT / path).is_file() for path in found)


def test_probing_reads_the_rules_and_nothing_that_generates() -> None:
    found = closure("codegen/probe/book.py", ROOT)
    data = {path for path in found if not path.endswith(".py")}
    assert data == {"codegen/rules/rules.yaml", "codegen/select/python.yaml", "codegen/select/overrides.yaml"}
    rooms = {path.split("/")[1] for path in found}
    assert not rooms & {"lower", "write", "diff", "upgrade", "command", "pipeline.py", "render.py"}


def test_a_module_stands_for_what_it_imports_and_names(tmp_path: Path) -> None:
    texts = {
        "a/__init__.py": "",
        "a/one.py": "def f():\n    from .b import two\n    return 'data.yaml', 'd.yaml'\n",
        "a/data.yaml": "",
        "a/other.py": "",
        "a/b/__init__.py": "from ..three import x\n",
        "a/b/two.py": "import sys\n",
        "a/three.py": "from . import one\nfrom d.four import y\n",
        "c.txt": "",
        "d/__init__.py": "",
        "d/four.py": "",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    found = read_by(("a/one.py", "c"), texts, tmp_path)
    assert set(found) == texts.keys() - {"a/other.py"}
