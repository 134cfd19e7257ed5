"""What a `Tensor[...]` asks of a tensor, and how the free variables of an alias are filled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar, TypeVarTuple, cast

from .annotation import Dimension, Run, Size, Tag, read_dimension, read_tag, spell
from .signature import DT, DType, S


@dataclass(frozen=True, slots=True)
class Pattern:
    """A dtype, then dimensions with at most one run of unknown length among them."""

    tag: Tag
    dimensions: tuple[Dimension, ...]

    def __post_init__(self) -> None:
        if sum(isinstance(d, Run) for d in self.dimensions) > 1:
            raise TypeError(f"a shape has one Unpack of unknown length; found {self}")

    def __str__(self) -> str:
        tag = "Any" if self.tag is DType else self.tag.__name__
        return f"Tensor[{tag}, {', '.join(map(spell, self.dimensions)) or '*tuple[()]'}]"

    def accepts_tag(self, tag: type) -> bool:
        """A TypeVar accepts what its bound, or one of its constraints, accepts; `object` is no tag at all."""
        allowed: tuple[type, ...]
        if isinstance(self.tag, TypeVar):
            allowed = self.tag.__constraints__ or (self.tag.__bound__ or DType,)
        else:
            allowed = (self.tag,)
        return DType in allowed or issubclass(tag, allowed)

    def accepts_shape(self, shape: Sequence[int]) -> bool:
        """A variable has the same size wherever it stands; a run has the dimensions that the others leave."""
        fixed = sum(not isinstance(d, Run) for d in self.dimensions)
        if len(shape) < fixed or (len(shape) > fixed == len(self.dimensions)):
            return False
        named: dict[TypeVar, int] = {}
        sizes: list[Size] = []
        for d in self.dimensions:
            sizes.extend([None] * (len(shape) - fixed) if isinstance(d, Run) else [d])
        for size, found in zip(sizes, shape, strict=True):
            expected = named.setdefault(size, found) if isinstance(size, TypeVar) else size
            if expected is not None and expected != found:
                return False
        return True

    def fill(self, arguments: tuple[object, ...]) -> "Pattern":
        """Put arguments in place of the free TypeVars, in order of appearance, as typing does for an alias.

        Where nothing is written for the signature's own `S` it is `Unpack[tuple[Any, ...]]`, its default. Raises
        TypeError for too few or too many arguments, and for `()`.
        """
        if not arguments:
            raise TypeError("checkers read Tensor[()] differently: rank 0 is written Unpack[tuple[()]]")
        tag = self.tag
        if isinstance(tag, TypeVar):
            tag, arguments = read_tag(arguments[0]), arguments[1:]
        given = [d for argument in arguments for d in read_dimension(argument)]
        free = [d for d in dict.fromkeys(self.dimensions) if isinstance(d, TypeVar | TypeVarTuple)]
        start = next((i for i, d in enumerate(free) if isinstance(d, TypeVarTuple)), len(free))
        single, run = free[:start] + free[start + 1 :], free[start : start + 1]
        if run == [S] and len(arguments) == len(single):
            given.insert(start, ...)
        surplus = len(given) - len(single)
        if surplus < 0 or (surplus and not run):
            raise TypeError(f"{self} takes {'at least ' * len(run)}{len(single)} dimensions; found {len(given)}")
        values: dict[Dimension, Sequence[Dimension]] = dict.fromkeys(run, given[start : start + surplus])
        values |= zip(single, ([d] for d in given[:start] + given[start + surplus :]), strict=True)
        return Pattern(tag, tuple(value for d in self.dimensions for value in values.get(d, [d])))


#: What `Tensor` alone asks for: any dtype, any shape.
BARE = Pattern(DT, (cast(TypeVarTuple, S),))  # mypy knows it as a type only
