"""Operators of a number and a tensor: mypy asks the number, whose words are about ints, and whose `==` is a bool."""

from mypy.nodes import Expression, TempNode
from mypy.plugin import FunctionSigContext, MethodSigContext
from mypy.types import AnyType, CallableType, Instance, ProperType, Type, TypeOfAny, get_proper_type

from ..oracle.answer import Accepted, Lost, Refused
from ..oracle.question import Argument, Question, Some
from ..oracle.wording import operator, reflected
from . import dtypes, error_codes, messages, overloads, refusals, truth
from .asker import Asker
from .bound_once import BoundNames
from .packages import is_tensor, method_of, package_of
from .reading import Reader, Unreadable
from .writing import Unwritable, Writer

NUMBERS = frozenset({"bool", "int", "float", "complex"})
_EQUALITY = frozenset({"__eq__", "__ne__"})  # which a number has for every object
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
        return self._answer(ctx) or ctx.default_signature

    def _answer(self, ctx: MethodSigContext | FunctionSigContext) -> CallableType | None:
        """A signature that takes the operand, where the number's own is not true of a tensor; None where it is."""
        if not isinstance(ctx, MethodSigContext) or len(ctx.args) != 1 or len(ctx.args[0]) != 1:
            return None
        t = _type_of(ctx, ctx.args[0][0])
        if not (isinstance(t, Instance) and is_tensor(t.type)):
            return None
        reader = Reader(ctx.api, BoundNames(ctx.api), package_of(t.type))
        if self.name in _EQUALITY:
            return overloads.giving(ctx.default_signature, self._equality(ctx, reader, t))
        try:
            tensor = reader.tensor(t)
        except Unreadable:
            return None
        number, method = _number(ctx, reader), method_of(reader.package, of_the_tensor(self.name))
        question = Question(method.asked, (tensor, number))
        declared = overloads.items_of(self.asker.lookup_fully_qualified(method.fullname))
        if not declared or dtypes.allowed(declared, question):
            return None
        answer = None if number == _SOME_INT else self.asker.ask(question, reader.package)
        if isinstance(answer, Lost):
            self.asker.unchecked.say(ctx.api, ctx.context, messages.spelled(question, reader.symbols), answer)
            return None
        if isinstance(answer, Refused):
            text = messages.refusal(question, answer, reader.symbols)
        else:
            why = dtypes.conflict(question, f"`{operator(self.name)}`")
            text = messages.wrong_dtypes(question, why, reader.symbols)
        result = refusals.after_errors(declared, self.asker.info("builtins.tuple"), keeps_dtype=False)
        refusals.report(ctx.api, text, ctx.context, error_codes.DTYPE)
        return overloads.giving(ctx.default_signature, result)

    def _equality(self, ctx: MethodSigContext, reader: Reader, t: Instance) -> Type:
        """What the tensor makes of `k == x`; mypy is content with a bool of the number."""
        try:
            question = Question(method_of(reader.package, self.name).asked, (reader.tensor(t), _number(ctx, reader)))
            answer = truth.Asked(self.asker, ctx.api, ctx.context, reader).of(question)
            if isinstance(answer, Accepted):
                truth.condition(self.asker, ctx.api, ctx.context, answer.result, reader)
                return Writer(self.asker.info, reader.symbols, reader.package).type(answer.result)
        except (Unreadable, Unwritable):
            pass
        return AnyType(TypeOfAny.special_form)


def _type_of(ctx: MethodSigContext, node: Expression) -> ProperType | None:
    return get_proper_type(node.type if isinstance(node, TempNode) else BoundNames(ctx.api).type_of(node))


def _number(ctx: MethodSigContext, reader: Reader) -> Argument:
    try:
        return reader.type(ctx.type)
    except Unreadable:
        return _SOME_INT


def of_the_tensor(name: str) -> str:
    """The method of the tensor for that of the number: `__rand__` of an int is `__and__` of the tensor."""
    stem = name.strip("_")
    if stem in _MIRRORED:
        return f"__{_MIRRORED[stem]}__"
    return f"__{stem[1:]}__" if reflected(name) else f"__r{stem}__"
