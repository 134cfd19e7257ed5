"""From a function of generated bindings to torch's own: a question is asked in the names of torch.

The generator wrote down, beside the stubs of a package, what its functions are bound to: `bindings.json`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from hasktorch_py.aten.dtypes import BY_INSTANCE

from ..oracle.question import Argument, Function, Layer, Named, Question, Sequence


class Unbound(Exception):
    """A package whose bindings cannot be read."""


@dataclass(frozen=True, slots=True)
class Bindings:
    """What the functions of a package are bound to, by their names within an instance."""

    functions: Mapping[str, str]
    factories: frozenset[str]
    constructors: Mapping[str, str]

    def in_torch(self, question: Question) -> Question:
        """The question in the names of torch; a dtype that the instance gives is an argument like any other."""
        args = tuple(map(self._argument, question.args))
        kwargs = tuple((name, self._argument(value)) for name, value in question.kwargs)
        package, _, name = question.name.partition(".")
        instance, _, function = name.partition(".")
        if package != "hasktorch":  # of the core
            return Question(question.name, args, kwargs)
        if instance == "tensor":
            return Question(f"torch.{function}", args, kwargs)
        dtype = Named(BY_INSTANCE[instance].torch)
        space, _, last = function.rpartition(".")
        pure = f"{space}.{last[1:]}" if space else last[1:]
        if function in self.constructors:
            return Question(self.constructors[function], (dtype, *args), kwargs)
        if function in self.factories:
            given = any(name == "dtype" for name, _ in kwargs)
            return Question(self.functions[function], args, kwargs if given else (*kwargs, ("dtype", dtype)))
        if function not in self.functions and last.startswith("_") and pure in self.functions and args:
            return Question(self.functions[pure], args[1:], (*kwargs, ("out", args[0])))
        return Question(self.functions.get(function, ""), args, kwargs)

    def _argument(self, argument: Argument) -> Argument:
        match argument:
            case Function(name):
                return Function(self.in_torch(Question(name, ())).name)
            case Sequence(_, items):
                return replace(argument, items=tuple(map(self._argument, items)))
            case Layer(_, fields):
                return replace(argument, fields=tuple((k, self._argument(v)) for k, v in fields))
        return argument


@cache
def bindings_of(package: Path) -> Bindings:
    """The bindings of the package in a folder.  Raises Unbound."""
    try:
        data = json.loads((package / "bindings.json").read_text(encoding="utf-8"))
        return Bindings(data["functions"], frozenset(data["factories"]), data["constructors"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unbound(f"{package / 'bindings.json'}: {type(error).__name__}: {error}") from error
