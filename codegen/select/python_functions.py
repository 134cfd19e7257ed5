"""What torch writes in Python or by hand over ATen: read from ``python.yaml``, in ATen's own schema notation.

The notation has three additions. ``Tensor[] *tensors`` is given as separate arguments, ``/`` ends the positional-only
ones, and ``bool{True} return_indices`` is a flag that must have this value for a call to be of the overload.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from hasktorch_py.aten.names import NAMESPACE_OF

from ..errors import CodegenError, Flaw, Invalid
from ..model import Default
from ..parse.document import Node, read_document
from ..parse.fields import Fields
from ..parse.schema import IDENTIFIER, parse_schema
from .operators import Kind, Operator, is_factory
from .signature import Param, ParamKind, Signature, param_of

FILE = Path(__file__).with_name("python.yaml")
_NAMESPACES: Mapping[str, str] = {**NAMESPACE_OF, "torch.Tensor": "Tensor"}
_KEYS = frozenset({"signatures", "covers", "property", "why"})
_TEXT = re.compile(r"(?P<overload>\w*)(?P<rest>\(.*)")
_VARIADIC = re.compile(r" \*(?P<name>[a-z]\w*)(?P<more>(?=,))?")
_NAME = re.compile(r"(\w+)(?=[,=]|$)")
_ONLY = re.compile(r"(?P<type>\w+)\{(?P<value>True|False)\} (?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class PythonFunction:
    """One row: an operator, and the ATen operators that torch exposes as it and not under their own names.

    An operator without signatures is typed by hand; it only covers.
    """

    operator: Operator
    covers: tuple[str, ...] = ()


@cache
def load(path: Path = FILE) -> tuple[PythonFunction, ...]:
    """The rows of the file. Raises CodegenError with every row that cannot be read."""
    text = path.read_text(encoding="utf-8")
    return parse(text, path.name)


def parse(text: str, file: str) -> tuple[PythonFunction, ...]:
    """The rows in ``text``: dotted path → signatures, or a mapping with ``signatures`` and more."""
    document = read_document(text, file)
    problems = [flaw.within(file, "file") for flaw in document.flaws]
    rows: list[PythonFunction] = []
    if document.root is None or not isinstance(document.root.value, dict):
        flaw = Flaw(1, "a mapping from paths to signatures", "something else", "write torch.name: [signatures]")
        raise CodegenError([*problems, flaw.within(file, "file")])
    for target, node in document.root.value.items():
        flaws: list[Flaw] = []
        row = _row(target, node, flaws)
        if row is not None and not flaws:
            rows.append(row)
        problems.extend(flaw.within(file, target) for flaw in flaws)
    if problems:
        raise CodegenError(problems)
    return tuple(rows)


def _row(target: str, node: Node, flaws: list[Flaw]) -> PythonFunction | None:
    module, _, name = target.rpartition(".")
    namespace = _NAMESPACES.get(module)
    if namespace is None or not IDENTIFIER.fullmatch(name):
        expected = f"a name in one of {', '.join(_NAMESPACES)}"
        flaws.append(Flaw(node.line, expected, repr(target), "write the path under which torch exposes it"))
        return None
    covers: tuple[str, ...] = ()
    is_property = False
    items = node.value
    if isinstance(items, dict):
        fields = Fields(node, {"signatures"}, _KEYS, flaws, "a function of torch")
        items = fields.items("signatures")
        covers = tuple(str(item.value) for item in fields.items("covers"))
        is_property = fields.flag("property")
        fields.text("why")
        fields.close()
    if not isinstance(items, list) or not (items or covers):
        flaws.append(Flaw(node.line, "a list of signatures", "something else", "write one signature a line"))
        return None
    is_method = namespace == "Tensor"
    signatures = [_signature(item, target, is_method, flaws) for item in items]
    found = tuple(signature for signature in signatures if signature is not None)
    if len({signature.key for signature in found}) < len(found):
        flaws.append(Flaw(node.line, "every overload name once", "one twice", "name the overloads apart"))
    kind = Kind.PROPERTY if is_property else Kind.METHOD if is_method else Kind.FUNCTION
    return PythonFunction(Operator(namespace, name, kind, target, found, is_factory(found)), covers)


def _signature(node: Node, target: str, is_method: bool, flaws: list[Flaw]) -> Signature | None:
    text = _TEXT.fullmatch(node.value) if isinstance(node.value, str) else None
    if text is None:
        flaws.append(Flaw(node.line, "overload(Tensor x, …) -> Tensor", repr(node.value), "write a schema"))
        return None
    key = ".".join(part for part in (target.removeprefix("torch.") if is_method else target, text["overload"]) if part)
    marks = _Marks(text["rest"])
    try:
        schema = parse_schema(f"aten::f{marks.plain}")
    except Invalid as invalid:
        flaws.append(invalid.on(node.line))
        return None
    arguments = [argument for argument in schema.arguments if not argument.out]
    params = tuple(marks.put(param_of(argument, method=is_method)) for argument in arguments)
    return Signature(key, params, schema.returns, len(arguments) < len(schema.arguments), f"{key}{text['rest']}")


class _Marks:
    """The additions to the notation in one schema, and the schema without them."""

    def __init__(self, text: str) -> None:
        before, slash, after = text.rpartition(", /")
        self.positional = frozenset(_NAME.findall(before)) if slash else frozenset[str]()
        self.variadic = frozenset(found["name"] for found in _VARIADIC.finditer(text))
        self.only = {found["name"]: Default(found["value"] == "True") for found in _ONLY.finditer(text)}
        # What follows separate arguments can be given by keyword only.
        plain = _VARIADIC.sub(
            lambda found: f" {found['name']}{', *' if found['more'] is not None else ''}", before + after
        )
        self.plain = _ONLY.sub(r"\g<type> \g<name>", plain)

    def put(self, param: Param) -> Param:
        if param.name in self.variadic:
            return replace(param, kind=ParamKind.VARIADIC)
        if param.name in self.positional:
            return replace(param, kind=ParamKind.POSITIONAL)
        return replace(param, only=self.only.get(param.name))
