"""One overload, ready to be asked: builds the call, runs it on real CPU tensors, and reads the result."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch

from hasktorch_py.aten import callables
from hasktorch_py.aten.torch_dtypes import TAGS, TORCH_DTYPES

from ..model import Base
from ..rules.facts import ANY, OWN
from ..rules.language import Assignment, Shape, Tensors
from ..select.selection import Kind, Operator
from ..select.signature import Param, ParamKind, Signature, base_of
from .values import Number, is_list, tensor


@dataclass(frozen=True, slots=True)
class Spec:
    """A tensor to be made for a call: its sizes, and its dtype (`OWN` or a tag)."""

    sizes: tuple[int, ...]
    role: str = OWN


Plan = Mapping[str, Any]  # parameter -> Spec, list of Spec, or a plain value; parameters left out keep their default


@dataclass(frozen=True, slots=True)
class Answer:
    """A result: its sizes and dtype tag; `parts` where it is a sequence of tensors."""

    sizes: tuple[int, ...] = ()
    tag: str = ""
    parts: tuple[Answer, ...] | None = None

    def fits(self, promised: Shape | Tensors, assignment: Assignment) -> bool:
        """Whether the rule told the truth."""
        if isinstance(promised, Shape):
            told = promised.dtype is None or promised.dtype == self.tag
            return self.parts is None and told and assignment.match(promised, self.sizes)
        if self.parts is None:
            return False
        if promised.repeated:
            return all(part.fits(promised.items[0], assignment) for part in self.parts)
        return len(self.parts) == len(promised.items) and all(
            part.fits(item, assignment) for part, item in zip(self.parts, promised.items, strict=True)
        )


Answers = tuple[Answer, ...]
MOST_ELEMENTS = 4096
"""Of one argument: products of tensors (kron) grow out of bounds otherwise."""


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
        if any(math.prod(sizes) > MOST_ELEMENTS for sizes in _sizes(plan)):
            return None
        rng = random.Random(seed)
        torch.default_generator.manual_seed(seed)  # torch.manual_seed also queues a call per accelerator
        positional: list[Any] = []
        keywords: dict[str, Any] = {}
        skipped = False
        plan = {**self.fixed, **plan}
        try:
            for param in self.signature.params:
                if param.name not in plan:
                    skipped = True
                    continue
                value = _realise(plan[param.name], tag, rng)
                if param.kind is ParamKind.VARIADIC:
                    positional += value
                elif param.kind is ParamKind.KEYWORD or skipped:
                    keywords[param.name] = value
                else:
                    positional.append(value)
            if self.operator.factory:
                keywords.setdefault("dtype", TORCH_DTYPES[tag])
            result = self.target(*positional, **keywords)
        except Exception:  # whatever ATen raises is its answer: not this call
            return None
        return self._read(result)

    def _read(self, result: Any) -> Answers | None:
        returns = self.signature.returns
        results = (result,) if len(returns) == 1 else tuple(result) if isinstance(result, tuple | list) else ()
        if len(results) != len(returns):
            return None
        answers: list[Answer] = []
        for value, declared in zip(results, returns, strict=True):
            if base_of(declared.type) is not Base.TENSOR:
                continue
            answer = _answer(value)
            if answer is None or (answer.parts is not None) != is_list(declared.type):
                return None
            answers.append(answer)
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


def _realise(value: Any, tag: str, rng: random.Random) -> Any:
    if isinstance(value, Spec):
        made = rng.choice((tag, "Long", "Float")) if value.role == ANY else value.role or tag
        return tensor(value.sizes, made, value.role, rng)
    if isinstance(value, tuple) and value and all(isinstance(item, Spec) for item in value):
        return tuple(_realise(item, tag, rng) for item in value)
    if isinstance(value, list):
        return [_realise(item, tag, rng) for item in value]
    return int(value) if isinstance(value, Number) else value


def _answer(value: Any) -> Answer | None:
    if isinstance(value, torch.Tensor):
        return Answer(tuple(value.shape), TAGS.get(value.dtype, "?"))
    if isinstance(value, tuple | list):
        parts = tuple(part for item in value if (part := _answer(item)) is not None)
        return Answer(parts=parts) if len(parts) == len(value) else None
    return None
