"""What the installed ATen said when it was asked: the probed facts, one entry per declared overload.

The file is written by `hasktorch-py probe` and checked in, so that generating needs no probing and an upgrade of ATen
is a readable diff.  Nobody edits it by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..errors import CodegenError, Invalid, Location, Problem
from .language import Rule, parse_rule

OWN = ""  # the dtype of the instance itself
ANY = "*"  # whatever dtype


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A rule that ATen confirmed, and the parameters that must keep their default for it to hold."""

    rule: Rule
    pinned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one overload.

    `roles`: the dtype of each tensor parameter, in the order of the signature (`OWN`, a tag, or `ANY`).
    `results`: kind of the Python scalars given ("" where the overload takes none) -> instance -> tag of each tensor
    result (`OWN` where it is the instance's, `ANY` unknown).  An instance that is absent is one that ATen rejects.
    `retypes`: parameters that change the dtype of a result when given.
    `open`: ATen accepts calls that no rule covers.
    """

    key: str
    roles: tuple[str, ...]
    results: Mapping[str, Mapping[str, tuple[str, ...]]]
    retypes: tuple[str, ...]
    rules: tuple[RuleFact, ...]
    open: bool

    @property
    def instances(self) -> frozenset[str]:
        """The instances for which ATen implements the overload."""
        return frozenset(instance for table in self.results.values() for instance in table)


@dataclass(frozen=True, slots=True)
class FactBook:
    """All facts of one ATen version."""

    torch: str
    facts: Mapping[str, Facts]


def _dump_results(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Results -> the instances that give them: short, and a change of one instance is a change of one line."""
    groups: dict[str, list[str]] = {}
    for instance, tags in table.items():
        groups.setdefault(",".join(tag or "own" for tag in tags), []).append(instance)
    return {tags: " ".join(instances) for tags, instances in groups.items()}


def _load_results(groups: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {
        instance: tuple(OWN if tag == "own" else tag for tag in tags.split(",")) if tags else ()
        for tags, instances in groups.items()
        for instance in instances.split()
    }


def dump(book: FactBook) -> str:
    """The file's text: JSON, a line per fact, in the order of the keys."""
    lines = [f'{{"torch": {json.dumps(book.torch)}, "operators": {{']
    entries = []
    for key, fact in sorted(book.facts.items()):
        fields = [
            f'"roles": {json.dumps([role or "own" for role in fact.roles])}',
            f'"results": {json.dumps({kind: _dump_results(t) for kind, t in fact.results.items()})}',
            *([f'"retypes": {json.dumps(fact.retypes)}'] if fact.retypes else []),
            f'"open": {json.dumps(fact.open)}',
            *(['"rules": [\n   ' + ",\n   ".join(_dump_rule(r) for r in fact.rules) + "]"] if fact.rules else []),
        ]
        entries.append(f" {json.dumps(key)}: {{\n  " + ",\n  ".join(fields) + "}")
    return "\n".join(lines) + "\n" + ",\n".join(entries) + "\n}}\n"


def _dump_rule(fact: RuleFact) -> str:
    return json.dumps([str(fact.rule), *fact.pinned])


def release(version: str) -> str:
    """A version of torch without what names a build of it: 2.13.0 for 2.13.0+cpu."""
    return version.partition("+")[0]


def version(path: Path) -> str:
    """The torch that was asked. Raises CodegenError as `read` does."""
    with _explained(path):
        return str(json.loads(path.read_text(encoding="utf-8"))["torch"])


def read(path: Path) -> FactBook:
    """The facts in a file that `probe` wrote. Raises CodegenError where it is missing or no such file."""
    with _explained(path):
        return load(path)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
        return
    except OSError as error:
        found = error.strerror or str(error)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, Invalid) as error:
        found = f"{type(error).__name__}: {error}".split("\n")[0]
    hint = "name a facts.json, as `hasktorch-py probe --out facts.json` writes it"
    raise CodegenError([Problem(Location(str(path), 1), "file", "the facts that `probe` wrote", found, hint)])


def load(path: Path) -> FactBook:
    """The facts in the file at `path`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return FactBook(data["torch"], {key: _load(key, entry) for key, entry in data["operators"].items()})


def _load(key: str, entry: dict[str, object]) -> Facts:
    roles, results, rules = entry["roles"], entry["results"], entry.get("rules", [])
    assert isinstance(roles, list) and isinstance(results, dict) and isinstance(rules, list)
    retypes = entry.get("retypes", [])
    assert isinstance(retypes, list)
    return Facts(
        key,
        tuple(OWN if role == "own" else role for role in roles),
        {kind: _load_results(groups) for kind, groups in results.items()},
        tuple(retypes),
        tuple(RuleFact(parse_rule(text), tuple(pinned)) for text, *pinned in rules),
        bool(entry["open"]),
    )
