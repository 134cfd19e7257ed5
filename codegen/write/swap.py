"""One directory takes the place of another: in one step where the system can, in two with a recovery where not.

With ``renameat2(RENAME_EXCHANGE)`` (Linux, every common file system) the name stands for the old directory or for
the new one at every moment. Elsewhere two renames are needed; a process killed between them leaves the old directory
under its retired name and nothing under its own, never a mixture, and ``recover`` puts it back. Both hold for a killed
process. After a power failure the contents may be torn, which the record's checksums show.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
from pathlib import Path

AT_FDCWD = -100
RENAME_EXCHANGE = 2
#: What renameat2 answers where the kernel, the C library or the file system has no exchange.
UNSUPPORTED = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


def replace(staged: Path, root: Path) -> None:
    """``staged`` becomes ``root``; what that was is left for ``discard``. After an OSError nothing has changed."""
    if not root.exists():
        staged.rename(root)
    elif not _exchange(staged, root):
        _two_renames(staged, root)


def recover(root: Path) -> None:
    """Undo a swap by two renames that was killed half-way."""
    retired = _retired(root)
    if retired.exists() and not root.exists():
        retired.rename(root)


def staging(root: Path) -> Path:
    """A new, empty directory beside ``root``, on the same file system."""
    staged = root.parent / f".{root.name}.stage-{os.getpid()}"
    staged.mkdir()
    return staged


def discard(root: Path) -> None:
    """Remove what this swap, or a run that was killed, left beside ``root``. What resists is left to the next run."""
    for left in (_retired(root), *root.parent.glob(f".{root.name}.stage-*")):
        shutil.rmtree(left, ignore_errors=True)


def _retired(root: Path) -> Path:
    return root.parent / f".{root.name}.old"


def _two_renames(staged: Path, root: Path) -> None:
    retired = _retired(root)
    root.rename(retired)
    try:
        staged.rename(root)
    except OSError:
        retired.rename(root)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two directories in one step; False where that is not to be had."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    if renameat2(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(other))
