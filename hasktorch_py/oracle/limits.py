"""What one question may cost, and the watch over the process that works at it.

Limits count the process's own processor time and memory, which the operating system tells: how busy the machine is does
not matter. Time serves only where a process does no work at all.
"""

import sys
from dataclasses import dataclass

import psutil

from .answer import Lost

INTERVAL = 0.25  # seconds between two looks
_STOPPED = 20  # looks at which a process is found stopped by a signal
_IDLE = 480  # looks between which it has used no processor time
_LEAST = 0.01  # seconds of processor time that count as work


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` of processor time, and `bytes` of memory over those of a ready worker."""

    seconds: float
    bytes: int


#: The slowest question of the operator database takes 0.2 s of processor time, of a program with open sizes 2 s.
FIRST = Limits(seconds=20, bytes=2**32)
AGAIN = Limits(seconds=60, bytes=2**33)
#: For the imports and the warm-up, which take 5 s.
START = Limits(seconds=600, bytes=sys.maxsize)


class Watch:
    """Looks at a process that had `base` bytes of memory when it began its work."""

    def __init__(self, process: psutil.Process, limits: Limits, base: int) -> None:
        self._process, self._limits, self._base = process, limits, base
        self._start = self._last = self._seconds()
        self._idle = self._stopped = 0

    def look(self) -> Lost | None:
        """Why the process has to go; None where it may go on."""
        used = self._seconds()
        if used - self._last < _LEAST:
            self._idle += 1
        else:
            self._idle, self._last = 0, used
        self._stopped = self._stopped + 1 if self._is_stopped() else 0
        if used - self._start > self._limits.seconds:
            return Lost("time", f"it took more than {self._limits.seconds:.0f} s of processor time")
        if bytes_of(self._process) - self._base > self._limits.bytes:
            return Lost("resources", f"it took more than {self._limits.bytes >> 20} MiB of memory")
        if self._stopped > _STOPPED:
            return Lost("death", "it was stopped")
        return Lost("death", "it does nothing") if self._idle > _IDLE else None

    def _seconds(self) -> float:
        try:
            times = self._process.cpu_times()
        except psutil.Error:
            return 0.0  # it is gone, as its pipe will tell
        return float(times.user + times.system)

    def _is_stopped(self) -> bool:
        try:
            return self._process.status() in (psutil.STATUS_STOPPED, psutil.STATUS_TRACING_STOP)
        except psutil.Error:
            return False


def bytes_of(process: psutil.Process) -> int:
    """The memory that a process holds, 0 for one that is gone."""
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0
