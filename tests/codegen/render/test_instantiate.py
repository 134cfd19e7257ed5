"""The core's interface beside somebody's own signature: which modules, where their imports lead, what stays shared."""

import ast
from pathlib import Path

import pytest

from codegen import core, instantiate
from codegen.errors import CodegenError

SOURCES = {
    "__init__.py": "from .errors import Wrong as Wrong\n",
    "errors.py": "class Wrong(Exception): ...\n",
    "tree.py": "from hasktorch.tensor import Tensor\ndef f(x: Tensor) -> Tensor: ...\n",
    "layers/__init__.py": "from ._base import Layer as Layer\nfrom .linear import Linear as Linear\n",
    "layers/_base.py": "from hasktorch_py import tree\nclass Layer:\n    def f(self) -> None:\n        tree.f(self)\n",
    "layers/linear.py": "from hasktorch.sizes import Dim\nfrom hasktorch_py import errors, tree\n"
    "from ._base import Layer\nfrom ..errors import Wrong\n"
    "class Linear(Layer):\n    x: tuple[Dim, tree.T, Wrong, errors.Wrong]\n",
    "other.py": "from .tree import f\ng: f\n",
    "mypy_plugin/hooks.py": "from hasktorch.tensor import Tensor\n",
}


@pytest.fixture
def interfaces(tmp_path: Path) -> instantiate.Interfaces:
    for path, text in SOURCES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return instantiate.read(tmp_path)


def test_a_module_depends_on_the_signature_by_its_interface(interfaces: instantiate.Interfaces) -> None:
    """`layers._base` uses `tree` in a body only."""
    assert interfaces.indefinite == {"tree", "layers", "layers.linear", "other"}
    assert interfaces.root("layers") == ".._core"
    assert interfaces.root("errors") == "hasktorch_py"


def test_what_is_asked_for_is_instantiated_with_what_it_needs(interfaces: instantiate.Interfaces) -> None:
    found = dict(interfaces.instance(["layers", "errors"]))
    assert sorted(found) == [
        "_core/__init__.pyi",
        "_core/layers/__init__.pyi",
        "_core/layers/linear.pyi",
        "_core/tree.pyi",
    ]
    assert dict(interfaces.instance(["layers", "errors"])) == found, "nothing is changed by it"


def test_imports_lead_to_the_package_or_to_the_shared_core(interfaces: instantiate.Interfaces) -> None:
    found = dict(interfaces.instance(["layers"]))
    assert found["_core/layers/__init__.pyi"].splitlines() == [
        "from hasktorch_py.layers._base import Layer as Layer",
        "from ..layers.linear import Linear as Linear",
    ]
    assert found["_core/layers/linear.pyi"].splitlines()[:5] == [
        "from ...sizes import Dim",
        "from .. import tree",
        "from hasktorch_py import errors",
        "from hasktorch_py.layers._base import Layer",
        "from hasktorch_py.errors import Wrong",
    ]
    assert found["_core/tree.pyi"].startswith("from ..tensor import Tensor\n")


def test_every_import_of_the_real_core_leads_to_a_file() -> None:
    found = dict(instantiate.read(instantiate.folder()).instance(core.modules()))
    for path, text in found.items():
        here = path.split("/")[:-1]
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ImportFrom) and node.level:
                target = [*here[: len(here) - node.level + 1], *(node.module or "").split(".")]
                is_known = {"/".join(target) + end for end in (".pyi", "/__init__.pyi")} & found.keys()
                assert is_known or target in (["tensor"], ["sizes"]), f"{path}: {ast.unparse(node)}"


def test_what_is_left_unsaid_is_said_of_a_file() -> None:
    interfaces = instantiate.read(instantiate.folder())
    for name, lines in instantiate.UNSAID.items():
        assert dict(interfaces.instance([name]))[f"_core/{name.replace('.', '/')}.pyi"].startswith(lines)


def test_attributes_are_declared_in_the_body_of_their_class() -> None:
    """An interface has no bodies of methods, in which an attribute could be declared by its first assignment."""
    interfaces = instantiate.read(instantiate.folder())
    for name in interfaces.indefinite:
        path = instantiate.folder().joinpath(*name.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        for each in ast.walk(ast.parse(path.read_text())):
            if isinstance(each, ast.ClassDef):
                declared = {
                    node.target.id
                    for node in each.body
                    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
                }
                assigned = {
                    node.attr
                    for node in ast.walk(each)
                    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                }
                assert {attribute for attribute in assigned if attribute[0] != "_"} <= declared, f"{name}.{each.name}"


@pytest.mark.parametrize(
    ("path", "own"), [("generated/hasktorch", False), ("src/myapp/aten", True), ("src/app/hasktorch", True)]
)
def test_only_a_hasktorch_at_the_top_is_not_somebodys_own(path: str, own: bool, tmp_path: Path) -> None:
    (tmp_path / "src" / "app").mkdir(parents=True)
    (tmp_path / "src" / "app" / "__init__.py").touch()
    assert instantiate.is_own(tmp_path / path) == own


@pytest.mark.parametrize("name", ["my-bindings", "class", "2nd"])
def test_a_package_has_a_name_that_can_be_imported(name: str, tmp_path: Path) -> None:
    with pytest.raises(CodegenError, match=f"expected .* a name that Python can import, found '{name}'"):
        instantiate.is_own(tmp_path / name)
