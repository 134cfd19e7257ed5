"""What a call is for mypy: the question it asks, and the answer in the place of its signature.

A signature hook sees every call before mypy checks it. Where the call's types tell enough to ask ATen, its answer
takes the place of the signature: any arguments, and the type of the result; what ATen refuses is reported there and
then. Where they do not, the stub's own signature stands, untouched.
"""

from contextlib import suppress
from typing import Protocol, TypeAlias

from mypy.errorcodes import ErrorCode
from mypy.nodes import ARG_NAMED, ARG_POS, ARG_STAR, ARG_STAR2, CallExpr, SymbolTableNode, TypeInfo
from mypy.plugin import AttributeContext, FunctionSigContext, MethodSigContext
from mypy.types import AnyType, CallableType, Type, TypeOfAny

from . import dtypes, messages, quiet
from .asking import ATen
from .bindings import Bindings
from .model import Accepted, Argument, Constant, Question, Refused, Unknown
from .packages import Bound
from .reading import Reader, Unreadable, keyword
from .writing import Unwritable, Writer

SigContext: TypeAlias = FunctionSigContext | MethodSigContext


class Asker(Protocol):
    """What a call needs of the plugin."""

    @property
    def aten(self) -> ATen: ...

    def info(self, fullname: str) -> TypeInfo: ...

    def lookup_fully_qualified(self, fullname: str) -> SymbolTableNode | None: ...


class Call:
    """The hook for one call; mypy runs it for each overload, and the answer is the same for all."""

    def __init__(self, asker: Asker, bound: Bound) -> None:
        self.asker, self.bound = asker, bound
        self._result: list[Type | None] = []

    def __call__(self, ctx: SigContext) -> CallableType:
        if not self._result:
            self._result.append(None)
            with suppress(Exception):  # a mistake here must not be a crash of mypy: the stub's signature stands
                self._result[0] = self._answer(ctx)
        result = self._result[0]
        if result is None:
            return ctx.default_signature
        any_ = AnyType(TypeOfAny.special_form)
        return ctx.default_signature.copy_modified(
            arg_types=[any_, any_],
            arg_kinds=[ARG_STAR, ARG_STAR2],
            arg_names=[None, None],
            variables=[],
            ret_type=result,
        )

    def _answer(self, ctx: SigContext) -> Type | None:
        """The type of the call; None where the stub has to tell it."""
        reader = Reader(ctx.api, Bindings(ctx.api), self.bound.package)
        try:
            with ctx.api.msg.filter_errors() as errors:
                question = _question(self.bound.asked, ctx, reader)
            if errors.has_new_errors():
                return None
        except Unreadable:
            return None
        answer = self.asker.aten.ask(question)
        if isinstance(answer, Refused):
            return self._refuse(ctx, messages.refusal(question, answer, reader.symbols), messages.CODES[answer.about])
        if not isinstance(answer, Accepted):
            return None
        if not self._allows(question):
            why = dtypes.conflict(question, self.bound.instance)
            return self._refuse(ctx, messages.wrong_dtypes(question, why), messages.DTYPE)
        try:
            return Writer(self.asker.info, reader.symbols, self.bound.package).type(answer.result)
        except Unwritable:
            return None

    def _allows(self, question: Question) -> bool:
        """Whether the stubs take the dtypes; where all tensors are of the instance's own they do."""
        tags = {tag.lower() for tag in dtypes.tags_of(question)}
        instance = self.bound.instance
        if len(tags) <= 1 and (instance is None or tags <= {instance.rpartition(".")[2]}):
            return True
        return dtypes.allowed(self.asker.lookup_fully_qualified(self.bound.fullname), question)

    def _refuse(self, ctx: SigContext, text: str, code: ErrorCode) -> Type:
        quiet.retract_self_errors(ctx.api, ctx.context)
        ctx.api.fail(text, ctx.context, code=code)
        declared, sequence = ctx.default_signature.ret_type, self.asker.info("builtins.tuple")
        return quiet.after_an_error(declared, sequence, keeps_dtype=code is not messages.DTYPE)


def _question(asked: str, ctx: SigContext, reader: Reader) -> Question:
    """The question that a call asks.  Raises Unreadable."""
    args: list[Argument] = []
    kwargs: list[tuple[str, Argument]] = []
    if isinstance(ctx, MethodSigContext):
        args.append(reader.type(ctx.type))
    call = ctx.context
    if not isinstance(call, CallExpr) or asked.endswith("__"):
        args += [reader.expression(node) for group in ctx.args for node in group]
        return Question(asked, tuple(args))
    for node, kind, name in zip(call.args, call.arg_kinds, call.arg_names, strict=True):
        if kind == ARG_POS:
            argument = reader.expression(node)
            text = isinstance(argument, Constant) and isinstance(argument.value, str)
            args.append(keyword("device", argument) if text and asked.endswith(".to") else argument)
        elif kind == ARG_STAR:
            args += reader.starred(node)
        elif kind == ARG_NAMED and name is not None:
            kwargs.append((name, keyword(name, reader.expression(node))))
        else:
            raise Unreadable("**kwargs")
    return Question(asked, tuple(args), tuple(kwargs))


class Attribute:
    """The hook for a property."""

    def __init__(self, asker: Asker, bound: Bound) -> None:
        self.asker, self.bound = asker, bound

    def __call__(self, ctx: AttributeContext) -> Type:
        with suppress(Exception):  # as for calls; Unreadable and Unwritable among them
            return self._answer(ctx)
        return ctx.default_attr_type

    def _answer(self, ctx: AttributeContext) -> Type:
        reader = Reader(ctx.api, Bindings(ctx.api), self.bound.package)
        question = Question(self.bound.asked, (reader.type(ctx.type),))
        answer = self.asker.aten.ask(question)
        if ctx.is_lvalue or isinstance(answer, Unknown):
            return ctx.default_attr_type
        if isinstance(answer, Accepted):
            return Writer(self.asker.info, reader.symbols, self.bound.package).type(answer.result)
        quiet.retract_self_errors(ctx.api, ctx.context)
        text = messages.refusal(question, answer, reader.symbols)
        code = messages.CODES[answer.about]
        ctx.api.fail(text, ctx.context, code=code)
        sequence = self.asker.info("builtins.tuple")
        return quiet.after_an_error(ctx.default_attr_type, sequence, keeps_dtype=code is not messages.DTYPE)
