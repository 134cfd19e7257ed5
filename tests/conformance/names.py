"""Which operators of the database are ATen's, and how an instance spells them.

An operator counts where torch offers it publicly and ATen declares it, or where the instance offers it anyway. Both
are read off: torch's from the installed torch, ATen's from its declarations, the instance's from its stubs.
"""

import ast
import enum
import functools
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch

from codegen.model import Declaration
from hasktorch_py.aten.names import NAMESPACE_OF

#: By the path that the database has: `nn.functional` is `nn`.
NAMESPACES: Mapping[str, str] = {module.removeprefix("torch")[1:]: name for module, name in NAMESPACE_OF.items()}
OPERATORS: Mapping[str, str] = {
    "__radd__": "+", "__rand__": "&", "__rdiv__": "/", "__rmatmul__": "@", "__rmod__": "%", "__rmul__": "*",
    "__ror__": "|", "__rpow__": "**", "__rsub__": "-", "__rxor__": "^",
}  # fmt: skip


class Form(enum.Enum):
    """How a call of the operator is written."""

    FUNCTION = "function"
    METHOD = "method"
    PROPERTY = "property"
    OPERATOR = "operator"
    INDEX = "index"


class NotAten(Exception):
    """The operator is none of torch's and ATen's public ones; the message is the reason."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How an instance spells an operator: `T.nn.relu` is (FUNCTION, "nn", "relu"), `x.view` is (METHOD, "", "view")."""

    form: Form
    namespace: str
    name: str


@dataclass(frozen=True, slots=True)
class Declared:
    """The names of ATen's operators, and of those that make a tensor of a given dtype out of no tensor."""

    names: frozenset[str]
    factories: frozenset[str]


def spell(opinfo: str, declared: Declared, offered: Mapping[str, frozenset[str]]) -> Spelling:
    """The spelling of the operator that the database calls `opinfo`.

    `offered` holds the function names of the instance, by namespace. Raises NotAten.
    """
    if opinfo == "__getitem__":
        return Spelling(Form.INDEX, "", opinfo)
    if opinfo in OPERATORS:
        return Spelling(Form.OPERATOR, "", opinfo)
    path, _, name = opinfo.rpartition(".")
    if path not in NAMESPACES:
        raise NotAten(f"`{path}` is no namespace of ATen's dense operators")
    if name.startswith("_"):
        raise NotAten("a private name")
    namespace = NAMESPACES[path]
    known = {name, f"{name}_", *([f"{namespace}_{name}"] if namespace else [])} & declared.names
    if name in offered[namespace]:
        return Spelling(Form.FUNCTION, namespace, name)
    function = getattr(functools.reduce(getattr, filter(None, path.split(".")), torch), name, None)
    if function is not None and not isinstance(function, torch.dtype):
        if not known and not isinstance(function, types.BuiltinFunctionType):
            raise NotAten("written in Python, and ATen declares none of that name")
        return Spelling(Form.FUNCTION, namespace, name)
    for method in (name, f"{name}_"):
        attribute = getattr(torch.Tensor, method, None)
        if namespace or attribute is None:
            continue
        if not known and isinstance(attribute, types.FunctionType):
            raise NotAten("a method written in Python, and ATen declares none of that name")
        return Spelling(Form.METHOD if callable(attribute) else Form.PROPERTY, "", method)
    raise NotAten("torch exposes it under no public name")


def declared_by(declarations: Iterable[Declaration]) -> Declared:
    """What ATen's declarations tell about names."""
    names: set[str] = set()
    factories: set[str] = set()
    for declaration in declarations:
        names.add(declaration.name)
        inputs = [str(a.type) for a in declaration.arguments if not a.out]
        if "ScalarType?" in inputs and not any("Tensor" in type_ for type_ in inputs):
            factories.add(declaration.name)
    return Declared(frozenset(names), frozenset(factories))


def offered_by(root: Path, instance: str) -> dict[str, frozenset[str]]:
    """The function names in the stubs of an instance, by namespace; `root` holds the package `hasktorch`."""
    folder = root / "hasktorch" / instance
    found = {}
    for namespace in NAMESPACES.values():
        stub = folder / f"{namespace or '__init__'}.pyi"
        tree = ast.parse(stub.read_text(), str(stub)) if stub.exists() else ast.Module([], [])
        found[namespace] = frozenset(_functions(tree))
    return found


def _functions(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef):
            names.add(statement.name)
        elif isinstance(statement, ast.ImportFrom):
            names.update(a.asname for a in statement.names if a.asname)
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            names.add(statement.target.id)
        elif isinstance(statement, ast.Assign):
            names.update(target.id for target in statement.targets if isinstance(target, ast.Name))
    return names
