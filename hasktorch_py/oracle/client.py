"""Asks the process that has torch, and remembers the answers.  torch is not imported before the first question."""

from pathlib import Path

from .answer import Answer, Lost
from .answer_cache import AnswerCache
from .limits import AGAIN, FIRST, Limits
from .protocol import Request, dumps
from .question import Question
from .worker_process import Ended, Worker

_MOST_TEXT = 2**20  # characters of a question
_STARTS = 2  # in a row that may fail


class Oracle:
    """Answers questions, from memory or by asking; what is lost is remembered until `forget_losses`, and not kept."""

    def __init__(self, cache: Path | None, fingerprint: str) -> None:
        self._memo = AnswerCache(cache, fingerprint)
        self._worker: Worker | None = None
        self._lost: dict[str, Lost] = {}
        self._unstartable: Lost | None = None

    def ask(self, question: Question) -> Answer | Lost:
        """What ATen makes of the call, or how the question was lost."""
        text = dumps(question)
        known = self._memo.get(text) or self._lost.get(text)
        if known is not None:
            return known
        if len(text) > _MOST_TEXT:
            found: Answer | Lost = Lost("size", f"its description has {len(text):,} characters")
        else:
            found = self._ask(text)
        if isinstance(found, Lost):
            self._lost[text] = found
        else:
            self._memo.put(text, found)
        return found

    def forget_losses(self) -> None:
        """What was lost is asked again."""
        self._lost.clear()
        self._unstartable = None

    def close(self) -> None:
        """End the worker."""
        if self._worker is not None:
            self._worker.close()
            self._worker = None

    def _ask(self, text: str) -> Answer | Lost:
        """A question that is lost is asked once more, alone in a fresh worker; twice where the worker just died.

        A kernel that crashes on made-up elements may be right for others: then meta tensors alone tell.
        """
        crashes = 0
        for limits in (FIRST, AGAIN, AGAIN):
            fresh = self._worker is None
            found = self._try(Request(text), limits)
            if not isinstance(found, Lost) or found.kind in ("start", "fault"):
                return found
            crashes += fresh and found.kind == "crash"
            if crashes == 2:
                return self._try(Request(text, meta_only=True), AGAIN)
            if limits is AGAIN and found.kind in ("time", "resources"):
                return found
        return found

    def _try(self, request: Request, limits: Limits) -> Answer | Lost:
        try:
            if self._worker is None:
                self._worker = self._start(limits)
            found = self._worker.ask(request, limits)
        except Ended as error:
            found = error.lost
        if isinstance(found, Lost) and found.kind != "fault":
            self.close()
        return found

    def _start(self, limits: Limits) -> Worker:
        """A worker that is ready.  Raises Ended, and from then on at once."""
        if self._unstartable is None:
            for _ in range(_STARTS):
                try:
                    return Worker(limits.bytes)
                except Ended as error:
                    lost = error.lost
                except OSError as error:
                    lost = Lost("start", f"{type(error).__name__}: {error}")
            self._unstartable = lost
        raise Ended(self._unstartable)
