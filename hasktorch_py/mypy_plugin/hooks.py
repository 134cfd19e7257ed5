"""What mypy calls."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mypy.nodes import MypyFile, TypeAlias, TypeInfo
from mypy.options import Options
from mypy.plugin import (
    AnalyzeTypeContext,
    AttributeContext,
    FunctionContext,
    FunctionSigContext,
    MethodContext,
    MethodSigContext,
    Plugin,
    ReportConfigContext,
)
from mypy.types import AnyType, CallableType, Instance, Overloaded, Type, TypeOfAny, UnboundType, get_proper_type

from ..oracle.answer import Answer, Lost
from ..oracle.answer_cache import fingerprint
from ..oracle.client import Oracle
from ..oracle.question import Question
from . import known_results, packages, symbolic, truth
from .bindings import Unbound, bindings_of
from .calls import Attribute, Call, with_sizes
from .chains import Chain
from .guard import guarded
from .layers import CHAIN, LAYERS
from .operators import Operand, is_operator
from .solving import Solved
from .unchecked import Unchecked
from .writing import Unwritable

_FUNCTIONS = ("hasktorch_py.criteria.", f"{LAYERS}linear.linear")
_DRAWS = "hasktorch_py.random.draws."
_OTHERS = frozenset({"builtins", "typing", "collections", "torch", "hasktorch", "hasktorch_py"})
_MEDIUM, _NO_LINE = 10, -1  # the priority of a dependency in mypy's terms, and where it is imported


class AskATen(Plugin):
    """The plugin."""

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        folder = None if options.cache_dir == os.devnull else Path(options.cache_dir) / "hasktorch_py"
        self._fingerprint = fingerprint()
        self.oracle = Oracle(folder, self._fingerprint)
        self.unchecked = Unchecked(folder)
        self._aliases: set[str] = set()  # which mypy is analysing

    def ask(self, question: Question, package: str) -> Answer | Lost:
        """What ATen makes of a call of a package."""
        module = (self._modules or {}).get(package)
        try:
            bindings = bindings_of(Path(module.path).parent if module else Path(package))
        except Unbound as error:
            return Lost("bindings", str(error))
        return self.oracle.ask(bindings.in_torch(question))

    def report_config_data(self, ctx: ReportConfigContext) -> str | None:
        """Modules are checked anew when what answers depend on has changed; stubs have no calls in them."""
        return None if ctx.path.endswith(".pyi") else f"{self._fingerprint} {self.unchecked.mark(ctx)}"

    def get_additional_deps(self, file: MypyFile) -> list[tuple[int, str, int]]:
        """The operations on dimensions.  mypy asks when it has read a file: what the last run lost about it is over."""
        self.unchecked.parsed(file.fullname)
        self.oracle.forget_losses()
        is_program = not file.is_stub and _is_of_the_program(file.fullname)
        return [(_MEDIUM, symbolic.MODULE, _NO_LINE)] if is_program else []

    def get_function_signature_hook(self, fullname: str) -> Callable[[FunctionSigContext], CallableType] | None:
        if fullname.startswith("builtins."):
            return guarded(self, truth.hook_for(self, fullname))
        bound = packages.function(fullname, self.lookup_fully_qualified)
        return guarded(self, Call(self, bound) if bound else self._of_the_core(fullname) or self._solved(fullname))

    def get_method_signature_hook(self, fullname: str) -> Callable[[MethodSigContext], CallableType] | None:
        if fullname.startswith("builtins."):
            return guarded(self, Operand(self, fullname) if is_operator(fullname) else truth.hook_for(self, fullname))
        bound = packages.method(fullname, self.lookup_fully_qualified)
        return guarded(self, Call(self, bound) if bound else self._of_the_core(fullname) or self._solved(fullname))

    def _solved(self, fullname: str) -> Solved | None:
        return Solved(self) if _is_of_the_program(fullname) else None

    def _of_the_core(self, fullname: str) -> Callable[[FunctionSigContext | MethodSigContext], CallableType] | None:
        bound = packages.core(fullname, self.lookup_fully_qualified)
        if bound is None:
            return None
        if bound.asked == CHAIN:
            return Chain(self, bound.package)
        is_of_layer = bound.asked.startswith(LAYERS)
        if bound.asked.startswith(_DRAWS) or (is_of_layer and bound.asked.endswith(".init")):
            return partial(with_sizes, self, bound.package)
        is_asked = bound.asked.startswith(_FUNCTIONS) or (is_of_layer and bound.asked.endswith(".__call__"))
        return Call(self, bound) if is_asked else None

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        if (known := known_results.hook_for(self, fullname)) is not None:
            return guarded(self, known)
        return guarded(self, self._normalize if self._gives_operation(fullname) else None)

    def get_method_hook(self, fullname: str) -> Callable[[MethodContext], Type] | None:
        return guarded(self, self._normalize if self._gives_operation(fullname) else None)

    def _gives_operation(self, fullname: str) -> bool:
        """Whether the declared result of a user's function has an operation on dimensions in it."""
        look_up = self.lookup_fully_qualified
        if not _is_of_the_program(fullname):
            return False
        if packages.function(fullname, look_up) or packages.method(fullname, look_up):
            return False
        found = look_up(fullname)
        declared = get_proper_type(found.type) if found is not None else None
        items = declared.items if isinstance(declared, CallableType | Overloaded) else []
        return any(item.ret_type.accept(symbolic.HasOperation()) for item in items)

    def get_type_analyze_hook(self, fullname: str) -> Callable[[AnalyzeTypeContext], Type] | None:
        module, _, name = fullname.rpartition(".")
        if module == symbolic.MODULE and name in symbolic.OPERATORS:
            return guarded(self, self._analyze)
        if fullname in self._aliases or not _is_of_the_program(fullname):
            return None
        found = self.lookup_fully_qualified(fullname)
        is_alias = found is not None and isinstance(found.node, TypeAlias) and found.node.alias_tvars
        return guarded(self, partial(self._expand, fullname)) if is_alias else None

    def _expand(self, alias: str, ctx: AnalyzeTypeContext) -> Type:
        """What an alias with parameters stands for, where there are operations in it: they are carried out."""
        self._aliases.add(alias)
        try:
            found = ctx.api.analyze_type(ctx.type)
        finally:
            self._aliases.remove(alias)
        meant = get_proper_type(found)
        return meant.accept(symbolic.Normalizer(self.info)) if meant.accept(symbolic.HasOperation()) else found

    def _analyze(self, ctx: AnalyzeTypeContext) -> Type:
        """An operation in an annotation, in canonical form."""
        assert isinstance(ctx.type, UnboundType)
        info = self.info(f"{symbolic.MODULE}.{ctx.type.name.rpartition('.')[2]}")
        if len(ctx.type.args) != 2:
            ctx.api.fail(f"{info.name} takes two dimensions, found {len(ctx.type.args)}", ctx.context)
            return AnyType(TypeOfAny.from_error)
        return symbolic.canonical(Instance(info, [ctx.api.analyze_type(a) for a in ctx.type.args]), self.info)

    def _normalize(self, ctx: FunctionContext | MethodContext) -> Type:
        """The result of any call, the operations in its shapes carried out."""
        return ctx.default_return_type.accept(symbolic.Normalizer(self.info))

    def info(self, fullname: str) -> TypeInfo:
        """A class of a loaded module.  Raises Unwritable."""
        found = self.lookup_fully_qualified(fullname)
        if found is None or not isinstance(found.node, TypeInfo):
            raise Unwritable(f"{fullname} is not loaded")
        return found.node

    def get_attribute_hook(self, fullname: str) -> Callable[[AttributeContext], Type] | None:
        bound = packages.method(fullname, self.lookup_fully_qualified)
        if bound is not None or not _is_of_the_program(fullname):
            return guarded(self, Attribute(self, bound) if bound else None)
        return guarded(self, self._normalize_attribute)

    def _normalize_attribute(self, ctx: AttributeContext) -> Type:
        """An attribute of a class whose parameters are known, the operations in its type carried out."""
        found = ctx.default_attr_type
        return found.accept(symbolic.Normalizer(self.info)) if found.accept(symbolic.HasOperation()) else found


def _is_of_the_program(fullname: str) -> bool:
    """Whether a name is of a program, or of some library of its own; mypy asks for each call."""
    return fullname.partition(".")[0] not in _OTHERS
