"""Answers kept on disk, in mypy's cache folder, for as long as the versions they come from stay the same."""

import sqlite3
from contextlib import closing
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from .answer import Answer
from .protocol import dumps, loads

_PACKAGE = Path(__file__).parents[1]


def fingerprint() -> str:
    """Of everything that an answer depends on: torch, and this package, whose layers and criteria are asked, too."""
    digest = sha256()
    for distribution in ("torch", "numpy"):
        try:
            digest.update(f"{distribution} {version(distribution)}\n".encode())
        except PackageNotFoundError:
            digest.update(f"{distribution}\n".encode())
    for path in sorted(_PACKAGE.rglob("*.py")):
        status = path.stat()
        digest.update(f"{path.name} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


class AnswerCache:
    """A table of answers; without a folder, or where the disk refuses, it lasts as long as the process."""

    def __init__(self, folder: Path | None, name: str) -> None:
        self._known: dict[str, Answer] = {}
        self._table = _open(folder, name) if folder else None

    def get(self, key: str) -> Answer | None:
        """The answer that was kept for a question, by its text: 2, 2.0 and True are equal, and other arguments."""
        if key not in self._known and self._table is not None:
            try:
                row = self._table.execute("SELECT answer FROM answers WHERE question = ?", (key,)).fetchone()
                if row is not None:
                    self._known[key] = loads(row[0])
            except (sqlite3.Error, ValueError, KeyError, TypeError):
                self._table = None
        return self._known.get(key)

    def put(self, key: str, answer: Answer) -> None:
        """Keep the answer to a question."""
        self._known[key] = answer
        if self._table is not None:
            try:
                self._table.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, dumps(answer)))
            except sqlite3.Error:
                self._table = None


def _open(folder: Path, name: str) -> sqlite3.Connection | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("answers-*.sqlite*"):
            if name not in old.name:
                old.unlink()
        table = sqlite3.connect(folder / f"answers-{name}.sqlite", timeout=5, isolation_level=None)
        with closing(table.cursor()) as cursor:
            cursor.execute("PRAGMA journal_mode = WAL")
            cursor.execute("PRAGMA synchronous = OFF")
            cursor.execute("CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT) WITHOUT ROWID")
        return table
    except (OSError, sqlite3.Error):
        return None
