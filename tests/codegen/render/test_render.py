"""The text of the package: each feature as expected, and what holds for every file."""

import ast
import contextlib
import hashlib
import itertools
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import jinja2
import pytest
import torch

from codegen import package, select
from codegen.model import Declaration
from codegen.origin import Origin
from codegen.pipeline import FACTS
from codegen.render import render
from codegen.rules import facts
from codegen.select import Selection
from tests.checkers import warm
from tests.patience import PATIENCE

from . import golden

ORIGIN = Origin("9.9.9", "0" * 64, "9.9.9")
REWRITE = "python -m tests.codegen.render.golden"
IGNORE = "# mypy: ignore-errors\n"

#: Public members of torch.Tensor that the class does not declare, and why nothing is hidden by that.
INHERITED: Mapping[str, str] = {
    "no tensor goes in or comes out": (
        "const_data_ptr device dim_order dtype grad_dtype grad_fn is_cpu is_cuda is_ipu is_leaf is_maia is_meta"
        " is_mkldnn is_mps is_mtia is_nested is_quantized is_sparse is_sparse_csr is_vulkan is_xla is_xpu itemsize"
        " layout name nbytes output_nr q_per_channel_axis q_scale q_zero_point qscheme record_stream requires_grad"
        " retains_grad storage storage_type untyped_storage volatile"
    ),
    "quantized tensors only, which no instance has": "int_repr q_per_channel_scales q_per_channel_zero_points",
    "it raises": "reinforce",
    "it turns the tensor into another class": "as_subclass module_load",
    "torch's own legacy constructor, of any dtype": "new",
    "torch's own stub does not declare it": "index",
}


@pytest.fixture(scope="session")
def selection(installed: tuple[Declaration, ...]) -> Selection:
    return select.select(installed)


@pytest.fixture(scope="session")
def tree(selection: Selection) -> dict[str, str]:
    return package.package(selection, facts.load(FACTS), ("double", "long"), ORIGIN)


@pytest.fixture(scope="session")
def parsed(tree: dict[str, str]) -> dict[str, ast.Module]:
    return {path: ast.parse(text, path) for path, text in tree.items() if path.endswith((".py", ".pyi"))}


@pytest.mark.parametrize("name", golden.NAMES)
def test_a_feature_is_what_it_was(name: str) -> None:
    expected = (golden.FEATURES / f"{name}.pyi").read_text()
    assert golden.stub(name) == expected, f"look at the difference; if it is right: {REWRITE}"


def test_every_expectation_has_an_input() -> None:
    assert sorted(path.stem for path in golden.FEATURES.glob("*.pyi")) == golden.NAMES


def test_a_template_that_asks_for_more_than_it_gets_fails() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("absent.py.j2", ORIGIN, {})


@pytest.mark.aten
def test_every_file_parses_and_says_where_it_comes_from(tree: dict[str, str], parsed: dict[str, ast.Module]) -> None:
    assert parsed.keys() == tree.keys() - {"py.typed"}
    for path, text in tree.items():
        if path.endswith("py.typed"):
            continue
        assert text.startswith(f"{ORIGIN.header}\n"), path
        assert text.endswith("\n") and not text.endswith("\n\n"), path
        assert not re.search(r"[ \t]$", text, re.MULTILINE), f"{path}: space at the end of a line"
        if path.endswith(".pyi"):
            assert not re.search(r"^[^#\n]*\{", text, re.MULTILINE), f"{path}: a variable that was not named"


@pytest.mark.aten
def test_no_name_is_defined_twice(parsed: dict[str, ast.Module]) -> None:
    for path, module in parsed.items():
        for body in _bodies(module):
            runs = [name for name, _ in itertools.groupby(_names(body))]  # overloads of one name stand together
            twice = [name for name, count in Counter(runs).items() if count > 1]
            assert not twice, f"{path}: {twice}"


def _bodies(module: ast.Module) -> list[list[ast.stmt]]:
    return [module.body, *(node.body for node in module.body if isinstance(node, ast.ClassDef))]


def _names(body: list[ast.stmt]) -> list[str]:
    names: list[str] = []
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.append(node.name)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            names += [alias.asname or alias.name for alias in node.names]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    return names + list(_assigned(body))


def _assigned(body: Sequence[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


@pytest.mark.aten
def test_stub_and_module_have_the_same_names(parsed: dict[str, ast.Module]) -> None:
    for path in parsed:
        if not path.endswith(".pyi") or path.endswith("tensor.pyi"):
            continue
        functions = {node.name for node in parsed[path].body if isinstance(node, ast.FunctionDef)}
        stub = functions | set(_assigned(parsed[path].body))
        module = set(_assigned(parsed[path.removesuffix("i")].body))
        assert stub == module - {"Tensor", "_core", "__getattr__", "torch"}, path


@pytest.mark.aten
def test_annotations_use_no_name_that_a_member_shadows(parsed: dict[str, ast.Module]) -> None:
    """In a stub, `float` in an annotation of the class is the method `float`."""
    for path, module in parsed.items():
        if not path.endswith(".pyi"):
            continue
        for body in _bodies(module):
            functions = [node for node in body if isinstance(node, ast.FunctionDef)]
            shadowing = {node.name for node in functions}
            used = {
                name.id
                for function in functions
                for annotation in _annotations(function)
                for name in ast.walk(annotation)
                if isinstance(name, ast.Name)
            }
            assert not used & shadowing, path


def _annotations(function: ast.FunctionDef) -> list[ast.expr]:
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    found = [each.annotation for each in every if each is not None and each.annotation is not None]
    return [*found, function.returns] if function.returns is not None else found


@pytest.mark.aten
def test_methods_do_not_bind_the_class_s_own_shape_where_self_has_a_type(tree: dict[str, str]) -> None:
    """mypy infers wrong shapes, without a word, where they do."""
    for line in tree["tensor.pyi"].splitlines():
        if "(self: " in line:
            assert not re.search(r"\bDT\b|\*S\b", line), line


@pytest.mark.aten
def test_every_member_of_torch_s_tensor_is_declared_anew(parsed: dict[str, ast.Module]) -> None:
    """One that is inherited takes and gives any tensor, and so hides every error."""
    (cls,) = [node for node in parsed["tensor.pyi"].body if isinstance(node, ast.ClassDef) and node.name == "Tensor"]
    declared = set(_names(cls.body))
    inherited = {name for name in dir(torch.Tensor) if not name.startswith("_")} - declared
    allowed = {name for names in INHERITED.values() for name in names.split()}
    removed = set(filter(_is_removed, inherited - allowed))
    assert inherited - allowed == removed, "declare it, or say why it hides nothing"
    assert allowed - inherited == set(), "it is declared now: take the exception away"
    operators = {name for name in dir(torch.Tensor) if re.fullmatch(r"__i?r?[a-z]+__", name)}
    protocols = ("__array_", "__cuda_", "__dl", "__torch_")
    dull = {name for name in operators if name in dir(object) or name.startswith(protocols)}
    rest = {"__annotations__", "__dict__", "__module__", "__setstate__", "__weakref__"}
    rest |= {"__div__", "__idiv__", "__long__", "__nonzero__"}  # Python 2's: nothing calls them
    rest |= {"__slotnames__"}  # copyreg writes it into a class whose instances were copied
    assert operators - dull - rest - declared == set()
    assert {"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__"} <= declared


def _is_removed(name: str) -> bool:
    """Whether torch kept no more of a method than its name."""
    for args in ((), (torch.ones(2, 2),)):
        with contextlib.suppress(TypeError):
            try:
                getattr(torch.ones(2, 2), name)(*args)
            except RuntimeError as error:
                if "removed" in str(error):
                    return True
    return False


@pytest.mark.aten
def test_the_bytes_do_not_depend_on_the_hash_seed(tree: dict[str, str]) -> None:
    program = (
        "import hashlib, sys; from codegen import emit, origin, package, parse, pipeline, select\n"
        "from codegen.rules import facts\n"
        "chosen = select.select(parse.parse(emit.emit(), 'Declarations.yaml').declarations)\n"
        "made = origin.Origin('9.9.9', '0' * 64, '9.9.9')\n"
        "tree = package.package(chosen, facts.load(pipeline.FACTS), ('double', 'long'), made)\n"
        "print(hashlib.sha256(repr(tree).encode()).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE
    )
    assert done.stdout.strip() == hashlib.sha256(repr(tree).encode()).hexdigest()


@pytest.mark.aten
def test_the_stubs_are_clean_in_mypy_strict_without_the_line_that_spares_users_the_time(
    tree: dict[str, str], tmp_path: Path
) -> None:
    """What stays off: methods differ from torch.Tensor's on purpose (override), and overloads overlap on purpose: the
    first that fits is the most precise. mypy calls the same thing misc between an operator and its reflected form.
    """
    off = '# mypy: disable-error-code="override, overload-overlap, overload-cannot-match{}"\n'
    for path, text in tree.items():
        extra = ", misc" if path == "tensor.pyi" else ""
        (tmp_path / "hasktorch" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "hasktorch" / path).write_text(text.replace(IGNORE, off.format(extra)))
    stubs = sorted(path for path in tree if path.endswith(".pyi") and path.split("/")[0] in ("double", "tensor.pyi"))
    assert all(IGNORE in tree[path] for path in stubs)
    (tmp_path / "mypy.ini").write_text("[mypy]\n")
    warm(tmp_path / "cache", None)
    stubs = [f"hasktorch/{path}" for path in (*stubs, "results.py")]
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file", "mypy.ini", "--cache-dir", "cache", *stubs]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stdout
