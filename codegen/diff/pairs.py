"""Which overload of the new version is which of the old one: by key, by arguments, by the calls it takes, by signature.

Keys (`add.Tensor`) tell overloads apart since ATen 1.4. Before that several share one, or have others than later.
"""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from ..model import Declaration
from ..parse.cpp import plain_type
from .overload import takes_calls_of

#: From so many arguments on, a signature alone tells which operator it is, whatever one word of its name became.
DISTINCTIVE = 5

Pair = tuple[Declaration, Declaration]
_Key = Callable[[Declaration], Hashable]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Every declaration of either version exactly once, in the order of the files."""

    pairs: tuple[Pair, ...]
    removed: tuple[Declaration, ...]
    added: tuple[Declaration, ...]


def pair(old: Sequence[Declaration], new: Sequence[Declaration]) -> Pairing:
    """Pair the overloads of two versions; what stands alone in the end was removed or added."""
    matcher = _Matcher(list(old), list(new))
    matcher.match(lambda each: (each.key, _arguments(each)))
    matcher.match(lambda each: each.key)
    matcher.match(lambda each: (each.name, each.is_out, _arguments(each)))
    matcher.match_calls()
    matcher.match_renamed({each.name for each in new})
    ordered = sorted(matcher.pairs, key=lambda found: (found[0].key, found[1].key, found[0].location.line))
    return Pairing(tuple(ordered), tuple(_sorted(matcher.old)), tuple(_sorted(matcher.new)))


@dataclass
class _Matcher:
    """What is not paired yet."""

    old: list[Declaration]
    new: list[Declaration]
    pairs: list[Pair] = field(default_factory=list)

    def match(self, key: _Key) -> None:
        """Pair what a key tells apart in both versions."""
        counts = Counter(map(key, self.old)), Counter(map(key, self.new))
        places = {key(each): each for each in self.new}
        self._take(
            (each, places[found])
            for each in self.old
            if (found := key(each)) in places and counts[0][found] == counts[1][found] == 1
        )

    def match_calls(self) -> None:
        """Pair an overload with the first one of its name that takes all of its calls."""
        groups = _by(self.new, lambda each: each.name)
        found: list[Pair] = []
        for each in self.old:
            candidates = groups.get(each.name, [])
            other = next((candidate for candidate in candidates if takes_calls_of(candidate, each)), None)
            if other is not None:
                candidates.remove(other)
                found.append((each, other))
        self._take(found)

    def match_renamed(self, names: set[str]) -> None:
        """Pair operators that are gone with new overloads of the same signature, the most alike names first."""
        groups = _by(self.new, _signature)
        scored = [
            (-_likeness(each.name, other.name), each.key, other.key, each, other)
            for each in self.old
            if each.name not in names
            for other in groups.get(_signature(each), [])
            if _is_renamed(each, other)
        ]
        taken: set[int] = set()
        found: list[Pair] = []
        for *_, each, other in sorted(scored, key=lambda row: row[:3]):
            if not taken & {id(each), id(other)}:
                taken |= {id(each), id(other)}
                found.append((each, other))
        self._take(found)

    def _take(self, found: Iterable[Pair]) -> None:
        fresh = list(found)
        gone = {id(each) for both in fresh for each in both}
        self.pairs += fresh
        self.old = [each for each in self.old if id(each) not in gone]
        self.new = [each for each in self.new if id(each) not in gone]


def _by(declarations: Iterable[Declaration], key: _Key) -> dict[Hashable, list[Declaration]]:
    groups: dict[Hashable, list[Declaration]] = defaultdict(list)
    for each in declarations:
        groups[key(each)].append(each)
    return groups


def _sorted(declarations: Iterable[Declaration]) -> list[Declaration]:
    return sorted(declarations, key=lambda each: (each.key, each.schema))


def _arguments(declaration: Declaration) -> tuple[tuple[str, str], ...]:
    """Names and types, as far as every era writes them alike."""
    return tuple((argument.name, str(plain_type(argument.type))) for argument in declaration.arguments)


def _signature(declaration: Declaration) -> Hashable:
    """All that a schema says but for names of the operator and of its first argument."""
    arguments = [str(argument) for argument in declaration.arguments]
    if declaration.arguments:
        arguments[0] = str(declaration.arguments[0].type)
    return tuple(arguments), tuple(map(str, declaration.returns)), declaration.inplace


def _is_renamed(old: Declaration, new: Declaration) -> bool:
    """Whether two operators of one signature are one: words came to the name, or went, or one took another's place.

    The last is not enough for a short signature: `bilinear2d` and `bicubic2d` are two operators.
    """
    before, after = _words(old.name), _words(new.name)
    if before <= after or after <= before:
        return True
    return len(before - after) == len(after - before) == 1 and len(old.arguments) >= DISTINCTIVE


def _words(name: str) -> set[str]:
    return set(name.split("_")) - {""}


def _likeness(old: str, new: str) -> float:
    return difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()
