"""The generated package, file by file: the template of each, and what it is filled with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from hasktorch_py.aten.dtypes import CLASSES, DTYPES, INSTANCES
from hasktorch_py.aten.names import NAMESPACES

from . import core, instantiate
from .instantiate import Interfaces
from .lower import indexing, named, sizes
from .lower.absent import absent
from .lower.cases import ELEMENTS
from .lower.module import module
from .lower.tensor_class import Group, Members, members
from .lower.view import BindingView, VariableView
from .origin import Origin
from .progress import Begin, silent
from .render import members_of, render
from .rules.facts import FactBook
from .select import Selection

#: Groups and variables that the template's own part of the class uses.
_OWN_GROUPS = (
    *(Group(tuple(d.instance for d in DTYPES if d.dtype_class == name)) for name in CLASSES),
    Group(tuple(d.instance for d in DTYPES if d.dtype_class in ("Floating", "Complex"))),
    Group(INSTANCES),
)
_OWN_VARIABLES = ("_A", "_B", "_C", "_ADim", "_BDim", "_CDim", "_DDim", "_Ss")
_VARIABLE = re.compile(r"\b_(?:[A-Z](?:Dim|s)?)\b")
_OWN_NUMBERS = {"Integral": "_Integral", "Floating": "_Floating", "Complex": "_Complex", "Boolean": "Bool"}


def package(
    selection: Selection, book: FactBook, instances: Sequence[str], origin: Origin, begin: Begin = silent
) -> dict[str, str]:
    """Every file of the package: path within it → text."""
    interfaces = instantiate.read(instantiate.folder()) if origin.own else None
    tree = {"__init__.py": render("package.py.j2", origin, {}), "py.typed": ""}
    for instance in instances:
        begin(instance)
        tree.update(_instance(selection, book, instance, origin, interfaces))
    begin("tensor")
    own = render("tensor_core.pyi.j2", origin, _core()).rstrip("\n")
    found = members(selection.operators, book, members_of(own))
    tree["tensor.pyi"] = _signature(found, own, tree.values(), origin)
    tree["tensor.py"] = render("tensor.py.j2", origin, {"dtypes": DTYPES})
    tree["sizes.py"] = render("sizes.py.j2", origin, {"sizes": sizes.text()})
    results = named.results(selection.operators)
    values = {"results": results, "variables": named.variables(results)}
    tree["results.py"] = render("results.py.j2", origin, values)
    tree["_absent.py"] = render("absent.py.j2", origin, absent(selection, book))
    for path, text in interfaces.instance(core.modules()) if interfaces else ():
        tree[path] = render("core.pyi.j2", origin, {"text": text})
    return dict(sorted(tree.items()))


def _instance(
    selection: Selection, book: FactBook, instance: str, origin: Origin, interfaces: Interfaces | None
) -> Iterator[tuple[str, str]]:
    for namespace in NAMESPACES:
        view = module(selection.operators, book, instance, namespace)
        values: dict[str, object] = {each.name: getattr(view, each.name) for each in fields(view)}
        if not namespace:
            names = {binding.name for binding in (*view.bindings, *view.constructors)}
            taken = {*names, *(each["name"] for each in BOUNDARY)}
            values["boundary"] = BOUNDARY
            values["core"] = core.view(view.dtype, taken, interfaces.root if interfaces else core.shared)
        template, path = ("namespace", namespace) if namespace else ("instance", "__init__")
        yield f"{instance}/{path}.pyi", render(f"{template}.pyi.j2", origin, values)
        yield f"{instance}/{path}.py", render(f"{template}.py.j2", origin, values)


_RANKS = tuple({"rank": rank, "dims": dims} for rank, dims in indexing.ranks())
#: How a tensor enters from elsewhere: the function, its first parameter, whether the shape may be left out.
BOUNDARY = (
    {"name": "from_torch", "parameter": "x: torch.Tensor", "default": " | None = ..."},
    {"name": "from_numpy", "parameter": "a: _numpy.ndarray[Any, Any]", "default": " | None = ..."},
    {"name": "as_static", "parameter": "x: Tensor", "default": ""},
)


def _core() -> dict[str, object]:
    """Values for the part of the class that the template writes itself."""
    return {
        "indices": indexing.indices(),
        "ranks": _RANKS,
        "numbers": [{"variable": variable, "scalar": ELEMENTS[name]} for name, variable in _OWN_NUMBERS.items()],
        "dtypes": DTYPES,
    }


def _signature(found: Members, core: str, others: Iterable[str], origin: Origin) -> str:
    groups = {group.variable: group.bound for group in (*_OWN_GROUPS, *found.groups)}
    # A union that has a name is one word in mypy's cache, wherever a variable with this bound occurs.
    unions = {f"{variable}Bound": bound for variable, bound in groups.items() if "|" in bound}
    texts = [text for method in found.methods for text in method.definitions]
    texts += [text for descriptor in found.descriptors for text in descriptor.definitions]
    used = {*_OWN_VARIABLES, *(name for text in (*others, *texts) for name in _VARIABLE.findall(text))}
    values: dict[str, object] = {
        "dtypes": DTYPES,
        "dimensions": [
            VariableView(name, ", bound=_Dim" if name.endswith("Dim") else "")
            for name in sorted(used)
            if not name.endswith("s")
        ],
        "runs": [name for name in sorted(used) if name.endswith("s")],
        "unions": [BindingView(name, bound) for name, bound in sorted(unions.items())],
        "groups": [
            VariableView(name, f", bound={f'{name}Bound' if f'{name}Bound' in unions else bound}")
            for name, bound in sorted(groups.items())
        ],
        "descriptors": found.descriptors,
        "methods": found.methods,
        "core": core,
        "ranks": _RANKS,
    }
    return render("tensor.pyi.j2", origin, values)
