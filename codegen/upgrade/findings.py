"""What the steps that judge have found, out of what mypy and pytest write for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True)
class Findings:
    """``counts``: how often each outcome came, as far as that is told; ``failures``: a line for what does not hold."""

    counts: Mapping[str, int] = field(default_factory=dict)
    failures: tuple[str, ...] = ()


def junit(log: Path) -> Path:
    """Where pytest writes its outcome for programs, beside the log."""
    return log.with_suffix(".xml")


def of_mypy(log: Path) -> Findings:
    """mypy's errors, each a line of JSON in the log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    said = [json.loads(line) for line in lines if line.startswith('{"file": ')]
    errors = tuple(
        "{file}:{line}: {message}  [{code}]".format_map(each) for each in said if each["severity"] == "error"
    )
    return Findings({"errors": len(errors)}, errors)


def of_pytest(log: Path) -> Findings:
    """What became of the tests; nothing where pytest ended before it could tell."""
    if not junit(log).is_file():
        return Findings()
    suites = list(ElementTree.parse(junit(log)).iter("testsuite"))
    failed, errors, skipped, all_ = (
        sum(int(suite.get(word, 0)) for suite in suites) for word in ("failures", "errors", "skipped", "tests")
    )
    counts = {"failed": failed, "errors": errors, "passed": all_ - failed - errors - skipped, "skipped": skipped}
    return Findings(counts, tuple(failure for suite in suites for failure in _failures(suite)))


def _failures(suite: ElementTree.Element) -> Iterator[str]:
    for case in suite.iter("testcase"):
        for wrong in (*case.iter("failure"), *case.iter("error")):
            test = ".".join(filter(None, (case.get("classname"), case.get("name"))))
            yield f"{test}: {(wrong.get('message') or wrong.tag).splitlines()[0]}"
