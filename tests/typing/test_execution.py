"""The type tests themselves are held against torch: accepted lines run, rejected ones raise unless marked `strict`."""

from pathlib import Path

import pytest
import torch

from .execution import functions, run_whole, statements
from .marks import marks

HERE = Path(__file__).parent
#: Of the core, what takes and gives tensors and numbers alone: of other types there are no examples to run it with.
CORE = ("criteria.py", "random_numbers.py")
ACCEPT = sorted([*HERE.glob("accept/*.py"), *(HERE / "accept" / "core" / name for name in CORE)])
REJECT = sorted([*HERE.glob("reject/*.py"), *(HERE / "reject" / "core" / name for name in CORE)])


@pytest.mark.parametrize("path", ACCEPT, ids=lambda p: p.stem)
def test_accepted_lines_run_and_have_the_claimed_types(path: Path) -> None:
    torch.manual_seed(0)
    for function, namespace in functions(path):
        run_whole(function, namespace)


@pytest.mark.parametrize("path", REJECT, ids=lambda p: p.stem)
def test_rejected_lines_are_mistakes(path: Path) -> None:
    torch.manual_seed(0)
    marked = marks(path)
    told = []
    for function, namespace in functions(path):
        for statement in statements(function, namespace):
            mark = marked.get(statement.line)
            raised: Exception | None = None
            try:
                statement.run()
            except Exception as error:  # torch raises many kinds
                raised = error
            if mark is None and raised is not None:
                told.append(f"{path.name}:{statement.line}: unmarked, but raises {raised!r}")
            elif mark is not None and mark.strict and raised is not None:
                told.append(f"{path.name}:{statement.line}: marked strict, but torch refuses it too: {raised!r}")
            elif mark is not None and not mark.strict and raised is None:
                told.append(f"{path.name}:{statement.line}: marked as an error, but torch accepts it")
    assert not told, "\n".join(told)
