"""Broadcasting between tensors of different ranks: right for ATen, a mistake where `[4]` should have been `[4, 1]`.

ATen puts dimensions of one before the shorter shape. JAX calls that rank promotion (`jax_numpy_rank_promotion`) and
lets a program forbid it; so does the error code here, which has to be enabled.
"""

from mypy.nodes import Context
from mypy.plugin import CheckerPluginInterface

from ..oracle import wording
from ..oracle.answer import Result, TensorResult
from ..oracle.question import Question, Tensor
from . import error_codes, messages
from .reading import Reader
from .refusals import beyond_the_operator

#: Functions of ATen that broadcast and are not named like an operator.
_FUNCTIONS = frozenset({"atan2", "div", "divide", "maximum", "minimum", "multiply", "subtract", "true_divide", "where"})


def report(api: CheckerPluginInterface, context: Context, question: Question, result: Result, reader: Reader) -> None:
    """Say of a call that is right which tensor's rank it raises."""
    if error_codes.RANK_PROMOTION not in api.options.enabled_error_codes:
        return
    name = question.name.rpartition(".")[2]
    shapes = [a for a in question.args if isinstance(a, Tensor) and a.rest is None and a.dims]
    shorter = min(shapes, key=lambda tensor: len(tensor.dims), default=None)
    if shorter is None or not isinstance(result, TensorResult) or result.rest is not None:
        return
    if (name.rstrip("_") in _FUNCTIONS or wording.is_elementwise(name)) and len(shorter.dims) < len(result.dims):
        text = messages.rank_promotion(question, shorter, result, reader.symbols)
        with beyond_the_operator(api, context):
            api.fail(text, context, code=error_codes.RANK_PROMOTION)
