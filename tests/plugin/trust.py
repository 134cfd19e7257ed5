"""mypy while harm comes to the process that it asks: `python -m tests.plugin.trust --moments 200`.

A run ends with the errors and types of an undisturbed one, or says at each call what was not checked; the next run,
which nothing disturbs, says what an undisturbed one says, although no file was edited.
"""

import random
import re
import shutil
import signal
import subprocess
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Annotated, NoReturn

import psutil
import typer
from rich.console import Console
from rich.table import Table

from hasktorch_py.oracle import worker as oracle_worker
from tests.checkers import ROOT
from tests.patience import PATIENCE

from .test_life import Project, gave_up

_QUESTION = 0.05  # seconds that one takes
_MIB = 2**20
_MOST_ATTACKS = 6  # in one moment: the start of a worker is tried twice, a question three times
_OPTIONS = ("--hide-error-context", "--no-error-summary", "--no-pretty")
_PROGRAM = """\
from typing import Literal as L

import hasktorch.double as T
from hasktorch.double import Conv2d, Linear, Tensor

RNG = T.new_rng(0)
CONV = Conv2d.init(RNG, 3, 8, 3, stride=2)
WIDTH = T.zeros(3, 5).size(1)
JOINED = T.cat((T.zeros(4, 2), T.ones(3, 2)))


def right(x: Tensor[L[4], L[2]], image: Tensor[L[2], L[3], L[32], L[32]]) -> None:
    reveal_type(x.T @ x)
    reveal_type(CONV(image))
    reveal_type(T.zeros(WIDTH))
    reveal_type(x.view(-1))
    reveal_type(x.shape)
    reveal_type(T.sequential(Linear.init(RNG, 2, 3), T.relu)(x))


def wrong(x: Tensor[L[4], L[2]]) -> None:
    T.cat((x, x.T))
    x.view(3, 3)
    x + T.zeros(7)
    CONV(T.zeros(2, 4, 9, 9))
    T.sequential(Linear.init(RNG, 2, 3), Linear.init(RNG, 4, 5))
    T.zeros(WIDTH) + T.zeros(6)
"""
_USER = """\
import hasktorch.double as T
from program import JOINED

reveal_type(JOINED)
JOINED + T.zeros(3)
reveal_type(T.svd(JOINED)[1])
"""
#: Torch is not there as long as a file is; which workers have been asked is told.
_PATCH = """\
import sys
from pathlib import Path

from hasktorch_py.oracle import worker_process


def ask(worker, *args):
    Path({asked!r}, str(worker._process.pid)).touch()
    return was(worker, *args)


was, worker_process.Worker.ask = worker_process.Worker.ask, ask
HIDE = "import os, sys; os.path.exists({gone!r}) and sys.modules.update(torch=None); "
worker_process._BOOTSTRAP = HIDE + worker_process._BOOTSTRAP
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """When what is done to how many workers of a run, one after the other, of how many processes of mypy."""

    kind: str
    is_asked: bool  # each is attacked when it has its first question; or some time after its start
    share: float  # of the time that a question takes, or an undisturbed worker lives
    attacks: int
    processes: int
    room: int  # bytes that a worker may still allocate, where its memory is what is attacked

    def __str__(self) -> str:
        once = "once" if self.attacks == 1 else f"{self.attacks} times"
        when = "of a question" if self.is_asked else "of its life"
        return f"{self.kind} {once} after {self.share:.0%} {when}, {self.processes or 'no'} workers of mypy"


@dataclass(frozen=True, slots=True)
class Said:
    """What a run of mypy said: its status, and the messages of each line; what it wrote to its standard error."""

    status: int
    messages: Mapping[str, tuple[str, ...]]
    words: str = ""

    def unchecked(self) -> list[str]:
        """The places of calls that were not checked."""
        return [place for place, found in self.messages.items() if any("[tensor-unchecked]" in m for m in found)]

    @property
    def has_no_worker(self) -> bool:
        """Whether it says that none started."""
        return any("no call was checked" in m for found in self.messages.values() for m in found)


@dataclass
class Trust:
    """A program and the ways to disturb its check."""

    project: Project
    cache: Path
    calm: Said = field(init=False)
    blind: Said = field(init=False)  # what is said where torch is never there: what the stubs tell
    _asked: Path = field(init=False)  # a folder with a file for each worker that has been asked
    gone: Path = field(init=False)  # a file: as long as it is there, torch is not
    _life: float = field(init=False)
    _number: int = 0

    def __post_init__(self) -> None:
        self.gone = self.project.folder / "gone"
        self._asked = self.project.folder / "asked"
        self._asked.mkdir()
        self.project.patch(_PATCH.format(gone=str(self.gone), asked=str(self._asked)))
        self.attacks: Mapping[str, Callable[[psutil.Process, Moment], None]] = {
            "killed": lambda worker, _: worker.kill(),
            "terminated": lambda worker, _: worker.terminate(),
            "stopped": lambda worker, _: worker.suspend(),
            "crashed": lambda worker, _: worker.send_signal(signal.SIGSEGV),
            "out of memory": _exhaust,
            "torch is gone": self._hide_torch,
        }
        self.anew()
        self.run()  # the stubs are read
        self.anew()
        births: list[float] = []
        self.calm = self.run(during=lambda mypy: births.append(_birth(mypy)))
        self._life = max(1.0, time.time() - births[0])
        self.anew()
        self.gone.touch()
        self.blind = self.run()
        self.gone.unlink()

    def anew(self) -> None:
        """Another edit of the program, of which nothing is remembered."""
        self._number += 1
        shutil.rmtree(self.cache / "hasktorch_py", ignore_errors=True)
        for path in self._asked.iterdir():
            path.unlink()
        self.project.write(program=f"{_PROGRAM}\n\nA = {self._number}\n", user=f"{_USER}A = {self._number}\n")

    def run(self, processes: int = 0, during: Callable[[subprocess.Popen[str]], object] | None = None) -> Said:
        """What mypy says, while something is done.  Raises TimeoutExpired for a run without end."""
        several = ("-n", str(processes)) if processes else ()
        said = None
        while said is None or gave_up(said):
            mypy = self.project.start("mypy", *several, *_OPTIONS, "program.py", "user.py")
            thread = threading.Thread(target=during or (lambda _: None), args=[mypy])
            thread.start()
            try:
                said, words = mypy.communicate(timeout=PATIENCE)
            finally:
                mypy.kill()
                thread.join()
        messages: dict[str, list[str]] = defaultdict(list)
        for line in said.splitlines():
            place, _, message = line.partition(": ")
            messages[place].append(message)
        return Said(mypy.returncode, {place: tuple(found) for place, found in messages.items()}, words)

    def disturbed(self, moment: Moment) -> Said:
        """What a run says while that happens."""
        return self.run(moment.processes, lambda mypy: self._attack(mypy, moment))

    def _hide_torch(self, worker: psutil.Process, _: Moment) -> None:
        self.gone.touch()
        worker.kill()

    def _attack(self, mypy: subprocess.Popen[str], moment: Moment) -> None:
        attacked: set[int] = set()
        while len(attacked) < moment.attacks and mypy.poll() is None:
            for worker in _workers(mypy):
                with suppress(psutil.Error):
                    if worker.pid not in attacked and self._is_due(worker, moment):
                        attacked.add(worker.pid)
                        self.attacks[moment.kind](worker, moment)
            time.sleep(0.005)
        if attacked and moment.kind == "torch is gone":
            mypy.wait()
        self.gone.unlink(missing_ok=True)

    def _is_due(self, worker: psutil.Process, moment: Moment) -> bool:
        if not moment.is_asked:
            return bool(time.time() - worker.create_time() > moment.share * self._life)
        asked = self._asked / str(worker.pid)
        return asked.exists() and time.time() - asked.stat().st_mtime > moment.share * _QUESTION

    def judged(self, moment: Moment) -> tuple[str, list[str]]:
        """How a moment ends, and what is wrong with that."""
        self.anew()
        said = self.disturbed(moment)
        wrong = self.wrong_in(said)
        after = self.run(moment.processes)
        if after != self.calm:
            wrong.append(f"the next run differs: {_difference(after, self.calm)}")
        return outcome(said), wrong

    def wrong_in(self, said: Said) -> list[str]:
        """What is wrong with what a run says: a false message, or silence about what was not checked."""
        return list(self._wrong_in(said))

    def _wrong_in(self, said: Said) -> Iterator[str]:
        if said.status != 1 or said.words:
            yield f"mypy ends with status {said.status}: {said.words}"
        for place, found in said.messages.items():
            for message in found:
                if "[tensor-unchecked]" not in message and not self._is_true(place, message):
                    yield f"{place} says {message}"
        for place, found in self.calm.messages.items():
            if said.messages.get(place, ()) != found and not self._is_told(place, said):
                yield f"{place} says {said.messages.get(place)} and nothing of its not being checked"

    def _is_true(self, place: str, message: str) -> bool:
        """Whether a message is that of an undisturbed run, shows a wider type, or is an error of the stubs alone."""
        if any(_is_wider(message, calm) for calm in self.calm.messages.get(place, ())):
            return True
        return message.startswith("error: ") and any(_is_wider(m, message) for m in self.blind.messages.get(place, ()))

    def _is_told(self, place: str, said: Said) -> bool:
        """Whether the run says that it did not check a call on the line, or on one whose value that uses."""
        unchecked = said.unchecked()
        if said.has_no_worker or place in unchecked:
            return True
        file, _, number = place.partition(":")
        line = (self.project.folder / file).read_text().splitlines()[int(number) - 1]
        bound = [f"program.py:{n}" for n, text in enumerate(_PROGRAM.splitlines(), 1) for name in _names(line)
                 if text.startswith(f"{name} = ")]  # fmt: skip
        return any(of in unchecked for of in bound)


def _names(line: str) -> list[str]:
    return re.findall(r"\b[A-Z]{2,}\b", line)


def _is_wider(message: str, other: str) -> bool:
    """Whether a message is the same as another one but for wider types."""
    pattern = re.escape(message).replace(r"\*tuple\[Any,\ \.\.\.\]", ".*").replace("Any", ".*")
    return re.fullmatch(pattern, other) is not None


def _difference(found: Said, expected: Said) -> str:
    places = [p for p in {**found.messages, **expected.messages} if found.messages.get(p) != expected.messages.get(p)]
    shown = ", ".join(f"{p}: {found.messages.get(p)} for {expected.messages.get(p)}" for p in places)
    return f"status {found.status}, {shown} {found.words}"


def _workers(mypy: subprocess.Popen[str]) -> list[psutil.Process]:
    """The processes that have torch."""
    found = []
    with suppress(psutil.Error):
        for child in psutil.Process(mypy.pid).children(recursive=True):
            with suppress(psutil.Error):
                if any(oracle_worker.__name__ in word for word in child.cmdline()):
                    found.append(child)
    return found


def _birth(mypy: subprocess.Popen[str]) -> float:
    """When the first worker was born."""
    while mypy.poll() is None:
        if _workers(mypy):
            return time.time()
        time.sleep(0.02)
    return time.time()


def _exhaust(worker: psutil.Process, moment: Moment) -> None:
    most = worker.memory_info().vms + moment.room
    worker.rlimit(psutil.RLIMIT_AS, (most, most))


def outcome(said: Said) -> str:
    """How a disturbed run ended."""
    return "no worker" if said.has_no_worker else "unchecked calls" if said.unchecked() else "undisturbed"


KINDS = ("killed", "terminated", "stopped", "crashed", "out of memory", "torch is gone")
OUTCOMES = ("undisturbed", "unchecked calls", "no worker", "wrong")


def moments(seed: int) -> Iterator[Moment]:
    """Of all kinds, in turn."""
    rng = random.Random(seed)
    while True:
        for kind in KINDS:
            is_asked, share, attacks = rng.random() < 0.5, rng.uniform(0, 1), rng.choice((1, _MOST_ATTACKS))
            yield Moment(kind, is_asked, share, attacks, rng.choice((0, 2)), rng.choice((0, _MIB, 64 * _MIB)))


def table(counts: Mapping[tuple[str, str], int]) -> Table:
    """How the moments of each kind ended."""
    found = Table("the worker is", *OUTCOMES)
    for kind in KINDS:
        found.add_row(kind, *(str(counts.get((kind, outcome), 0)) for outcome in OUTCOMES))
    return found


def main(
    count: Annotated[int, typer.Option("--moments", help="How many.")] = 200,
    seed: Annotated[int, typer.Option(help="Other moments for another seed.")] = 0,
) -> NoReturn:
    """Print how they end, and every fault; end with status 1 where there is one."""
    work = ROOT / "build" / "trust" / str(seed)
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    trust, console = Trust(Project(work / "project", work / "cache"), work / "cache"), Console(stderr=True)
    counts: Counter[tuple[str, str]] = Counter()
    with console.status("") as status:
        for number, moment in enumerate(islice(moments(seed), count)):
            status.update(f"{number} of {count}: {moment}")
            how, wrong = trust.judged(moment)
            counts[moment.kind, "wrong" if wrong else how] += 1
            for fault in wrong:
                print(f"{moment}: {fault}", flush=True)
    Console().print(table(counts))
    raise typer.Exit(int(any(counts[kind, "wrong"] for kind in KINDS)))


if __name__ == "__main__":
    typer.run(main)
