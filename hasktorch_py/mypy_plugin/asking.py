"""Asks the process that has torch, and remembers the answers.  torch is not imported before the first question."""

import json
import os
import select
import subprocess
import sys
from pathlib import Path

from .memo import Memo
from .model import Answer, Question, Unknown, dumps, loads

_ROOT = Path(__file__).parents[2]  # holds the package; in a checkout the instances are in `generated` beside it
_BOOTSTRAP = f"import sys; sys.path[:0] = sys.argv[1:]; from {__package__}.worker import main; main()"
_MOST_TEXT = 2**20  # characters of a question
_PATIENCE = 60.0  # seconds until a worker that does not answer is given up: torch has to be imported on a busy machine
_MOST_DEATHS = 40  # workers lost in one run, after which nothing new is asked


class ATen:
    """Answers questions, from memory or by asking."""

    def __init__(self, cache: Path | None, fingerprint: str) -> None:
        self._memo = Memo(cache, fingerprint)
        self._worker: subprocess.Popen[str] | None = None
        self._deaths = 0

    def ask(self, question: Question) -> Answer:
        """What ATen makes of the call; Unknown where it cannot be made to tell."""
        text = dumps(question)
        if len(text) > _MOST_TEXT:
            return Unknown("the call is too long")
        answer = self._memo.get(text)
        if answer is None:
            answer = self._ask(text, False) or self._ask(text, True)
            if answer is None:
                answer = Unknown("the call is too slow, too large, or crashes")
            self._memo.put(text, answer)
        return answer

    def _ask(self, text: str, meta_only: bool) -> Answer | None:
        """None where the worker died of the question."""
        if self._deaths >= _MOST_DEATHS:
            return None
        worker = self._worker or self._start()
        self._worker = worker
        assert worker.stdin is not None and worker.stdout is not None
        try:
            worker.stdin.write(json.dumps([meta_only, text]) + "\n")
            worker.stdin.flush()
            line = worker.stdout.readline() if _readable(worker) else ""
        except OSError:
            line = ""
        if not line:
            self.close()
            self._deaths += 1
            return None
        answer: Answer = loads(line)
        return answer

    def _start(self) -> subprocess.Popen[str]:
        """Isolated (`-I`): neither the folder of the program nor PYTHONPATH is searched for modules."""
        roots = [str(root) for root in (_ROOT, _ROOT / "generated") if root.is_dir()]
        return subprocess.Popen(
            [sys.executable, "-I", "-c", _BOOTSTRAP, *roots],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None


def _readable(worker: "subprocess.Popen[str]") -> bool:
    if os.name != "posix" or worker.stdout is None:  # select knows only sockets elsewhere
        return True
    return bool(select.select([worker.stdout], [], [], _PATIENCE)[0])
