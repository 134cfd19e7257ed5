"""Operators × facts → view: one instance's functions, at its dtype."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..dtypes import BY_INSTANCE, DTYPES
from ..naming import NAMESPACES, out_name
from ..rules.facts import FactBook, Facts
from ..select.selection import Operator
from ..select.signature import Signature
from .cases import cases_at, facts_of
from .definition import TYPE_VARIABLE, Definition
from .overloads import Case, Form, Writer
from .typing_of import Spelling
from .view import BindingView, FunctionView, ModuleView

#: What an instance makes tensors of; `hasktorch_py` has it for every dtype, the template of the stub types it.
CONSTRUCTORS: Mapping[str, str] = {
    **dict.fromkeys(("tensor", "vector", "matrix", "cuboid"), "_construct"),
    **dict.fromkeys(("unsafe_tensor", "unsafe_vector", "unsafe_matrix", "unsafe_cuboid"), "_construct"),
    **dict.fromkeys(("from_torch", "from_numpy", "as_static"), "_boundary"),
}
#: The type variables that the stub's template uses for them.
CONSTRUCTOR_VARIABLES = ("_ADim", "_BDim", "_CDim", "_DDim")
TAGS = frozenset(dtype.tag for dtype in DTYPES)
_TAG = re.compile(r"(?<=\[)\w+")
#: Names of an instance that no operator may take.
RESERVED = frozenset({*CONSTRUCTORS, "as_dynamic", "Tensor"})


@dataclass(frozen=True, slots=True)
class Known:
    """A signature and what ATen said about it."""

    signature: Signature
    facts: Facts


def known(operator: Operator, book: FactBook) -> list[Known]:
    """The signatures of an operator with their facts."""
    return [Known(signature, facts_of(signature, book)) for signature in operator.signatures]


def overloads(writers: Iterable[tuple[Writer, Sequence[Case]]]) -> list[Definition]:
    """All overloads of one name: those of a rule first, then the wide ones, then those that choose a dtype."""
    precise: list[Definition] = []
    wide: list[Definition] = []
    for writer, cases in writers:
        facts = writer.facts
        for case in cases:
            narrow, rest = writer.every(case)
            precise += narrow
            wide += rest
        if cases and writer.form is Form.PURE:
            wide += [definition for name in facts.retypes for definition in writer.retyped(name, cases[-1])]
    return first_of_each([*precise, *wide])


def first_of_each(definitions: Iterable[Definition]) -> list[Definition]:
    """The definitions without those whose parameters an earlier one has."""
    found: dict[tuple[object, ...], Definition] = {}
    for definition in definitions:
        found.setdefault(tuple((slot.annotation, slot.name, slot.kind) for slot in definition.slots), definition)
    return list(found.values())


def module(operators: Iterable[Operator], book: FactBook, instance: str, namespace: str) -> ModuleView:
    """One instance (`namespace` is empty) or one of its namespaces."""
    dtype = BY_INSTANCE[instance]
    own = "_Own" if namespace else "Tensor"
    spelling = Spelling(f"{own}[{{dims}}]", "_Tensor[{tag}, {dims}]", dtype.tag, own)
    functions: list[FunctionView] = []
    bindings: list[BindingView] = []
    for operator in operators:
        if operator.namespace != namespace or operator.name in RESERVED:
            continue
        found = [each for each in known(operator, book) if instance in each.facts.instances]
        pure = _function(operator.name, found, spelling, instance, Form.PURE)
        if pure is None:
            continue
        functions.append(pure)
        fixed = f"_partial({operator.target}, dtype=torch.{dtype.torch})"
        bindings.append(BindingView(operator.name, fixed if operator.factory else operator.target))
        into = [each for each in found if each.signature.out]
        receiving = _function(out_name(operator.name), into, spelling, instance, Form.INTO)
        if receiving is not None:
            functions.append(receiving)
            bindings.append(BindingView(out_name(operator.name), f"_into({operator.target})"))
    texts = [definition for function in functions for definition in function.definitions]
    extra = () if namespace else CONSTRUCTOR_VARIABLES
    return ModuleView(
        dtype,
        namespace,
        NAMESPACES[1:] if namespace == "" else (),
        _stub_imports([*texts, *extra], dtype.tag),
        tuple(functions),
        tuple(bindings),
        _constructors(dtype.torch),
        dtype.scalar,
    )


def _constructors(dtype: str) -> tuple[BindingView, ...]:
    return tuple(BindingView(name, f"_partial({room}.{name}, torch.{dtype})") for name, room in CONSTRUCTORS.items())


def _function(name: str, found: Sequence[Known], spelling: Spelling, instance: str, form: Form) -> FunctionView | None:
    writers = [(Writer(each.signature, each.facts, spelling, form), cases_at(each.facts, instance)) for each in found]
    definitions = overloads(writers)
    if not definitions:
        return None
    return FunctionView(schemas(found), tuple(statements(name, definitions)))


def schemas(found: Iterable[Known]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.signature.schema for each in found))


def statements(name: str, definitions: Sequence[Definition], indent: str = "", bound: bool = False) -> Iterator[str]:
    """The `def` statements of one name, decorated where there are several."""
    decorator = f"{indent}@overload\n" if len(definitions) > 1 else ""
    for each in definitions:
        yield f"{decorator}{indent}def {name}({each.parameters(bound)}) -> {each.result}: ..."


def _stub_imports(texts: Iterable[str], own: str) -> tuple[str, ...]:
    """The import of the private names of `hasktorch.tensor` and of the other tags that a stub uses, in lines."""
    names: set[str] = set()
    for text in texts:
        names.update(TYPE_VARIABLE.findall(text))
        names.update(tag for tag in _TAG.findall(text) if tag in TAGS)
    found = ", ".join(sorted(names - {"_Tensor", "_Own", own}))
    lines = textwrap.wrap(found, 115, initial_indent="    ", subsequent_indent="    ")
    return ("from hasktorch.tensor import (", *lines, ")") if found else ()
