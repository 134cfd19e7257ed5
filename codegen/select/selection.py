"""Binds every declaration to where Python reaches it, or skips it with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from hasktorch_py.aten import callables
from hasktorch_py.aten.names import is_dunder, namespace_of, public_name

from ..model import Declaration
from .counterpart import installed
from .operators import Kind, Operator, is_factory
from .outs import partners
from .overrides import Overrides
from .overrides import load as load_overrides
from .python_functions import PythonFunction
from .python_functions import load as load_functions
from .signature import Signature, signature_of
from .skips import Reason, Skip, absence, refusal

__all__ = ["Kind", "Operator", "Reason", "Selection", "Skip", "select"]


@dataclass(frozen=True, slots=True)
class Selection:
    """The surface, and an account of every declaration: its key is in ``bound`` or in ``skips``."""

    operators: tuple[Operator, ...]
    bound: tuple[str, ...]
    skips: tuple[Skip, ...]


def select(declarations: Iterable[Declaration], functions: Sequence[PythonFunction] | None = None) -> Selection:
    """The surface of the installed torch, as far as ``declarations`` and torch's Python ``functions`` tell of it.

    ``functions`` are those of ``python.yaml`` where not given; what the installed torch does not have is left out.
    """
    rows = [
        row for row in (load_functions() if functions is None else functions) if callables.exists(row.operator.target)
    ]
    exceptions = load_overrides()
    selector = _Selector(rows, exceptions)
    groups: dict[tuple[str, str], list[Declaration]] = {}
    for declaration in declarations:
        current = installed(declaration) or declaration
        reason = None if current.key in exceptions.bind else refusal(current)
        if reason is None:
            groups.setdefault((declaration.python_module, declaration.name), []).append(current)
        else:
            selector.skips.append(Skip(declaration.key, reason))
    for (module, name), group in groups.items():
        selector.add(module, name, group)
    selector.add_functional()
    operators = sorted(selector.operators.values(), key=lambda operator: (operator.namespace, operator.name))
    return Selection(tuple(operators), tuple(selector.bound), tuple(selector.skips))


class _Selector:
    """Collects the operators of one run; rows of torch's own Python functions take their places first."""

    def __init__(self, rows: Sequence[PythonFunction], exceptions: Overrides) -> None:
        self.exceptions = exceptions
        self.operators: dict[tuple[str, str], Operator] = {}
        self.bound: list[str] = []
        self.skips: list[Skip] = []
        self.covered: frozenset[str] = frozenset(name for row in rows for name in row.covers)
        self.functions: dict[str, tuple[Signature, ...]] = {}
        for row in rows:
            if row.operator.signatures:
                self._put(row.operator)

    def add(self, module: str, name: str, group: Sequence[Declaration]) -> None:
        """Bind the overloads of one ATen operator as a function, as a method, or as both."""
        taken = self._add_function(module, name, group) | self._add_method(name, group)
        for declaration in group:
            if declaration.key in taken or (name in self.covered and not declaration.is_out):
                self.bound.append(declaration.key)
            else:
                self.skips.append(Skip(declaration.key, absence(declaration)))

    def _add_function(self, module: str, name: str, group: Sequence[Declaration]) -> set[str]:
        """The keys of the overloads that a function reaches."""
        namespace = namespace_of(module)
        place = (namespace, public_name(name, namespace))
        usable = [declaration for declaration in group if declaration.is_function]
        if place in self.operators:
            return _reached_by(self.operators[place], usable)
        path = callables.function_path(module, name)
        if path is None or not usable or is_dunder(name):
            return set()
        signatures = _signatures(usable, self.exceptions, method=False)
        self.functions[name] = signatures
        self._put(Operator(*place, Kind.FUNCTION, path, signatures, is_factory(signatures)))
        return {declaration.key for declaration in usable}

    def _add_method(self, name: str, group: Sequence[Declaration]) -> set[str]:
        """The keys of the overloads that a method reaches. What only a method does is a function as well."""
        usable = [declaration for declaration in group if declaration.is_method and not declaration.is_out]
        known = self.operators.get(("Tensor", name))
        if known is None:
            path = callables.method_path(name)
            if path is None or not usable:
                return set()
            known = Operator("Tensor", name, Kind.METHOD, path, _signatures(usable, self.exceptions, method=True))
            self._put(known)
        if known.kind is Kind.METHOD and usable and not is_dunder(name) and ("", name) not in self.operators:
            self._put(Operator("", name, Kind.FUNCTION, known.target, known.signatures))
        return _reached_by(known, usable)

    def add_functional(self) -> None:
        """What ``torch.nn.functional`` offers of ATen's own functions, under the name that they have there."""
        for public, name in callables.builtins_of_functional():
            if name in self.functions and ("nn", public) not in self.operators:
                path = f"torch.nn.functional.{public}"
                self._put(Operator("nn", public, Kind.FUNCTION, path, self.functions[name]))

    def _put(self, operator: Operator) -> None:
        self.operators[operator.namespace, operator.name] = operator


def _reached_by(operator: Operator, declarations: Iterable[Declaration]) -> set[str]:
    """All of them, without the out variants where the operator takes no ``out=``."""
    return {declaration.key for declaration in declarations if operator.out or not declaration.is_out}


def _signatures(declarations: Sequence[Declaration], exceptions: Overrides, *, method: bool) -> tuple[Signature, ...]:
    functional = list({declaration.key: declaration for declaration in declarations if not declaration.is_out}.values())
    with_out = {found.key for variant in declarations if variant.is_out for found in partners(variant, functional)}
    with_out |= exceptions.out
    return tuple(
        signature_of(_as_called(found, exceptions), method=method, out=not method and found.key in with_out)
        for found in functional
    )


def _as_called(declaration: Declaration, exceptions: Overrides) -> Declaration:
    schema = exceptions.schemas.get(declaration.key)
    return declaration if schema is None else replace(declaration, arguments=schema.arguments)
