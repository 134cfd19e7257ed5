"""Processes that may die: each task is told once, and a kernel that crashes takes nothing along but its own."""

from __future__ import annotations

import os
import signal

import pytest

from codegen.probe.workers import run


def work(task: int) -> tuple[int, int]:
    """A square and who computed it; multiples of 7 crash as a kernel does."""
    if task % 7 == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * task, os.getpid()


@pytest.mark.parametrize("processes", [1, 3, 50])
def test_every_task_is_told_once_and_only_the_one_that_crashed_is_lost(processes: int) -> None:
    tasks = range(1, 23)
    found = list(run(work, tasks, processes))
    assert sorted(task for task, _ in found) == list(tasks)
    assert {task for task, result in found if result is None} == {7, 14, 21}
    assert all(result[0] == task * task for task, result in found if result is not None)
    pids = {result[1] for _, result in found if result is not None}
    assert os.getpid() not in pids and len(pids) <= processes + 3


def test_nothing_asked_is_nothing_told() -> None:
    assert list(run(work, [], 2)) == []
