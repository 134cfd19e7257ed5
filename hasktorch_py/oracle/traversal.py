"""Looks into the arguments of a question, and into the results of a call."""

import math
from collections.abc import Callable, Collection, Iterator, Mapping

from .answer import Raised, Result, SequenceResult, TensorResult, ValueResult
from .question import Argument, Constant, Layer, Question, Sequence, Size, Slice, Tensor, known_int
from .size_algebra import Dim, Name, Point, evaluate, put


def flat(arguments: tuple[Argument, ...]) -> Iterator[Argument]:
    """All arguments, those inside of sequences, slices and layers among them."""
    for argument in arguments:
        match argument:
            case Sequence(_, items):
                yield from flat(items)
            case Slice(start, stop, step):
                yield from flat((start, stop, step))
            case Layer(_, fields):
                yield from flat(tuple(value for _, value in fields))
            case _:
                yield argument


def of_unknown_rank(question: Question) -> list[Tensor]:
    """The tensors of a question whose rank is unknown."""
    return [a for a in flat(question.arguments) if isinstance(a, Tensor) and a.rest is not None]


def of_unknown_length(arguments: tuple[Argument, ...]) -> int:
    """How many sequences have an unknown length."""
    sequences = [argument for argument in arguments if isinstance(argument, Sequence)]
    return sum(sequence.repeated + of_unknown_length(sequence.items) for sequence in sequences)


def open_sizes(argument: Argument) -> Iterator[Dim]:
    """The sizes in one argument that are no numbers."""
    match argument:
        case Tensor(_, dims):
            yield from (d for d in dims if not isinstance(d, int))
        case Size(dim):
            yield dim


def numbers(argument: Argument) -> Iterator[int]:
    """The numbers in one argument that are, or may become, sizes."""
    match argument:
        case Tensor(_, dims):
            yield from (d for d in dims if isinstance(d, int))
        case Constant(value) if type(value) is int and value >= 0:
            yield value


def substituted(question: Question, name: Name, value: Dim) -> Question:
    """The question with a size in the place of a name.  Raises NoFormula where one divides by zero then."""
    return resized_by(question, lambda dim: put(dim, name, value))


def concrete(question: Question, point: Point) -> Question:
    """The question with a number in the place of each formula.  Raises NoFormula where one divides by zero."""
    return resized_by(question, lambda dim: evaluate(dim, point))


def resized(question: Question, sizes: Mapping[int, int]) -> Question:
    """The question with other sizes, in its tensors and wherever they are written as numbers."""
    return resized_by(question, lambda dim: sizes.get(dim, dim) if isinstance(dim, int) else dim)


def ranked(question: Question, rest: tuple[Dim, ...]) -> Question:
    """The question with these sizes wherever a tensor has any number of them."""

    def known(argument: Argument) -> Argument:
        match argument:
            case Tensor(tag, dims, int(place)):
                return Tensor(tag, (*dims[:place], *rest, *dims[place:]))
        return argument

    return _mapped(question, known)


def resized_by(question: Question, dimension: Callable[[Dim], Dim]) -> Question:
    """The question with what a function makes of each size, in its tensors and wherever one is an argument."""

    def resized(argument: Argument) -> Argument:
        match argument:
            case Tensor(tag, dims, rest):
                return Tensor(tag, tuple(map(dimension, dims)), rest)
            case Size(dim):
                return known_int(dimension(dim))
            case Constant(value) if type(value) is int:
                return Constant(dimension(value))
        return argument

    return _mapped(question, resized)


def _mapped(question: Question, single: Callable[[Argument], Argument]) -> Question:
    """The question with other arguments, those inside of sequences, slices and layers among them."""

    def put(argument: Argument) -> Argument:
        match argument:
            case Sequence(kind, items, repeated):
                return Sequence(kind, tuple(map(put, items)), repeated)
            case Slice(start, stop, step):
                return Slice(put(start), put(stop), put(step))
            case Layer(name, fields, sizes):
                return Layer(name, tuple((k, put(v)) for k, v in fields), sizes)
        return single(argument)

    return Question(question.name, tuple(map(put, question.args)), tuple((k, put(v)) for k, v in question.kwargs))


def size(found: Result | Raised, path: tuple[int, ...]) -> int | None:
    """The dimension at the end of a path through tuples into a tensor, or the int there."""
    for i, step in enumerate(path):
        if isinstance(found, SequenceResult) and step < len(found.items):
            found = found.items[step]
        elif isinstance(found, TensorResult) and i == len(path) - 1:
            size = found.dims[step] if step < len(found.dims) else None
            return size if isinstance(size, int) else None
    return found.value if isinstance(found, ValueResult) and isinstance(found.value, int) else None


def elements(found: Result | Raised) -> int:
    """How many elements a result has."""
    match found:
        case TensorResult(_, dims):
            return math.prod(d for d in dims if isinstance(d, int))
        case SequenceResult(_, items):
            return sum(map(elements, items))
    return 0


def without_sizes(found: Result, numbers: Collection[int]) -> Result:
    """The result with unknown dimensions in the place of these numbers."""
    match found:
        case SequenceResult(kind, items, fields):
            return SequenceResult(kind, tuple(without_sizes(item, numbers) for item in items), fields)
        case TensorResult(tag, dims, rest):
            return TensorResult(tag, tuple(None if d in numbers else d for d in dims), rest)
    return found


def valueless(found: Result) -> Result:
    """The result without Python values, which may depend on the data."""
    match found:
        case ValueResult(kind):
            return ValueResult(kind)
        case SequenceResult(kind, items, fields):
            return SequenceResult(kind, tuple(map(valueless, items)), fields)
    return found
