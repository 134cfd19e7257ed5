"""One tiny input per feature of the generator, and the stub that it becomes.

`features/NAME.yaml` holds operators (as in `python.yaml`) and facts (as in `facts.json`), `features/NAME.pyi` what the
instance `double` and the class say of them. `python -m tests.codegen.render.golden` rewrites the expectations; the
difference is for a human to read.
"""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import yaml

from codegen.lower.module import module
from codegen.lower.tensor_class import members
from codegen.rules.facts import FactBook, asked_of, load
from codegen.select import python_functions
from codegen.select.operators import Operator
from hasktorch_py.aten.names import NAMESPACES

FEATURES = Path(__file__).with_name("features")
NAMES = sorted(path.stem for path in FEATURES.glob("*.yaml"))


def read(name: str) -> tuple[list[Operator], FactBook]:
    """The operators and facts of a feature."""
    entry = yaml.safe_load((FEATURES / f"{name}.yaml").read_text())
    text = yaml.safe_dump(entry["operators"], default_flow_style=None, width=1000)
    operators = [row.operator for row in python_functions.parse(text, f"{name}.yaml")]
    signatures = {each.key: each for operator in operators for each in operator.signatures}
    facts = {key: {**each, "asked": asked_of(signatures[key].schema)} for key, each in entry["facts"].items()}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "facts.json"
        path.write_text(json.dumps({"torch": "9.9.9", "operators": facts}))
        return operators, load(path)


def stub(name: str) -> str:
    """What the generator makes of a feature."""
    return "\n".join(_lines(*read(name))) + "\n"


def _lines(operators: list[Operator], book: FactBook) -> Iterator[str]:
    for namespace in NAMESPACES:
        view = module(operators, book, "double", namespace)
        if view.functions:
            yield f"# hasktorch.{'.'.join(filter(None, ('double', namespace)))}"
        for binding in view.bindings:
            yield f"#   {binding.name} = {binding.value}"
        for function in view.functions:
            yield ""
            yield from function.definitions
    found = members(operators, book, frozenset())
    for descriptor in found.descriptors:
        yield f"\nclass {descriptor.class_name}:  # {descriptor.name}"
        yield from descriptor.definitions
    if found.methods:
        yield "\nclass Tensor:"
    for method in found.methods:
        yield from method.definitions


def rewrite() -> None:
    """Make the expectations what the generator writes now."""
    for name in NAMES:
        (FEATURES / f"{name}.pyi").write_text(stub(name))


if __name__ == "__main__":
    rewrite()
