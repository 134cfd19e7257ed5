"""Operators of a tensor with a number that the tensor has not: mypy asks the number, and its words are about ints."""

from contextlib import suppress

from mypy.nodes import Expression, TempNode
from mypy.plugin import FunctionSigContext, MethodSigContext
from mypy.types import CallableType, Instance, get_proper_type

from . import dtypes, messages, overloads, quiet
from .bindings import Bindings
from .calls import Asker
from .messages import operator, reflected
from .model import Argument, Question, Refused, Some, Tensor
from .reading import TENSOR, Reader, Unreadable

NUMBERS = frozenset({"bool", "int", "float", "complex"})
_MIRRORED = {"lt": "gt", "gt": "lt", "le": "ge", "ge": "le", "eq": "eq", "ne": "ne"}
_SOME_INT = Some("int")


def is_operator(fullname: str) -> bool:
    """Whether this is an operator of a Python number, `builtins.int.__rand__`."""
    module, *rest = fullname.split(".")
    return module == "builtins" and len(rest) == 2 and rest[0] in NUMBERS and operator(rest[1]) is not None


class Operand:
    """The hook for an operator of a number whose other operand is a tensor."""

    def __init__(self, asker: Asker, fullname: str) -> None:
        self.asker, self.name = asker, fullname.rpartition(".")[2]

    def __call__(self, ctx: MethodSigContext | FunctionSigContext) -> CallableType:
        with suppress(Exception):  # as for calls
            return self._answer(ctx) or ctx.default_signature
        return ctx.default_signature

    def _answer(self, ctx: MethodSigContext | FunctionSigContext) -> CallableType | None:
        """A signature that takes the operand, where the tensor has no such operator; None where it has one."""
        if not isinstance(ctx, MethodSigContext) or len(ctx.args) != 1 or len(ctx.args[0]) != 1:
            return None
        tensor, number = self._tensor(ctx, ctx.args[0][0]), self._number(ctx)
        if tensor is None:
            return None
        method = f"{TENSOR}.{of_the_tensor(self.name)}"
        question = Question(method, (tensor, number))
        declared = overloads.items_of(self.asker.lookup_fully_qualified(method))
        if not declared or dtypes.allowed(declared, question):
            return None
        answer = None if number == _SOME_INT else self.asker.aten.ask(question)
        if isinstance(answer, Refused):
            text = messages.refusal(question, answer, {})
        else:
            text = messages.wrong_dtypes(question, dtypes.conflict(question, f"`{operator(self.name)}`"))
        result = quiet.after_errors(declared, self.asker.info("builtins.tuple"), keeps_dtype=False)
        quiet.report(ctx.api, text, ctx.context, messages.DTYPE)
        return overloads.giving(ctx.default_signature, result)

    def _tensor(self, ctx: MethodSigContext, node: Expression) -> Tensor | None:
        t = get_proper_type(node.type if isinstance(node, TempNode) else Bindings(ctx.api).type_of(node))
        if not (isinstance(t, Instance) and t.type.fullname == TENSOR):
            return None
        try:
            return Reader(ctx.api, Bindings(ctx.api)).tensor(t)
        except Unreadable:
            return None

    def _number(self, ctx: MethodSigContext) -> Argument:
        try:
            return Reader(ctx.api, Bindings(ctx.api)).type(ctx.type)
        except Unreadable:
            return _SOME_INT


def of_the_tensor(name: str) -> str:
    """The method of the tensor for that of the number: `__rand__` of an int is `__and__` of the tensor."""
    stem = name.strip("_")
    if stem in _MIRRORED:
        return f"__{_MIRRORED[stem]}__"
    return f"__{stem[1:]}__" if reflected(name) else f"__r{stem}__"
