"""Reads `core.yaml`: what an instance has of the hand-written core, as entries of its module and lines of its stub."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hasktorch_py.aten.dtypes import CLASSES, DType

from .errors import CodegenError, Flaw
from .instantiate import CORE
from .parse.document import Node, read_document
from .parse.fields import Fields, described

FILE = Path(__file__).with_name("core.yaml")
#: The dimension variables of layers.
_VARIABLES = "layers._variables"
_KEYS = frozenset({"module", "layers", "built", "names", "whole"})


@dataclass(frozen=True, slots=True)
class Row:
    """A module of hasktorch_py and what of it is exported; the line of each exported name stands beside it."""

    module: str
    layers: Mapping[str, tuple[str, ...]]
    built: Mapping[str, str]
    names: tuple[str, ...]
    whole: bool
    lines: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class CoreView:
    """The entries of an instance's table of the core, and the lines of its stub."""

    entries: tuple[str, ...] = ()
    stub_imports: tuple[str, ...] = ()
    stub: tuple[str, ...] = ()


@cache
def load(path: Path = FILE) -> Mapping[str, tuple[Row, ...]]:
    """The rows for each class of dtypes. Raises CodegenError with everything that is malformed."""
    return parse(path.read_text(encoding="utf-8"), path.name)


def parse(text: str, file: str) -> Mapping[str, tuple[Row, ...]]:
    """The rows in `text`. Raises CodegenError, also for a name that a class of dtypes would have twice."""
    document = read_document(text, file)
    flaws = list(document.flaws)
    root = document.root or Node({}, 1)
    found: dict[str, tuple[Row, ...]] = {}
    classes = Fields(root, (), CLASSES, flaws, "the classes of dtypes")
    for name in CLASSES:
        found[name] = tuple(_row(node, flaws) for node in classes.items(name))
        seen: set[str] = set()
        for row in found[name]:
            for exported, line in row.lines.items():
                if exported in seen:
                    flaws.append(Flaw(line, f"each name once in {name}", f"{exported!r} again", "export it once"))
                seen.add(exported)
    classes.close()
    if flaws:
        raise CodegenError([flaw.within(file, "core") for flaw in flaws])
    return found


def _row(node: Node, flaws: list[Flaw]) -> Row:
    fields = Fields(node, {"module"}, _KEYS, flaws, "a module of the core")
    module, whole = fields.text("module"), fields.flag("whole")
    layers, built = (_mapping(fields, key, flaws) for key in ("layers", "built"))
    names = fields.items("names")
    fields.close()
    lines = {name: each.line for name, each in (*layers.items(), *built.items())}
    lines |= {str(each.value): each.line for each in names}
    if whole:
        lines[module] = fields.line
    return Row(
        module,
        {name: _dimensions(name, each, flaws) for name, each in layers.items()},
        {name: str(each.value) for name, each in built.items()},
        tuple(str(each.value) for each in names),
        whole,
        lines,
    )


def _mapping(fields: Fields, key: str, flaws: list[Flaw]) -> dict[str, Node]:
    node = fields.take(key)
    if node is None:
        return {}
    if isinstance(node.value, dict):
        return node.value
    flaws.append(Flaw(node.line, f"a mapping for {key!r}", described(node.value), "write name: value"))
    return {}


def _dimensions(layer: str, node: Node, flaws: list[Flaw]) -> tuple[str, ...]:
    if isinstance(node.value, list):
        return tuple(str(variable.value) for variable in node.value)
    expected = f"a list of dimension variables for {layer!r}"
    flaws.append(Flaw(node.line, expected, described(node.value), "write them in the order of the class"))
    return ()


def modules() -> frozenset[str]:
    """The modules that some instance has something of."""
    return frozenset(row.module for rows in load().values() for row in rows) | {_VARIABLES}


def shared(module: str) -> str:
    """What the stubs of `hasktorch` import a module of the core from: the core itself, which is typed against it."""
    return CORE


def view(dtype: DType, taken: Collection[str], root: Callable[[str], str] = shared, file: Path = FILE) -> CoreView:
    """What the instance exports; `taken` are the names that it has of ATen, `root` what a module is imported from.

    Raises CodegenError where a name of the core is one of them.
    """
    rows = load(file)[dtype.dtype_class]
    flaws = [
        Flaw(line, "a name that ATen does not have", f"{name!r}, which is ATen's in hasktorch.{dtype.instance}",
             "rename it in the core, or leave it out here")
        for row in rows
        for name, line in row.lines.items()
        if name in taken
    ]  # fmt: skip
    if flaws:
        raise CodegenError([flaw.within(file.name, "core") for flaw in flaws])
    if not rows:
        return CoreView()
    variables = sorted({each for row in rows for dims in row.layers.values() for each in dims})
    return CoreView(
        entries=tuple(entry for row in rows for entry in _entries(row)),
        stub_imports=(
            *(line for row in rows for line in _stub_imports(row, root(row.module))),
            *([f"from {root(_VARIABLES)}.{_VARIABLES} import {', '.join(variables)}"] if variables else []),
        ),
        stub=tuple(line for row in rows for line in _stub(row, dtype)),
    )


def _entries(row: Row) -> Iterator[str]:
    """Name, module, name there and kind, as `hasktorch_py.runtime.lazy` reads them."""
    named = [*((name, name, "layer") for name in row.layers), *((name, name, "own") for name in row.names)]
    named += [(name, there, "built") for name, there in row.built.items()]
    named += [(row.module, "", "module")] if row.whole else []
    for name, there, kind in named:
        yield f'"{name}": ("{row.module}", "{there}", "{kind}"),'


def _stub_imports(row: Row, root: str) -> Iterator[str]:
    if row.whole:
        yield f"from {root} import {row.module} as {row.module}"
    for name in row.names:
        yield f"from {root}.{row.module} import {name} as {name}"
    for name in (*row.layers, *row.built.values()):
        yield f"from {root}.{row.module} import {name} as _{name}"


def _stub(row: Row, dtype: DType) -> Iterator[str]:
    for name, dimensions in row.layers.items():
        yield f"{name}: TypeAlias = _{name}[{', '.join((dtype.tag, *dimensions))}]"
    for name, generic in row.built.items():
        yield f"{name}: _{generic}[{dtype.tag}]"
