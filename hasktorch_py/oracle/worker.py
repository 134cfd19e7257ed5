"""The process that has torch: reads a request from each line of its standard input, and writes the reply.

What a kernel does to its process, it does to this one and not to mypy. All that the first question of a process would
have to import or to make is imported and made before it says that it is ready.
"""

import os
import queue
import sys
import threading
import traceback
from importlib.util import find_spec
from pathlib import Path

from .answer import Answer, Lost
from .protocol import READY, Request, dumps, loads
from .question import Question


def main(most_bytes: int) -> None:
    """Answer until the input ends; a call may allocate so many bytes."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what torch prints is no answer
    if (
        find_spec("torch") is None
    ):  # an isolated process has no PYTHONPATH, where torch may be for want of a better place
        sys.path += os.environ.get("PYTHONPATH", "").split(os.pathsep)
    import torch

    torch.set_num_threads(1)
    from .warm_up import warm_up

    warm_up()
    _limit_memory(most_bytes)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=[requests], daemon=True).start()
    print(dumps(READY), file=answers, flush=True)
    while True:
        request = loads(requests.get())
        assert isinstance(request, Request)
        print(dumps((request.text, _reply(request))), file=answers, flush=True)


def _read(requests: "queue.SimpleQueue[str]") -> None:
    """In a thread of its own: where the parent is gone, no kernel goes on."""
    for line in sys.stdin:
        requests.put(line)
    os._exit(0)


def _reply(request: Request) -> Answer | Lost:
    from .decide import decide
    from .execution import NotRun

    try:
        question = loads(request.text)
        assert isinstance(question, Question)
        return decide(question, request.meta_only)
    except NotRun as error:
        return Lost("resources", str(error))
    except (MemoryError, ImportError, OSError) as error:  # of what happens around a call
        return Lost("resources", f"{type(error).__name__}: {error}")
    except Exception as error:  # ours: it is told, and no reason to stop
        return Lost("fault", f"{type(error).__name__}: {error}", traceback.format_exc())


def _limit_memory(most_bytes: int) -> None:
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (pages * os.sysconf("SC_PAGE_SIZE") + most_bytes, hard))
    except (ImportError, OSError, ValueError):
        pass  # such a system has no such limit; the parent looks at what the process holds
