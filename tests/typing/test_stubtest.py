"""The stubs describe what is there at run time: mypy's stubtest, with an explained allowlist."""

import os
import subprocess
import sys
from pathlib import Path

from tests.checkers import SEARCH_ROOTS

ALLOWLIST = Path(__file__).parent / "stubtest_allowlist.txt"


def test_stubs_agree_with_the_modules(tmp_path: Path) -> None:
    config = tmp_path / "mypy.ini"
    config.write_text("[mypy]\nsemantic_analysis_only = True\n")  # mypy checks the stubs in codegen/render
    done = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "hasktorch", "--allowlist", str(ALLOWLIST), "--concise",
         "--mypy-config-file", str(config)],
        cwd=tmp_path,
        env={**os.environ, "MYPYPATH": os.pathsep.join(map(str, SEARCH_ROOTS))},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def test_every_entry_of_the_allowlist_has_its_reason() -> None:
    """A comment stands above every block of entries."""
    lines = ALLOWLIST.read_text().splitlines()
    for above, line in zip(["", *lines], lines, strict=False):
        if line.strip() and not line.startswith("#"):
            assert above.strip(), f"no reason above {line!r}"
