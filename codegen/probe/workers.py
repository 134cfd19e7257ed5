"""Runs tasks in processes that may die: a kernel that crashes takes its worker along, and only its own task is lost."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
_CONTEXT = multiprocessing.get_context("fork")


class _Worker(Generic[Task, Result]):
    """One process, and the task that it has in hand."""

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(target=_serve, args=(work, theirs), daemon=True)
        self.process.start()
        theirs.close()
        self.task: Task | None = None

    def give(self, task: Task) -> None:
        self.task = task
        self.connection.send(task)


def _serve(work: Callable[[Task], Result], connection: Connection) -> None:
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        connection.send(work(task))


def run(
    work: Callable[[Task], Result], tasks: Sequence[Task], processes: int | None = None
) -> Iterator[tuple[Task, Result | None]]:
    """Each task with its result, as they come; None for a task whose process died of it."""
    left = list(reversed(tasks))
    workers = [_Worker[Task, Result](work) for _ in range(min(processes or os.cpu_count() or 1, len(left)))]
    busy: dict[Connection, _Worker[Task, Result]] = {}
    for worker in workers:
        worker.give(left.pop())
        busy[worker.connection] = worker
    while busy:
        ready = set(wait(list(busy)))
        for connection in [each for each in busy if each in ready]:
            worker = busy.pop(connection)
            assert worker.task is not None
            try:
                result: Result | None = worker.connection.recv()
            except (EOFError, ConnectionResetError):
                result = None
            yield worker.task, result
            if result is None:
                worker.connection.close()
                worker = _Worker[Task, Result](work)
            if left:
                worker.give(left.pop())
                busy[worker.connection] = worker
            else:
                worker.connection.close()
