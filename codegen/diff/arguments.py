"""The arguments of one overload in two versions → what a caller notices of their difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hasktorch_py.aten.names import parameter_name

from ..model import Argument, Base, BaseType, Declaration
from ..select.signature import OPTIONS, base_of
from .aspects import Aspect, Detail
from .widening import change_of


def argument_details(old: Declaration, new: Declaration) -> Iterator[Detail]:
    """Every difference; the arguments that receive results are a group of their own, named by position in Python."""
    method = not new.is_function
    before, after = _given(old), _given(new)
    if _scattered(before, after):
        before = [argument for argument in before if base_of(argument.type) is not Base.TENSOR_OPTIONS]
        after = [argument for argument in after if argument.name not in OPTIONS]
        yield Detail(Aspect.OPTIONS_SCATTERED, "options → dtype, layout, device, pin_memory")
    pairs = _paired(before, after)
    yield from _gone(before, pairs)
    yield from _new(after, pairs)
    kept = [(argument, after[pairs[index]]) for index, argument in enumerate(before) if index in pairs]
    yield from _order(kept, after)
    options = {argument.name for argument in after if argument.keyword_only}.issuperset(OPTIONS)
    for first, second in kept:
        yield from _one(first, second, method=method, option=options and second.name in OPTIONS)
    yield from _receiving([a for a in old.arguments if a.out], [a for a in new.arguments if a.out])


def _given(declaration: Declaration) -> list[Argument]:
    return [argument for argument in declaration.arguments if not argument.out]


def _scattered(before: Sequence[Argument], after: Sequence[Argument]) -> bool:
    return any(base_of(argument.type) is Base.TENSOR_OPTIONS for argument in before) and {
        argument.name for argument in after
    }.issuperset(OPTIONS)


def _paired(before: Sequence[Argument], after: Sequence[Argument]) -> dict[int, int]:
    """Index before → index after: by name; then, where a stretch between these has one length and fits, by place."""
    places = {argument.name: index for index, argument in enumerate(after)}
    pairs = {index: places[argument.name] for index, argument in enumerate(before) if argument.name in places}
    taken = set(pairs.values())
    for index, argument in enumerate(before):
        place = pairs[index - 1] + 1 if index - 1 in pairs else 0 if index == 0 else None
        if index in pairs or place is None or place in taken or place >= len(after):
            continue
        other = after[place]
        if other.keyword_only == argument.keyword_only and change_of(argument.type, other.type) in _CLOSE:
            pairs[index] = place
            taken.add(place)
    return pairs


#: A type that an argument may have become while its name changed as well.
_CLOSE = (None, Aspect.TYPE_RESPELLED)


def _gone(before: Sequence[Argument], pairs: dict[int, int]) -> Iterator[Detail]:
    for index, argument in enumerate(before):
        if index not in pairs:
            yield Detail(Aspect.ARGUMENT_REMOVED, f"{argument}")


def _new(after: Sequence[Argument], pairs: dict[int, int]) -> Iterator[Detail]:
    known = set(pairs.values())
    last = max((place for place in known if not after[place].keyword_only), default=-1)
    for place, argument in enumerate(after):
        if place in known:
            continue
        aspect = Aspect.ARGUMENT_APPENDED
        if argument.default is None:
            aspect = Aspect.ARGUMENT_REQUIRED
        elif not argument.keyword_only and place < last:
            aspect = Aspect.ARGUMENT_INSERTED
        yield Detail(aspect, f"{argument}")


def _order(kept: Sequence[tuple[Argument, Argument]], after: Sequence[Argument]) -> Iterator[Detail]:
    positional = [second for first, second in kept if not (first.keyword_only or second.keyword_only)]
    ordered = sorted(positional, key=after.index)
    if positional != ordered:
        text = f"{', '.join(a.name for a in positional)} → {', '.join(a.name for a in ordered)}"
        yield Detail(Aspect.ARGUMENT_REORDERED, text)


def _one(old: Argument, new: Argument, *, method: bool, option: bool) -> Iterator[Detail]:
    if old.name != new.name:
        visible = _python_name(old, method) != _python_name(new, method)
        aspect = Aspect.ARGUMENT_RENAMED if visible else Aspect.ARGUMENT_RESPELLED
        yield Detail(aspect, f"{old.name} → {new.name}")
    if (widening := change_of(old.type, new.type)) is not None:
        yield Detail(widening, f"{new.name}: {old.type} → {new.type}")
    if old.keyword_only != new.keyword_only:
        yield Detail(Aspect.KEYWORD_ONLY if new.keyword_only else Aspect.POSITIONAL, new.name)
    yield from _default(old, new, option)
    if _aliasing(old) != _aliasing(new):
        yield Detail(Aspect.ALIASING, f"{new.name}: ({_aliasing(old)}) → ({_aliasing(new)})")


def _python_name(argument: Argument, method: bool) -> str:
    return parameter_name(argument.name, is_tensor=argument.type == BaseType(Base.TENSOR), method=method)


def _default(old: Argument, new: Argument, option: bool) -> Iterator[Detail]:
    before, after = old.default, new.default
    if (before and repr(before.value)) == (after and repr(after.value)):  # 1 == True, and is another default
        return
    if option:
        yield Detail(Aspect.OPTION_DEFAULT, f"{new.name}: {_shown(old)} → {_shown(new)}")
    elif before is None:
        yield Detail(Aspect.DEFAULT_ADDED, f"{new.name}={after}")
    elif after is None:
        yield Detail(Aspect.DEFAULT_REMOVED, f"{new.name}, which was {before}")
    elif before.value == after.value and type(before.value) in _NUMBERS and type(after.value) in _NUMBERS:
        yield Detail(Aspect.NOTATION, f"{new.name}={before} → {after}")
    else:
        yield Detail(Aspect.DEFAULT_CHANGED, f"{new.name}={before} → {after}")


#: 0 and 0.0 are one default; 0 and False are not.
_NUMBERS = (int, float)


def _shown(argument: Argument) -> str:
    return "must be given" if argument.default is None else str(argument.default)


def _aliasing(argument: Argument) -> str:
    return argument.annotation.spelling if argument.annotation is not None else ""


def _receiving(before: Sequence[Argument], after: Sequence[Argument]) -> Iterator[Detail]:
    if len(before) != len(after):
        yield Detail(Aspect.RESULT_COUNT, f"out= takes {len(before)} → {len(after)} tensors")
        return
    for old, new in zip(before, after, strict=True):
        if old.name != new.name:
            yield Detail(Aspect.ARGUMENT_RESPELLED, f"out= {old.name} → {new.name}")
        if (widening := change_of(old.type, new.type)) is not None:
            yield Detail(widening, f"out= {new.name}: {old.type} → {new.type}")
        if _aliasing(old) != _aliasing(new):
            yield Detail(Aspect.ALIASING, f"{new.name}: ({_aliasing(old)}) → ({_aliasing(new)})")
