"""What the templates see: finished strings, in the order in which they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from hasktorch_py.aten.dtypes import DType


@dataclass(frozen=True, slots=True)
class FunctionView:
    """A function or method: the schemas that it comes from, and what its overloads take and give.

    ``alias`` is the function beside it that it is another name of, if any; ``advice`` what to call instead.
    """

    name: str
    schemas: tuple[str, ...]
    overloads: tuple[str, ...]
    indent: str = ""
    alias: str = ""
    advice: str = ""

    @property
    def definitions(self) -> tuple[str, ...]:
        """The statements that define it."""
        if self.alias:
            return (f"{self.indent}{self.name} = {self.alias}",)
        decorators = ["@overload"] if len(self.overloads) > 1 else []
        decorators += [f'@_deprecated("{self.advice}")'] if self.advice else []
        before = "".join(f"{self.indent}{decorator}\n" for decorator in decorators)
        return tuple(f"{before}{self.indent}def {self.name}{overload}" for overload in self.overloads)


@dataclass(frozen=True, slots=True)
class DescriptorView:
    """A property that differs from one shape or dtype to another: a class whose `__get__` has overloads."""

    name: str
    class_name: str
    schemas: tuple[str, ...]
    definitions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResultView:
    """A named tuple of results: its class, its type variables, its fields with their types."""

    name: str
    variables: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class VariableView:
    """A type variable of the signature; `bound` is empty where any type will do."""

    name: str
    bound: str = ""


@dataclass(frozen=True, slots=True)
class BindingView:
    """One line of a module: a name and the expression that it is bound to."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class ModuleView:
    """An instance, or one of its namespaces: the stub's functions and the module's bindings."""

    dtype: DType
    namespace: str
    namespaces: tuple[str, ...]
    imports: tuple[str, ...]
    functions: tuple[FunctionView, ...]
    bindings: tuple[BindingView, ...]
    constructors: tuple[BindingView, ...]
    number: str
