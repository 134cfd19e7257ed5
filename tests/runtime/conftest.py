"""The run-time signature, rendered from its template alone, and the generated instances."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest

from hasktorch_py.aten.dtypes import DTYPES

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture(scope="session")
def signature(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The module that `tensor.py.j2` gives; Any, because no checker has seen it."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    path = tmp_path_factory.mktemp("signature") / "rendered_signature.py"
    path.write_text(environment.get_template("tensor.py.j2").render(header="# A rendering.", dtypes=DTYPES))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module  # pickle finds it by name
    spec.loader.exec_module(module)
    yield module
    del sys.modules[path.stem]


@pytest.fixture(params=["double", "float", "long"])
def instance(request: pytest.FixtureRequest) -> Any:
    """One generated instance."""
    return pytest.importorskip(f"hasktorch.{request.param}", reason="nothing is generated yet: make generate")
