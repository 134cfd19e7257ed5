"""Kills a writer again and again: ``-m tests.codegen.write.kill_writer every-step|random exchange|two-renames ROOT``.

A process of its own, because it forks. Prints one word a kill: what ROOT held right after it, before any recovery.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from codegen.write import record, swap, write

OLD = {f"hasktorch/{name}/__init__.pyi": f"old {name}\n" * 500 for name in ("byte", "double", "float")}
OLD |= {"REPORT.md": "old\n", "hasktorch/py.typed": ""}
NEW = {path.replace("byte", "long"): text.replace("old", "new") for path, text in OLD.items()}
TOUCHING = ("open", "os.", "shutil.", "ctypes.")
KILLS = 40
TREES = ("old", OLD), ("new", NEW)


def state(root: Path) -> str:
    """``old``, ``new``, ``absent``, or ``mixture`` for anything else."""
    if not root.exists():
        return "absent"
    held = {path: (root / path).read_text() for path in record.files(root)}
    for name, tree in TREES:
        if held == tree and (root / record.NAME).read_text() == record.render(tree, name):
            return name
    return "mixture"


def fork(work: Callable[[], None]) -> int:
    """Start ``work`` in a child; the parent gets its process id."""
    pid = os.fork()
    if pid == 0:
        work()
        os._exit(0)
    return pid


def killed(pid: int) -> bool:
    """Wait for the child; whether it was killed rather than done. An error of its own ends the whole experiment."""
    status = os.waitpid(pid, 0)[1]
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        sys.exit(f"the writer failed with status {os.WEXITSTATUS(status)}")
    return os.WIFSIGNALED(status)


def kill_at_step(root: Path, step: int) -> bool:
    """Write NEW over OLD and die before the ``step``-th operation that touches the disk; False if there is none."""
    write(OLD, root, "old")
    steps = itertools.count(1)

    def die(event: str, _: object) -> None:
        if event.startswith(TOUCHING) and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def work() -> None:
        sys.addaudithook(die)
        write(NEW, root, "new")

    return killed(fork(work))


def kill_at_random(root: Path, dice: random.Random) -> bool:
    """Kill from outside a writer that writes one tree after the other."""

    def work() -> None:
        for name, tree in itertools.cycle(TREES):
            write(tree, root, name)

    pid = fork(work)
    time.sleep(dice.uniform(0.001, 0.02))
    os.kill(pid, signal.SIGKILL)
    return killed(pid)


def main(how: str, swapping: str, root: Path) -> None:
    if swapping == "two-renames":
        mock.patch.object(swap, "_exchange", return_value=False).start()
    dice = random.Random(0)
    write(OLD, root, "old")
    for step in itertools.count(1):
        if not (kill_at_step(root, step) if how == "every-step" else step <= KILLS and kill_at_random(root, dice)):
            break
        print(state(root), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
