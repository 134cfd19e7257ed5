"""What instances have of the hand-written core: the rows, the lines that they become, and what is refused."""

import importlib
import re
from pathlib import Path

import pytest

from codegen import core
from codegen.errors import CodegenError
from hasktorch_py.aten.dtypes import BY_INSTANCE, CLASSES, DTYPES

ROWS = [row for rows in core.load().values() for row in rows]
TEXT = """
Floating:
  - module: layers
    layers:
      Linear: [I, O]
    names: [linear]
  - module: random
    built:
      random: Distributions
  - module: opt
    whole: true
"""


def write(path: Path, text: str = TEXT) -> Path:
    path.write_text(text)
    return path


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.module)
def test_every_row_names_what_is_there(row: core.Row) -> None:
    module = importlib.import_module(f"hasktorch_py.{row.module}")
    missing = [name for name in (*row.layers, *row.built.values(), *row.names) if not hasattr(module, name)]
    assert not missing, f"hasktorch_py.{row.module} has no {missing}"


def test_a_layer_is_listed_with_the_variables_behind_its_dtype() -> None:
    for row in ROWS:
        for name, dimensions in row.layers.items():
            variables = getattr(importlib.import_module(f"hasktorch_py.{row.module}"), name).__parameters__
            assert tuple(variable.__name__ for variable in variables) == ("F", *dimensions)


def test_an_instance_has_it_at_its_dtype(tmp_path: Path) -> None:
    view = core.view(BY_INSTANCE["double"], {"relu"}, file=write(tmp_path / "core.yaml"))
    assert view == core.CoreView(
        entries=(
            '"Linear": ("layers", "Linear", "layer"),',
            '"linear": ("layers", "linear", "own"),',
            '"random": ("random", "Distributions", "built"),',
            '"opt": ("opt", "", "module"),',
        ),
        stub_imports=(
            "from hasktorch_py.layers import linear as linear",
            "from hasktorch_py.layers import Linear as _Linear",
            "from hasktorch_py.random import Distributions as _Distributions",
            "from hasktorch_py import opt as opt",
            "from hasktorch_py.layers._variables import I, O",
        ),
        stub=("Linear: TypeAlias = _Linear[Double, I, O]", "random: _Distributions[Double]"),
    )


def test_dtypes_of_other_classes_have_nothing() -> None:
    for dtype in DTYPES:
        assert (core.view(dtype, ()) == core.CoreView()) == (not core.load()[dtype.dtype_class])
    assert core.load().keys() == set(CLASSES)


@pytest.mark.parametrize("name, line", [("linear", 6), ("Linear", 5), ("random", 9), ("opt", 10)])
def test_a_name_of_aten_stops_generation(tmp_path: Path, name: str, line: int) -> None:
    with pytest.raises(CodegenError) as caught:
        core.view(BY_INSTANCE["float"], {name}, file=write(tmp_path / "core.yaml"))
    (problem,) = caught.value.problems
    assert str(problem.location) == f"core.yaml:{line}"
    assert f"expected a name that ATen does not have, found '{name}', which is ATen's in hasktorch.float" in str(
        problem
    )


@pytest.mark.parametrize(
    "before, after, message",
    [
        ("Floating:", "Float:", "did you mean 'Floating'"),
        ("module: random", "modul: random", "the key 'module'"),
        ("built:", "build:", "did you mean 'built'"),
        ("Linear: [I, O]", "Linear: I", "a list of dimension variables for 'Linear'"),
        ("names: [linear]", "names: linear", "a list for 'names'"),
        ("    layers:\n      Linear: [I, O]", "    layers: [Linear]", "a mapping for 'layers'"),
        ("random: Distributions", "linear: Distributions", "each name once in Floating, found 'linear' again"),
        ("whole: true", "whole: maybe", "true or false"),
    ],
)
def test_a_malformed_row_is_refused(before: str, after: str, message: str) -> None:
    assert before in TEXT
    with pytest.raises(CodegenError, match=re.escape(message)):
        core.parse(TEXT.replace(before, after), "core.yaml")
