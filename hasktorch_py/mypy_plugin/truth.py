"""A tensor in the place of one value: `float(x)`, `if x > 0` and `max(a, b)` take a tensor of one element."""

import ast
from collections.abc import Callable, Sequence
from typing import TypeAlias

from mypy.checker import TypeChecker
from mypy.literals import literal_hash
from mypy.nodes import (
    ARG_POS,
    CallExpr,
    ComparisonExpr,
    Context,
    Expression,
    ListExpr,
    SetExpr,
    TupleExpr,
)
from mypy.plugin import CheckerPluginInterface, FunctionSigContext, MethodSigContext
from mypy.types import CallableType, Instance, get_proper_type

from ..oracle.answer import Accepted, Answer, Lost, Refused, Result, TensorResult
from ..oracle.question import Argument, Question, Tensor
from ..oracle.size_algebra import Unknown
from . import error_codes, messages, refusals
from .asker import Asker
from .bound_once import BoundNames
from .packages import is_tensor, method_of, package_of
from .reading import Reader, Unreadable
from .source import OfModule

Call: TypeAlias = FunctionSigContext | MethodSigContext
Hook: TypeAlias = Callable[[Call], CallableType]

_CONVERSIONS = {f"builtins.{name}": f"__{name}__" for name in ("bool", "int", "float", "complex")}
#: Which comparison of a later item with an earlier one decides.
_ORDERS = {"builtins.max": "__gt__", "builtins.min": "__lt__", "builtins.sorted": "__lt__"}
_MEMBERSHIP = frozenset(f"builtins.{name}.__contains__" for name in ("list", "tuple", "set"))


def hook_for(asker: Asker, fullname: str) -> Hook | None:
    """The hook for a function or method of Python that asks tensors for their only element."""
    if fullname in _CONVERSIONS:
        return lambda ctx: _converted(asker, _CONVERSIONS[fullname], ctx)
    if fullname in _ORDERS:
        return lambda ctx: _ordered(asker, _ORDERS[fullname], ctx)
    return (lambda ctx: _contained(asker, ctx)) if fullname in _MEMBERSHIP else None


def condition(asker: Asker, api: CheckerPluginInterface, context: Context, result: Result, reader: Reader) -> None:
    """Report the result of a call that decides a condition and is no single element."""
    if isinstance(api, TypeChecker) and _place(context) in _CONDITIONS.of(api):
        Asked(asker, api, context, reader).ask("__bool__", *_tensor(result))


def _converted(asker: Asker, method: str, ctx: Call) -> CallableType:
    nodes = [node for group in ctx.args for node in group]
    if len(nodes) == 1 and (asked := Asked.where(asker, ctx, nodes)) is not None:
        asked.ask(method, *asked.operands(nodes))
    return ctx.default_signature


def _ordered(asker: Asker, method: str, ctx: Call) -> CallableType:
    call = ctx.context
    if isinstance(call, CallExpr) and all(kind == ARG_POS for kind in call.arg_kinds):
        first = call.args[0] if len(call.args) == 1 else None
        items = first.items if isinstance(first, ListExpr | TupleExpr | SetExpr) else call.args
        if len(items) > 1 and (asked := Asked.where(asker, ctx, items[:2])) is not None:
            asked.compare(method, items[1], items[0])
    return ctx.default_signature


def _contained(asker: Asker, ctx: Call) -> CallableType:
    match ctx.context:
        case ComparisonExpr(
            operators=["in" | "not in"], operands=[item, ListExpr() | TupleExpr() | SetExpr() as among]
        ) if among.items:
            known = literal_hash(item)  # Python asks first whether it is the same object
            if known is None or known != literal_hash(among.items[0]):
                asked = Asked.where(asker, ctx, [item])
                if asked is not None:
                    asked.compare("__eq__", among.items[0], item)
    return ctx.default_signature


class Asked:
    """ATen, asked at one place of the program."""

    def __init__(self, asker: Asker, api: CheckerPluginInterface, context: Context, reader: Reader) -> None:
        self._asker, self._api, self._context, self._reader = asker, api, context, reader

    @classmethod
    def where(cls, asker: Asker, ctx: Call, nodes: Sequence[Expression]) -> "Asked | None":
        """None where none of the expressions is a tensor."""
        for node in nodes:
            with ctx.api.msg.filter_errors():
                t = get_proper_type(ctx.api.get_expression_type(node))
            if isinstance(t, Instance) and is_tensor(t.type):
                return cls(asker, ctx.api, ctx.context, Reader(ctx.api, BoundNames(ctx.api), package_of(t.type)))
        return None

    def operands(self, nodes: Sequence[Expression]) -> tuple[Argument, ...]:
        """What the expressions are; none where one of them is no tensor of which something is known."""
        try:
            with self._api.msg.filter_errors():
                found = tuple(self._reader.expression(node) for node in nodes)
        except Unreadable:
            return ()
        return found if all(isinstance(argument, Tensor) for argument in found) else ()

    def compare(self, method: str, left: Expression, right: Expression) -> None:
        """Ask for the truth of a comparison."""
        answer = self.ask(method, *self.operands([left, right]))
        if isinstance(answer, Accepted):
            self.ask("__bool__", *_tensor(answer.result))

    def ask(self, method: str, *operands: Argument) -> Answer | Lost | None:
        """What ATen makes of a method. None without operands."""
        return self.of(Question(method_of(self._reader.package, method).asked, operands)) if operands else None

    def of(self, question: Question) -> Answer | Lost:
        """What ATen makes of a question; a refusal is reported, and a loss."""
        answer = self._asker.ask(question, self._reader.package)
        if isinstance(answer, Lost):
            spelled = messages.spelled(question, self._reader.symbols)
            self._asker.unchecked.say(self._api, self._context, spelled, answer)
        if isinstance(answer, Refused):
            text = messages.refusal(question, answer, self._reader.symbols)
            refusals.report(self._api, text, self._context, error_codes.CODES[answer.about])
        return answer


def _tensor(result: Result) -> tuple[Tensor, ...]:
    """A result as an operand; none where it is no tensor of which something is known."""
    match result:
        case TensorResult(str(tag), dims, rest):
            return (Tensor(tag, tuple(Unknown(i) if d is None else d for i, d in enumerate(dims)), rest),)
    return ()


Place: TypeAlias = tuple[int, int, int | None, int | None]


def _conditions(tree: ast.Module) -> frozenset[Place]:
    """Where the expressions stand whose truth decides something."""
    found: set[ast.expr] = set()
    for node in ast.walk(tree):  # what contains comes before what is contained
        match node:
            case ast.If(test) | ast.While(test) | ast.Assert(test) | ast.IfExp(test) | ast.UnaryOp(ast.Not(), test):
                found.add(test)
            case ast.BoolOp(_, values):
                found.update(values if node in found else values[:-1])
            case ast.comprehension(ifs=conditions):
                found.update(conditions)
    return frozenset((e.lineno, e.col_offset, e.end_lineno, e.end_col_offset) for e in found)


_CONDITIONS = OfModule(_conditions)


def _place(context: Context) -> Place:
    return context.line, context.column, context.end_line, context.end_column
