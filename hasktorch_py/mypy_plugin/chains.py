"""Whether the stages of a `sequential` fit together: ATen is asked for any batch that the first one takes."""

from mypy.maptype import map_instance_to_supertype
from mypy.nodes import CallExpr, TypeInfo
from mypy.plugin import FunctionSigContext, MethodSigContext
from mypy.types import (
    AnyType,
    CallableType,
    Instance,
    Type,
    TypeOfAny,
    TypeVarId,
    TypeVarType,
    UnpackType,
    get_proper_type,
)

from ..oracle.answer import Lost, Refused
from ..oracle.question import Layer, Question, Sequence, Tensor
from . import error_codes, messages, overloads, refusals
from .asker import Asker
from .bound_once import BoundNames
from .layers import LAYERS, SEQUENTIAL, CoreReader
from .packages import asked_in, is_tensor
from .reading import Unreadable

_STAGE = f"{LAYERS}stage.Stage"
_NAMES = ("B", "N", "M")  # of the leading dimensions; a layer may want one, two or three of them


class Chain:
    """The hook for one call of `sequential`; mypy runs it for each overload, and the answer is the same for all."""

    def __init__(self, asker: Asker, package: str) -> None:
        self.asker, self.package = asker, package
        self._result: list[Type | None] = []

    def __call__(self, ctx: FunctionSigContext | MethodSigContext) -> CallableType:
        if not self._result:
            self._result.append(None)
            self._result[0] = self._answer(ctx)
        result = self._result[0]
        return ctx.default_signature if result is None else overloads.giving(ctx.default_signature, result)

    def _answer(self, ctx: FunctionSigContext | MethodSigContext) -> Type | None:
        """The type after an error; None where the stages fit, or nothing is known of them."""
        reader, call = CoreReader(ctx.api, BoundNames(ctx.api), self.package), ctx.context
        assert isinstance(call, CallExpr)
        with ctx.api.msg.filter_errors() as errors:
            types = [ctx.api.get_expression_type(node) for node in call.args]
        try:
            chain = Layer(SEQUENTIAL, (("stages", Sequence("tuple", reader.stages(call.args))),))
            inputs = [self._input(types[0], rank, reader) for rank in range(1, 1 + len(_NAMES))]
        except Unreadable:
            return None
        questions = [Question(f"{SEQUENTIAL}.__call__", (chain, x)) for x in inputs]
        answers = [self.asker.ask(question, self.package) for question in questions]
        for question, answer in zip(questions, answers, strict=True):
            if isinstance(answer, Lost):
                self.asker.unchecked.say(ctx.api, call, messages.spelled(question, reader.symbols), answer)
                return None
        first = answers[0]
        if (
            errors.has_new_errors()
            or not isinstance(first, Refused)
            or not all(isinstance(a, Refused) for a in answers)
        ):
            return None
        text = messages.refusal(questions[0], first, reader.symbols)
        result = refusals.after_an_error(ctx.default_signature.ret_type, self.asker.info("builtins.tuple"), True)
        refusals.report(ctx.api, text, ctx.context, error_codes.CODES[first.about])
        return result

    def _input(self, first: Type, rank: int, reader: CoreReader) -> Tensor:
        """What the first stage takes, with so many leading dimensions.  Raises Unreadable."""
        first = get_proper_type(first)
        bases = first.type.mro if isinstance(first, Instance) else []
        stage = next((base for base in bases if asked_in(self.package, base.fullname) == _STAGE), None)
        if not isinstance(first, Instance) or stage is None:
            raise Unreadable("the first stage")
        taken = get_proper_type(map_instance_to_supertype(first, stage).args[0])
        if not isinstance(taken, Instance) or not is_tensor(taken.type):
            raise Unreadable("what the first stage takes")
        dtype, *dims = taken.args
        leading = dims[0] if dims else None
        if isinstance(leading, UnpackType):
            int_ = self.asker.info("builtins.int")
            dims = [*(_variable(name, i, int_) for i, name in enumerate(_NAMES[:rank])), *dims[1:]]
        return reader.tensor(Instance(taken.type, [dtype, *dims]))


def _variable(name: str, number: int, int_: TypeInfo) -> TypeVarType:
    any_ = AnyType(TypeOfAny.from_omitted_generics)
    return TypeVarType(name, name, TypeVarId(-1 - number, namespace=LAYERS), [], Instance(int_, []), any_)
