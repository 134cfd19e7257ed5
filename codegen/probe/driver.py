"""Probes every overload of the surface, on all cores, with a progress bar."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from rich.console import Console
from rich.progress import Progress

from ..errors import CodegenError, Problem
from ..rules.facts import FactBook, Facts
from ..select.selection import Operator
from .ask import Found, ask
from .subject import Subject, sizes_of
from .workers import run

Task = tuple[int, int]  # an operator and one of its overloads, by number: what a process is sent
_OPERATORS: Sequence[Operator] = ()  # what a forked process knows from its parent


@dataclass(frozen=True, slots=True)
class Survey:
    """All facts, and the overloads of which no call was found that ATen takes."""

    book: FactBook
    silent: tuple[str, ...]


def probe(operators: Sequence[Operator], version: str, processes: int | None = None) -> Survey:
    """Asks ATen about every overload of `operators`.

    Raises CodegenError with the counter-example of every rule that is kept to an operator and does not hold for it.
    """
    global _OPERATORS
    _OPERATORS = operators
    tasks = _tasks(operators)
    facts: dict[str, Facts] = {}
    silent: list[str] = []
    problems: list[Problem] = []
    for (i, j), found in _answers(tasks, processes):
        if found is None or found.facts is None:
            silent.append(operators[i].signatures[j].key)
        else:
            facts[found.facts.key] = found.facts
            problems += [
                Problem(None, c.key, str(c.rule), f"sizes {list(map(sizes_of, c.answers))} for ({c.call})", _HINT)
                for c in found.contradictions
            ]
    if problems:
        raise CodegenError(problems)
    return Survey(FactBook(version, facts), tuple(sorted(silent)))


def _answers(tasks: Sequence[Task], processes: int | None) -> Iterator[tuple[Task, Found | None]]:
    """What every overload answered; those that kill their process are asked again with care."""
    console = Console(stderr=True)
    with Progress(transient=True, console=console, disable=not console.is_terminal) as progress:
        for work, name in ((_ask, "asking ATen"), (_ask_carefully, "asking again with care")):
            died = []
            for task, found in progress.track(run(work, tasks, processes), len(tasks), description=name):
                if found is None and work is _ask:
                    died.append(task)
                else:
                    yield task, found
            tasks = died


_HINT = "correct the rule in codegen/rules/rules.yaml, or take the operator out of its `only`"


def _tasks(operators: Sequence[Operator]) -> list[Task]:
    """Each overload once, under the first operator that has it."""
    first: dict[str, Task] = {}
    for i, operator in enumerate(operators):
        for j, signature in enumerate(operator.signatures):
            first.setdefault(signature.key, (i, j))
    return list(first.values())


def _ask_carefully(task: Task) -> Found:
    return _ask(task, careful=True)


def _ask(task: Task, careful: bool = False) -> Found:
    torch.set_num_threads(1)
    operator = _OPERATORS[task[0]]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # ATen warns of deprecated calls, which probing makes on purpose
        return ask(Subject(operator, operator.signatures[task[1]]), careful)
