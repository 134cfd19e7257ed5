"""The plugin against eager ATen on random calls: `python -m tests.plugin.fuzzing --calls 10000`."""

import enum
import random
import re
import signal
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, reduce
from itertools import islice
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer
from rich.console import Console

from codegen.emit import emit
from codegen.parse import parse
from codegen.pipeline import FACTS
from codegen.rules import facts
from codegen.select import Operator, select
from hasktorch_py.aten.dtypes import DTYPES
from tests.checkers import ROOT, CheckerFailed, Diagnostic, run
from tests.conformance.calls import parameter_name
from tests.conformance.classify import compare
from tests.conformance.evaluate import instance_module
from tests.conformance.opened import is_too_small
from tests.conformance.revealed import Anything, Dots, Either, Named, Type, Unpacked, read

from .open_sizes import opened, shown
from .random_calls import INSTANCES, RandomCall, RandomCalls, twin
from .true_results import Eager, eager

TWIN_SHARE = 0.1  # of the calls are asked a second time, with a float or a bool for an int
OPEN_SHARE = 0.3  # of the calls have a size that is not known
SECONDS_A_CALL = 2  # mypy is given so long for a call before it counts as hanging
_HIDDEN = re.compile(r"out of bounds for storage|allocate memory")  # refusals about what no type tells
_HEADER = f"""\
from typing import Literal as L
from typing import Any, TypeVar

import torch
from typing_extensions import Unpack, reveal_type

import hasktorch.{{instance}} as T
from hasktorch import tensor
from hasktorch.tensor import {", ".join(dtype.tag for dtype in DTYPES)}

B = TypeVar("B", bound=int)
"""


class Judgement(enum.Enum):
    """What mypy with the plugin makes of a call, beside what eager ATen makes of it."""

    EXACT = "exact"
    WIDER = "true but wider"
    REFUSED = "refused by both"
    UNKNOWN = "refused by ATen, but the types do not tell it"
    STRICT = "accepted by ATen, but of mixed dtypes or not for all sizes of B: refused"
    ASSUMED = "true where B is large enough"
    UNJUDGED = "eager dies of it, or gives what has no type"
    SILENT = "refused by ATen, at least for most sizes of B, given a full type"
    FALSE_ERROR = "accepted by ATen, an error"
    WRONG = "another type than the result"


FAILURES = frozenset({Judgement.SILENT, Judgement.FALSE_ERROR, Judgement.WRONG})


@dataclass(frozen=True, slots=True)
class Judged:
    """A call, what ATen made of it, and what mypy said: a type or the first line of an error."""

    call: RandomCall
    judgement: Judgement
    eager: Eager | None
    said: str

    def __str__(self) -> str:
        truth = " or ".join(map(str, self.eager.results)) or self.eager.refusal if self.eager else "died"
        symbol = "" if self.call.symbol is None else f"; B is {self.call.symbol}"
        call = f"{self.call.instance}: {self.call.text}   ({_parameters(self.call)}{symbol})"
        return f"{self.judgement.value}: {call}\n    ATen: {truth[:300]}\n    mypy: {self.said}"


@cache
def surface() -> tuple[Operator, ...]:
    """All operators that the generator binds."""
    return select(parse(emit(), "Declarations.yaml").declarations).operators


def fuzz(count: int, seed: int, work: Path, instances: Sequence[str] = tuple(INSTANCES)) -> list[Judged]:
    """So many random calls, judged.  Raises CheckerFailed or TimeoutError where mypy crashes or hangs."""
    rng = random.Random(seed)
    supply = filter(_is_offered, RandomCalls(surface(), facts.load(FACTS), seed, instances))
    calls = [opened(c, rng) if rng.random() < OPEN_SHARE else c for c in islice(supply, count)]
    truths = eager([*calls, *(twin(c, rng) for c in calls if rng.random() < TWIN_SHARE)])
    with patience(60 + SECONDS_A_CALL * len(truths)):
        outcomes = list(_outcomes(list(truths), work))
    return [
        Judged(call, _judgement(call, truths[call], outcome, said), truths[call], said)
        for call, outcome, said in outcomes
    ]


def _is_offered(call: RandomCall) -> bool:
    """Whether the instance has the function; absent names are not the plugin's affair."""
    path, _, _ = call.text.partition("(")
    try:
        reduce(getattr, path.split(".")[1:], instance_module(call.instance))
    except AttributeError:
        return not path.startswith("T.")
    return True


def _outcomes(calls: Sequence[RandomCall], work: Path) -> Iterator[tuple[RandomCall, bool, str]]:
    """Each call with whether mypy reports an error in it, and the type or error shown; one run, a file an instance."""
    work.mkdir(parents=True, exist_ok=True)
    at: dict[tuple[Path, int], RandomCall] = {}
    for instance in INSTANCES:
        path, lines = (work / f"in_{instance}.py").resolve(), _HEADER.format(instance=instance).splitlines()
        for call in calls:
            if call.instance == instance:
                lines.append(f"def f{len(lines)}({_parameters(call)}) -> None: reveal_type({call.text})")
                at[path, len(lines)] = call
        path.write_text("\n".join(lines) + "\n")
    said: dict[tuple[Path, int], list[Diagnostic]] = {place: [] for place in at}
    for d in run("mypy", sorted({path for path, _ in at}), work, plugin="hasktorch_py.mypy_plugin"):
        said.setdefault((d.file, d.line), []).append(d)
    for place, call in at.items():
        errors = [d.message.splitlines()[0] for d in said[place] if d.severity == "error"]
        types = [found for d in said[place] if (found := d.revealed("mypy")) is not None]
        if not errors and len(types) != 1:
            raise CheckerFailed(f"mypy shows {len(types)} types for {call}")
        yield call, bool(errors), errors[0] if errors else _NAMED.sub("tuple[", types[0])


#: A named tuple whose fields mypy does not show: its parameters are their types.
_NAMED = re.compile(r"hasktorch\.results\.\w+\[")


def _parameters(call: RandomCall) -> str:
    return ", ".join(f"{parameter_name(i)}: {a}" for i, a in enumerate(call.annotations))


def _judgement(call: RandomCall, known: Eager | None, is_error: bool, said: str) -> Judgement:
    if known is None or known.untypable:
        return Judgement.UNJUDGED
    if not known.results:
        if is_error:
            return Judgement.REFUSED
        may_fit = call.gradual or any(known.elsewhere) or _HIDDEN.search(known.refusal)
        return Judgement.UNKNOWN if may_fit or not _is_full(read(said, "mypy")) else Judgement.SILENT
    if is_error and (call.mixed or not all(known.elsewhere)):
        return Judgement.STRICT
    if is_error:
        return Judgement.FALSE_ERROR
    if call.symbol is not None and not any(known.elsewhere):
        return Judgement.SILENT
    verdicts = {compare(shown(said, call.symbol), truth) for truth in known.results}
    if "wrong" in verdicts and call.symbol is not None and is_too_small(shown(said, call.symbol), known.results):
        return Judgement.ASSUMED
    return Judgement.WRONG if "wrong" in verdicts else Judgement.EXACT if verdicts == {"exact"} else Judgement.WIDER


def _is_full(shown: Type) -> bool:
    """Whether nothing is left open."""
    match shown:
        case Named("Never" | "NoReturn" | "int" | "float" | "bool" | "complex"):
            return False
        case Named(_, arguments) | Either(arguments):
            return all(map(_is_full, arguments))
        case Unpacked(inner):
            return _is_full(inner)
        case Anything() | Dots():
            return False
    return True


@contextmanager
def patience(seconds: int) -> Iterator[None]:
    """Raises TimeoutError in the block after so long."""

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"mypy has not come to an end after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main(
    calls: Annotated[int, typer.Option(help="How many.")] = 10_000,
    seed: Annotated[int, typer.Option(help="Other calls for another seed.")] = 0,
    batch: Annotated[int, typer.Option(help="Calls for each run of mypy.")] = 1_000,
) -> None:
    """Print the counts and every failure; end with status 1 where there is one."""
    console, work = Console(stderr=True), ROOT / "build" / "fuzzing"
    counts: Counter[Judgement] = Counter()
    for start in range(0, calls, batch):
        with console.status(f"{start:,} of {calls:,}"):
            judged = fuzz(min(batch, calls - start), seed + start, work)
        counts.update(j.judgement for j in judged)
        for j in judged:
            if j.judgement in FAILURES:
                print(j, flush=True)
    for judgement in Judgement:
        print(f"{counts[judgement]:8,}  {judgement.value}")
    raise typer.Exit(int(any(counts[j] for j in FAILURES)))


if __name__ == "__main__":
    typer.run(main)
