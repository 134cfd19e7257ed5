"""Operators × facts → view: one instance's functions, at its dtype."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hasktorch_py.aten.dtypes import BY_INSTANCE, TAGS_OF
from hasktorch_py.aten.names import NAMESPACES, out_name

from ..rules.facts import FactBook, Facts
from ..select.selection import Operator
from ..select.signature import Signature
from .aliases import shared
from .cases import ELEMENTS, cases_at, facts_of
from .definition import TYPE_VARIABLE, Definition
from .in_place import advice
from .merging import merged
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
_TAG = re.compile(r"(?<=\[)\w+")
#: Names of an instance that no operator may take.
RESERVED = frozenset({*CONSTRUCTORS, "as_dynamic", "Tensor"})


@dataclass(frozen=True, slots=True)
class Known:
    """A signature and what ATen said about it."""

    signature: Signature
    facts: Facts


def known(operator: Operator, book: FactBook) -> list[Known]:
    """The signatures of an operator with their facts; numbers first, as aliases declare these in any order."""
    ordered = sorted(operator.signatures, key=lambda signature: len(signature.tensors))
    return [Known(signature, facts_of(signature, book)) for signature in ordered]


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
        if writer.form is Form.PURE:
            wide += [definition for case in cases for definition in writer.in_numpys_words(case)]
        if cases and writer.form is Form.PURE:
            wide += [definition for name in facts.retypes for definition in writer.retyped(name, cases[-1])]
    return merged([*precise, *wide])


def module(operators: Iterable[Operator], book: FactBook, instance: str, namespace: str) -> ModuleView:
    """One instance (`namespace` is empty) or one of its namespaces."""
    dtype = BY_INSTANCE[instance]
    own = "_Own" if namespace else "Tensor"
    spelling = Spelling(f"{own}[{{dims}}]", "_Tensor[{tag}, {dims}]", dtype.tag, own, ELEMENTS[dtype.dtype_class])
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
    written = shared(functions)
    texts = [definition for function in written for definition in function.definitions]
    extra = () if namespace else CONSTRUCTOR_VARIABLES
    return ModuleView(
        dtype,
        namespace,
        NAMESPACES[1:] if namespace == "" else (),
        _stub_imports([*texts, *extra], dtype.tag),
        written,
        tuple(bindings),
        _constructors(dtype.torch),
        ELEMENTS[dtype.dtype_class],
    )


def _constructors(dtype: str) -> tuple[BindingView, ...]:
    return tuple(BindingView(name, f"_partial({room}.{name}, torch.{dtype})") for name, room in CONSTRUCTORS.items())


def _function(name: str, found: Sequence[Known], spelling: Spelling, instance: str, form: Form) -> FunctionView | None:
    writers = [(Writer(each.signature, each.facts, spelling, form), cases_at(each.facts, instance)) for each in found]
    definitions = overloads(writers)
    if not definitions:
        return None
    return FunctionView(name, schemas(found), tuple(map(overload, definitions)), advice=advice(name))


def schemas(found: Iterable[Known]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.signature.schema for each in found))


def overload(definition: Definition, bound: bool = False) -> str:
    """What stands behind the name in its `def` statement; `bound`: the first parameter is a method's own `self`."""
    return f"({definition.parameters(bound)}) -> {definition.result}: ..."


def _stub_imports(texts: Iterable[str], own: str) -> tuple[str, ...]:
    """The import of the private names of `hasktorch.tensor` and of the other tags that a stub uses, in lines."""
    names: set[str] = set()
    for text in texts:
        names.update(TYPE_VARIABLE.findall(text))
        names.update(tag for tag in _TAG.findall(text) if tag in TAGS_OF["DType"])
    found = ", ".join(sorted(names - {"_Tensor", "_Own", own}))
    lines = textwrap.wrap(found, 115, initial_indent="    ", subsequent_indent="    ")
    return ("from ..tensor import (", *lines, ")") if found else ()
