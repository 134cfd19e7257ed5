"""The process that has torch: reads a question from each line of its standard input, and writes the answer.

A kernel that takes too long or crashes ends this process and not mypy.
"""

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from .model import Question, Unknown, dumps, loads

FIRST_SECONDS = 2.0  # of processor time for the first call of a function, which may import modules
SECONDS = 0.5  # for each later one: a judgement runs a call a handful of times
MOST_BYTES = 2**32  # that a call may allocate


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """The process ends where the block takes longer."""
    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _limit_memory() -> None:
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * os.sysconf("SC_PAGE_SIZE") + MOST_BYTES, hard))
    except (ImportError, OSError, ValueError):
        pass  # such a system has no such limit


def main() -> None:
    """Answer until the input ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what torch prints is no answer
    if (
        find_spec("torch") is None
    ):  # an isolated process has no PYTHONPATH, where torch may be for want of a better place
        sys.path += os.environ.get("PYTHONPATH", "").split(os.pathsep)
    import torch

    from .judging import judge

    torch.set_num_threads(1)
    _limit_memory()
    seen: set[str] = set()
    for line in sys.stdin:
        meta_only, text = json.loads(line)
        question = loads(text)
        assert isinstance(question, Question)
        try:
            with _limited(SECONDS if question.name in seen else FIRST_SECONDS):
                answer = judge(question, meta_only)
        except Exception as error:  # a question that cannot be judged is no reason to stop
            answer = Unknown(f"{type(error).__name__}: {error}")
        seen.add(question.name)
        print(dumps(answer), file=answers, flush=True)
