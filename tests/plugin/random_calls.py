"""Random calls of the whole surface with literal arguments: such as rules describe, changed ones, and nonsense."""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from codegen.model import Base, ListType, OptionalType, Type
from codegen.probe.sampling import Unfit, assignments, fit, plan
from codegen.probe.subject import Plan, Spec, Subject
from codegen.probe.values import WORDS
from codegen.rules.facts import ANY, OWN, FactBook, Facts
from codegen.select import Kind, Operator
from codegen.select.signature import Param, ParamKind, Signature, base_of
from hasktorch_py.aten.torch_dtypes import TORCH_DTYPES
from tests.conformance.calls import Writer, literal

INSTANCES: Mapping[str, str] = {
    "double": "Double", "long": "Long", "float": "Float", "bool": "Bool", "complexdouble": "ComplexDouble",
}  # fmt: skip
_WEIGHTS = {"double": 5, "long": 2, "float": 1, "bool": 1, "complexdouble": 1}
_SIZES = (1, 2, 2, 3, 3, 4, 5, 6, 8, 0, 16, 33)
_INTS = (0, 1, 1, 2, 2, 3, -1, -1, -2, 4, 5, 7, -4)
_WILD = (64, 1000, -(2**31), 2**31, 10**12, -(10**12), 2**63 - 1, -(2**63))
_FLOATS = (0.5, 1.0, 2.0, 0.0, -1.5, 1e-5, 1e300, -1e300)
_INT = re.compile(r"(?<=[( =\[])\d+(?=[,)\]])")
_DTYPES = (torch.float32, torch.float64, torch.int64, torch.bool, torch.complex128, torch.uint8)
_INFIX = {
    "add": "+", "sub": "-", "mul": "*", "truediv": "/", "floordiv": "//", "mod": "%", "pow": "**", "matmul": "@",
    "and": "&", "or": "|", "xor": "^", "lshift": "<<", "rshift": ">>", "eq": "==", "ne": "!=", "lt": "<", "le": "<=",
    "gt": ">", "ge": ">=",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """A tensor to be made: its role as in the facts, that its elements make sense."""

    tag: str
    sizes: tuple[int, ...]
    role: str = OWN


@dataclass(frozen=True, slots=True)
class RandomCall:
    """`text` is written over parameters that have `annotations` and are made as `tensors` say.

    `mixed`: a tensor has another dtype than the facts name for it, which an instance may refuse and torch take.
    `symbol`: what the type variable `B` in the annotations stands for; `gradual`: a size in them is unknown.
    """

    instance: str
    text: str
    annotations: tuple[str, ...]
    tensors: tuple[Made, ...]
    mixed: bool
    symbol: int | None = None
    gradual: bool = False


def twin(call: RandomCall, rng: random.Random) -> RandomCall:
    """The call with its first int as a float or a bool: the results differ, and equal numbers must not be confused."""
    number = rng.choice((lambda m: f"{m[0]}.0", lambda m: str(m[0] != "0")))
    return replace(call, text=_INT.sub(number, call.text, count=1))


class _NoCall(Exception):
    """Nothing can be given for a required argument."""


class RandomCalls:
    """An endless supply for a seed."""

    def __init__(self, operators: Sequence[Operator], book: FactBook, seed: int, instances: Sequence[str]) -> None:
        self._rng = random.Random(seed)
        self._instances = [instance for instance in instances for _ in range(_WEIGHTS[instance])]
        self._book = book
        self._operators = operators

    def __iter__(self) -> Iterator[RandomCall]:
        while True:
            instance = self._rng.choice(self._instances)
            kind = self._rng.random()
            if kind < 0.06:
                yield self._indexing(instance)
            elif kind < 0.08:
                yield self._literal_tensor(instance)
            else:
                operator = self._rng.choice(self._operators)
                signature = self._rng.choice(operator.signatures)
                facts = self._book.facts.get(signature.key)
                if facts is None or instance not in facts.instances:
                    continue
                try:
                    yield _Attempt(self._rng, operator, signature, facts, instance).call()
                except (_NoCall, Unfit):
                    continue

    def _indexing(self, instance: str) -> RandomCall:
        rng = self._rng
        sizes = tuple(rng.choice(_SIZES) for _ in range(rng.randrange(4)))
        maker = _Maker(rng, instance)
        subject = maker.writer.expression(maker.tensor(Spec(sizes)))
        items = [self._index_item(maker, sizes, i) for i in range(rng.randrange(1, len(sizes) + 2))]
        text = f"{subject}[{maker.writer.index(tuple(items) if len(items) > 1 else items[0])}]"
        return maker.call(text)

    def _index_item(self, maker: "_Maker", sizes: tuple[int, ...], at: int) -> object:
        rng, size = self._rng, sizes[at] if at < len(sizes) else 2
        match rng.randrange(8):
            case 0 | 1:
                return rng.randrange(-size - 1, size + 1)
            case 2 | 3:
                start, stop = (rng.choice((None, None, *range(-size - 1, size + 2))) for _ in range(2))
                return slice(start, stop, rng.choice((None, 1, 2)))
            case 4:
                return rng.choice((None, ..., True, slice(None), slice(None)))
            case 5:
                return maker.make(Made("Bool", rng.choice(((size,), sizes, (size + 1,)))))
            case 6:
                return maker.make(Made("Long", rng.choice(((2,), (3,), (2, 2), ())), "Long"))
            case _:
                return [rng.randrange(size + 1) for _ in range(rng.randrange(1, 3))]

    def _literal_tensor(self, instance: str) -> RandomCall:
        rng, maker = self._rng, _Maker(self._rng, instance)
        rows, columns = rng.randrange(4), rng.randrange(4)
        number: Any = {"long": 2, "bool": True, "complexdouble": 1j}.get(instance, 0.5)
        value = rng.choice((number, [number] * columns, [[number] * columns] * rows, [[number] * columns, [number]]))
        return maker.call(f"T.{rng.choice(('tensor', 'tensor', 'matrix', 'vector'))}({literal_of(value)})")


def literal_of(value: object) -> str:
    """Nested lists of numbers as Python writes them."""
    return f"[{', '.join(map(literal_of, value))}]" if isinstance(value, list) else literal(value)


class _Maker:
    """Writes the tensors of a call."""

    def __init__(self, rng: random.Random, instance: str) -> None:
        self.rng, self.instance = rng, instance
        self.writer = Writer()
        self.made: dict[int, Made] = {}
        self.mixed = False

    def tensor(self, spec: Spec) -> torch.Tensor:
        own = INSTANCES[self.instance]
        tag = self.rng.choice((own, "Long", "Float")) if spec.role == ANY else spec.role or own
        if self.rng.random() < 0.01:
            tag, self.mixed = self.rng.choice(list(INSTANCES.values())), True
        self.mixed |= spec.role == ANY and tag != own
        return self.make(Made(tag, spec.sizes, spec.role))

    def make(self, made: Made) -> torch.Tensor:
        """A tensor without elements that stands for the one to be made."""
        x = torch.empty(made.sizes, dtype=TORCH_DTYPES[made.tag], device="meta")
        self.made[id(x)] = made
        return x

    def call(self, text: str) -> RandomCall:
        tensors = tuple(self.made[id(x)] for x in self.writer.tensors)
        return RandomCall(self.instance, text, tuple(self.writer.annotations), tensors, self.mixed)


class _Attempt:
    """One call of one overload."""

    def __init__(
        self, rng: random.Random, operator: Operator, signature: Signature, facts: Facts, instance: str
    ) -> None:
        self.rng, self.operator, self.signature, self.facts = rng, operator, signature, facts
        self.maker = _Maker(rng, instance)
        tensors = [p.name for p in signature.params if base_of(p.type) is Base.TENSOR]
        self.roles = dict(zip(tensors, facts.roles, strict=False))

    def call(self) -> RandomCall:
        """Raises _NoCall or Unfit."""
        arguments = self._plan()
        for param in self.signature.params:
            if param.only is not None:
                arguments[param.name] = param.only.value
            elif param.name not in arguments and (param.required or self.rng.random() < 0.2):
                try:
                    arguments[param.name] = self._value(param.name, param.type)
                except _NoCall:
                    if param.required:
                        raise
        if self.rng.random() < 0.3:
            self._change(arguments)
        return self.maker.call(self._text({name: self._realised(v) for name, v in arguments.items()}))

    def _plan(self) -> dict[str, Any]:
        if not self.facts.rules or self.rng.random() < 0.2:
            return {}
        rule = self.rng.choice(self.facts.rules).rule
        names = fit(rule, Subject(self.operator, self.signature))
        chosen = assignments(rule, self.rng, self.rng.randrange(4), self.rng.random() < 0.6)
        return plan(rule, names, chosen, self.roles, self.rng, self.rng.random() < 0.5)

    def _value(self, name: str, type_: Type) -> Any:
        rng = self.rng
        if isinstance(type_, OptionalType):
            return None if rng.random() < 0.25 else self._value(name, type_.element)
        if isinstance(type_, ListType):
            few = rng.choice((type_.size or 2, 1, 2, 3, 0))
            return [self._value(name, type_.element) for _ in range(few)]
        match type_.base:
            case Base.TENSOR:
                return Spec(tuple(rng.choice(_SIZES) for _ in range(rng.randrange(4))), self.roles.get(name, OWN))
            case Base.INT | Base.SYMINT:
                return rng.choice(_WILD) if rng.random() < 0.02 else rng.choice(_INTS)
            case Base.FLOAT:
                return rng.choice(_FLOATS)
            case Base.SCALAR:
                return rng.choice((*_INTS[:6], *_FLOATS[:5]))
            case Base.BOOL:
                return rng.random() < 0.5
            case Base.STR:
                return rng.choice((*WORDS.get(name, ()), *WORDS.get(name, ()), "nonsense"))
            case Base.DTYPE:
                return rng.choice(_DTYPES)
            case Base.LAYOUT:
                return torch.strided
            case Base.MEMORY_FORMAT:
                return torch.contiguous_format
            case _:
                raise _NoCall

    def _change(self, arguments: dict[str, Any]) -> None:
        """One argument becomes another: a size more or less, a dimension more or less, another number."""
        name = self.rng.choice([*arguments, *arguments, ""])
        value = arguments.get(name)
        if isinstance(value, Spec) and value.sizes and self.rng.random() < 0.6:
            at = self.rng.randrange(len(value.sizes))
            other = self.rng.choice((value.sizes[at] + 1, 1, self.rng.choice(_SIZES)))
            arguments[name] = Spec((*value.sizes[:at], other, *value.sizes[at + 1 :]), value.role)
        elif isinstance(value, Spec):
            arguments[name] = Spec(self.rng.choice((value.sizes[1:], (*value.sizes, 2))), value.role)
        elif name and not isinstance(value, tuple):
            param = next(p for p in self.signature.params if p.name == name)
            if param.only is None:
                arguments[name] = self._value(name, param.type)

    def _realised(self, value: Any) -> Any:
        if isinstance(value, Spec):
            return self.maker.tensor(value)
        if isinstance(value, tuple | list):
            return type(value)(map(self._realised, value))
        return value

    def _text(self, arguments: Plan) -> str:
        operator, writer = self.operator, self.maker.writer
        params = self.signature.params
        if operator.kind is Kind.FUNCTION:
            space = f"{operator.namespace}." if operator.namespace else ""
            return f"T.{space}{operator.name}({self._arguments(params, arguments)})"
        subject = writer.expression(arguments["self"])
        if operator.kind is Kind.PROPERTY:
            return f"{subject}.{operator.name}"
        stem = operator.name.strip("_")
        if operator.name.startswith("__") and len(params) == 2:
            other = writer.expression(arguments[params[1].name])
            if stem in _INFIX:
                return f"{subject} {_INFIX[stem]} {other}"
            if stem[1:] in _INFIX and stem[0] == "r" and not isinstance(arguments[params[1].name], torch.Tensor):
                return f"{other} {_INFIX[stem[1:]]} {subject}"
            return f"{subject}.{operator.name}({other})"
        return f"{subject}.{operator.name}({self._arguments(params[1:], arguments)})"

    def _arguments(self, params: Sequence[Param], arguments: Plan) -> str:
        writer, found, skipped = self.maker.writer, list[str](), False
        for param in params:
            if param.name not in arguments:
                skipped = True
                continue
            value = arguments[param.name]
            if param.kind is ParamKind.VARIADIC or (param.spread and not skipped and self.rng.random() < 0.5):
                found += map(writer.expression, value if isinstance(value, list | tuple) else [value])
            elif param.kind is ParamKind.KEYWORD or (skipped and param.kind is not ParamKind.POSITIONAL):
                found.append(f"{param.name}={writer.expression(value)}")
            else:
                found.append(writer.expression(value))
        return ", ".join(found)
