"""``Declarations.yaml`` of any ATen → IR, as far as it is understood, and what is strange in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import CodegenError, Finding, Flaw, Invalid, Location
from ..model import Declaration
from .agreement import disagreements
from .document import Document, Node, read_document
from .entry import Entry, read_entry
from .fields import described
from .legacy import schema_of
from .schema import IDENTIFIER, Schema, parse_schema
from .source import decode, read_text

#: ATen declares about 3,200 overloads.
MAX_ENTRIES = 20_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file declares, in its order; ``skipped`` names the entries that are not understood, ``findings`` why."""

    declarations: tuple[Declaration, ...]
    skipped: tuple[str, ...]
    findings: tuple[Finding, ...]


def load(path: Path) -> Reading:
    """What a ``.yaml``, ``.yaml.xz`` or ``.yaml.gz`` file declares. Raises CodegenError."""
    return parse(read_text(path), str(path))


def parse(text: str | bytes, file: str) -> Reading:
    """What ``text`` declares; ``file`` is what messages call it.

    Raises CodegenError where it is no list of declarations, or where none of them is understood.
    """
    document = read_document(text if isinstance(text, str) else decode(text, file), file)
    entries = _entries(document, file)
    refused = _by_entry(document.flaws, entries)
    declarations: list[Declaration] = []
    skipped: list[str] = []
    flawed: list[tuple[str, Flaw]] = []
    first: dict[object, int] = {}
    for index, node in enumerate(entries):
        flaws = refused.get(index, [])
        declaration = None if flaws else _declaration(node, file, first, flaws)
        if declaration is not None:
            declarations.append(declaration)
        label = _label(node, index) if flaws else ""
        if declaration is None:
            skipped.append(label)
        flawed.extend((label, flaw) for flaw in flaws)
    findings = tuple(_findings(flawed, file))
    if not declarations:
        raise CodegenError([finding.problem for finding in findings])
    return Reading(tuple(declarations), tuple(skipped), findings)


def _entries(document: Document, file: str) -> list[Node]:
    expected = "a list of declarations"
    hint = "write one from the installed torch: hasktorch-py emit --out Declarations.yaml"
    root = document.root
    if root is not None and isinstance(root.value, list) and root.value:
        if len(root.value) <= MAX_ENTRIES:
            return root.value
        expected, hint = f"at most {MAX_ENTRIES:,} declarations", "this is no Declarations.yaml"
        line = root.value[MAX_ENTRIES].line
        raise CodegenError([Flaw(line, expected, f"{len(root.value):,}", hint).within(file, "file")])
    flaws = list(document.flaws)
    if root is None or root.value is None or root.value == []:
        flaws = flaws or [Flaw(1, expected, "an empty file" if root is None else "nothing in it", hint)]
    else:
        flaws.append(Flaw(root.line, expected, described(root.value), hint))
    raise CodegenError([flaw.within(file, "file") for flaw in flaws])


def _by_entry(flaws: Sequence[Flaw], entries: Sequence[Node]) -> dict[int, list[Flaw]]:
    """What the document refused, by the index of the entry in whose lines it stands."""
    starts = [entry.line for entry in entries]
    found: dict[int, list[Flaw]] = {}
    for flaw in flaws:
        found.setdefault(max(bisect_right(starts, flaw.line) - 1, 0), []).append(flaw)
    return found


def _declaration(node: Node, file: str, first: dict[object, int], flaws: list[Flaw]) -> Declaration | None:
    """The declaration of an entry, None where it is skipped; why is added to ``flaws``.

    ``first`` has the line of each that was read.
    """
    entry = read_entry(node, flaws)
    if entry is None:
        return None
    try:
        schema = schema_of(entry) if entry.schema is None else parse_schema(entry.schema)
    except Invalid as invalid:
        flaws.append(invalid.on(entry.schema_line))
        return None
    declaration = _assembled(entry, schema, file)
    against = [] if entry.schema is None else list(disagreements(entry, schema))
    if entry.schema not in (None, str(declaration)):
        hint = "write the schema as ATen prints it"
        against.append(Flaw(entry.schema_line, f"the schema {declaration}", repr(entry.schema), hint, cause="print"))
    if not against and (earlier := first.setdefault(_identity(declaration, entry), entry.line)) != entry.line:
        found = f"a second one; the first is at line {earlier}"
        hint = "remove one of the two, or give it another overload name"
        against.append(Flaw(entry.line, "one entry per overload", found, hint, cause="twice"))
    flaws += against
    return None if against else declaration


def _assembled(entry: Entry, schema: Schema, file: str) -> Declaration:
    return Declaration(
        name=schema.name,
        overload=schema.overload,
        arguments=schema.arguments,
        returns=schema.returns,
        python_module=entry.python_module,
        is_method=entry.is_method,
        is_function=entry.is_function,
        inplace=entry.inplace,
        deprecated=entry.deprecated,
        location=Location(file, entry.line),
        tight_arrow=schema.tight_arrow,
    )


def _identity(declaration: Declaration, entry: Entry) -> object:
    """What no two entries have in common. Up to ATen 1.3 overload names do not exist or are not unique."""
    if entry.schema_order is not None:
        return declaration.key
    return declaration.key, tuple((argument.name, argument.type) for argument in declaration.arguments)


def _findings(flawed: Iterable[tuple[str, Flaw]], file: str) -> Iterator[Finding]:
    """One for each cause, in the order of the file."""
    causes: dict[object, list[tuple[str, Flaw]]] = {}
    for label, flaw in flawed:
        causes.setdefault((flaw.harmless, flaw.cause or (flaw.expected, flaw.found)), []).append((label, flaw))
    for places in causes.values():
        label, flaw = min(places, key=lambda place: place[1].line)
        skipped = () if flaw.harmless else tuple(dict.fromkeys(label for label, _ in places))
        yield Finding(flaw.within(file, label), len(places), skipped)


def _label(node: Node, index: int) -> str:
    """What a message calls an entry that may not be readable: ``add.Tensor``, ``add``, or ``entry 3``."""
    fields = node.value if isinstance(node.value, dict) else {}
    parts = [fields[key].value for key in ("operator_name", "overload_name") if key in fields]
    if not parts and "name" in fields:
        parts = [fields["name"].value]
    names = [part for part in parts if isinstance(part, str) and IDENTIFIER.fullmatch(part)]
    return ".".join(names) if names else f"entry {index + 1}"
