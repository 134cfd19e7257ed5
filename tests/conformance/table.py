"""The checked-in table: docs/conformance.md."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import torch

from .classify import Outcome
from .measure import Measured, calls, operators
from .samples import Gathered

#: instance -> checker, or what else it is called -> what it made of every call
Results = Mapping[str, Mapping[str, Sequence[Measured]]]

_INTRODUCTION = """\
# Conformance

PyTorch's operator database (`torch.testing._internal.common_methods_invocations.op_db`, torch {version}) holds sample
calls of its operators. Each is written as a call of an instance, its tensors being parameters annotated with their real
dtype and dimensions, and every checker tells the type of the result, which is compared with what torch returns.
`make conformance` writes this file.

| | |
|---|---|
| exact | dtype and all dimensions are those of the real result (no tensor: its Python class) |
| partial | true, but wider: a dimension, the rank, the length of a tuple or the dtype is unknown |
| wrong | the type contradicts the real result |
| false error | the checker rejects the call, which torch accepts |
| missing | the instance has no such function, or the tensor no such method |

An operator counts under the worst that happens to one of its calls: wrong, missing, false error, partial, exact.
"""


def document(results: Results, gathered: Mapping[str, Gathered], opened: Mapping[str, Sequence[Measured]]) -> str:
    """The whole document; `opened`: what the plugin makes of calls whose sizes are open."""
    parts = [_INTRODUCTION.format(version=torch.__version__.partition("+")[0])]
    parts += [summary(instance, by_checker) for instance, by_checker in results.items()]
    parts.append(open_summary(opened))
    parts.append(_listed("Wrong", Outcome.WRONG, {**results, "double": {**results["double"], **opened}}))
    parts.append(_digest("Missing", Outcome.MISSING, results))
    parts.append(_digest("False errors", Outcome.FALSE_ERROR, results))
    parts.append(_left_out(gathered))
    return "\n".join(parts)


def open_summary(opened: Mapping[str, Sequence[Measured]]) -> str:
    """What the plugin makes of calls whose sizes are open."""
    lines = [
        "## Sizes that are open: the plugin", "",
        "Two calls of each operator of `hasktorch.double`, where torch takes them for other sizes, too, with type",
        "variables or `Any` in the place of numbers. The type has to be that of the result for all sizes; what depends",
        "on an `Any` may be unknown.",
        "",
        f"| | calls | {' | '.join(o.value for o in Outcome)} |", "|---|---:|" + "---:|" * len(Outcome),
    ]  # fmt: skip
    for label, measured in opened.items():
        counts = calls(measured)
        total = sum(counts.values())
        lines.append(f"| {label} | {total:,} | {' | '.join(_share(counts[o], total) for o in Outcome)} |")
    return "\n".join([*lines, ""])


def summary(instance: str, by_checker: Mapping[str, Sequence[Measured]]) -> str:
    """The two tables of one instance: by calls and by operators."""
    lines = [f"## `hasktorch.{instance}`", ""]
    for title, count in (("calls", calls), ("operators", operators)):
        counted = {checker: count(measured) for checker, measured in by_checker.items()}
        total = max(sum(c.values()) for c in counted.values())
        lines.append(f"| {total:,} {title} | {' | '.join(o.value for o in Outcome)} |")
        lines.append("|---|" + "---:|" * len(Outcome))
        for checker, counts in counted.items():
            cells = " | ".join(_share(counts[o], total) for o in Outcome)
            lines.append(f"| {checker} | {cells} |")
        lines.append("")
    return "\n".join(lines)


def _share(count: int, total: int) -> str:
    return f"{count:,} ({100 * count / total:.1f} %)" if count else "0"


def _listed(title: str, outcome: Outcome, results: Results) -> str:
    """Every call with this outcome, with the type shown and the truth."""
    lines = [f"## {title}", ""]
    for instance, by_checker in results.items():
        for checker, measured in by_checker.items():
            lines += [
                f"- {checker}, `{instance}`: `{_cut(str(m.call))}` is shown as `{_cut(m.said)}`, is `{m.call.truth}`"
                for m in measured
                if m.outcome is outcome
            ]
    return "\n".join(lines if len(lines) > 2 else [*lines, "None."]) + "\n"


def _digest(title: str, outcome: Outcome, results: Results) -> str:
    """Calls with this outcome by operator, summed over the instances, with the first of them."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, Measured] = {}
    for by_checker in results.values():
        for checker, measured in by_checker.items():
            for m in measured:
                if m.outcome is outcome:
                    counts[m.call.opinfo][checker] += m.weight
                    first.setdefault(m.call.opinfo, m)
    lines = [f"## {title}", ""]
    if not counts:
        return "\n".join([*lines, "None.", ""])
    checkers = list(dict.fromkeys(checker for by_checker in results.values() for checker in by_checker))
    lines.append(f"| operator | {' | '.join(checkers)} | for example |")
    lines.append("|---|" + "---:|" * len(checkers) + "---|")
    for name in sorted(counts, key=lambda n: (-max(counts[n].values()), n)):
        cells = " | ".join(f"{counts[name][c]:,}" for c in checkers)
        example = _cut(str(first[name].call)).replace("|", "\\|")
        lines.append(f"| {name} | {cells} | `{example}` |")
    return "\n".join(lines) + "\n"


def _left_out(gathered: Mapping[str, Gathered]) -> str:
    """Operators that are not ATen's, and calls that cannot be written, by reason."""
    lines = ["## Left out", "", "Operators of the database that are none of torch's and ATen's public ones:", ""]
    by_reason: dict[str, set[str]] = defaultdict(set)
    for found in gathered.values():
        for name, reason in found.not_aten.items():
            by_reason[reason].add(name)
    for reason, names in sorted(by_reason.items(), key=lambda item: -len(item[1])):
        lines.append(f"- {reason} ({len(names)}): {', '.join(f'`{n}`' for n in sorted(names))}")
    lines += ["", "Calls that no type of the package describes:", ""]
    lines += _unwritten(gathered)
    return "\n".join(lines) + "\n"


def _unwritten(gathered: Mapping[str, Gathered]) -> Iterator[str]:
    for instance, found in gathered.items():
        for (name, reason), count in sorted(found.unwritten.items()):
            yield f"- `{instance}`, {name}: {count} with {reason}"


def _cut(text: str, most: int = 200) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= most else f"{one_line[:most]}…"
