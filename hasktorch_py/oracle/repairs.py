"""What would make a refused call right: what is usually forgotten is tried in the place of each tensor."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from .answer import Accepted, Answer, Refused
from .question import Question, Tensor
from .size_algebra import Unknown, names_in
from .traversal import open_sizes
from .wording import spell

_MOST = 2  # repairs that a message names: where more would fit, none is likelier than the others
_CONVERSIONS = {"Long": "long", "Bool": "bool"}  # what ATen wants of indices, labels and masks, and the methods

#: A tensor made of another one, and how a program writes that.
Repair: TypeAlias = tuple[str, Tensor]


def repairs(question: Question, refused: Refused, answer: Callable[[Question], Answer]) -> tuple[str, ...]:
    """What would fit in the place of one of several tensors, as a program writes it."""
    tensors = [(i, a) for i, a in enumerate(question.arguments) if isinstance(a, Tensor)]
    if len(tensors) < 2 or refused.about == "argument" or any(_is_open(tensor) for _, tensor in tensors):
        return ()
    rank = max(len(tensor.dims) for _, tensor in tensors)
    for way in (_converted,) if refused.about == "dtype" else (_unsqueezed, _transposed):
        found = [
            text
            for place, tensor in tensors
            for text, mended in way(tensor, rank)
            if isinstance(answer(_with(question, place, mended)), Accepted)
        ]
        if found:
            return tuple(dict.fromkeys(found)) if len(found) <= _MOST else ()
    return ()


def _is_open(tensor: Tensor) -> bool:
    """Whether nothing tells a size of it, so that much may fit."""
    names = (name for dim in open_sizes(tensor) for name in names_in(dim))
    return tensor.rest is not None or any(isinstance(name, Unknown) for name in names)


def _unsqueezed(tensor: Tensor, rank: int) -> Iterator[Repair]:
    """With one dimension more, where it has one less than another tensor."""
    if 0 < len(tensor.dims) == rank - 1:
        for i in range(rank):
            dims = (*tensor.dims[:i], 1, *tensor.dims[i:])
            yield f"{spell(tensor, False)}.unsqueeze({i})", Tensor(tensor.tag, dims)


def _transposed(tensor: Tensor, _rank: int) -> Iterator[Repair]:
    if len(tensor.dims) >= 2:
        *batch, rows, columns = tensor.dims
        name = "mT" if batch else "T"
        yield f"{spell(tensor, False)}.{name}", Tensor(tensor.tag, (*batch, columns, rows))


def _converted(tensor: Tensor, _rank: int) -> Iterator[Repair]:
    for tag, method in _CONVERSIONS.items():
        if tag != tensor.tag:
            yield f"{spell(tensor, True)}.{method}()", Tensor(tag, tensor.dims)


def _with(question: Question, place: int, tensor: Tensor) -> Question:
    """The question with another argument at one place of all."""
    arguments = list(question.arguments)
    arguments[place] = tensor
    names = [name for name, _ in question.kwargs]
    count = len(question.args)
    return Question(question.name, tuple(arguments[:count]), tuple(zip(names, arguments[count:], strict=True)))
