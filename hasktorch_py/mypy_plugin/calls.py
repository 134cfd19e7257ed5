"""What a call is for mypy: the question it asks, and the answer in the place of its signature.

A signature hook sees every call before mypy checks it. Where the call's types tell enough to ask ATen, its answer
takes the place of the signature: any arguments, and the type of the result; what ATen refuses is reported there and
then. Where they do not, the stub's own signature stands, untouched.
"""

from typing import TypeAlias

from mypy.errorcodes import ErrorCode
from mypy.nodes import (
    ARG_NAMED,
    ARG_POS,
    ARG_STAR,
    CallExpr,
    Context,
    Expression,
    MemberExpr,
)
from mypy.plugin import AttributeContext, FunctionSigContext, MethodSigContext
from mypy.typeops import make_simplified_union
from mypy.types import CallableType, Type, get_proper_type

from hasktorch_py.aten.dtypes import BY_TAG

from ..oracle import wording
from ..oracle.answer import Accepted, Lost, Refused, TensorResult, Undecidable
from ..oracle.question import Argument, Constant, Question, Sequence, Tensor
from ..oracle.traversal import of_unknown_rank
from . import dtypes, error_codes, messages, overloads, rank_promotion, redefinition, refusals, sizes, truth
from .asker import Asker
from .bound_once import BoundNames
from .layers import CoreReader
from .packages import Bound, OfCore
from .reading import Reader, Unreadable, keyword
from .solving import solved
from .writing import Unwritable, Writer

SigContext: TypeAlias = FunctionSigContext | MethodSigContext


class Call:
    """The hook for one call; mypy runs it for each overload, and the answer is the same for all."""

    def __init__(self, asker: Asker, bound: Bound) -> None:
        self.asker, self.bound = asker, bound
        self._result: list[Type | None] = []
        self._is_refused = False
        self._is_of_any_rank = False  # mypy takes the first overload that some rank may fit

    def __call__(self, ctx: SigContext) -> CallableType:
        if not self._result:
            self._result.append(None)
            self._result[0] = self._answer(ctx)
            if self._result[0] is not None:
                redefinition.explain(ctx.api, ctx.context, self._result[0])
        if (result := self._result[0]) is not None:
            if isinstance(self.bound, OfCore) and not self._is_refused:  # what the core declares holds, too
                return ctx.default_signature.copy_modified(ret_type=result)
            return overloads.giving(ctx.default_signature, result)
        signature = with_sizes(self.asker, self.bound.package, ctx)
        if self._is_of_any_rank:
            any_shape = refusals.after_an_error(signature.ret_type, self.asker.info("builtins.tuple"), keeps_dtype=True)
            signature = signature.copy_modified(ret_type=any_shape)
        return solved(self.asker, ctx, signature) if isinstance(self.bound, OfCore) else signature

    def _answer(self, ctx: SigContext) -> Type | None:
        """The type of the call; None where the stub has to tell it."""
        reader = CoreReader(ctx.api, BoundNames(ctx.api), self.bound.package)
        found: list[Type] = []
        while True:
            try:
                with ctx.api.msg.filter_errors() as errors:
                    question = _question(self.bound.asked, ctx, reader)
                if errors.has_new_errors():
                    return None
            except Unreadable:
                return None
            result = self._of(question, ctx, reader)
            if result is None or self._is_refused:
                self._is_of_any_rank = bool(of_unknown_rank(question)) and len(self._declared()) > 1
                return result
            found.append(result)
            if not reader.choices.advance():
                return make_simplified_union(found)

    def _of(self, question: Question, ctx: SigContext, reader: Reader) -> Type | None:
        """The type of the call with one member of each union."""
        answer = self.asker.ask(question, self.bound.package)
        if isinstance(answer, Lost):
            self.asker.unchecked.say(ctx.api, ctx.context, messages.spelled(question, reader.symbols), answer)
            return None
        if isinstance(answer, Refused):
            text = messages.refusal(question, answer, reader.symbols)
            return self._refuse(ctx, question, text, error_codes.CODES[answer.about])
        if isinstance(answer, Undecidable) and (result := _without_overload(question)) is not None:
            return Writer(self.asker.info, reader.symbols, self.bound.package).type(result)
        if not isinstance(answer, Accepted):
            return None
        if not self._allows(question):
            why = dtypes.conflict(question, self.bound.instance)
            return self._refuse(ctx, question, messages.wrong_dtypes(question, why, reader.symbols), error_codes.DTYPE)
        if isinstance(ctx, MethodSigContext):
            refusals.accept_object(ctx.api, ctx.context, self.bound.name.rpartition(".")[2])
        truth.condition(self.asker, ctx.api, ctx.context, answer.result, reader)
        rank_promotion.report(ctx.api, ctx.context, question, answer.result, reader)
        try:
            return Writer(self.asker.info, reader.symbols, self.bound.package).type(answer.result)
        except Unwritable:
            return None

    def _allows(self, question: Question) -> bool:
        """Whether the stubs take the dtypes; where all tensors are of the instance's own they do."""
        instances = {BY_TAG[tag].instance for tag in dtypes.tags_of(question)}
        own = self.bound.instance
        if len(instances) <= 1 and (own is None or instances <= {own.rpartition(".")[2]}):
            return True
        return dtypes.allowed(self._declared(), question)

    def _declared(self) -> list[CallableType]:
        return overloads.items_of(self.asker.lookup_fully_qualified(self.bound.fullname))

    def _refuse(self, ctx: SigContext, question: Question, text: str, code: ErrorCode) -> Type:
        self._is_refused = True
        declared = self._declared()
        meant = (overloads.meant(declared, question) if len(declared) > 1 else []) or [ctx.default_signature]
        result = refusals.after_errors(
            meant, self.asker.info("builtins.tuple"), keeps_dtype=code is not error_codes.DTYPE
        )
        refusals.report(ctx.api, text, ctx.context, code)
        return result


def _without_overload(question: Question) -> TensorResult | None:
    """The result of what may be right and the stubs have no overload for: `x[mask, None]`, `y.__radd__(x)`."""
    name, operands = question.name.rpartition(".")[2], question.args
    match operands:
        case (Tensor(tag), Sequence("tuple", items)) if name == "__getitem__":
            return TensorResult(tag, (), rest=0) if any(isinstance(item, Tensor) for item in items) else None
        case (Tensor(), Tensor()) if wording.reflected(name):
            return TensorResult(None, (), rest=0)
    return None


def with_sizes(asker: Asker, package: str, ctx: SigContext) -> CallableType:
    """The stub's signature, the sizes in it that the call spells out put in the place of type variables."""
    reader = CoreReader(ctx.api, BoundNames(ctx.api), package)
    with ctx.api.msg.filter_errors():
        found = sizes.known(ctx.default_signature, ctx.args, reader)
    return sizes.put(ctx.default_signature, found, Writer(asker.info, reader.symbols, package))


def _callee(call: Context) -> Expression | None:
    """The expression of a layer that is called."""
    callee = call.callee if isinstance(call, CallExpr) else None
    return callee.expr if isinstance(callee, MemberExpr) and callee.name == "__call__" else callee


def _question(asked: str, ctx: SigContext, reader: Reader) -> Question:
    """The question that a call asks.  Raises Unreadable."""
    args: list[Argument] = []
    kwargs: list[tuple[str, Argument]] = []
    call = ctx.context
    if isinstance(ctx, MethodSigContext):
        args.append(reader.type(ctx.type, _callee(call)))
    if not isinstance(call, CallExpr) or (asked.endswith("__") and not asked.endswith(".__call__")):
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
        if isinstance(get_proper_type(ctx.default_attr_type), CallableType):  # a method that a decorator marks
            return ctx.default_attr_type
        try:
            return self._answer(ctx)
        except (Unreadable, Unwritable):
            return ctx.default_attr_type

    def _answer(self, ctx: AttributeContext) -> Type:
        reader = CoreReader(ctx.api, BoundNames(ctx.api), self.bound.package)
        question = Question(self.bound.asked, (reader.type(ctx.type),))
        answer = self.asker.ask(question, self.bound.package)
        if isinstance(answer, Lost):
            self.asker.unchecked.say(ctx.api, ctx.context, messages.spelled(question, reader.symbols), answer)
        if ctx.is_lvalue or isinstance(answer, Undecidable | Lost):
            return ctx.default_attr_type
        if isinstance(answer, Accepted):
            return Writer(self.asker.info, reader.symbols, self.bound.package).type(answer.result)
        text, code = messages.refusal(question, answer, reader.symbols), error_codes.CODES[answer.about]
        sequence = self.asker.info("builtins.tuple")
        result = refusals.after_an_error(ctx.default_attr_type, sequence, keeps_dtype=code is not error_codes.DTYPE)
        refusals.report(ctx.api, text.replace("()", "", 1), ctx.context, code)
        return result
