"""Templates print: they decide nothing, and the Python that they print has no logic of its own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from codegen.paths import TEMPLATES
from tests.checkers import ROOT

#: A decision, a value of the template's own, work on a string.
DECISIONS = (nodes.If, nodes.CondExpr, nodes.Assign, nodes.Macro, nodes.Filter, nodes.Call, nodes.Test, nodes.BinExpr)
LOGIC = (ast.FunctionDef, ast.Lambda, ast.If, ast.IfExp, ast.For, ast.While, ast.Try, ast.With, ast.Match)


def decisions(template: str) -> Iterator[int]:
    """The lines on which a template does more than print and loop over all that it is given."""
    for node in jinja2.Environment().parse(template).find_all((nodes.For, *DECISIONS)):
        if not isinstance(node, nodes.For) or node.test:
            yield node.lineno


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_a_template_loops_and_prints(path: Path) -> None:
    assert list(decisions(path.read_text())) == [], "decide in codegen/lower, or in data"


def test_a_decision_is_found() -> None:
    assert list(decisions('{% if "class A" in text %}\n{% endif %}\n{{ ", " if not last }}\n{{ x | join }}')) == [
        1,
        3,
        4,
    ]
    assert list(decisions("{% for x in y if x %}{% endfor %}\n{{ name.upper() }}\n{{ a + b }}")) == [1, 2, 3]


@pytest.mark.parametrize("folder", [".", "double", "long", "bool"])
def test_a_generated_module_declares_and_binds(folder: str) -> None:
    for path in (ROOT / "generated" / "hasktorch" / folder).glob("*.py"):
        module = ast.parse(path.read_text())
        logic = [f"{path.name}:{node.lineno}" for node in ast.walk(module) if isinstance(node, LOGIC)]
        assert logic == [], "write it in hasktorch_py/runtime, where checkers and editors see it"
