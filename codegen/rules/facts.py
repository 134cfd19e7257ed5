"""What the installed ATen said when it was asked: the probed facts, one entry per declared overload.

The file is written by `hasktorch-py probe` and checked in, so that generating needs no probing and an upgrade of ATen
is a readable diff.  Nobody edits it by hand.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import CodegenError, Location, Problem
from .language import Rule, parse_rule

OWN = ""  # the dtype of the instance itself
ANY = "*"  # whatever dtype
#: The kinds of Python's numbers, each a subtype of the next to a type checker.
NUMBERS = ("bool", "int", "float", "complex")
#: What two schemas may write in two ways: aliasing, symbolic integers, defaults (ATen and TorchScript print others).
_NOTATION = (
    (re.compile(r"\([a-z](?:!| -> \*)?\)"), ""),
    (re.compile(r"\bSym(?:Int|Bool)\b"), lambda found: found[0][3:].lower()),
    (re.compile(r"=\[(-?\w+)(?:,\1)*\]"), r"=\1"),
    (re.compile(r"=(-?\d+)\.0\b"), r"=\1"),
    (re.compile(r"='([^']*)'"), r'="\1"'),
    (re.compile(r"=Mean\b"), "=1"),
)


def asked_of(schema: str) -> str:
    """What a schema says of calls: two with the same text are called in the same way, whatever their names."""
    text = schema[schema.index("(") :]
    for pattern, plain in _NOTATION:
        text = pattern.sub(plain, text)
    return text


@dataclass(frozen=True, slots=True)
class RuleFact:
    """A rule that ATen confirmed, and the parameters that must keep their default for it to hold."""

    rule: Rule
    pinned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one overload.

    `roles`: the dtype of each tensor parameter, in the order of the signature (`OWN`, a tag, or `ANY`).
    `results`: kind of the Python numbers given ("" where the overload takes none) -> instance -> tag of each tensor
    result (`OWN` where it is the instance's, `ANY` unknown).  An instance that is absent is one that ATen rejects.
    `retypes`: parameters that change the dtype of a result when given.
    `open`: ATen accepts calls that no rule covers.
    `given`: pinned parameters; a call that gives none of them is covered, if not empty. One that does follows `loose`,
    the inputs of all that ATen takes, or anything where `open`.
    `also`: tensor parameter -> the tags beside its role that ATen takes there as well, with the same results.
    `asked`: the overload that answered (see `asked_of`); one under the same key that is called otherwise did not. Facts
    of before this was written are nobody's.
    """

    key: str
    roles: tuple[str, ...]
    results: Mapping[str, Mapping[str, tuple[str, ...]]]
    retypes: tuple[str, ...]
    rules: tuple[RuleFact, ...]
    open: bool
    given: tuple[str, ...] = ()
    loose: tuple[RuleFact, ...] = ()
    asked: str = ""
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

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
        also = {name: " ".join(tags) for name, tags in fact.also.items()}
        fields = [
            f'"asked": {json.dumps(fact.asked)}',
            f'"roles": {json.dumps([role or "own" for role in fact.roles])}',
            f'"results": {json.dumps({kind: _dump_results(t) for kind, t in fact.results.items()})}',
            *([f'"also": {json.dumps(also)}'] if also else []),
            *([f'"retypes": {json.dumps(fact.retypes)}'] if fact.retypes else []),
            f'"open": {json.dumps(fact.open)}',
            *([f'"given": {json.dumps(fact.given)}'] if fact.given else []),
            *_dump_rules("rules", fact.rules),
            *_dump_rules("loose", fact.loose),
        ]
        entries.append(f" {json.dumps(key)}: {{\n  " + ",\n  ".join(fields) + "}")
    return "\n".join(lines) + "\n" + ",\n".join(entries) + "\n}}\n"


def _dump_rules(name: str, rules: tuple[RuleFact, ...]) -> list[str]:
    lines = [json.dumps([str(fact.rule), *fact.pinned]) for fact in rules]
    return [f'"{name}": [\n   ' + ",\n   ".join(lines) + "]"] if lines else []


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
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, CodegenError) as error:
        found = f"{type(error).__name__}: {error}".split("\n")[0]
    hint = "name a facts.json, as `hasktorch-py probe --out facts.json` writes it"
    raise CodegenError([Problem(Location(str(path), 1), "file", "the facts that `probe` wrote", found, hint)])


def load(path: Path) -> FactBook:
    """The facts in the file at `path`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return FactBook(data["torch"], {key: _load(key, entry) for key, entry in data["operators"].items()})


def _load(key: str, entry: dict[str, object]) -> Facts:
    roles, results, retypes, given = (entry.get(name, []) for name in ("roles", "results", "retypes", "given"))
    also = entry.get("also", {})
    assert isinstance(roles, list) and isinstance(results, dict) and isinstance(also, dict)
    assert isinstance(retypes, list) and isinstance(given, list)
    return Facts(
        key,
        tuple(OWN if role == "own" else role for role in roles),
        {kind: _load_results(groups) for kind, groups in results.items()},
        tuple(retypes),
        _load_rules(entry.get("rules", [])),
        bool(entry["open"]),
        tuple(given),
        _load_rules(entry.get("loose", [])),
        str(entry.get("asked", "")),
        {name: tuple(tags.split()) for name, tags in also.items()},
    )


def _load_rules(rows: object) -> tuple[RuleFact, ...]:
    assert isinstance(rows, list)
    return tuple(RuleFact(parse_rule(text), tuple(pinned)) for text, *pinned in rows)
