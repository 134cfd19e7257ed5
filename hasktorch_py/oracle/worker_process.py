"""One worker: its start, one question at a time, and its end."""

import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path

import psutil

from .answer import Answer, Lost
from .limits import INTERVAL, START, Limits, Watch, bytes_of
from .protocol import READY, Request, dumps, loads

_ROOT = Path(__file__).parents[2]  # holds the package; in a checkout the instances are in `generated` beside it
_BOOTSTRAP = f"import sys; sys.path[:0] = sys.argv[2:]; from {__package__}.worker import main; main(int(sys.argv[1]))"

_GRACE = 10.0  # seconds for the operating system to clear a process away
_FATAL = frozenset(
    {"SIGSEGV", "SIGBUS", "SIGFPE", "SIGILL", "SIGABRT", "SIGTRAP", "SIGSYS"}
)  # a process does to itself
_MOST_WORDS = 2000  # characters of what a worker wrote to its standard error


class Ended(Exception):
    """The worker is gone, or has to go; `lost` says why."""

    def __init__(self, lost: Lost) -> None:
        super().__init__(lost.why)
        self.lost = lost


class Worker:
    """A process that has torch.  Constructing it waits until it is ready; raises Ended or OSError."""

    def __init__(self, most_bytes: int) -> None:
        roots = [str(root) for root in (_ROOT, _ROOT / "generated") if root.is_dir()]
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115  # `close` does
        try:
            # Isolated (`-I`): neither the folder of the program nor PYTHONPATH is searched for modules.
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-X", "utf8", "-c", _BOOTSTRAP, str(most_bytes), *roots],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                encoding="utf-8",
            )
        except OSError:
            self._errors.close()
            raise
        self._requests: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._replies: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._base = 0
        self._thread = threading.Thread(target=self._relay, daemon=True)
        self._thread.start()
        try:
            self._system = psutil.Process(self._process.pid)
            if loads(self._reply(START)) != READY:
                raise Ended(Lost("death", "it did not say that it is ready"))
            self._base = bytes_of(self._system)
        except (Ended, psutil.Error, ValueError) as error:
            words = self._words()
            self.close()
            why = error.lost.why if isinstance(error, Ended) else f"{type(error).__name__}: {error}"
            raise Ended(Lost("start", f"{why}: {words}" if words else why)) from error

    def ask(self, request: Request, limits: Limits) -> Answer | Lost:
        """What it replies.  Raises Ended; the worker is of no more use then."""
        self._requests.put(dumps(request))
        line = self._reply(limits)
        try:
            text, reply = loads(line)
        except (ValueError, KeyError, TypeError):
            text, reply = "", None
        if text != request.text or not isinstance(reply, Answer | Lost):
            raise Ended(Lost("death", "it gave no answer that can be read"))
        return reply

    def close(self) -> None:
        """End it."""
        self._requests.put(None)
        self._process.kill()
        with suppress(subprocess.TimeoutExpired):  # it is the operating system's now
            self._process.wait(_GRACE)
        self._thread.join(_GRACE)
        if not self._thread.is_alive():
            for stream in (self._process.stdin, self._process.stdout):
                with suppress(OSError):  # what it did not read is still in the pipe
                    assert stream is not None
                    stream.close()
        self._errors.close()

    def _relay(self) -> None:
        """Writes and reads in a thread of its own: a worker that is stopped blocks both."""
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None and stdout is not None
        request: str | None = ""
        while request is not None:
            try:
                if request:
                    stdin.write(request + "\n")
                    stdin.flush()
                line = stdout.readline()
            except (OSError, ValueError):  # ValueError: closed meanwhile
                line = ""
            self._replies.put(line)
            request = self._requests.get() if line else None

    def _reply(self, limits: Limits) -> str:
        """The next line.  Raises Ended."""
        watch = Watch(self._system, limits, self._base)
        while True:
            try:
                line = self._replies.get(timeout=INTERVAL)
            except queue.Empty:
                if (lost := watch.look()) is not None:
                    raise Ended(lost) from None
            else:
                if not line:
                    raise Ended(self._end())
                return line

    def _end(self) -> Lost:
        """How a worker ended whose pipe is closed."""
        try:
            status = self._process.wait(_GRACE)
        except subprocess.TimeoutExpired:
            return Lost("death", "it closed its output")
        if os.name == "posix" and status < 0:
            name = signal.Signals(-status).name
            return Lost("crash" if name in _FATAL else "death", f"it was ended by {name}")
        if status >= 0xC0000000:  # what Windows says of a crash
            return Lost("crash", f"it was ended by the exception 0x{status:08X}")
        return Lost("death", f"it ended with status {status}")

    def _words(self) -> str:
        """The last thing that it wrote to its standard error."""
        try:
            size = self._errors.seek(0, os.SEEK_END)
            self._errors.seek(max(0, size - _MOST_WORDS))
            lines = self._errors.read().decode("utf-8", "replace").split("\n")
        except (OSError, ValueError):
            return ""
        return next((line.strip() for line in reversed(lines) if line.strip()), "")
