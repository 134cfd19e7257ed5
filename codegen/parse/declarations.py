"""``Declarations.yaml`` of any ATen era → IR, or every reason why not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

from ..errors import CodegenError, Flaw, Invalid, Location, Problem
from ..model import Declaration
from .agreement import disagreements
from .document import Document, Node, read_document
from .entry import Entry, read_entry
from .eras import Era, era_of
from .fields import described
from .legacy import schema_of
from .schema import IDENTIFIER, Schema, parse_schema
from .source import decode, read_text

#: ATen declares about 3,200 overloads.
MAX_ENTRIES = 20_000


def load(path: Path) -> tuple[Declaration, ...]:
    """The declarations in a ``.yaml``, ``.yaml.xz`` or ``.yaml.gz`` file. Raises CodegenError."""
    return parse(read_text(path), str(path))


def parse(text: str | bytes, file: str) -> tuple[Declaration, ...]:
    """The declarations in ``text``, in its order; ``file`` is what messages call it.

    Raises CodegenError with all problems of all entries.
    """
    document = read_document(text if isinstance(text, str) else decode(text, file), file)
    entries = _entries(document, file)
    era = era_of(entries)
    problems: list[Problem] = []
    declarations: list[Declaration] = []
    refused = _by_entry(document.flaws, entries)
    for index, node in enumerate(entries):
        flaws = refused.get(index, [])
        if not flaws:
            declaration = _declaration(node, era, file, flaws)
            if declaration is not None:
                declarations.append(declaration)
        if flaws:
            label = _label(node, index)
            problems.extend(flaw.within(file, label) for flaw in flaws)
    problems.extend(_duplicates(declarations, era))
    if problems:
        raise CodegenError(sorted(problems, key=lambda problem: problem.location.line if problem.location else 0))
    return tuple(declarations)


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


def _declaration(node: Node, era: Era, file: str, flaws: list[Flaw]) -> Declaration | None:
    entry = read_entry(node, era, flaws)
    if flaws:
        return None
    try:
        schema = parse_schema(entry.schema) if era.has_schema else schema_of(entry)
    except Invalid as invalid:
        flaws.append(invalid.on(entry.schema_line))
        return None
    if era.has_schema:
        flaws.extend(disagreements(entry, schema))
    declaration = _assembled(entry, schema, file)
    if era.has_schema and not flaws and str(declaration) != entry.schema:
        hint = "write the schema as ATen prints it"
        flaws.append(Flaw(entry.schema_line, f"the schema {declaration}", repr(entry.schema), hint))
    return None if flaws else declaration


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


def _duplicates(declarations: Sequence[Declaration], era: Era) -> list[Problem]:
    """Entries that an earlier one already declares.

    Up to ATen 1.3 overload names do not exist or are not unique; there, only an entry with the same arguments is one.
    """
    first: dict[object, Declaration] = {}
    problems = []
    for declaration in declarations:
        identity: object = declaration.key
        if not era.has_unique_overloads:
            identity = (declaration.key, tuple((a.name, a.type) for a in declaration.arguments))
        earlier = first.setdefault(identity, declaration)
        if earlier is not declaration:
            found = f"a second one; the first is at line {earlier.location.line}"
            hint = "remove one of the two, or give it another overload name"
            problems.append(Problem(declaration.location, declaration.key, "one entry per overload", found, hint))
    return problems


def _label(node: Node, index: int) -> str:
    """What a message calls an entry that may not be readable: ``add.Tensor``, ``add``, or ``entry 3``."""
    fields = node.value if isinstance(node.value, dict) else {}
    parts = [fields[key].value for key in ("operator_name", "overload_name") if key in fields]
    if not parts and "name" in fields:
        parts = [fields["name"].value]
    names = [part for part in parts if isinstance(part, str) and IDENTIFIER.fullmatch(part)]
    return ".".join(names) if names else f"entry {index + 1}"
