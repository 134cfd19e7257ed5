"""What hooks need of the plugin."""

from typing import Protocol

from mypy.nodes import SymbolTableNode, TypeInfo

from ..oracle.answer import Answer, Lost
from ..oracle.question import Question
from .unchecked import Unchecked


class Asker(Protocol):
    """The plugin, to a hook."""

    def ask(self, question: Question, package: str) -> Answer | Lost: ...

    @property
    def unchecked(self) -> Unchecked: ...

    def info(self, fullname: str) -> TypeInfo: ...

    def lookup_fully_qualified(self, fullname: str) -> SymbolTableNode | None: ...
