"""One overload, ready to be asked: its calls as the oracle runs them, on real tensors."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

import torch

from hasktorch_py.aten import callables
from hasktorch_py.aten.torch_dtypes import TORCH_DTYPES
from hasktorch_py.oracle.answer import Raised, Result, SequenceResult, TensorResult
from hasktorch_py.oracle.execution import NotRun, run
from hasktorch_py.oracle.question import Argument, Constant, Sequence, Tensor

from ..model import Base
from ..rules.facts import ANY, OWN
from ..rules.language import Assignment, Shape, Tensors
from ..select.selection import Kind, Operator
from ..select.signature import Param, ParamKind, Signature, base_of
from .values import Number, is_list, tensor


@dataclass(frozen=True, slots=True)
class Spec:
    """A tensor to be made for a call: its sizes, and its dtype (`OWN` or a tag).

    `tag`: a dtype beside that of its role, the elements those of the role.
    """

    sizes: tuple[int, ...]
    role: str = OWN
    tag: str = ""


Plan = Mapping[str, Any]  # parameter -> Spec, list of Spec, or a plain value; parameters left out keep their default


@dataclass(frozen=True, slots=True)
class Operand(Tensor):
    """A tensor of a call, and its role, which decides its elements."""

    role: str = OWN


def fits(result: Result, promised: Shape | Tensors, assignment: Assignment) -> bool:
    """Whether the rule told the truth of a tensor, or of a sequence of tensors."""
    if isinstance(promised, Shape):
        told = isinstance(result, TensorResult) and promised.dtype in (None, result.tag)
        return told and assignment.match(promised, sizes_of(result))
    if not isinstance(result, SequenceResult):
        return False
    if promised.repeated:
        return all(fits(item, promised.items[0], assignment) for item in result.items)
    return len(result.items) == len(promised.items) and all(
        fits(item, each, assignment) for item, each in zip(result.items, promised.items, strict=True)
    )


def sizes_of(result: Result) -> tuple[int, ...]:
    """The sizes of a tensor."""
    dims = result.dims if isinstance(result, TensorResult) else None
    return tuple(dim for dim in dims or () if isinstance(dim, int))


Answers = tuple[TensorResult | SequenceResult, ...]
MOST_ELEMENTS = 4096
"""Of one of several tensors: products of tensors (kron) grow out of bounds otherwise."""
MOST_OF_ONE = 2**16
"""Of the only tensor: one of eight dimensions has 40,320 where all sizes differ."""


class Subject:
    """An overload of an operator as Python calls it."""

    def __init__(self, operator: Operator, signature: Signature) -> None:
        self.operator = operator
        self.signature = signature
        self.key = signature.key
        self.target = resolve(operator)
        self.params: dict[str, Param] = {p.name: p for p in signature.params}
        self.tensors = signature.tensors
        self.required = [p for p in signature.params if p.required]
        self.fixed = {p.name: p.only.value for p in signature.params if p.only is not None}
        self.numbers = [p for p in signature.params if _is_number(p)]
        self.tensor_results = sum(base_of(r.type) is Base.TENSOR for r in signature.returns)

    def ask(self, plan: Plan, tag: str, seed: int) -> Answers | None:
        """The tensors that ATen returns for a call at dtype `tag`; None where it rejects the call."""
        given = list(_sizes(plan))
        if any(math.prod(sizes) > (MOST_ELEMENTS if len(given) > 1 else MOST_OF_ONE) for sizes in given):
            return None
        rng = random.Random(seed)
        torch.default_generator.manual_seed(seed)  # torch.manual_seed also queues a call per accelerator

        def fill(of: Tensor, sizes: tuple[int, ...]) -> torch.Tensor:
            role = of.role if isinstance(of, Operand) else OWN
            return tensor(sizes, rng.choice((tag, "Long", "Float")) if role == ANY else of.tag, role, rng)

        arguments = self._arguments({**self.fixed, **plan}, tag)
        if arguments is None:
            return None
        try:
            found = run(self.target, *arguments, {}, fill, any_tensor=True)
        except NotRun:
            return None
        return None if isinstance(found, Raised) else self._read(found)

    def _arguments(self, plan: Plan, tag: str) -> tuple[tuple[Argument, ...], tuple[tuple[str, Argument], ...]] | None:
        """The positional arguments and those by keyword; None where one is no list that stands for several."""
        positional: list[Argument] = []
        keywords: dict[str, Argument] = {}
        skipped = False
        for param in self.signature.params:
            if param.name not in plan:
                skipped = True
                continue
            value = _argument(plan[param.name], tag)
            if param.kind is ParamKind.VARIADIC:
                if not isinstance(value, Sequence):
                    return None
                positional += value.items
            elif param.kind is ParamKind.KEYWORD or skipped:
                keywords[param.name] = value
            else:
                positional.append(value)
        if self.operator.factory:
            keywords.setdefault("dtype", Constant(TORCH_DTYPES[tag]))
        return tuple(positional), tuple(keywords.items())

    def _read(self, found: Result) -> Answers | None:
        """The tensors in a result; None where it is not what the schema declares."""
        returns = self.signature.returns
        results = (found,) if len(returns) == 1 else found.items if isinstance(found, SequenceResult) else ()
        if len(results) != len(returns):
            return None
        answers: list[TensorResult | SequenceResult] = []
        for result, declared in zip(results, returns, strict=True):
            if base_of(declared.type) is not Base.TENSOR:
                continue
            if not _is_of_tensors(result) or isinstance(result, SequenceResult) != is_list(declared.type):
                return None
            answers.append(result)
        return tuple(answers)


def _is_number(param: Param) -> bool:
    """Whether a Python number there may decide the dtype: one that must be given, or is absent by default."""
    number = base_of(param.type) is Base.SCALAR and not is_list(param.type)
    return number and (param.default is None or param.default.value is None)


def resolve(operator: Operator) -> Callable[..., Any]:
    """The object that the instance binds."""
    if operator.kind is Kind.PROPERTY:
        return lambda self: getattr(self, operator.name)
    found: Callable[..., Any] = callables.resolve(operator.target)
    return found


def _sizes(plan: Plan) -> Iterator[tuple[int, ...]]:
    for value in plan.values():
        yield from (spec.sizes for spec in (value if isinstance(value, tuple) else (value,)) if isinstance(spec, Spec))


def _argument(value: Any, tag: str) -> Argument:
    if isinstance(value, Spec):
        return Operand(value.tag or value.role or tag, value.sizes, role=value.role)
    if isinstance(value, tuple) and all(isinstance(item, Spec) for item in value):
        return Sequence("tuple", tuple(_argument(item, tag) for item in value))
    if isinstance(value, list):
        return Sequence("list", tuple(_argument(item, tag) for item in value))
    return Constant(int(value) if isinstance(value, Number) else value)


def _is_of_tensors(result: Result) -> TypeGuard[TensorResult | SequenceResult]:
    """Whether this is a tensor, or a sequence of such."""
    if isinstance(result, SequenceResult):
        return all(map(_is_of_tensors, result.items))
    return isinstance(result, TensorResult)
