"""Around every hook: a fault of the plugin is neither a crash of mypy nor silent."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from mypy.options import Options
from mypy.plugin import (
    AnalyzeTypeContext,
    AttributeContext,
    FunctionContext,
    FunctionSigContext,
    MethodContext,
    MethodSigContext,
)
from mypy.types import AnyType, TypeOfAny

from .unchecked import Unchecked

C = TypeVar(
    "C", FunctionSigContext, MethodSigContext, FunctionContext, MethodContext, AttributeContext, AnalyzeTypeContext
)
T = TypeVar("T")


class Guarded(Protocol):
    """What a guard needs of the plugin."""

    options: Options

    @property
    def unchecked(self) -> Unchecked: ...


def guarded(plugin: Guarded, hook: Callable[[C], T] | None) -> Callable[[C], T] | None:
    """The hook; where it raises, what mypy has without it stands, and an error says so.

    Under `--show-traceback` the exception comes through; the daemon always sets that, and would be gone.
    """
    if hook is None:
        return None

    def call(ctx: C) -> T:
        try:
            return hook(ctx)
        except Exception as fault:
            if plugin.options.show_traceback and not plugin.options.fine_grained_incremental:
                raise
            plugin.unchecked.say_fault(ctx.api, ctx.context, fault)
            without: T = _without(ctx)
            return without

    return call


def _without(ctx: object) -> Any:
    """What mypy has without the hook."""
    match ctx:
        case FunctionSigContext() | MethodSigContext():
            return ctx.default_signature
        case FunctionContext() | MethodContext():
            return ctx.default_return_type
        case AttributeContext():
            return ctx.default_attr_type
    return AnyType(TypeOfAny.from_error)
